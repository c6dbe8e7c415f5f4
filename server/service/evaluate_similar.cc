#include "server/service/evaluate_similar.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/service/repository.h"
#include "server/service/similar_service.h"

namespace fupan::service {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Tags = std::set<std::string>;

constexpr std::size_t kDepth = 10;

double overlap(const Tags& a, const Tags& b) {
  const auto shared =
      static_cast<double>(std::count_if(a.begin(), a.end(), [&](const std::string& tag) { return b.contains(tag); }));
  return shared / (static_cast<double>(a.size() + b.size()) - shared);
}

double discounted(const std::vector<double>& gains) {
  double sum = 0;
  for (std::size_t i = 0; i < gains.size() && i < kDepth; ++i) sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

class Judge {
 public:
  explicit Judge(Library& library) : library_(library) {}

  Result<SimilarEvaluation> run() {
    if (Status read = read_pool(); !read) return read.error();
    result_.documents = pool_.size();
    if (pool_.size() < 2) {
      return make_error(ErrorCode::kNotFound, "evaluate similar: fewer than two documents have an author's tag");
    }
    double chance = 0;
    for (const auto& [id, tags] : pool_) {
      if (result_.queries == kMostJudged) break;
      const std::vector<double> ideal = gains_of_all(id, tags);
      if (ideal.empty()) continue;
      chance += static_cast<double>(ideal.size()) / static_cast<double>(pool_.size() - 1);
      ++result_.queries;
      if (Status asked = ask(id, tags, discounted(ideal)); !asked) return asked.error();
    }
    const auto n = std::max(1.0, static_cast<double>(result_.queries));
    result_.chance = chance / n;
    for (SimilarMeasures* measures : {&result_.ours, &result_.plain}) {
      measures->precision_at_10 /= n;
      measures->ndcg_at_10 /= n;
    }
    result_.ours.median_ms = median(our_times_);
    result_.plain.median_ms = median(plain_times_);
    return result_;
  }

 private:
  Status read_pool() {
    return for_each_document(library_.store(), [&](const StoredDocument& stored) -> Status {
      if (stored.document.state != State::kPublished) return ok_status();
      Tags tags;
      for (const Label& label : stored.document.labels) {
        if (label.facet == Facet::kTag && label.origin == LabelOrigin::kAuthor) tags.insert(label.value);
      }
      if (!tags.empty()) pool_.emplace(stored.document.id.value, std::move(tags));
      return ok_status();
    });
  }

  // Above 0, greatest first.
  std::vector<double> gains_of_all(const std::string& id, const Tags& tags) const {
    std::vector<double> gains;
    for (const auto& [other, other_tags] : pool_) {
      const double gain = overlap(tags, other_tags);
      if (other != id && gain > 0) gains.push_back(gain);
    }
    std::sort(gains.rbegin(), gains.rend());
    return gains;
  }

  Status ask(const std::string& id, const Tags& tags, double ideal) {
    const auto stored = get_document(library_.store(), {id});
    if (!stored) return stored.error();
    indexer::SimilarRequest request;
    request.title = stored->document.title;
    request.text = text_of(stored->document);
    request.type = indexer::HitType::kDocument;
    request.without = id;
    const bool restrict_to_pool = pool_.size() <= kMostJudged;
    for (const auto& [other, unused] : pool_) {
      if (restrict_to_pool) request.documents.push_back(other);
    }
    request.limit = restrict_to_pool ? kDepth : indexer::kMostSimilar;
    if (Status ours = measure(request, tags, ideal, result_.ours, our_times_); !ours) return ours;
    request.plain = true;
    return measure(request, tags, ideal, result_.plain, plain_times_);
  }

  Status measure(const indexer::SimilarRequest& request, const Tags& tags, double ideal, SimilarMeasures& out,
                 std::vector<double>& times) const {
    const auto start = SteadyClock::now();
    const auto hits = library_.index().similar(request);
    if (!hits) return hits.error();
    times.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
    std::vector<double> gains;
    for (const indexer::SimilarHit& hit : *hits) {
      const auto judged = pool_.find(hit.document_id);
      if (judged != pool_.end() && gains.size() < kDepth) gains.push_back(overlap(tags, judged->second));
    }
    const auto right = std::count_if(gains.begin(), gains.end(), [](double gain) { return gain > 0; });
    out.precision_at_10 += static_cast<double>(right) / kDepth;
    out.ndcg_at_10 += discounted(gains) / ideal;
    return ok_status();
  }

  static double median(std::vector<double>& times) {
    if (times.empty()) return 0;
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
  }

  Library& library_;
  std::map<std::string, Tags> pool_;
  SimilarEvaluation result_;
  std::vector<double> our_times_, plain_times_;
};

}  // namespace

Result<SimilarEvaluation> evaluate_similar(Library& library) { return Judge(library).run(); }

}  // namespace fupan::service
