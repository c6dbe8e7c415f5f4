#include "server/service/keys.h"

#include <cstdio>

namespace fupan::service {
namespace {

std::string join(std::string_view prefix, std::string_view rest) { return std::string(prefix).append(rest); }

}  // namespace

std::string document_key(const DocumentId& id) { return join(kDocumentPrefix, id.value); }

std::string source_key(const DocumentId& id, int source_revision) {
  char number[16];
  std::snprintf(number, sizeof number, "%06d", source_revision);
  return join(kSourcePrefix, id.value) + "/" + number;
}

std::string file_prefix(std::string_view collection) { return join(kFilePrefix, collection) + "/"; }

std::string file_key(std::string_view collection, const DocumentId& id) { return file_prefix(collection) + id.value; }

std::string project_key(std::string_view project_id) { return join(kProjectPrefix, project_id); }

std::string collection_key(std::string_view name) { return join(kCollectionPrefix, name); }

std::optional<DocumentId> document_of_key(std::string_view key) {
  if (!key.starts_with(kDocumentPrefix)) return std::nullopt;
  return DocumentId{std::string(key.substr(kDocumentPrefix.size()))};
}

}  // namespace fupan::service
