// Which projects are like this one, and why? Built once from the projects, asked often. Memory: the profiles plus one
// number a label.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"

namespace fupan::indexer::insight {

// Labels and facts by taxonomy id or any other exact spelling; empty or nothing where not known.
struct ProjectProfile {
  std::string id;
  std::vector<std::string> phases;
  std::vector<std::string> risks;
  std::vector<std::string> tags;
  std::string sector;
  std::string method;
  std::optional<double> size;  // > 0: budget, or person-days; the same unit for all projects
};

// What each likeness counts for. 0 or more, not all 0.
struct SimilarityWeights {
  double text = 3;
  double tags = 3;
  double risks = 2;
  double phases = 1;
  double sector = 2;
  double method = 1;
  double size = 1;
};

enum class Likeness { kText, kTag, kRisk, kPhase, kSector, kMethod, kSize };

struct SimilarityReason {
  Likeness kind = Likeness::kTag;
  std::string value;  // the shared label or fact; empty for text and size
  double weight = 0;  // its part of the score
};

struct SimilarProject {
  std::size_t position = 0;               // in the projects given
  double score = 0;                       // 0 .. 1, the sum of the reasons' weights
  std::vector<SimilarityReason> reasons;  // strongest first; never empty
};

// Const methods are thread-safe.
class ProjectSimilarity {
 public:
  // Errors: invalid_argument  a size is not a number above 0; a weight is below 0 or not finite, or all are 0
  static Result<ProjectSimilarity> build(std::vector<ProjectProfile> projects, const SimilarityWeights& weights = {});

  // The `most` most similar projects, best first (then in the order given); those with score 0 and the one with the
  // profile's own id are left out. score = Σ weight · likeness / Σ weight over the kinds that the profile has; what
  // only the other project lacks counts as unlike. Likeness of labels: weighted Jaccard (Ružička 1958; weight of a
  // label ln(1 + N / projects with it), so rare shared tags count); of sector and method: equal or not; of size: 1 at
  // the same size, falling with the logarithm of the ratio to 0 at ten times; of text: `text_scores`, 0 .. 1, one a
  // project in their order, or none at all.
  //
  // Errors: invalid_argument  size not a number above 0; text_scores of another length or outside 0 .. 1
  Result<std::vector<SimilarProject>> find(const ProjectProfile& profile, std::span<const double> text_scores,
                                           std::size_t most) const;

  const std::vector<ProjectProfile>& projects() const { return projects_; }

 private:
  ProjectSimilarity() = default;
  double weight_of(const std::string& kind_and_label) const;
  std::unordered_map<std::string, double> rated(Likeness kind, const std::vector<std::string>& labels) const;

  struct Query;
  void add_labels(const Query& query, std::size_t position, Likeness kind, SimilarProject& found) const;
  SimilarProject compare(const Query& query, std::size_t position, double text_score) const;

  // Weights of a project's labels, summed once.
  struct Totals {
    double phases = 0;
    double risks = 0;
    double tags = 0;
  };

  SimilarityWeights weights_;
  std::vector<ProjectProfile> projects_;
  std::vector<Totals> totals_;
  std::unordered_map<std::string, double> rarity_;
};

}  // namespace fupan::indexer::insight
