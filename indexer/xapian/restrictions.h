// Queries that restrict others.
#pragma once

#include <string>
#include <vector>

#include "indexer/search_request.h"
#include "indexer/xapian/database_pool.h"
#include "indexer/xapian/query.h"

namespace fupan::indexer::xapian {

// At least one of the filter's values.
Query values_query(const FieldFilter& filter);

// One of these documents, or a lesson of one.
Query documents_query(const std::vector<std::string>& ids);

// What is not shown: dead entries, what is not published unless `any_state`, and what lies in `collections`.
std::vector<Query> hidden_entries(const OpenDatabase& open, bool any_state,
                                  const std::vector<std::string>& collections);

}  // namespace fupan::indexer::xapian
