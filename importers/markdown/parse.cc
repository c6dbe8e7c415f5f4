#include "importers/markdown/parse.h"

#include <array>
#include <mutex>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

namespace fupan::importers {
namespace {

constexpr std::size_t kExtensionCount = 4;
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

}  // namespace

NodePtr parse_markdown(std::string_view markdown) {
  const Extensions& wanted = extensions();
  const std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(kCmarkOptions));
  for (cmark_syntax_extension* extension : wanted) {
    if (extension != nullptr) cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  const std::lock_guard lock(inline_parser_mutex());
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return NodePtr(cmark_parser_finish(parser.get()));
}

}  // namespace fupan::importers
