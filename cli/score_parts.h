// Why a hit is where it is, in words, for `fupan search --explain`. The web page says the same (explain.* in
// web/src/locales/en.json). Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "indexer/index.h"

namespace fupan::cli {

// "the word “rollback”", "words stand close together"; "other: " and its name for a boost that is not known. With
// translations among the parts, all words means words of either language.
std::string words_for(const indexer::ScorePart& part, bool has_translations = false);

// A line for the score and one for each part, the weightiest first, numbers aligned in hundredths; rounded so that the
// printed parts add up to the printed score; what weighs nothing has no number. Each line begins with `indent`. Without
// parts: empty.
std::string explain_score(double score, const std::vector<indexer::ScorePart>& parts, const std::string& indent);

}  // namespace fupan::cli
