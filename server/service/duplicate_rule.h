// When do two lessons say the same? The one rule that imports, writers, similar lists and the curators' queue share.
// Pure functions; thread-safe.
#pragma once

#include <cstddef>

#include "core/document.h"

namespace fupan::service {

// Of resemblances (indexer/insight/shingles.h). From kDuplicateFrom on two texts count as the same, slightly edited;
// from kNearFrom on a text that is being written is worth a look.
inline constexpr double kDuplicateFrom = 0.8;
inline constexpr double kNearFrom = 0.5;

// Of a lesson's text: "none" and "见上" are no duplicates of anything.
inline constexpr std::size_t kLeastCompared = 12;  // characters

// Compared is what is published or waits in review, with at least kLeastCompared characters. Drafts are their writers'.
bool is_compared(const Lesson& lesson);

// Never two lessons of one document: it says the same thing as cause and as advice on purpose.
inline bool may_be_duplicates(const LessonId& a, const LessonId& b) { return a.document() != b.document(); }

}  // namespace fupan::service
