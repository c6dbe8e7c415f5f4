#include "indexer/insight/failure_patterns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/insight/distributions.h"

namespace fupan::indexer::insight {
namespace {

using Bits = std::vector<std::uint64_t>;
constexpr std::size_t kLargest = 3;

std::size_t count_bits(const Bits& a) {
  std::size_t count = 0;
  for (const std::uint64_t word : a) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::size_t count_common(const Bits& a, const Bits& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += static_cast<std::size_t>(std::popcount(a[i] & b[i]));
  return count;
}

void intersect(const Bits& a, const Bits& b, Bits& out) {
  out.resize(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out[i] = a[i] & b[i];
}

// A combination: positions in the vocabulary, ascending, `size` of them.
struct Combination {
  std::array<std::uint32_t, kLargest> items{};
  std::size_t size = 0;
};

class Miner {
 public:
  Miner(std::vector<const FinishedProject*> projects, const FailurePatternOptions& options)
      : projects_(std::move(projects)), options_(options), factorials_(projects_.size()) {
    failed_.resize(words());
    for (std::size_t i = 0; i < projects_.size(); ++i) {
      if (projects_[i]->has_failed) failed_[i / 64] |= std::uint64_t{1} << (i % 64);
    }
    failures_ = count_bits(failed_);
    choose_items();
  }

  FailurePatterns mine() {
    FailurePatterns result;
    result.projects = projects_.size();
    result.failures = failures_;
    result.items_left_out = items_left_out_;
    if (failures_ == 0 || failures_ == projects_.size()) return result;
    count_supports();
    for (const auto& histogram : supports_) {
      for (const std::size_t count : histogram) result.tested += count;
    }
    for (std::size_t size = 1; size <= options_.most_items; ++size) set_threshold(size);
    collect(result);
    return result;
  }

 private:
  std::size_t words() const { return (projects_.size() + 63) / 64; }

  void choose_items() {
    std::unordered_map<std::string_view, Bits> bits;
    for (std::size_t i = 0; i < projects_.size(); ++i) {
      for (const std::string& item : projects_[i]->items) {
        Bits& own = bits[item];
        own.resize(words());
        own[i / 64] |= std::uint64_t{1} << (i % 64);
      }
    }
    std::vector<std::pair<std::size_t, std::string_view>> ranked;
    for (const auto& [name, own] : bits) {
      const std::size_t support = count_bits(own);
      if (support >= options_.least_support) ranked.emplace_back(support, name);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (ranked.size() > options_.vocabulary) {
      items_left_out_ = ranked.size() - options_.vocabulary;
      ranked.resize(options_.vocabulary);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [support, name] : ranked) {
      names_.emplace_back(name);
      items_.push_back(std::move(bits[name]));
    }
  }

  // Calls visit(combination, its projects, their number) for each combination with enough support. A combination has at
  // most the support of its parts, so a rare one is not extended.
  template <class Visit>
  void each_combination(Visit&& visit) const {
    for (std::uint32_t a = 0; a < items_.size(); ++a) {
      visit(Combination{{a}, 1}, items_[a], count_bits(items_[a]));
      if (options_.most_items >= 2) each_pair(a, visit);
    }
  }

  template <class Visit>
  void each_pair(std::uint32_t a, Visit&& visit) const {
    Bits pair;
    Bits triple;
    for (std::uint32_t b = a + 1; b < items_.size(); ++b) {
      intersect(items_[a], items_[b], pair);
      const std::size_t support = count_bits(pair);
      if (support < options_.least_support) continue;
      visit(Combination{{a, b}, 2}, pair, support);
      for (std::uint32_t c = b + 1; options_.most_items >= 3 && c < items_.size(); ++c) {
        const std::size_t both = count_common(pair, items_[c]);
        if (both < options_.least_support) continue;
        intersect(pair, items_[c], triple);
        visit(Combination{{a, b, c}, 3}, triple, both);
      }
    }
  }

  void count_supports() {
    for (auto& histogram : supports_) histogram.assign(projects_.size() + 1, 0);
    each_combination([&](const Combination& c, const Bits&, std::size_t support) { ++supports_[c.size - 1][support]; });
  }

  double upper_tail(std::size_t failures, std::size_t support) const {
    return factorials_.hypergeometric_upper_tail(failures, support, failures_, projects_.size());
  }

  // Tarone: the smallest k such that at most k combinations can reach family error / k at all.
  void set_threshold(std::size_t size) {
    const double error = options_.family_error / static_cast<double>(options_.most_items);
    std::vector<std::pair<double, std::size_t>> least;  // smallest attainable p, number of combinations
    for (std::size_t support = 0; support < supports_[size - 1].size(); ++support) {
      if (const std::size_t count = supports_[size - 1][support]; count > 0) {
        least.emplace_back(upper_tail(std::min(support, failures_), support), count);
      }
    }
    // The number of testable combinations falls as k grows: the smallest k with testable(k) <= k, by bisection.
    std::size_t low = 1;
    std::size_t high = 1;
    for (const auto& entry : least) high += entry.second;
    while (low < high) {
      const std::size_t k = (low + high) / 2;
      std::size_t testable = 0;
      for (const auto& [p, count] : least) testable += p <= error / static_cast<double>(k) ? count : 0;
      if (testable <= k) {
        high = k;
      } else {
        low = k + 1;
      }
    }
    const std::size_t k = low;
    factor_[size - 1] = static_cast<double>(k) * static_cast<double>(options_.most_items);
    threshold_[size - 1] = error / static_cast<double>(k);
    critical_[size - 1].assign(projects_.size() + 1, std::nullopt);
  }

  // The fewest failures among `support` projects that reach the threshold; more than `support` when none do.
  std::size_t critical(std::size_t size, std::size_t support) {
    std::optional<std::size_t>& known = critical_[size - 1][support];
    if (!known) {
      std::size_t low = 0;
      std::size_t high = support + 1;  // the tail falls as failures grow
      while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (upper_tail(middle, support) <= threshold_[size - 1]) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      known = high;
    }
    return *known;
  }

  // The largest p of: against all projects, and inside each combination with one item less.
  double strictest_p(const Combination& combination, std::size_t support, std::size_t failures) const {
    double p = upper_tail(failures, support);
    for (std::size_t without = 0; combination.size > 1 && without < combination.size; ++without) {
      Bits part(words(), ~std::uint64_t{0});
      for (std::size_t i = 0; i < combination.size; ++i) {
        if (i == without) continue;
        const Bits& item = items_[combination.items[i]];
        for (std::size_t w = 0; w < part.size(); ++w) part[w] &= item[w];
      }
      p = std::max(
          p, factorials_.hypergeometric_upper_tail(failures, support, count_common(part, failed_), count_bits(part)));
    }
    return p;
  }

  void collect(FailurePatterns& result) {
    const double base = static_cast<double>(failures_) / static_cast<double>(projects_.size());
    each_combination([&](const Combination& combination, const Bits& members, std::size_t support) {
      const std::size_t size = combination.size;
      const std::size_t needed = critical(size, support);
      if (needed > support) return;
      const std::size_t failures = count_common(members, failed_);
      if (failures < needed) return;
      const double p = strictest_p(combination, support, failures);
      if (p > threshold_[size - 1]) return;
      FailurePattern pattern;
      for (std::size_t i = 0; i < size; ++i) pattern.items.push_back(names_[combination.items[i]]);
      pattern.support = support;
      pattern.failures = failures;
      pattern.rate = static_cast<double>(failures) / static_cast<double>(support);
      pattern.lift = pattern.rate / base;
      pattern.p_value = p;
      pattern.adjusted_p_value = std::min(1.0, p * factor_[size - 1]);
      add_examples(members, pattern);
      result.patterns.push_back(std::move(pattern));
    });
    std::sort(result.patterns.begin(), result.patterns.end(), [](const FailurePattern& a, const FailurePattern& b) {
      if (a.p_value != b.p_value) return a.p_value < b.p_value;
      if (a.lift != b.lift) return a.lift > b.lift;
      return a.items.size() != b.items.size() ? a.items.size() < b.items.size() : a.items < b.items;
    });
    if (result.patterns.size() > options_.most_patterns) result.patterns.resize(options_.most_patterns);
  }

  void add_examples(const Bits& members, FailurePattern& pattern) const {
    for (std::size_t i = 0; i < projects_.size() && pattern.examples.size() < options_.most_examples; ++i) {
      if ((members[i / 64] & failed_[i / 64]) >> (i % 64) & 1) pattern.examples.push_back(projects_[i]->id);
    }
  }

  std::vector<const FinishedProject*> projects_;  // in order of id
  const FailurePatternOptions& options_;
  LogFactorials factorials_;
  Bits failed_;
  std::size_t failures_ = 0;
  std::vector<std::string> names_;
  std::vector<Bits> items_;
  std::size_t items_left_out_ = 0;
  std::array<std::vector<std::size_t>, kLargest> supports_;  // by size: how many combinations have which support
  std::array<double, kLargest> threshold_{};
  std::array<double, kLargest> factor_{};
  std::array<std::vector<std::optional<std::size_t>>, kLargest> critical_;
};

}  // namespace

Result<FailurePatterns> find_failure_patterns(std::span<const FinishedProject> projects,
                                              const FailurePatternOptions& options) {
  if (options.most_items < 1 || options.most_items > kLargest || options.least_support < 1 ||
      !(options.family_error > 0 && options.family_error < 1)) {
    return make_error(ErrorCode::kInvalidArgument, "failure patterns: an option is out of range");
  }
  std::vector<const FinishedProject*> sorted;
  std::unordered_set<std::string_view> ids;
  for (const FinishedProject& project : projects) {
    if (project.id.empty() || !ids.insert(project.id).second) {
      return make_error(ErrorCode::kInvalidArgument,
                        "failure patterns: id '" + project.id + "' is empty or comes twice");
    }
    sorted.push_back(&project);
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  return Miner(std::move(sorted), options).mine();
}

}  // namespace fupan::indexer::insight
