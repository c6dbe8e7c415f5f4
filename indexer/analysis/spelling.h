// One spelling for English words that are written in two ways, so that "organisation" and "organization", "programme"
// and "program", "lessons learnt" and "lessons learned" find each other. The result is for comparing, not for people.
// Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::indexer {

// `folded_word` (ASCII letters, folded) in American spelling; unchanged when nothing is known of it. American words
// come back as they are, except "analyze" and its like, which become "analyse", next to "analysis".
std::string one_spelling(std::string_view folded_word);

}  // namespace fupan::indexer
