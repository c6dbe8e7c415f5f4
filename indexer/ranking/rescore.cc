#include "indexer/ranking/rescore.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>

#include "indexer/analysis/analyzer.h"
#include "indexer/ranking/idf.h"

namespace fupan::indexer {
namespace {

// How often a word occurs counts less the more often it does, and the longer its text is.
struct Saturation {
  double k = 0, b = 0;
  // The frequency that counts half of the most; `length` as a share of the average one.
  double half(double length) const { return k * (1 - b + b * length); }
  double of(double frequency, double length) const { return (k + 1) * frequency / (frequency + half(length)); }
};

constexpr double kWordsB = 0.6;
constexpr double kCharactersB = 0.8;
constexpr double kQuickK = 0.6;
constexpr double kSlowK = 2;
constexpr double kSlowB = 0.2;  // more than the quick one's
// What changes with the average length of texts, in tokens.
constexpr double kSlowBPerDoubling = 0.1;
constexpr double kLongFromWords = 150;
constexpr double kLongFromCharacters = 250;  // as many words
constexpr double kMostLengthened = 2;
// What changes from a few words to a text as query.
constexpr double kVerboseIdf = 0.6;
constexpr double kVerboseQuickK = 0.3;
constexpr double kVerboseSlowK = 0.25;
constexpr double kVerboseB = 0.05;
constexpr double kVerboseNear = 0.5;
constexpr Saturation kNear{1.4, 0.65};
constexpr double kFormWeight = 0.2;
constexpr double kOrderWeight = 0.5;
constexpr double kPairWeight = 0.5;
constexpr int kPairDistance = 5;
constexpr int kPartGap = 10;  // words between two parts
constexpr double kFeedbackWeight = 0.4;
constexpr double kFeedbackHalf = 6;  // words of an entry that make it count half of the most
constexpr double kFeedbackSteepness = 16;
constexpr std::size_t kFeedbackEntries = 10;
constexpr std::size_t kFeedbackTerms = 30;
constexpr double kFullBonus = 0.1;
constexpr std::size_t kMaxOccurrences = 1000;

// As in indexer/xapian/projection.cc: how often a word of a part counts.
double weight_of(PartKind kind) {
  if (kind == PartKind::kTitle) return 3;
  return kind == PartKind::kHeading ? 2 : 1;
}

std::size_t slot_of(std::uint16_t token) { return token >> 1U; }

double length_of(const Tokens& tokens) {
  double length = 0;
  for (const Part& part : tokens.parts()) length += weight_of(part.kind) * static_cast<double>(part.end - part.begin);
  return length;
}

class Rescorer {
 public:
  Rescorer(const RescoreRequest& request, const std::vector<PoolEntry>& pool, const TokenStatistics& statistics)
      : request_(request), pool_(pool), statistics_(statistics) {
    choose_saturations();
    for (const RankingTerm& term : request.terms) {
      const double idf = term.idf >= 0 ? term.idf : statistics.idf(term.tokens.tokens.at(0));
      idf_.push_back(std::pow(idf, 1 + kVerboseIdf * request.verbosity));
    }
  }

  std::vector<Rescored> run() {
    for (const PoolEntry& entry : pool_) out_.push_back(first(entry));
    double best = 0;
    for (const Rescored& scored : out_) best = std::max(best, scored.score);
    if (best <= 0) return out_;
    for (std::size_t i = 0; i < out_.size(); ++i) normalise(out_[i], best, pool_[i].is_full);
    if (request_.feedback) add_feedback();
    for (Rescored& scored : out_) scored.score += scored.feedback + scored.full;
    return out_;
  }

 private:
  // As a share of the average one.
  double relative(double length) const { return length / statistics_.average_length(); }

  double saturated(double frequency, double length) const {
    return (quick_.of(frequency, length) + slow_.of(frequency, length)) / 2;
  }

  void choose_saturations() {
    const double v = request_.verbosity;
    const double b = (request_.has_characters ? kCharactersB : kWordsB) + kVerboseB * v;
    const double average = statistics_.average_length();
    const double long_from = request_.has_characters ? kLongFromCharacters : kLongFromWords;
    const double lengthened = std::clamp(average / long_from, 1.0, kMostLengthened);
    const double slow_b = b + kSlowB + kSlowBPerDoubling * std::log2(average / kLongFromWords);
    quick_ = {kQuickK + kVerboseQuickK * v, b};
    slow_ = {(kSlowK + kVerboseSlowK * v) * lengthened, std::clamp(slow_b, b, 1.0)};
  }

