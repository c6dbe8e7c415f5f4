#include "indexer/insight/folds.h"

#include <algorithm>
#include <tuple>

#include "core/digest.h"
#include "indexer/insight/split_mix.h"

namespace fupan::indexer::insight {

std::vector<std::uint64_t> fold_keys(std::span<const std::string> ids) {
  std::vector<std::uint64_t> keys;
  keys.reserve(ids.size());
  for (const std::string& id : ids) keys.push_back(mix_bits(fnv1a(id)));
  return keys;
}

std::vector<std::uint32_t> deal_folds(std::span<const std::uint64_t> keys, std::span<const Outcome> outcomes,
                                      std::span<const std::uint32_t> rows, std::uint32_t folds, std::uint64_t salt) {
  struct Card {
    bool is_miss;
    std::uint64_t key;
    std::uint32_t position;
  };
  std::vector<Card> cards;
  cards.reserve(rows.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    cards.push_back({outcomes[rows[i]] == 0, mix_bits(keys[rows[i]] ^ mix_bits(salt)), i});
  }
  std::sort(cards.begin(), cards.end(), [](const Card& a, const Card& b) {
    return std::tie(a.is_miss, a.key, a.position) < std::tie(b.is_miss, b.key, b.position);
  });
  std::vector<std::uint32_t> result(rows.size());
  for (std::uint32_t i = 0; i < cards.size(); ++i) result[cards[i].position] = i % folds;
  return result;
}

}  // namespace fupan::indexer::insight
