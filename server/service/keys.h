// The keys of the store, in one place; docs/formats.md describes what lies behind them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"

namespace fupan::service {

inline constexpr std::string_view kDocumentPrefix = "doc/";
inline constexpr std::string_view kSourcePrefix = "src/";
inline constexpr std::string_view kFilePrefix = "file/";
inline constexpr std::string_view kProjectPrefix = "prj/";
inline constexpr std::string_view kCollectionPrefix = "col/";

std::string document_key(const DocumentId& id);
std::string source_key(const DocumentId& id, int source_revision);
std::string file_key(std::string_view collection, const DocumentId& id);
std::string file_prefix(std::string_view collection);
std::string project_key(std::string_view project_id);
std::string collection_key(std::string_view name);

// The document id that a document key names; nothing for other keys.
std::optional<DocumentId> document_of_key(std::string_view key);

}  // namespace fupan::service
