#include "server/service/repository.h"

#include "core/codec.h"
#include "indexer/index.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::size_t kScanStep = 256;

Result<StoredDocument> decode(const store::Record& record) {
  auto document = decode_document(record.value);
  if (!document) return make_error(document.error().code, "record " + record.key + ": " + document.error().message);
  return StoredDocument{std::move(*document), record.revision, indexer::fingerprint_of(record.value)};
}

}  // namespace

Result<std::optional<StoredDocument>> find_document(const store::Reader& reader, const DocumentId& id) {
  auto document = get_document(reader, id);
  if (document) return std::optional<StoredDocument>(std::move(*document));
  if (document.error().code == ErrorCode::kNotFound) return std::optional<StoredDocument>();
  return document.error();
}

Result<StoredDocument> get_document(const store::Reader& reader, const DocumentId& id) {
  if (id.value.empty() || id.value.size() > 64)
    return make_error(ErrorCode::kNotFound, "no document '" + id.value + "'");
  const auto record = reader.get(document_key(id));
  if (record) return decode(*record);
  if (record.error().code != ErrorCode::kNotFound) return record.error();
  return make_error(ErrorCode::kNotFound, "no document '" + id.value + "'");
}

Status for_each_record(const store::Reader& reader, std::string_view prefix,
                       const std::function<Status(const store::Record&)>& visit) {
  std::string after;
  while (true) {
    const auto records = reader.scan(prefix, after, kScanStep);
    if (!records) return records.error();
    for (const store::Record& record : *records) {
      if (Status visited = visit(record); !visited) return visited;
    }
    if (records->size() < kScanStep) return ok_status();
    after = records->back().key;
  }
}

Status for_each_document(const store::Reader& reader, const std::function<Status(StoredDocument)>& visit) {
  return for_each_record(reader, kDocumentPrefix, [&](const store::Record& record) -> Status {
    auto document = decode(record);
    if (!document) return document.error();
    return visit(std::move(*document));
  });
}

}  // namespace fupan::service
