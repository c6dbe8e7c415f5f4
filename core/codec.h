// The stored forms of the records: a format number, then tagged fields (core/fields.h), described in docs/formats.md.
// Thread-safe.
//
// decode_… errors: corrupt  no such record, a required field is missing, a field is of the wrong kind or not a value
//                           that this program knows, or another format; the message names it.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "core/result.h"

namespace fupan {

// Formats below these (1: JSON) were written by no released version and are not read.
inline constexpr int kDocumentFormat = 2;
inline constexpr int kProjectFormat = 2;
inline constexpr int kCollectionFormat = 2;

// The record holds the document and its newest source together: most of the document's text is a repetition of the
// source, which costs next to nothing once the value is compressed.
std::string encode_document(const Document& document, std::string_view source);
Result<Document> decode_document(std::string_view bytes);

// The source in an encoded document, without decoding the rest. Errors as decode_document. A view into `bytes`.
Result<std::string_view> source_of(std::string_view bytes);

std::string encode_project(const Project& project);
Result<Project> decode_project(std::string_view bytes);

std::string encode_collection(const Collection& collection);
Result<Collection> decode_collection(std::string_view bytes);

}  // namespace fupan
