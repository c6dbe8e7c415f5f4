#include "indexer/insight/similar_projects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace fupan::indexer::insight {
namespace {

Error bad(const std::string& what) { return make_error(ErrorCode::kInvalidArgument, "similar projects: " + what); }

bool is_size(const std::optional<double>& size) { return !size || (std::isfinite(*size) && *size > 0); }

const std::vector<std::string>& labels_of(const ProjectProfile& project, Likeness kind) {
  if (kind == Likeness::kPhase) return project.phases;
  return kind == Likeness::kRisk ? project.risks : project.tags;
}

void sort_unique(std::vector<std::string>& labels) {
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
}

ProjectProfile normal(ProjectProfile project) {
  sort_unique(project.phases);
  sort_unique(project.risks);
  sort_unique(project.tags);
  return project;
}

std::string key_of(Likeness kind, const std::string& label) {
  return std::string(1, kind == Likeness::kPhase ? 'p' : kind == Likeness::kRisk ? 'r' : 't') + label;
}

double likeness_of_size(double a, double b) {
  return std::max(0.0, 1 - std::abs(std::log(a / b)) / std::numbers::ln10);
}

constexpr std::array kLabelKinds{Likeness::kPhase, Likeness::kRisk, Likeness::kTag};

}  // namespace

// The profile with the weights of its labels, and what the kinds that it has add up to.
struct ProjectSimilarity::Query {
  const ProjectProfile& profile;
  std::array<std::unordered_map<std::string, double>, 3> labels;  // as kLabelKinds
  std::array<double, 3> totals{};
  std::array<double, 3> weights{};
  double all = 0;
};

double ProjectSimilarity::weight_of(const std::string& kind_and_label) const {
  const auto found = rarity_.find(kind_and_label);
  // a label that no project has is as rare as can be
  return found != rarity_.end() ? found->second : std::log1p(static_cast<double>(projects_.size()));
}

std::unordered_map<std::string, double> ProjectSimilarity::rated(Likeness kind,
                                                                 const std::vector<std::string>& labels) const {
  std::unordered_map<std::string, double> result;
  for (const std::string& label : labels) result[label] = weight_of(key_of(kind, label));
  return result;
}

Result<ProjectSimilarity> ProjectSimilarity::build(std::vector<ProjectProfile> projects,
                                                   const SimilarityWeights& weights) {
  const std::array all{weights.text,   weights.tags,   weights.risks, weights.phases,
                       weights.sector, weights.method, weights.size};
  if (std::any_of(all.begin(), all.end(), [](double w) { return !std::isfinite(w) || w < 0; }) ||
      std::all_of(all.begin(), all.end(), [](double w) { return w == 0; })) {
    return bad("weights must be 0 or more and not all 0");
  }
  ProjectSimilarity result;
  result.weights_ = weights;
  for (ProjectProfile& project : projects) {
    if (!is_size(project.size)) return bad("size of project '" + project.id + "' must be a number above 0");
    result.projects_.push_back(normal(std::move(project)));
    for (const Likeness kind : kLabelKinds) {
      for (const std::string& label : labels_of(result.projects_.back(), kind))
        result.rarity_[key_of(kind, label)] += 1;
    }
  }
  const auto n = static_cast<double>(result.projects_.size());
  for (auto& entry : result.rarity_) entry.second = std::log1p(n / entry.second);
  for (const ProjectProfile& project : result.projects_) {
    const auto total = [&](Likeness kind) {
      double sum = 0;
      for (const std::string& label : labels_of(project, kind)) sum += result.rarity_[key_of(kind, label)];
      return sum;
    };
    result.totals_.push_back({total(Likeness::kPhase), total(Likeness::kRisk), total(Likeness::kTag)});
  }
  return result;
}

void ProjectSimilarity::add_labels(const Query& query, std::size_t position, Likeness kind,
                                   SimilarProject& found) const {
  const auto slot =
      static_cast<std::size_t>(std::find(kLabelKinds.begin(), kLabelKinds.end(), kind) - kLabelKinds.begin());
  const auto& wanted = query.labels[slot];
  if (wanted.empty() || query.weights[slot] == 0) return;
  const Totals& totals = totals_[position];
  const double own = kind == Likeness::kPhase ? totals.phases : kind == Likeness::kRisk ? totals.risks : totals.tags;
  double shared = 0;
  const std::size_t first = found.reasons.size();
  for (const std::string& label : labels_of(projects_[position], kind)) {
    const auto entry = wanted.find(label);
    if (entry == wanted.end()) continue;
    shared += entry->second;
    found.reasons.push_back({kind, label, entry->second});
  }
  const double either = query.totals[slot] + own - shared;
  for (std::size_t i = first; i < found.reasons.size(); ++i) {
    found.reasons[i].weight *= query.weights[slot] / either / query.all;
  }
}

SimilarProject ProjectSimilarity::compare(const Query& query, std::size_t position, double text_score) const {
  const ProjectProfile& profile = query.profile;
  const ProjectProfile& other = projects_[position];
  SimilarProject found;
  found.position = position;
  const auto add = [&](Likeness kind, const std::string& value, double weight) {
    if (weight > 1e-9) found.reasons.push_back({kind, value, weight / query.all});
  };
  add(Likeness::kText, "", weights_.text * text_score);
  for (const Likeness kind : kLabelKinds) add_labels(query, position, kind, found);
  if (!profile.sector.empty() && profile.sector == other.sector) add(Likeness::kSector, other.sector, weights_.sector);
  if (!profile.method.empty() && profile.method == other.method) add(Likeness::kMethod, other.method, weights_.method);
  if (profile.size && other.size)
    add(Likeness::kSize, "", weights_.size * likeness_of_size(*profile.size, *other.size));
  for (const SimilarityReason& reason : found.reasons) found.score += reason.weight;
  return found;
}

Result<std::vector<SimilarProject>> ProjectSimilarity::find(const ProjectProfile& profile,
                                                            std::span<const double> text_scores,
                                                            std::size_t most) const {
  if (!is_size(profile.size)) return bad("size must be a number above 0");
  if (!text_scores.empty() && text_scores.size() != projects_.size()) return bad("one text score a project, or none");
  if (!std::all_of(text_scores.begin(), text_scores.end(), [](double s) { return s >= 0 && s <= 1; })) {
    return bad("text scores must lie in 0 .. 1");
  }
  Query query{profile, {}, {}, {weights_.phases, weights_.risks, weights_.tags}, 0};
  for (std::size_t slot = 0; slot < kLabelKinds.size(); ++slot) {
    query.labels[slot] = rated(kLabelKinds[slot], labels_of(profile, kLabelKinds[slot]));
    for (const auto& entry : query.labels[slot]) query.totals[slot] += entry.second;
    if (!query.labels[slot].empty()) query.all += query.weights[slot];
  }
  if (!text_scores.empty()) query.all += weights_.text;
  if (!profile.sector.empty()) query.all += weights_.sector;
  if (!profile.method.empty()) query.all += weights_.method;
  if (profile.size) query.all += weights_.size;

  std::vector<SimilarProject> result;
  if (query.all == 0) return result;
  for (std::size_t i = 0; i < projects_.size(); ++i) {
    if (!profile.id.empty() && projects_[i].id == profile.id) continue;
    SimilarProject found = compare(query, i, text_scores.empty() ? 0 : text_scores[i]);
    if (found.score > 0) result.push_back(std::move(found));
  }
  std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (result.size() > most) result.resize(most);
  for (SimilarProject& found : result) {
    std::stable_sort(found.reasons.begin(), found.reasons.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
  }
  return result;
}

}  // namespace fupan::indexer::insight
