// The taxonomy as it was edited in the program: what the store keeps, and how it meets the file that it began with.
// Plain values; thread-safe, no state.
//
// The record holds the values as they are, and the values that the file had when they were edited last. So a file that
// comes with a newer version of the program is merged, value by value and field by field
// (docs/decisions/0056-edited-taxonomy.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/taxonomy.h"

namespace fupan {

inline constexpr int kTaxonomyFormat = 1;

struct TaxonomyRecord {
  ValueLists values;  // as edited
  ValueLists base;    // as the file had them; where both were changed, as it had them before
  bool operator==(const TaxonomyRecord&) const = default;
};

// What became of one change of the file.
enum class UpgradeOutcome {
  kAdded,    // a new value of the file
  kTaken,    // a field that only the file changed
  kKept,     // a field that both changed: the edited one stays
  kMissing,  // a value that the file no longer has stays
};
inline constexpr std::array<std::string_view, 4> kUpgradeOutcomeNames{"added", "taken", "kept", "missing"};
constexpr std::string_view name_of(UpgradeOutcome outcome) {
  return kUpgradeOutcomeNames[static_cast<std::size_t>(outcome)];
}

struct UpgradeNote {
  UpgradeOutcome outcome = UpgradeOutcome::kTaken;
  Facet facet = Facet::kPhase;
  std::string value;          // its id
  std::string field;          // "label_en", "aliases" …; empty: the whole value
  std::string shipped, ours;  // of kTaken what it was before is `ours`
  bool operator==(const UpgradeNote&) const = default;
};

struct UpgradedTaxonomy {
  TaxonomyRecord record;           // to be written with the next edit
  std::vector<UpgradeNote> notes;  // empty when the file is as it was
};

// Lays the changes of the file since `record` over it. Lists of names are merged name by name.
UpgradedTaxonomy upgrade(const TaxonomyRecord& record, const ValueLists& file);

const TaxonomyValue* find_value(const std::vector<TaxonomyValue>& values, std::string_view id);
TaxonomyValue* find_value(std::vector<TaxonomyValue>& values, std::string_view id);

std::string encode_taxonomy_record(const TaxonomyRecord& record);
std::string encode_taxonomy_value(const TaxonomyValue& value);

// Errors: corrupt  not JSON, a member of the wrong kind, or a newer format; the message names it
Result<TaxonomyRecord> decode_taxonomy_record(std::string_view bytes);
Result<TaxonomyValue> decode_taxonomy_value(std::string_view bytes);

// The same JSON as starter/taxonomy.yaml has YAML: importers::parse_taxonomy reads it.
std::string export_taxonomy(const Taxonomy& taxonomy);

}  // namespace fupan
