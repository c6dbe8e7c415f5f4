#include "importers/markdown/html.h"

#include <unicode/uchar.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/markdown/html_text.h"
#include "importers/markdown/inline_text.h"
#include "importers/markdown/link_rules.h"
#include "importers/markdown/parse.h"
#include "importers/metadata/leading_lines.h"
#include "importers/source_text.h"

namespace fupan::importers {
namespace {

struct IterFree {
  void operator()(cmark_iter* iter) const noexcept { cmark_iter_free(iter); }
};

struct CFree {
  void operator()(char* text) const noexcept { std::free(text); }
};

void remove_node(cmark_node* node) {
  cmark_node_unlink(node);
  cmark_node_free(node);
}

// False, and `replacement` is freed, when the parent of `node` may not hold it.
bool replace_node(cmark_node* node, cmark_node* replacement) {
  const bool replaced = cmark_node_replace(node, replacement) != 0;
  cmark_node_free(replaced ? node : replacement);
  return replaced;
}

cmark_node* new_text(const std::string& text) {
  cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, text.c_str());
  return node;
}

void replace_html_block(cmark_node* node) {
  const std::string text(text::trim(html_to_text(cmark_node_get_literal(node))));
  if (text.empty()) return remove_node(node);
  cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
  cmark_node_append_child(paragraph, new_text(text));
  if (!replace_node(node, paragraph)) remove_node(node);
}

void replace_html_inline(cmark_node* node) {
  const bool breaks = text_of_tag(cmark_node_get_literal(node)) == " ";
  if (breaks && replace_node(node, cmark_node_new(CMARK_NODE_LINEBREAK))) return;
  if (breaks && replace_node(node, new_text(" "))) return;  // a table cell holds no line break
  remove_node(node);
}

// A link that may not be followed leaves its content, an image its description.
void check_address(cmark_node* node) {
  const char* address = cmark_node_get_url(node);
  const std::string_view url = address == nullptr ? "" : address;
  const bool image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
  if (image ? is_image_allowed(url) : classify_link(url) != LinkClass::kForbidden) return;
  if (image) {
    if (!replace_node(node, new_text(inline_text(node)))) remove_node(node);
    return;
  }
  while (cmark_node* child = cmark_node_first_child(node)) {
    if (cmark_node_insert_before(node, child) == 0) remove_node(child);
  }
  remove_node(node);
}

std::vector<cmark_node*> nodes_of(cmark_node* root, bool (*wanted)(cmark_node_type)) {
  std::vector<cmark_node*> found;
  const std::unique_ptr<cmark_iter, IterFree> iter(cmark_iter_new(root));
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter.get())) {
    cmark_node* node = cmark_iter_get_node(iter.get());
    if (event == CMARK_EVENT_ENTER && wanted(cmark_node_get_type(node))) found.push_back(node);
  }
  return found;
}

void sanitise(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, [](cmark_node_type t) { return t == CMARK_NODE_HTML_BLOCK; })) {
    replace_html_block(node);
  }
  for (cmark_node* node : nodes_of(root, [](cmark_node_type t) { return t == CMARK_NODE_HTML_INLINE; })) {
    replace_html_inline(node);
  }
  // Images first: an image inside a forbidden link keeps its own verdict. Inner ones first: an outer image swallows
  // them.
  const auto images = nodes_of(root, [](cmark_node_type t) { return t == CMARK_NODE_IMAGE; });
  for (auto node = images.rbegin(); node != images.rend(); ++node) check_address(*node);
  for (cmark_node* node : nodes_of(root, [](cmark_node_type t) { return t == CMARK_NODE_LINK; })) check_address(node);
}

void resolve_links(cmark_node* root, const LinkResolver& resolve) {
  for (cmark_node* node : nodes_of(root, [](cmark_node_type t) { return t == CMARK_NODE_LINK; })) {
    const char* address = cmark_node_get_url(node);
    const std::string_view url = address == nullptr ? "" : address;
    if (classify_link(url) != LinkClass::kInternal) continue;
    cmark_node_set_url(node, resolve(url).c_str());
  }
}

std::vector<std::string> heading_ids(cmark_node* root) {
  std::vector<std::string> ids;
  std::map<std::string, int> seen;
  for (cmark_node* node : nodes_of(root, [](cmark_node_type t) { return t == CMARK_NODE_HEADING; })) {
    std::string slug = heading_slug(inline_text(node));
    const int before = seen[slug]++;
    if (before > 0) slug += "-" + std::to_string(before);
    ids.push_back(std::move(slug));
  }
  return ids;
}

// Adds the attributes that cmark's renderer has no words for. Text in its output has no bare '<', so "<h2 " and "<a
// href=" are tags, and headings come in document order.
std::string add_attributes(std::string_view html, const std::vector<std::string>& ids) {
  static constexpr std::string_view kLink = "<a href=\"";
  std::string out;
  std::size_t heading = 0;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    out += html.substr(at, open - at);
    const std::string_view tag = html.substr(open);
    at = open;
    if (tag.starts_with(kLink)) {
      const std::string_view address = tag.substr(kLink.size(), tag.find('"', kLink.size()) - kLink.size());
      if (classify_link(address) == LinkClass::kExternal) {
        out += "<a rel=\"noopener nofollow\"";
        at += 2;
      }
    } else if (tag.size() > 3 && tag[1] == 'h' && tag[2] >= '1' && tag[2] <= '6' && heading < ids.size()) {
      out += tag.substr(0, 3);
      out += " id=\"" + ids[heading++] + "\"";
      at += 3;
    }
    const std::size_t next = std::min(html.find('<', open + 1), html.size());
    out += html.substr(at, next - at);
    at = next;
  }
  return out;
}

std::string with_unix_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

}  // namespace

std::string heading_slug(std::string_view heading) {
  std::string slug;
  for (std::size_t i = 0; i < heading.size();) {
    const text::CodePoint c = text::decode_at(heading, i);
    const auto point = static_cast<UChar32>(c.value);
    if (c.value == ' ') {
      slug += '-';
    } else if (c.value == '-' || c.value == '_') {
      slug += static_cast<char>(c.value);
    } else if (u_isalnum(point) != 0 || u_charType(point) == U_NON_SPACING_MARK) {
      text::append_utf8(slug, static_cast<char32_t>(u_tolower(point)));
    }
    i += c.length;
  }
  return slug;
}

std::string render_html(std::string_view markdown, const LinkResolver& resolve) {
  static const Taxonomy kNoWords;
  if (markdown.starts_with("\xEF\xBB\xBF")) markdown.remove_prefix(3);
  SourceText source = separate_metadata(with_unix_line_ends(markdown));
  const LeadingLines leading = read_leading_lines(Lines(source.body), source.body_first_line, kNoWords);
  if (!leading.invisible_lines.empty()) source.body = blank_lines(source.body, leading.invisible_lines);
  const NodePtr root = parse_markdown(source.body);
  if (root == nullptr) return {};
  if (resolve) resolve_links(root.get(), resolve);
  sanitise(root.get());
  const std::vector<std::string> ids = heading_ids(root.get());
  const std::unique_ptr<char, CFree> html(cmark_render_html(root.get(), kCmarkOptions, nullptr));
  return html == nullptr ? std::string{} : add_attributes(html.get(), ids);
}

}  // namespace fupan::importers
