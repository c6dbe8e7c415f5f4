// The taxonomy: the phases, risk categories and tags an organisation knows, and the words by which documents announce
// lessons, kinds and metadata. Loaded from a YAML file (importers/taxonomy_file.h) and edited in the program
// (core/taxonomy_record.h).
//
// Immutable; const methods are thread-safe. Copies share one state: they cost nothing, and what one of them points at
// lives as long as any of them.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/label.h"
#include "core/text/string_hash.h"

namespace fupan {

// One of the values that a value was split into, and the words by which a text shows that it belongs there.
struct SplitPart {
  std::string value;
  std::vector<std::string> words;
  bool operator==(const SplitPart&) const = default;
};

struct TaxonomyValue {
  std::string id;  // stable, kebab-case; what labels, filters and the API carry
  std::string label_en;
  std::string label_zh;
  std::vector<std::string> aliases;  // also found in running text
  std::string pmbok;                 // PMBOK process group; phases only
  std::string prince2;               // PRINCE2 process; phases only
  std::string description_en = {};
  std::string description_zh = {};
  bool retired = false;  // what has it keeps it; nothing new gets it, and it is not offered
  std::vector<std::string> former =
      {};                             // ids that were merged into it and words that were mapped to it: names of labels
  std::vector<SplitPart> parts = {};  // not empty: it was split; a label goes to the first part that fits
  std::string otherwise = {};         // of a split: who gets what fits nowhere; its own id: stays; empty: undecided

  std::string_view label(std::string_view lang) const { return lang == "zh" ? label_zh : label_en; }
  bool operator==(const TaxonomyValue&) const = default;
};

// The values of each facet, in order.
using ValueLists = std::array<std::vector<TaxonomyValue>, kFacetCount>;

// Names that mean `meaning`, as written in one list of the taxonomy file.
struct NameGroup {
  std::string meaning;
  std::vector<std::string> names;
};

// All names by which a label can mean `value`: id, labels, aliases and former ones.
std::vector<std::string> names_of(const TaxonomyValue& value);

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

  Taxonomy();
  explicit Taxonomy(Parts parts);

  const std::vector<TaxonomyValue>& values(Facet facet) const;

  // The value whose id, label, alias or former name equals `name` after text::fold_label; nullptr when there is none.
  const TaxonomyValue* find(Facet facet, std::string_view name) const;

  // As `find`, for a name that is folded already.
  const TaxonomyValue* find_folded(Facet facet, std::string_view folded) const;

  // The ids to look for when somebody asks for `name`: that of the value it means and, where that was split, those of
  // its parts; `name` itself when it is not known.
  std::vector<std::string> ids_for(Facet facet, std::string_view name) const;

  // Labels and aliases of two or more characters with the value they stand for, folded, longest first: for finding them
  // in running text. None of values that are retired.
  const std::vector<std::pair<std::string, const TaxonomyValue*>>& phrases(Facet facet) const;

  // What a name means in one of the four lists, or "" when the list does not know it. Compared after text::fold_label.
  std::string_view lesson_heading(std::string_view name) const { return look_up(state_->headings, name); }
  std::string_view lesson_field(std::string_view name) const { return look_up(state_->fields, name); }
  std::string_view document_kind(std::string_view name) const { return look_up(state_->kinds, name); }
  std::string_view metadata_key(std::string_view name) const { return look_up(state_->keys, name); }

  const Parts& parts() const { return state_->parts; }
  ValueLists value_lists() const { return {parts().phases, parts().risks, parts().tags}; }

  // Whether the two are copies of one.
  bool is_copy_of(const Taxonomy& other) const { return state_ == other.state_; }

 private:
  template <class Value>
  using ByName = std::unordered_map<std::string, Value, text::StringHash, std::equal_to<>>;
  using NameIndex = ByName<std::string>;
  struct FacetIndex {
    ByName<const TaxonomyValue*> by_name;
    std::vector<std::pair<std::string, const TaxonomyValue*>> phrases;
  };
  struct State {
    Parts parts;
    FacetIndex facets[kFacetCount];
    NameIndex headings, fields, kinds, keys;
  };

  static NameIndex index_names(const std::vector<NameGroup>& groups);
  static FacetIndex index_values(const std::vector<TaxonomyValue>& values);
  static std::string_view look_up(const NameIndex& index, std::string_view name);

  std::shared_ptr<const State> state_;  // shared: readers keep the one they began with while it is edited
};

}  // namespace fupan
