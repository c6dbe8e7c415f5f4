// Typed access to the records of the store. Thread-safe as the reader it stands on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/access.h"
#include "core/curation.h"
#include "core/document.h"
#include "core/result.h"
#include "store/store.h"

namespace fupan::service {

class LabelMoves;

struct StoredDocument {
  Document document;  // with what people say laid over it and its labels moved, unless asked for as imported
  store::Revision revision = 0;
  std::string record;   // as stored: the document as imported and its newest source, encoded
  Curations curations;  // what people say of it
  store::Revision curation_revision = 0;
  std::string moved;  // what editing the taxonomy did to its labels (LabelMoves::apply); empty: nothing

  // Goes up with every change of the document or of what is said of it.
  std::uint64_t version() const { return revision + curation_revision; }
};

// indexer::fingerprint_of the record, of what people say and of where labels moved.
std::string fingerprint_of(const StoredDocument& stored);

// A source of `stored` as it was imported, byte for byte; source_revision counts from 1. `reader` is where `stored` was
// read: the newest source lies in the document's record, earlier ones have records of their own.
//
// Errors: not_found  no such source revision (field "revision"); corrupt, io.
Result<std::string> get_source(const store::Reader& reader, const StoredDocument& stored, int source_revision);

// Takes the texts out, for answers that name a document beside one of its parts: no sections, lessons and metadata.
void strip_texts(Document& document);

// Nothing when there is no such document. Errors: corrupt, io.
Result<std::optional<StoredDocument>> find_document(const store::Reader& reader, const DocumentId& id);

// Errors: not_found; corrupt, io.
Result<StoredDocument> get_document(const store::Reader& reader, const DocumentId& id);

// The same as imported, without what people say: for whoever writes the document's record.
Result<std::optional<StoredDocument>> find_imported_document(const store::Reader& reader, const DocumentId& id);
Result<StoredDocument> get_imported_document(const store::Reader& reader, const DocumentId& id);
// The same, of what `viewer` may see. Errors: not_found, also when it is hidden from the viewer; corrupt, io.
Result<StoredDocument> get_document(const store::Reader& reader, const DocumentId& id, const Viewer& viewer);

// Calls `visit` for every record below `prefix` in key order, until it returns an error, which is handed on.
Status for_each_record(const store::Reader& reader, std::string_view prefix,
                       const std::function<Status(const store::Record&)>& visit);

// The same for documents, with labels moved as `moves` says instead of as the store does.
Status for_each_document(const store::Reader& reader, const LabelMoves& moves,
                         const std::function<Status(StoredDocument)>& visit);

// The same for documents.
Status for_each_document(const store::Reader& reader, const std::function<Status(StoredDocument)>& visit);

}  // namespace fupan::service
