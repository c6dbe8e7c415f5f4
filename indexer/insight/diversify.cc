#include "indexer/insight/diversify.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace fupan::indexer::insight {
namespace {

Error bad(const char* what) { return make_error(ErrorCode::kInvalidArgument, std::string("diversify: ") + what); }

std::vector<std::size_t> by_relevance(std::span<const double> relevance) {
  std::vector<std::size_t> order(relevance.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return relevance[a] > relevance[b]; });
  return order;
}

// Groups of near-duplicates, each under its most relevant member; in order of relevance.
Result<std::vector<Chosen>> fold(std::span<const double> relevance, const CandidateSimilarity& similarity,
                                 double from) {
  std::vector<Chosen> groups;
  for (const std::size_t candidate : by_relevance(relevance)) {
    Chosen* nearest = nullptr;
    double best = from;
    for (Chosen& group : groups) {
      if (from > 1) break;
      const double alike = similarity(group.position, candidate);
      if (std::isnan(alike)) return bad("a similarity is not a number");
      if (alike >= from && (nearest == nullptr || alike > best)) {
        nearest = &group;
        best = alike;
      }
    }
    if (nearest != nullptr) {
      nearest->folded.push_back(candidate);
    } else {
      groups.push_back({candidate, 0, {}});
    }
  }
  return groups;
}

}  // namespace

Result<std::vector<Chosen>> diversify(std::span<const double> relevance, const CandidateSimilarity& similarity,
                                      const DiversifyOptions& options) {
  if (!std::all_of(relevance.begin(), relevance.end(), [](double r) { return std::isfinite(r) && r >= 0; })) {
    return bad("a relevance is negative or not finite");
  }
  const double share = options.relevance_share;
  if (!(share >= 0 && share <= 1) || !(options.duplicate_from > 0)) return bad("an option is out of range");
  auto groups = fold(relevance, similarity, options.duplicate_from);
  if (!groups) return groups.error();

  const double largest = relevance.empty() ? 0 : *std::max_element(relevance.begin(), relevance.end());
  const double scale = largest > 0 ? 1 / largest : 0;
  std::vector<double> closest(groups->size());  // to anything chosen so far
  std::vector<bool> is_taken(groups->size());
  std::vector<Chosen> result;
  while (result.size() < std::min(options.most, groups->size())) {
    std::size_t best = groups->size();
    for (std::size_t i = 0; i < groups->size(); ++i) {
      if (is_taken[i]) continue;
      Chosen& group = (*groups)[i];
      group.marginal = share * relevance[group.position] * scale - (1 - share) * closest[i];
      if (best == groups->size() || group.marginal > (*groups)[best].marginal) best = i;
    }
    is_taken[best] = true;
    result.push_back((*groups)[best]);
    for (std::size_t i = 0; i < groups->size(); ++i) {
      if (is_taken[i]) continue;
      const double alike = similarity(result.back().position, (*groups)[i].position);
      if (std::isnan(alike)) return bad("a similarity is not a number");
      closest[i] = std::max(closest[i], alike);
    }
  }
  return result;
}

}  // namespace fupan::indexer::insight
