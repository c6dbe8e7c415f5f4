// May a word be told to somebody? Only when it stands, as written, in a text that they may see: the index knows stems
// only, and its list of words is that of all collections. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "indexer/search_request.h"
#include "server/service/library.h"

namespace fupan::service {

// So many of the newest documents with the word's stem are read; a word that is in none of them is not told.
inline constexpr std::size_t kDocumentsPerWord = 20;

// Null when nothing is hidden. The check reads index and store; what cannot be read is not told. `library` must outlive
// it.
indexer::WordCheck word_check(Library& library, const std::vector<std::string>& hidden_collections);

}  // namespace fupan::service
