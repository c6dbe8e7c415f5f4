#include "server/service/repository.h"

#include "core/codec.h"
#include "importers/markdown/plain_markdown.h"
#include "indexer/index.h"
#include "server/service/keys.h"
#include "server/service/label_moves.h"

namespace fupan::service {
namespace {

constexpr std::size_t kScanStep = 256;

Result<StoredDocument> decode(store::Record record) {
  auto document = decode_document(record.value);
  if (!document) return make_error(document.error().code, "record " + record.key + ": " + document.error().message);
  StoredDocument stored;
  stored.document = std::move(*document);
  stored.revision = record.revision;
  stored.record = std::move(record.value);
  return stored;
}

Status lay_curations_over(const store::Reader& reader, StoredDocument& stored) {
  const auto record = reader.get(curation_key(stored.document.id));
  if (!record && record.error().code == ErrorCode::kNotFound) return ok_status();
  if (!record) return record.error();
  auto curations = decode_curations(record->value);
  if (!curations) {
    return make_error(curations.error().code, "record " + record->key + ": " + curations.error().message);
  }
  stored.curations = std::move(*curations);
  stored.curation_revision = record->revision;
  fupan::lay_over(stored.curations, importers::plain_markdown, stored.document);
  return ok_status();
}

Status lay_over(const store::Reader& reader, const LabelMoves& moves, StoredDocument& stored) {
  if (Status laid = lay_curations_over(reader, stored); !laid) return laid;
  stored.moved = moves.apply(stored.curations, stored.document);
  return ok_status();
}

Result<std::optional<StoredDocument>> optional_of(Result<StoredDocument> document) {
  if (document) return std::optional<StoredDocument>(std::move(*document));
  if (document.error().code == ErrorCode::kNotFound) return std::optional<StoredDocument>();
  return document.error();
}

}  // namespace

std::string fingerprint_of(const StoredDocument& stored) {
  if (stored.curations.targets.empty() && stored.moved.empty()) return indexer::fingerprint_of(stored.record);
  const std::string said = stored.curations.targets.empty() ? std::string() : encode_curations(stored.curations);
  return indexer::fingerprint_of(stored.record + said + stored.moved);
}

Result<std::string> get_source(const store::Reader& reader, const StoredDocument& stored, int source_revision) {
  if (source_revision == stored.document.source_revision) {
    const auto source = source_of(stored.record);
    if (!source) return source.error();
    return std::string(*source);
  }
  auto record = reader.get(source_key(stored.document.id, source_revision));
  if (record) return std::move(record->value);
  if (record.error().code != ErrorCode::kNotFound) return record.error();
  return Error{ErrorCode::kNotFound,
               "document '" + stored.document.id.value + "' has no source revision " + std::to_string(source_revision),
               "revision"};
}

void strip_texts(Document& document) {
  document.sections.clear();
  document.lessons.clear();
  document.gone.clear();
  document.questions.clear();
  document.metadata.clear();
}

Result<std::optional<StoredDocument>> find_document(const store::Reader& reader, const DocumentId& id) {
  return optional_of(get_document(reader, id));
}

Result<StoredDocument> get_document(const store::Reader& reader, const DocumentId& id) {
  auto stored = get_imported_document(reader, id);
  if (!stored) return stored;
  const auto moves = read_label_moves(reader);
  if (!moves) return moves.error();
  if (Status laid = lay_over(reader, **moves, *stored); !laid) return laid.error();
  return stored;
}

Result<std::optional<StoredDocument>> find_imported_document(const store::Reader& reader, const DocumentId& id) {
  return optional_of(get_imported_document(reader, id));
}

Result<StoredDocument> get_imported_document(const store::Reader& reader, const DocumentId& id) {
  if (id.value.empty() || id.value.size() > 64)
    return make_error(ErrorCode::kNotFound, "no document '" + id.value + "'");
  auto record = reader.get(document_key(id));
  if (record) return decode(std::move(*record));
  if (record.error().code != ErrorCode::kNotFound) return record.error();
  return make_error(ErrorCode::kNotFound, "no document '" + id.value + "'");
}

Result<StoredDocument> get_document(const store::Reader& reader, const DocumentId& id, const Viewer& viewer) {
  auto stored = get_document(reader, id);
  if (!stored || viewer.sees(stored->document.collection)) return stored;
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
  const auto moves = read_label_moves(reader);
  if (!moves) return moves.error();
  return for_each_document(reader, **moves, visit);
}

Status for_each_document(const store::Reader& reader, const LabelMoves& moves,
                         const std::function<Status(StoredDocument)>& visit) {
  return for_each_record(reader, kDocumentPrefix, [&](const store::Record& record) -> Status {
    auto document = decode(record);
    if (!document) return document.error();
    if (Status laid = lay_over(reader, moves, *document); !laid) return laid;
    return visit(std::move(*document));
  });
}

}  // namespace fupan::service
