// Is a lesson worth a project manager's minute, and which words of a charter say what the project is about? Pure;
// thread-safe. The figures behind it: docs/decisions/0024-what-is-worth-reading.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/brief.h"
#include "core/document.h"
#include "core/thesaurus.h"

namespace fupan::service {

// How much a text says: each Chinese character 1, each other word 2.
std::size_t units_of(std::string_view text);

// 0 .. 1, what its score is multiplied by. 0: no lesson, it is left out: a heading or a to-do of a few words, a list of
// catchwords, an item ticked off in a report. Below 1: short, very long, an action that somebody was to do then, an
// advantage praised in a report or guide that is no look back.
double worth_of(const Lesson& lesson, DocumentKind kind);

// The charter without what every charter has: numbers, amounts, dates and their units, and words like "project",
// "budget", "工期". Each stretch left out becomes a line end, so that no two words meet that did not stand together.
// Hyphenated words stay whole.
std::string telling_text(std::string_view charter);

// Those of `pieces` that `text` says, too: several words by their stems, next to each other; one alone as it is or in
// its plural. By stems "acceptance" would be "accepts", and "switches" what was "switched"; in different places 出厂
// and 工厂验收 would be 出厂验收.
std::vector<std::string> pieces_in(const std::vector<std::string>& pieces, std::string_view text);

// The same; where a piece is not there as a whole, its words may be.
std::vector<std::string> pieces_or_words_in(const std::vector<std::string>& pieces, std::string_view text);

// Without single English words that `charter` says only before another word or within a hyphenated one: "data" of "data
// centre", "cut" of "cut-over". A plural stands for itself.
std::vector<std::string> without_modifiers(std::vector<std::string> pieces, std::string_view charter);

// Without those that `text` says only as a part of a longer term: 工厂 of 工厂验收, a factory of an acceptance test.
std::vector<std::string> without_parts_of_terms(std::vector<std::string> pieces, std::string_view text,
                                                const Thesaurus& terms);

// Whether pieces of the text that both share, and shared tags, are enough to call a lesson related: 8 points. A tag
// brings 4, a piece 2 for each of its words (1 for a Chinese character), at most 6, a risk 2, or 1 where the whole
// document has it: half of all lessons have one in common. `is_translated`: the pieces are translations; one alone
// brings none, it is often another word that is spelt the same.
bool is_enough(const std::vector<BriefReason>& reasons, bool is_translated);

}  // namespace fupan::service
