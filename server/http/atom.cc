#include "server/http/atom.h"

#include <algorithm>

#include "core/digest.h"
#include "core/text/utf8.h"

namespace fupan::http {
namespace {

bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escape_xml(text) + "</" + std::string(name) + ">\n";
}

std::string link(std::string_view relation, std::string_view type, const std::string& address) {
  return "<link rel=\"" + std::string(relation) + "\" type=\"" + std::string(type) + "\" href=\"" +
         escape_xml(address) + "\"/>\n";
}

std::string render_entry(const AtomFeed& feed, const service::NewsItem& item) {
  const bool has_lang = item.lang == "en" || item.lang == "zh";
  std::string xml = has_lang ? "<entry xml:lang=\"" + item.lang + "\">\n" : std::string("<entry>\n");
  xml += element("id", urn_of("entry " + item.id));
  xml += element("title", item.title.empty() ? item.id : item.title);
  xml += element("updated", item.updated);
  xml += link("alternate", "text/html", feed.base + item.path);
  if (!item.project.empty()) xml += "<category term=\"project:" + escape_xml(item.project) + "\"/>\n";
  for (const Label& label : item.labels) {
    xml += "<category term=\"" + std::string(name_of(label.facet)) + ":" + escape_xml(label.value) + "\"/>\n";
  }
  if (!item.summary.empty()) xml += element("summary", item.summary);
  return xml + "</entry>\n";
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_at(text, at);
    at += point.length;
    switch (point.value) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        if (is_xml_character(point.value)) text::append_utf8(out, point.value);
    }
  }
  return out;
}

// Version 8 of RFC 9562: 122 bits of our own choice.
std::string urn_of(std::string_view text) {
  std::string hex = sha256_hex(text).substr(0, 32);
  hex[12] = '8';
  hex[16] = 'a';
  return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) +
         "-" + hex.substr(20);
}

std::string render_atom(const AtomFeed& feed, std::span<const service::NewsItem> items) {
  std::string updated = feed.updated;
  if (!items.empty()) {
    updated = std::max_element(items.begin(), items.end(), [](const auto& a, const auto& b) {
                return a.updated < b.updated;
              })->updated;
  }
  std::string xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  xml += element("id", urn_of(feed.id));
  xml += element("title", feed.title);
  xml += element("updated", updated);
  xml += "<author><name>Fupan</name></author>\n<generator>Fupan</generator>\n";
  xml += link("self", "application/atom+xml", feed.base + feed.self);
  xml += link("alternate", "text/html", feed.base + feed.page);
  for (const service::NewsItem& item : items) xml += render_entry(feed, item);
  return xml + "</feed>\n";
}

}  // namespace fupan::http
