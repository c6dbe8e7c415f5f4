#include <string>

#include "server/http/atom.h"
#include "server/http/feed_response.h"
#include "server/http/handlers.h"

namespace fupan::http {
Result<Response> handle_search_feed(const Services& services, const Call& call) {
  const auto search = services.saved_searches.find(call.id, call.viewer);
  if (!search) return search.error();
  const auto news = services.news.of_search(*search, call.viewer);
  if (!news) return news.error();
  const AtomFeed feed{
      "search " + search->id, search->name,         "/feeds/searches/" + search->id + ".atom", "/searches",
      search->created_at,     base_of(call.request)};
  return feed_response(call, feed, *news);
}

Result<Response> handle_lessons_feed(const Services& services, const Call& call) {
  const auto news = services.news.newest(call.viewer);
  if (!news) return news.error();
  const AtomFeed feed{"lessons",
                      call.lang == "zh" ? "复盘 Fupan：新增内容" : "Fupan: what is new",
                      "/feeds/lessons.atom",
                      "/?type=lesson&sort=newest",
                      std::string(kNeverUpdated),
                      base_of(call.request)};
  return feed_response(call, feed, *news);
}

}  // namespace fupan::http
