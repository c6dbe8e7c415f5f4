#include <algorithm>

#include "core/taxonomy_record.h"

namespace fupan {
namespace {

struct TextField {
  std::string_view name;
  std::string TaxonomyValue::*member;
};
constexpr std::array<TextField, 6> kTextFields{{{"label_en", &TaxonomyValue::label_en},
                                                {"label_zh", &TaxonomyValue::label_zh},
                                                {"pmbok", &TaxonomyValue::pmbok},
                                                {"prince2", &TaxonomyValue::prince2},
                                                {"description_en", &TaxonomyValue::description_en},
                                                {"description_zh", &TaxonomyValue::description_zh}}};

struct NamesField {
  std::string_view name;
  std::vector<std::string> TaxonomyValue::*member;
};
constexpr std::array<NamesField, 2> kNamesFields{
    {{"aliases", &TaxonomyValue::aliases}, {"former", &TaxonomyValue::former}}};

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// One value of which the file has a newer form.
class ValueUpgrade {
 public:
  ValueUpgrade(Facet facet, TaxonomyValue& ours, TaxonomyValue& base, std::vector<UpgradeNote>& notes)
      : facet_(facet), ours_(ours), base_(base), notes_(notes) {}

  void take(const TaxonomyValue& shipped) {
    for (const TextField& field : kTextFields) take_text(field, shipped);
    for (const NamesField& field : kNamesFields) take_names(field, shipped);
    if (shipped.retired != base_.retired) {
      note(UpgradeOutcome::kTaken, "retired", shipped.retired ? "true" : "false", ours_.retired ? "true" : "false");
      if (ours_.retired == base_.retired) ours_.retired = shipped.retired;
      base_.retired = shipped.retired;
    }
    if (ours_.parts == base_.parts && ours_.otherwise == base_.otherwise) {
      ours_.parts = shipped.parts;
      ours_.otherwise = shipped.otherwise;
    }
    base_.parts = shipped.parts;
    base_.otherwise = shipped.otherwise;
  }

 private:
  void take_text(const TextField& field, const TaxonomyValue& shipped) {
    const std::string& theirs = shipped.*field.member;
    std::string& ours = ours_.*field.member;
    std::string& base = base_.*field.member;
    if (theirs == base) return;
    if (ours != base && ours != theirs) {  // the base stays as it was, so that the next start tells of it again
      note(UpgradeOutcome::kKept, field.name, theirs, ours);
      return;
    }
    if (ours != theirs) note(UpgradeOutcome::kTaken, field.name, theirs, ours);
    ours = theirs;
    base = theirs;
  }

  void take_names(const NamesField& field, const TaxonomyValue& shipped) {
    const std::vector<std::string>& theirs = shipped.*field.member;
    std::vector<std::string>& ours = ours_.*field.member;
    std::vector<std::string>& base = base_.*field.member;
    if (theirs == base) return;
    const std::string before = joined(ours);
    for (const std::string& name : theirs) {
      if (!holds(base, name) && !holds(ours, name)) ours.push_back(name);
    }
    std::erase_if(ours, [&](const std::string& name) { return holds(base, name) && !holds(theirs, name); });
    if (joined(ours) != before) note(UpgradeOutcome::kTaken, field.name, joined(theirs), before);
    base = theirs;
  }

  void note(UpgradeOutcome outcome, std::string_view field, std::string shipped, std::string ours) {
    notes_.push_back({outcome, facet_, ours_.id, std::string(field), std::move(shipped), std::move(ours)});
  }

  const Facet facet_;
  TaxonomyValue& ours_;
  TaxonomyValue& base_;
  std::vector<UpgradeNote>& notes_;
};

std::vector<std::string> ids_in_both(const std::vector<TaxonomyValue>& of, const std::vector<TaxonomyValue>& other) {
  std::vector<std::string> ids;
  for (const TaxonomyValue& value : of) {
    if (find_value(other, value.id) != nullptr) ids.push_back(value.id);
  }
  return ids;
}

// Behind the value that stands before it in the file and is there; else at the start.
void insert_after_predecessor(const TaxonomyValue& value, const std::vector<TaxonomyValue>& file,
                              std::vector<TaxonomyValue>& values) {
  auto place = values.begin();
  for (const TaxonomyValue& earlier : file) {
    if (earlier.id == value.id) break;
    const auto known =
        std::find_if(values.begin(), values.end(), [&](const TaxonomyValue& v) { return v.id == earlier.id; });
    if (known != values.end()) place = known + 1;
  }
  values.insert(place, value);
}

// In the order of the file, with what only we have behind the value that it stood behind.
void reorder(const std::vector<TaxonomyValue>& file, std::vector<TaxonomyValue>& values) {
  const std::vector<TaxonomyValue> before = values;
  values.clear();
  for (const TaxonomyValue& value : file) {
    if (const TaxonomyValue* ours = find_value(before, value.id)) values.push_back(*ours);
  }
  for (const TaxonomyValue& value : before) {
    if (find_value(values, value.id) == nullptr) insert_after_predecessor(value, before, values);
  }
}

bool is_former(const std::vector<TaxonomyValue>& values, const std::string& id) {
  return std::any_of(values.begin(), values.end(), [&](const TaxonomyValue& v) { return holds(v.former, id); });
}

void upgrade_facet(Facet facet, const std::vector<TaxonomyValue>& file, std::vector<TaxonomyValue>& ours,
                   std::vector<TaxonomyValue>& base, std::vector<UpgradeNote>& notes) {
  if (ids_in_both(ours, base) == ids_in_both(base, ours)) reorder(file, ours);
  for (const TaxonomyValue& shipped : file) {
    TaxonomyValue* known = find_value(base, shipped.id);
    TaxonomyValue* mine = find_value(ours, shipped.id);
    if (known == nullptr) {
      insert_after_predecessor(shipped, file, base);
      if (mine != nullptr || is_former(ours, shipped.id)) continue;  // we had the same thought: ours stays
      insert_after_predecessor(shipped, file, ours);
      notes.push_back({UpgradeOutcome::kAdded, facet, shipped.id, "", shipped.label_en, ""});
    } else if (mine == nullptr) {  // merged into another, which stays so
      *known = shipped;
    } else {
      ValueUpgrade(facet, *mine, *known, notes).take(shipped);
    }
  }
  for (const TaxonomyValue& known : base) {
    if (find_value(file, known.id) != nullptr || find_value(ours, known.id) == nullptr) continue;
    notes.push_back({UpgradeOutcome::kMissing, facet, known.id, "", "", known.label_en});
  }
  reorder(file, base);
}

}  // namespace

UpgradedTaxonomy upgrade(const TaxonomyRecord& record, const ValueLists& file) {
  UpgradedTaxonomy upgraded{record, {}};
  if (record.base == file) return upgraded;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    upgrade_facet(static_cast<Facet>(f), file[f], upgraded.record.values[f], upgraded.record.base[f], upgraded.notes);
  }
  return upgraded;
}

}  // namespace fupan
