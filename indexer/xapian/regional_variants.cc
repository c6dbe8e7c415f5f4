#include <mutex>
#include <opencc/SimpleConverter.hpp>
#include <string>
#include <vector>

#include "core/text/fold.h"
#include "indexer/xapian/search.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMaxVariantBytes = 60;  // longer runs are sentences

}  // namespace

std::vector<std::string> regional_variants(const std::string& run) {
  if (run.size() < 6 || run.size() > kMaxVariantBytes) return {};
  // Loading takes a tenth of a second, converting microseconds: one set for all threads, used in turn.
  static const opencc::SimpleConverter to_traditional("s2t.json");
  static const opencc::SimpleConverter to_mainland("tw2sp.json");
  static const opencc::SimpleConverter to_taiwan("s2twp.json");
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::vector<std::string> variants;
  for (const std::string& other : {to_mainland.Convert(to_traditional.Convert(run)), to_taiwan.Convert(run)}) {
    const std::string folded = text::fold(other);
    if (folded != run && (variants.empty() || variants[0] != folded)) variants.push_back(folded);
  }
  return variants;
}

}  // namespace fupan::indexer::xapian
