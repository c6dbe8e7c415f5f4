// The stored forms of the records: JSON objects with a format version, described in docs/formats.md. Thread-safe.
//
// decode_… errors: corrupt  not JSON, a missing or ill-typed member, or a newer format version; the message names it.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kDocumentFormat = 1;
inline constexpr int kProjectFormat = 1;
inline constexpr int kCollectionFormat = 1;

std::string encode_document(const Document& document);
Result<Document> decode_document(std::string_view bytes);

std::string encode_project(const Project& project);
Result<Project> decode_project(std::string_view bytes);

std::string encode_collection(const Collection& collection);
Result<Collection> decode_collection(std::string_view bytes);

}  // namespace fupan
