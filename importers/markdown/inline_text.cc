#include "importers/markdown/inline_text.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/markdown/html_text.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxKeyBytes = 48;
constexpr long kMaxKeyBlanks = 3;

struct IterFree {
  void operator()(cmark_iter* iter) const noexcept { cmark_iter_free(iter); }
};

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

// A key has few words, and a colon right after it: "Root cause: …", "原因：…".
bool has_early_colon(std::string_view text) {
  const std::string_view start = text.substr(0, kMaxKeyBytes);
  const std::size_t colon = std::min(start.find(':'), start.find("："));
  if (colon == std::string_view::npos || colon == 0 || text.substr(colon).starts_with("://")) return false;
  const std::string_view key = start.substr(0, colon);
  return key.back() != ' ' && std::count(key.begin(), key.end(), ' ') <= kMaxKeyBlanks &&
         key.find_first_of(".,;(") == std::string_view::npos && key.find("，") == std::string_view::npos;
}

// Whether what follows a soft line break looks like "Key: value" or "**Key**: value".
bool starts_entry(cmark_node* next) {
  if (next == nullptr) return false;
  const cmark_node_type type = cmark_node_get_type(next);
  if (type == CMARK_NODE_TEXT) return starts_with_symbol(literal(next)) || has_early_colon(literal(next));
  if (type != CMARK_NODE_STRONG) return false;
  cmark_node* inside = cmark_node_last_child(next);
  const std::string_view key = inside == nullptr ? std::string_view{} : literal(inside);
  cmark_node* after = cmark_node_next(next);
  const std::string_view rest = after == nullptr ? std::string_view{} : literal(after);
  return key.ends_with(':') || key.ends_with("：") || rest.starts_with(":") || rest.starts_with("：");
}

void append_soft_break(std::string& out, cmark_node* node) {
  cmark_node* next = cmark_node_next(node);
  if (starts_entry(next)) {
    out += '\n';
    return;
  }
  const std::string_view rest = next == nullptr ? std::string_view{} : literal(next);
  if (!rest.empty() && joins_without_blank(last_code_point(out), text::decode_at(rest, 0).value)) return;
  out += ' ';
}

void append_node(std::string& out, cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      out += literal(node);
      break;
    case CMARK_NODE_SOFTBREAK:
      append_soft_break(out, node);
      break;
    case CMARK_NODE_LINEBREAK:
      out += '\n';
      break;
    case CMARK_NODE_HTML_INLINE:
      if (!literal(node).starts_with("<!--")) out += text_of_tag(literal(node));
      break;
    default:
      break;
  }
}

}  // namespace

std::string inline_text(cmark_node* node) {
  std::string out;
  const std::unique_ptr<cmark_iter, IterFree> iter(cmark_iter_new(node));
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter.get())) {
    if (event == CMARK_EVENT_ENTER) append_node(out, cmark_iter_get_node(iter.get()));
  }
  return std::string(text::trim(out));
}

}  // namespace fupan::importers
