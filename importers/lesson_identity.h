// Which lesson of an edited document is which? Thread-safe, no state.
#pragma once

#include "core/document.h"

namespace fupan::importers {

// Gives every lesson of `document` an id, unique among its lessons and gone lessons. With `previous` (the same document
// as it was imported before, or nullptr) a lesson that was there before, or one of `previous->gone` that came back,
// keeps its id, its curated state and the labels that a curator confirmed: first the ones with the same text, then the
// most alike (character pairs in common, at least half of them; same kind before another). Old lessons without a match
// go to `document.gone`.
void assign_identities(Document& document, const Document* previous);

}  // namespace fupan::importers
