// Completions while typing, from titles, tags, project names and the words of the texts. One thread; throws Xapian's
// exceptions.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/index.h"
#include "indexer/xapian/database_pool.h"

namespace fupan::indexer::xapian {

std::vector<Suggestion> suggest(OpenIndex& index, std::string_view typed, std::size_t limit,
                                const std::vector<std::string>& hidden_collections, const WordCheck& shows_word);

}  // namespace fupan::indexer::xapian
