// How alike are two texts? Vectors made of tokens (indexer/analysis/tokens.h), so that no text is read again. Pure;
// thread-safe.
//
// A feature is a word, or two characters that stand side by side; of whole documents, two words that follow each other
// besides, stop words skipped, of which an occurrence counts as 0.36. Its weight is
//   sqrt(3 tf in the title + tf elsewhere) * idf^0.4,   idf = ln(1 + (N - df + 0.5) / (df + 0.5)),
// and a vector has length 1, so the product of two is the cosine (Salton & Buckley 1988; root and power damp long texts
// and rare words). Stop words, single letters and small numbers are no features. What only one document has is none
// between documents; a text from outside may ask for it, and is asked with all that any document has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/analysis/tokens.h"

namespace fupan::indexer {

using Feature = std::uint32_t;  // below kFeatures; those of words below 32,768

inline constexpr std::size_t kFeatures = std::size_t{1} << 18U;
inline constexpr double kTitleCount = 3;

// The feature that token `i` of a part that begins at `begin` and ends at `end` stands for: a word, or the pair it
// ends. False when it stands for none.
bool feature_at(const Tokens& tokens, const Part& part, std::size_t i, Feature& feature);

// In how many documents a feature occurs: exact up to a few thousand documents, else of a sample.
struct FeatureStatistics {
  std::vector<std::uint32_t> documents = std::vector<std::uint32_t>(kFeatures);  // of the sample
  std::size_t sampled = 0;
  bool is_sample = false;       // not all documents were looked at: what was seen once may be common enough
  std::vector<double> weights;  // of a feature that so many documents have

  void add(const Tokens& tokens);
  // After the last add(): makes weight() quick.
  void remember_weights();
  double weight(Feature feature) const;  // idf^0.4
  bool is_known(Feature feature, std::size_t least = 2) const { return is_sample || documents[feature] >= least; }
};

struct WeightedFeature {
  Feature feature = 0;
  double weight = 0;
};
using TextVector = std::vector<WeightedFeature>;  // by feature, each once; length 1, or empty

// Counts features of chosen parts, then weighs them.
class VectorBuilder {
 public:
  // Pairs of words count where `with_pairs`.
  void add(const Tokens& tokens, const Part& part, double weight, bool with_pairs);
  // Of the features that `least` documents have, and those of `asked`.
  TextVector build(const FeatureStatistics& statistics, std::size_t least = 2, const TextVector& asked = {}) const;

 private:
  std::vector<WeightedFeature> counted_;
};

// Of a whole document; of one of its lessons with the headings above it. Empty when there is no such lesson.
// `asked`: features that count though only one document has them.
TextVector vector_of_document(const Tokens& tokens, const FeatureStatistics& statistics, const TextVector& asked = {});
TextVector vector_of_lesson(const Tokens& tokens, std::size_t ordinal, const FeatureStatistics& statistics,
                            const TextVector& asked = {});

double cosine(const TextVector& a, const TextVector& b);

}  // namespace fupan::indexer
