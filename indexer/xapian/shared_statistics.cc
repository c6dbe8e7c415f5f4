#include "indexer/xapian/shared_statistics.h"

#include <algorithm>

#include "indexer/xapian/database_pool.h"

namespace fupan::indexer::xapian {

std::shared_ptr<const TokenStatistics> SharedStatistics::of(const OpenDatabase& open, const Veil& veil) {
  const std::lock_guard lock(mutex_);
  return refreshed(open, veil).statistics;
}

std::shared_ptr<const FeatureStatistics> SharedStatistics::features_of(const OpenDatabase& open, const Veil& veil) {
  const std::lock_guard lock(mutex_);
  return refreshed(open, veil).features;
}

const SharedStatistics::Made& SharedStatistics::refreshed(const OpenDatabase& open, const Veil& veil) {
  const Xapian::Database& database = open.database;
  const std::size_t documents = database.get_doccount();
  if (made_.size() >= kMostViews && !made_.contains(veil.collections)) made_.clear();
  Made& made = made_[veil.collections];
  if (made.statistics && documents * 4 <= made.documents * 5) return made;
  auto fresh = std::make_shared<TokenStatistics>();
  auto features = std::make_shared<FeatureStatistics>();
  const std::size_t step = std::max<std::size_t>(1, database.get_lastdocid() / kSample);
  auto i = database.postlist_begin("");
  for (std::size_t id = 1; i != database.postlist_end(""); id += step) {
    i.skip_to(static_cast<Xapian::docid>(id));
    if (i == database.postlist_end("")) break;
    id = *i;
    if (veil.hides && veil.hides(*i)) continue;
    const Tokens tokens = open.tokens->shown(*i);
    fresh->add(tokens);
    features->add(tokens);
  }
  features->is_sample = step > 1;
  features->remember_weights();
  made = {documents, fresh, features};
  return made;
}

}  // namespace fupan::indexer::xapian
