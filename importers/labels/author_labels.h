// Phase, risk and tag values as authors write them. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "core/taxonomy.h"
#include "importers/importer.h"

namespace fupan::importers {

struct AuthorValues {
  std::vector<std::string> values;
  int line = 0;
  bool is_list = false;  // a list in the source; its items are split at '»' only
};

struct AuthorFacet {
  Facet facet = Facet::kTag;
  AuthorValues written;
};

// Adds a label for each value: the taxonomy's id where it knows the value, else the author's words, not mapped. A text
// is split at , ; 、 ， ； and ». Values that stand for nothing ("n/a") and labels that are there already are left out.
// An unknown phase or risk gives one note.
void add_author_labels(const AuthorFacet& facet, const Taxonomy& taxonomy, std::vector<Label>& labels,
                       std::vector<Note>& notes);

}  // namespace fupan::importers
