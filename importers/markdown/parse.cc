#include "importers/markdown/parse.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>

namespace fupan::importers {
namespace {

constexpr std::size_t kExtensionCount = 4;
constexpr std::size_t kUsualColumns = 50;
constexpr std::size_t kMaxCells = 500'000;
using Extensions = std::array<cmark_syntax_extension*, kExtensionCount>;

const Extensions& extensions() {
  static const Extensions found = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return Extensions{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
                      cmark_find_syntax_extension("autolink"), cmark_find_syntax_extension("tasklist")};
  }();
  return found;
}

struct ParserFree {
  void operator()(cmark_parser* parser) const noexcept { cmark_parser_free(parser); }
};

std::mutex& inline_parser_mutex() {
  static std::mutex mutex;
  return mutex;
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

}  // namespace

NodePtr parse_markdown(std::string_view markdown) {
  const Extensions& wanted = extensions();
  const std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(kCmarkOptions));
  const bool without_tables = asks_for_too_many_cells(markdown);
  for (cmark_syntax_extension* extension : wanted) {
    if (without_tables && extension == wanted.front()) continue;
    if (extension != nullptr) cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  const std::lock_guard lock(inline_parser_mutex());
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return NodePtr(cmark_parser_finish(parser.get()));
}

}  // namespace fupan::importers
