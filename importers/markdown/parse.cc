#include "importers/markdown/parse.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <algorithm>
#include <mutex>
#include <string_view>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace fupan::importers {
namespace {

constexpr std::size_t kUsualColumns = 50;
constexpr std::size_t kMaxCells = 500'000;

struct Extensions {
  cmark_syntax_extension* table;
  cmark_syntax_extension* strikethrough;
  cmark_syntax_extension* autolink;
  cmark_syntax_extension* tasklist;
};

struct ParserFree {
  void operator()(cmark_parser* parser) const noexcept { cmark_parser_free(parser); }
};
using ParserPtr = std::unique_ptr<cmark_parser, ParserFree>;

// What lives as long as the program and is not reachable for the leak checker.
template <class Make>
auto make_for_ever(const Make& make) {
#if defined(__SANITIZE_ADDRESS__)
  const __lsan::ScopedDisabler disabled;
#endif
  return make();
}

// The characters at which inline extensions start are in a table that all parsers of the process share. A parse adds
// those of its extensions and takes them out again, under the feet of every other parse. So those of the autolink
// extension (':' and 'w') are added once and for ever here, and the extension forgets them: parses with it do not write
// to the table. Strikethrough needs to remember its own '~'; see finish().
void fix_special_characters(cmark_syntax_extension* autolink) {
  const ParserPtr parser(cmark_parser_new(kCmarkOptions));
  cmark_parser_attach_syntax_extension(parser.get(), autolink);
  cmark_manage_extensions_special_characters(parser.get(), 1);
  cmark_syntax_extension_set_special_inline_chars(autolink, nullptr);
}

const Extensions& extensions() {
  static const Extensions found = make_for_ever([] {
    cmark_gfm_core_extensions_ensure_registered();
    const Extensions all{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
                         cmark_find_syntax_extension("autolink"), cmark_find_syntax_extension("tasklist")};
    if (all.autolink != nullptr) fix_special_characters(all.autolink);
    return all;
  });
  return found;
}

// Columns of the widest line that can be the delimiter row of a table ("|---|:-:|").
std::size_t widest_delimiter_row(std::string_view markdown) {
  std::size_t widest = 0;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string_view line = markdown.substr(at, end - at);
    if (line.size() > kUsualColumns && line.find_first_not_of("|:- \t\r>") == std::string_view::npos) {
      widest = std::max(widest, static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')));
    }
    at = end + 1;
  }
  return widest;
}

// The table extension fills short rows up: some kilobytes can ask for millions of cells (later releases of cmark-gfm
// have a limit).
bool asks_for_too_many_cells(std::string_view markdown) {
  const std::size_t columns = widest_delimiter_row(markdown);
  if (columns <= kUsualColumns) return false;
  return columns * static_cast<std::size_t>(std::count(markdown.begin(), markdown.end(), '\n')) > kMaxCells;
}

// A parse with strikethrough writes the place of '~' in the shared table. Only parses of texts with a '~' read that
// place, and only they have the extension: one of them at a time. Other texts are parsed without any lock.
NodePtr finish(cmark_parser* parser, bool with_strikethrough) {
  static std::mutex tilde;
  std::unique_lock lock(tilde, std::defer_lock);
  if (with_strikethrough) lock.lock();
  return NodePtr(cmark_parser_finish(parser));
}

}  // namespace

NodePtr parse_markdown(std::string_view markdown) {
  const Extensions& all = extensions();
  const ParserPtr parser(cmark_parser_new(kCmarkOptions));
  const bool with_tables = !asks_for_too_many_cells(markdown);
  const bool with_strikethrough = markdown.find('~') != std::string_view::npos;
  const auto attach = [&](cmark_syntax_extension* extension) {
    if (extension != nullptr) cmark_parser_attach_syntax_extension(parser.get(), extension);
  };
  if (with_tables) attach(all.table);
  if (with_strikethrough) attach(all.strikethrough);
  attach(all.autolink);
  attach(all.tasklist);
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return finish(parser.get(), with_strikethrough);
}

}  // namespace fupan::importers
