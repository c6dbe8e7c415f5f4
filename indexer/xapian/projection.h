// One of our documents as Xapian documents. One thread each.
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokens.h"
#include "indexer/index.h"
#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {

// What a Xapian document's data holds.
struct DocumentData {
  std::string id;
  std::string fingerprint;  // of the stored record
  std::string title;
};
DocumentData decode_document_data(std::string_view data);

struct LessonData {
  std::string id;
  std::size_t ordinal = 0;  // its place in Document::lessons
  std::string document_id() const { return id.substr(0, id.find('.')); }
};
LessonData decode_lesson_data(std::string_view data);

struct ProjectedDocument {
  Xapian::Document entry;
  Tokens tokens;
};

// The Xapian document of a whole document, its values numbered by `codes`. Counts its words into `words` for the
// spelling dictionary.
ProjectedDocument project_document(const IndexUpsert& upsert, ValueCodes& codes,
                                   std::map<std::string, unsigned>& words);

// One Xapian document for each of its lessons.
std::vector<Xapian::Document> project_lessons(const Document& document, ValueCodes& codes);

}  // namespace fupan::indexer::xapian