  static void normalise(Rescored& scored, double best, bool is_full) {
    for (double& term : scored.terms) term /= best;
    scored.proximity /= best;
    scored.score /= best;
    scored.full = is_full ? kFullBonus : 0;
  }

  static bool lacks(const PoolEntry& entry, std::size_t term) { return !entry.lacks.empty() && entry.lacks[term]; }

  Rescored first(const PoolEntry& entry) const {
    Rescored out;
    const double length = relative(length_of(entry.tokens));
    for (std::size_t t = 0; t < request_.terms.size(); ++t) {
      const RankingTerm& term = request_.terms[t];
      double frequency = 0, as_asked = 0;
      if (lacks(entry, t)) {
        out.terms.push_back(0);
        continue;
      }
      for (const Part& part : entry.tokens.parts()) {
        const std::size_t count = entry.tokens.count(part, term.tokens, kMaxOccurrences);
        if (count == 0) continue;
        frequency += weight_of(part.kind) * static_cast<double>(count);
        const std::size_t same = term.form ? entry.tokens.count_form(part, term.tokens.tokens[0], *term.form) : count;
        as_asked += weight_of(part.kind) * static_cast<double>(same);
      }
      const double value = (1 - kFormWeight) * saturated(frequency, length) + kFormWeight * saturated(as_asked, length);
      out.terms.push_back(term.weight * idf_[t] * value);
      out.score += out.terms.back();
    }
    out.proximity = proximity(entry) * (1 - kVerboseNear * request_.verbosity);
    out.score += out.proximity;
    return out;
  }

  struct Occurrence {
    std::size_t term;  // the first term with this token
    int place;         // stop words not counted
  };

  std::vector<Occurrence> occurrences(const PoolEntry& entry) const {
    const Tokens& tokens = entry.tokens;
    std::vector<Occurrence> found;
    int place = 0;
    for (const Part& part : tokens.parts()) {
      for (std::size_t i = part.begin; i < part.end; ++i) {
        const std::uint16_t token = tokens.at(i);
        if (!is_stop_token(token)) ++place;
        for (std::size_t t = 0; t < request_.terms.size(); ++t) {
          if (!request_.terms[t].is_word || request_.terms[t].tokens.tokens[0] != (token & ~1U)) continue;
          if (lacks(entry, t)) continue;
          found.push_back({t, place});
          break;
        }
      }
      place += kPartGap;
    }
    return found;
  }

  double proximity(const PoolEntry& entry) const {
    const Tokens& tokens = entry.tokens;
    const std::vector<Occurrence> found = occurrences(entry);
    std::map<std::pair<std::size_t, std::size_t>, double> followed, near;
    for (std::size_t i = 0; i < found.size(); ++i) {
      for (std::size_t j = i + 1; j < found.size(); ++j) {
        const int distance = found[j].place - found[i].place;
        if (distance > kPairDistance) break;
        if (found[i].term == found[j].term || distance == 0) continue;
        if (distance == 1) ++followed[{found[i].term, found[j].term}];
        near[std::minmax(found[i].term, found[j].term)] += 1.0 / (distance * distance);
      }
    }
    double length = 0;
    for (const Part& part : tokens.parts()) length += static_cast<double>(part.end - part.begin);
    const double k = kNear.half(relative(length));
    double sum = 0;
    std::size_t last = request_.terms.size();
    for (std::size_t t = 0; t < request_.terms.size(); ++t) {
      if (!request_.terms[t].is_word) continue;
      if (last < t) {
        if (const auto pair = followed.find({last, t}); pair != followed.end()) {
          sum += kOrderWeight * (idf_[last] + idf_[t]) * pair->second / (pair->second + k);
        }
      }
      last = t;
    }
    for (const auto& [pair, x] : near) {
      sum += kPairWeight * std::min(idf_[pair.first], idf_[pair.second]) * x / (x + k);
    }
    return sum;
  }

  struct Weighted {
    std::uint16_t token;
    double value;
  };

