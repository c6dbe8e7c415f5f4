// Which passage of a document answers a query best, judged by the document's tokens alone. Pure.
#pragma once

#include <vector>

#include "indexer/analysis/tokens.h"
#include "indexer/index.h"

namespace fupan::indexer::xapian {

// What is looked for in a passage. Patterns of the same unit stand for each other ("专案", "项目"); a pattern of no
// unit is a whole run of Chinese, which decides among passages with as many units.
struct PassagePattern {
  static constexpr std::size_t kNoUnit = static_cast<std::size_t>(-1);
  TokenPattern tokens;
  std::size_t unit = kNoUnit;
  double weight = 1;  // rarity of what is looked for
};

// At most `limit` passages in which something is found, those with most units first, then those with whole runs, then
// by score: for each pattern weight * tf / (tf + 0.5 + length / 160), BM25's saturation, where headings above a passage
// count a third.
std::vector<PassageMatch> rank_passages(const Tokens& tokens, const std::vector<PassagePattern>& patterns,
                                        bool sections_only, std::size_t limit);

}  // namespace fupan::indexer::xapian
