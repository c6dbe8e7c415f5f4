// The other half of a lesson in the same document: what went wrong, for advice; what to do about it, for something that
// went wrong. Pure; thread-safe.
#pragma once

#include "core/document.h"

namespace fupan::service {

// The lesson of `document` that tells what `lesson` leaves open, most alike first: of those that share a risk label
// (any, where `lesson` has none) the one with the most words in common. Null when none has at least kLeastCommon of the
// shorter one's words, without those that every text has (telling_text); what only stands in the same document is no
// answer to it.
inline constexpr double kLeastCommon = 0.12;
const Lesson* companion_of(const Document& document, const Lesson& lesson);

// Whether two lessons have that much in common.
bool belong_together(const Lesson& a, const Lesson& b);

}  // namespace fupan::service
