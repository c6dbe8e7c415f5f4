#include "indexer/xapian/restrictions.h"

#include <utility>

#include "core/document.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {

Query values_query(const FieldFilter& filter) {
  std::vector<Query> values;
  for (const std::string& value : filter.values) values.emplace_back(filter_term(filter.field, value));
  return any_of(std::move(values));
}

Query documents_query(const std::vector<std::string>& ids) {
  std::vector<Query> terms;
  for (const std::string& id : ids) terms.emplace_back(prefixed_term(kIdPrefix, id));
  return any_of(std::move(terms));
}

std::vector<Query> hidden_entries(const OpenDatabase& open, bool any_state,
                                  const std::vector<std::string>& collections) {
  std::vector<Query> hidden;
  if (!open.dead->empty()) hidden.push_back(any_entry_of(open.dead));
  if (!any_state) {
    for (const State state : {State::kDraft, State::kInReview, State::kRetired, State::kRejected}) {
      hidden.emplace_back(filter_term(Field::kState, std::string(name_of(state))));
    }
  }
  for (const std::string& name : collections) hidden.emplace_back(filter_term(Field::kCollection, name));
  return hidden;
}

}  // namespace fupan::indexer::xapian
