// What handlers work with: the use cases over one library, and what is made once of them. Const methods are
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "server/service/document_service.h"
#include "server/service/library.h"
#include "server/service/search_service.h"
#include "server/service/stats_service.h"

namespace fupan::http {

struct Services {
  // `library` must outlive it.
  explicit Services(service::Library& opened);

  service::Library& library;
  service::SearchService search;
  service::DocumentService documents;
  service::StatsService stats;
  std::string taxonomy_json;
  std::string taxonomy_tag;  // entity tag of taxonomy_json
  std::string label_digest;  // changes when labels that people read may have changed
  std::string_view openapi_json;
  std::string openapi_tag;
};

}  // namespace fupan::http
