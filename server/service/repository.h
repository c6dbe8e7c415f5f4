// Typed access to the records of the store. Thread-safe as the reader it stands on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/document.h"
#include "core/result.h"
#include "store/store.h"

namespace fupan::service {

struct StoredDocument {
  Document document;
  store::Revision revision = 0;
  std::string fingerprint;  // indexer::fingerprint_of the stored bytes
};

// Nothing when there is no such document. Errors: corrupt, io.
Result<std::optional<StoredDocument>> find_document(const store::Reader& reader, const DocumentId& id);

// Errors: not_found; corrupt, io.
Result<StoredDocument> get_document(const store::Reader& reader, const DocumentId& id);

// Calls `visit` for every record below `prefix` in key order, until it returns an error, which is handed on.
Status for_each_record(const store::Reader& reader, std::string_view prefix,
                       const std::function<Status(const store::Record&)>& visit);

// The same for documents.
Status for_each_document(const store::Reader& reader, const std::function<Status(StoredDocument)>& visit);

}  // namespace fupan::service
