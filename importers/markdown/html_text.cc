#include "importers/markdown/html_text.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::string tag_name(std::string_view tag) {
  std::size_t i = tag.find_first_not_of("</");
  std::string name;
  for (; i < tag.size() && is_name_char(tag[i]); ++i) {
    name += static_cast<char>(tag[i] >= 'A' && tag[i] <= 'Z' ? tag[i] + 32 : tag[i]);
  }
  return name;
}

bool is_inline_tag(std::string_view name) {
  static constexpr std::array<std::string_view, 21> kInline{"a",  "abbr",  "b",    "big",    "cite", "code", "del",
                                                            "em", "font",  "i",    "ins",    "kbd",  "mark", "q",
                                                            "s",  "small", "span", "strong", "sub",  "sup",  "u"};
  return std::find(kInline.begin(), kInline.end(), name) != kInline.end();
}

// Bytes of the tag or comment at the start of `html`, or 0 when it is a bare '<'.
std::size_t tag_length(std::string_view html) {
  if (html.starts_with("<!--")) {
    const std::size_t end = html.find("-->", 2);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  if (html.size() < 2 || !(is_name_char(html[1]) || html[1] == '/' || html[1] == '!' || html[1] == '?')) return 0;
  char quote = 0;
  for (std::size_t i = 1; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      quote = c == quote ? '\0' : quote;
    } else if ((c == '"' || c == '\'') && html[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return html.size();
}

// Bytes of a script or style element at the start of `html`, or 0.
std::size_t hidden_length(std::string_view html, std::string_view name) {
  if (name != "script" && name != "style") return 0;
  for (std::size_t at = html.find("</"); at != std::string_view::npos; at = html.find("</", at + 2)) {
    if (tag_name(html.substr(at, 16)) == name) return std::min(html.size(), html.find('>', at) + 1);
  }
  return html.size();
}

// Appends what the character reference at the start of `html` means; the bytes it takes.
std::size_t append_reference(std::string& out, std::string_view html) {
  struct Named {
    std::string_view name, text;
  };
  static constexpr std::array<Named, 8> kNamed{{{"&amp;", "&"},
                                                {"&lt;", "<"},
                                                {"&gt;", ">"},
                                                {"&quot;", "\""},
                                                {"&apos;", "'"},
                                                {"&nbsp;", " "},
                                                {"&mdash;", "—"},
                                                {"&hellip;", "…"}}};
  for (const Named& named : kNamed) {
    if (html.starts_with(named.name)) return out += named.text, named.name.size();
  }
  const std::size_t end = html.substr(0, 10).find(';');
  if (end != std::string_view::npos && end > 2 && html[1] == '#') {
    const bool hex = html[2] == 'x' || html[2] == 'X';
    const std::string digits(html.substr(hex ? 3 : 2, end - (hex ? 3 : 2)));
    const unsigned long point = std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10);
    if (point > 0 && point < 0x110000) return text::append_utf8(out, static_cast<char32_t>(point)), end + 1;
  }
  out += '&';
  return 1;
}

}  // namespace

std::string_view text_of_tag(std::string_view tag) { return is_inline_tag(tag_name(tag)) ? "" : " "; }

std::string html_to_text(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const std::size_t stop = std::min(html.find_first_of("<&"), html.size());
    out += html.substr(0, stop);
    html.remove_prefix(stop);
    if (html.empty()) break;
    if (html.front() == '&') {
      html.remove_prefix(append_reference(out, html));
      continue;
    }
    const std::size_t tag = tag_length(html);
    if (tag == 0) {
      out += '<';
      html.remove_prefix(1);
      continue;
    }
    const std::size_t hidden = hidden_length(html, tag_name(html.substr(0, tag)));
    if (!html.starts_with("<!--")) out += text_of_tag(html.substr(0, tag));
    html.remove_prefix(std::max(tag, hidden));
  }
  return out;
}

}  // namespace fupan::importers
