// Feeds as Atom (RFC 4287). Thread-safe, no state.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/service/news_service.h"

namespace fupan::http {

struct AtomFeed {
  std::string id;  // what the feed is of; becomes a urn:uuid that never changes
  std::string title;
  std::string self;     // path of the feed
  std::string page;     // path of the page in the web app that shows the same
  std::string updated;  // RFC 3339; of a feed without entries, else that of the newest entry
  std::string base;     // "https://host" in front of paths; "": links are relative
};

// Whatever is no character of XML 1.0 is left out; bytes that are not UTF-8 become U+FFFD.
std::string render_atom(const AtomFeed& feed, std::span<const service::NewsItem> items);

// "urn:uuid:…" of any text: the same text gives the same.
std::string urn_of(std::string_view text);

// `text` for XML, in content and in attributes.
std::string escape_xml(std::string_view text);

}  // namespace fupan::http
