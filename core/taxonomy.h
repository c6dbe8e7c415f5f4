// The taxonomy: the phases, risk categories and tags an organisation knows, and the words by which documents announce
// lessons, kinds and metadata. Loaded from a YAML file (importers/taxonomy_file.h), edited by the organisation.
//
// Const methods are thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/label.h"

namespace fupan {

struct TaxonomyValue {
  std::string id;  // stable, kebab-case; what labels, filters and the API carry
  std::string label_en;
  std::string label_zh;
  std::vector<std::string> aliases;
  std::string pmbok;    // PMBOK process group; phases only
  std::string prince2;  // PRINCE2 process; phases only

  std::string_view label(std::string_view lang) const { return lang == "zh" ? label_zh : label_en; }
};

// Names that mean `meaning`, as written in one list of the taxonomy file.
struct NameGroup {
  std::string meaning;
  std::vector<std::string> names;
};

class Taxonomy {
 public:
  struct Parts {
    std::vector<TaxonomyValue> phases;
    std::vector<TaxonomyValue> risks;
    std::vector<TaxonomyValue> tags;
    std::vector<NameGroup> lesson_headings;  // meaning: lesson kind
    std::vector<NameGroup> lesson_fields;    // meaning: lesson field
    std::vector<NameGroup> document_kinds;   // meaning: document kind
    std::vector<NameGroup> metadata_keys;    // meaning: document field
  };

  Taxonomy() = default;
  explicit Taxonomy(Parts parts);

  // Copies are indexed anew: the indexes point into the object's own parts. A move takes the parts where they are.
  Taxonomy(const Taxonomy& other) : Taxonomy(other.parts_) {}
  Taxonomy& operator=(const Taxonomy& other) { return *this = Taxonomy(other); }
  Taxonomy(Taxonomy&&) = default;
  Taxonomy& operator=(Taxonomy&&) = default;

  const std::vector<TaxonomyValue>& values(Facet facet) const;

  // The value whose id, label or alias equals `name` after text::fold_label; nullptr when there is none.
  const TaxonomyValue* find(Facet facet, std::string_view name) const;

  // Labels and aliases of two or more characters with the value they stand for, folded, longest first: for finding them
  // in running text.
  const std::vector<std::pair<std::string, const TaxonomyValue*>>& phrases(Facet facet) const;

  // What a name means in one of the four lists, or "" when the list does not know it. Compared after text::fold_label.
  std::string_view lesson_heading(std::string_view name) const { return look_up(headings_, name); }
  std::string_view lesson_field(std::string_view name) const { return look_up(fields_, name); }
  std::string_view document_kind(std::string_view name) const { return look_up(kinds_, name); }
  std::string_view metadata_key(std::string_view name) const { return look_up(keys_, name); }

  const Parts& parts() const { return parts_; }

 private:
  struct FacetIndex {
    std::map<std::string, const TaxonomyValue*, std::less<>> by_name;
    std::vector<std::pair<std::string, const TaxonomyValue*>> phrases;
  };
  using NameIndex = std::map<std::string, std::string, std::less<>>;

  static std::string_view look_up(const NameIndex& index, std::string_view name);

  Parts parts_;
  FacetIndex facets_[kFacetCount];
  NameIndex headings_, fields_, kinds_, keys_;
};

}  // namespace fupan