  // How often each word occurs, by token.
  static std::vector<Weighted> frequencies(const Tokens& tokens) {
    std::vector<Weighted> all;
    for (const Part& part : tokens.parts()) {
      for (std::size_t i = part.begin; i < part.end; ++i) {
        const auto token = static_cast<std::uint16_t>(tokens.at(i) & ~1U);
        if (!is_stop_token(token)) all.push_back({token, weight_of(part.kind)});
      }
    }
    std::sort(all.begin(), all.end(), [](const Weighted& a, const Weighted& b) { return a.token < b.token; });
    std::vector<Weighted> out;
    for (const Weighted& one : all) {
      if (out.empty() || out.back().token != one.token) out.push_back({one.token, 0});
      out.back().value += one.value;
    }
    return out;
  }

  struct Feedback {
    std::vector<Weighted> terms;
    double evidence = 0;  // 0 .. 1: how much text they are from
  };

  // The words that the best entries have in common and others have not.
  Feedback feedback_of_best() const {
    std::vector<std::size_t> order(pool_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return out_[a].score > out_[b].score; });
    order.resize(std::min(order.size(), kFeedbackEntries));
    double total = 0;
    for (const std::size_t i : order) total += std::exp(kFeedbackSteepness * (out_[i].score - 1));
    Feedback feedback;
    std::vector<double> values(TokenStatistics::kTokens);
    for (const std::size_t i : order) {
      const double share = std::exp(kFeedbackSteepness * (out_[i].score - 1)) / total;
      const auto words = static_cast<double>(pool_[i].tokens.size());
      feedback.evidence += share * words / (words + kFeedbackHalf);
      const double length = relative(length_of(pool_[i].tokens));
      for (const auto& [token, frequency] : frequencies(pool_[i].tokens)) {
        const std::uint32_t documents = statistics_.documents[slot_of(token)];
        if (documents < 2 || documents * 2 > statistics_.sampled) continue;
        values[slot_of(token)] += share * statistics_.idf(token) * kNear.of(frequency, length);
      }
    }
    std::vector<Weighted>& terms = feedback.terms;
    for (std::size_t slot = 0; slot < values.size(); ++slot) {
      if (values[slot] > 0) terms.push_back({static_cast<std::uint16_t>(slot << 1U), values[slot]});
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [](const Weighted& a, const Weighted& b) { return a.value > b.value; });
    terms.resize(std::min(terms.size(), kFeedbackTerms));
    return feedback;
  }

  void add_feedback() {
    const auto [terms, evidence] = feedback_of_best();
    std::vector<std::uint8_t> place_of(TokenStatistics::kTokens);  // of a term by its slot, from 1 on
    for (std::size_t t = 0; t < terms.size(); ++t) {
      place_of[slot_of(terms[t].token)] = static_cast<std::uint8_t>(t + 1);
    }
    double best = 0;
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      std::array<double, kFeedbackTerms + 1> found{};
      for (const Part& part : pool_[i].tokens.parts()) {
        for (std::size_t at = part.begin; at < part.end; ++at) {
          found[place_of[slot_of(pool_[i].tokens.at(at))]] += weight_of(part.kind);
        }
      }
      const double length = relative(length_of(pool_[i].tokens));
      // A term's value has its idf, and so has what it brings: it counts once.
      for (std::size_t t = 0; t < terms.size(); ++t) {
        out_[i].feedback += terms[t].value * kNear.of(found[t + 1], length);
      }
      best = std::max(best, out_[i].feedback);
    }
    if (best <= 0) return;
    for (Rescored& scored : out_) scored.feedback *= kFeedbackWeight * evidence / best;
  }

  const RescoreRequest& request_;
  const std::vector<PoolEntry>& pool_;
  const TokenStatistics& statistics_;
  Saturation quick_, slow_;
  std::vector<double> idf_;
  std::vector<Rescored> out_;
};

}  // namespace

void TokenStatistics::add(const Tokens& tokens) {
  ++sampled;
  total_length += length_of(tokens);
  std::vector<std::uint16_t> all;
  for (std::size_t i = 0; i < tokens.size(); ++i) all.push_back(tokens.at(i) >> 1U);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (const std::uint16_t slot : all) ++documents[slot];
}

double TokenStatistics::idf(std::uint16_t token) const {
  return inverse_document_frequency(documents[slot_of(token)], static_cast<double>(sampled));
}

std::vector<Rescored> rescore(const RescoreRequest& request, const std::vector<PoolEntry>& pool,
                              const TokenStatistics& statistics) {
  return Rescorer(request, pool, statistics).run();
}

}  // namespace fupan::indexer
