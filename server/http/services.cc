#include "server/http/services.h"

#include "core/digest.h"
#include "server/http/entity_tag.h"
#include "server/http/openapi.h"
#include "server/service/render_json.h"

namespace fupan::http {
namespace {

constexpr std::size_t kLabelDigestLength = 6;

}  // namespace

Services::Services(service::Library& opened)
    : library(opened),
      search(opened),
      documents(opened),
      stats(opened),
      taxonomy_json(service::render_taxonomy(opened.taxonomy())),
      taxonomy_tag(entity_tag_of(taxonomy_json)),
      label_digest(short_digest(taxonomy_json, kLabelDigestLength)),
      openapi_json(openapi_description()),
      openapi_tag(entity_tag_of(openapi_json)) {}

}  // namespace fupan::http
