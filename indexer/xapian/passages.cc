#include "indexer/xapian/passages.h"

#include <algorithm>
#include <set>

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMaxOccurrences = 8;
constexpr double kLengthScale = 160;  // tokens
constexpr double kHeadingShare = 1.0 / 3;

struct Candidate {
  PassageMatch match;
  std::size_t units = 0;
  std::size_t runs = 0;  // patterns of no unit: whole runs of Chinese
};

// Tries all patterns on one passage and the headings above it.
class Scorer {
 public:
  Scorer(const Tokens& tokens, const std::vector<PassagePattern>& patterns) : tokens_(tokens), patterns_(patterns) {}

  Candidate score(const Part& part, const std::vector<Part>& headings) const {
    Candidate out;
    std::set<std::size_t> units;
    const double length = static_cast<double>(part.end - part.begin) / kLengthScale;
    for (const PassagePattern& pattern : patterns_) {
      const auto count = static_cast<double>(tokens_.count(part, pattern.tokens, kMaxOccurrences));
      const bool in_heading = std::any_of(headings.begin(), headings.end(), [&](const Part& heading) {
        return tokens_.contains(heading, pattern.tokens);
      });
      if (count == 0 && !in_heading) continue;
      out.match.score += pattern.weight * (count / (count + 0.5 + length) + (in_heading ? kHeadingShare : 0));
      if (pattern.unit != PassagePattern::kNoUnit) {
        units.insert(pattern.unit);
      } else {
        out.runs += count > 0 ? 1 : 0;
      }
    }
    out.units = units.size();
    out.match.is_lesson = part.kind == PartKind::kLesson;
    out.match.ordinal = part.ordinal;
    return out;
  }

 private:
  const Tokens& tokens_;
  const std::vector<PassagePattern>& patterns_;
};

}  // namespace

std::vector<PassageMatch> rank_passages(const Tokens& tokens, const std::vector<PassagePattern>& patterns,
                                        bool sections_only, std::size_t limit) {
  const Scorer scorer(tokens, patterns);
  std::vector<Candidate> candidates;
  std::vector<Part> headings;
  for (const Part& part : tokens.parts()) {
    if (part.kind == PartKind::kHeading) {
      headings.resize(std::min<std::size_t>(headings.size(), part.depth));
      headings.push_back(part);
    }
    if (part.kind != PartKind::kSection && (part.kind != PartKind::kLesson || sections_only)) continue;
    headings.resize(std::min<std::size_t>(headings.size(), part.depth));
    Candidate candidate = scorer.score(part, headings);
    if (candidate.units > 0) candidates.push_back(candidate);
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.units != b.units) return a.units > b.units;
    return a.runs != b.runs ? a.runs > b.runs : a.match.score > b.match.score;
  });
  std::vector<PassageMatch> out;
  for (Candidate& candidate : candidates) {
    if (out.size() == limit) break;
    candidate.match.is_full = candidate.units == candidates.front().units;
    out.push_back(candidate.match);
  }
  return out;
}

}  // namespace fupan::indexer::xapian
