// From our records to Xapian documents: which terms, values and data. Pure; one object a writer thread.
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "core/document.h"
#include "indexer/index.h"

namespace fupan::indexer::xapian {

struct Projected {
  Xapian::Document document;
  std::string id_term;
};

// What the data of a Xapian document holds: lines "id", "fingerprint" (documents only), "title".
struct StoredData {
  std::string id, fingerprint, title;
};
std::string encode_data(const StoredData& data);
StoredData decode_data(const std::string& data);

class Projection {
 public:
  Projected project_document(const IndexUpsert& upsert);
  static std::vector<Projected> project_passages(const Document& document);

  // How often each word was seen since the last call, for the spelling dictionary.
  std::map<std::string, unsigned> take_words();

 private:
  std::map<std::string, unsigned> words_;
};

}  // namespace fupan::indexer::xapian
