// One of our documents as entries of the index. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokens.h"
#include "indexer/index.h"
#include "indexer/xapian/entry.h"
#include "indexer/xapian/text_terms.h"
#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {

// What the data of an entry holds.
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
std::string encode_lesson_data(const LessonData& lesson);
LessonData decode_lesson_data(std::string_view data);

struct Projected {
  std::vector<Entry> document;  // one, as a database takes them
  Tokens tokens;                // of the document
  std::vector<Entry> lessons;   // one for each of its lessons
};

// Remembers what words come to from one document to the next.
class Projection {
 public:
  // Values are numbered by the codes of their database.
  Projected project(const IndexUpsert& upsert, ValueCodes& document_codes, ValueCodes& lesson_codes);

  // The words of the documents since the last call, for the spelling dictionary.
  WordCounts take_words() { return texts_.take_words(); }

 private:
  TextTerms texts_;
  TermCounts counts_;
};

}  // namespace fupan::indexer::xapian
