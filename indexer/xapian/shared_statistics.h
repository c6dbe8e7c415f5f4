// Token statistics of the documents of one generation, made when first asked for and again when much was added: of all,
// and of what is left where collections are hidden. Thread-safe. Throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/ranking/likeness.h"
#include "indexer/ranking/rescore.h"

namespace fupan::indexer::xapian {

struct OpenDatabase;

class SharedStatistics {
 public:
  // From at most kSample documents, evenly spread.
  static constexpr std::size_t kSample = 4000;

  // So many different sets of hidden collections are kept.
  static constexpr std::size_t kMostViews = 16;

  // Which documents are left out; `hides` must say the same for the same `collections`, and may be null.
  struct Veil {
    const std::vector<std::string>& collections;
    std::function<bool(Xapian::docid)> hides;
  };

  std::shared_ptr<const TokenStatistics> of(const OpenDatabase& open, const Veil& veil);
  std::shared_ptr<const FeatureStatistics> features_of(const OpenDatabase& open, const Veil& veil);

 private:
  struct Made {
    std::size_t documents = 0;  // in the database when the statistics were made
    std::shared_ptr<const TokenStatistics> statistics;
    std::shared_ptr<const FeatureStatistics> features;
  };
  const Made& refreshed(const OpenDatabase& open, const Veil& veil);  // with the mutex held

  std::mutex mutex_;
  std::map<std::vector<std::string>, Made> made_;
};

}  // namespace fupan::indexer::xapian
