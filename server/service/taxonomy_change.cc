#include "server/service/taxonomy_change.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::service {
namespace {

bool has_name(const TaxonomyValue& value, const std::string& folded) {
  const std::vector<std::string> names = names_of(value);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return text::fold_label(name) == folded; });
}

Status check_text(const std::string& field, const std::string& text, std::size_t most) {
  if (!text::is_valid_utf8(text)) return invalid_field(field, "is not UTF-8");
  if (text.size() > most) return invalid_field(field, "has more than " + std::to_string(most) + " bytes");
  return ok_status();
}

std::vector<std::string> trimmed(const std::vector<std::string>& names) {
  std::vector<std::string> kept;
  for (const std::string& name : names) {
    const std::string one(text::trim(name));
    const auto same = [&](const std::string& other) { return text::fold_label(other) == text::fold_label(one); };
    if (!one.empty() && std::none_of(kept.begin(), kept.end(), same)) kept.push_back(one);
  }
  return kept;
}

// Carries out one order on one facet.
class Change {
 public:
  Change(TaxonomyRecord& record, const ValueLists& file, const TaxonomyOrder& order)
      : order_(order),
        values_(record.values[static_cast<std::size_t>(order.facet)]),
        base_(record.base[static_cast<std::size_t>(order.facet)]),
        file_(file[static_cast<std::size_t>(order.facet)]) {}

  Status run() {
    switch (order_.action) {
      case TaxonomyAction::kAdd:
        return add();
      case TaxonomyAction::kSet:
        return set();
      case TaxonomyAction::kMove:
        return move();
      case TaxonomyAction::kRetire:
        return retire(true);
      case TaxonomyAction::kRestore:
        return retire(false);
      case TaxonomyAction::kMerge:
        return merge();
      case TaxonomyAction::kMap:
        return map();
      case TaxonomyAction::kSplit:
        break;
    }
    return split();
  }

 private:
  std::string facet() const { return std::string(name_of(order_.facet)); }

  Result<TaxonomyValue*> known(const std::string& name, const std::string& field) {
    if (text::trim(name).empty()) return invalid_field(field, "must be given");
    if (TaxonomyValue* exact = find_value(values_, name)) return exact;
    const std::string folded = text::fold_label(name);
    for (TaxonomyValue& value : values_) {
      if (has_name(value, folded)) return &value;
    }
    return Error{ErrorCode::kNotFound, field + ": the taxonomy has no " + facet() + " '" + name + "'", field};
  }

  // A name means one value.
  Status check_free(const std::string& name, const std::string& field, const TaxonomyValue* owner) const {
    const std::string folded = text::fold_label(name);
    for (const TaxonomyValue& value : values_) {
      if (&value == owner || (owner != nullptr && value.id == owner->id) || !has_name(value, folded)) continue;
      return invalid_field(field, "'" + name + "' already means " + facet() + " '" + value.id + "' (" + value.label_en +
                                      ", " + value.label_zh + ")");
    }
    return ok_status();
  }

  Status set_label(const std::optional<std::string>& given, const std::string& field, TaxonomyValue& value,
                   std::string TaxonomyValue::*member) {
    if (!given) return ok_status();
    const std::string label(text::trim(*given));
    if (label.empty()) return invalid_field(field, "must not be empty");
    if (Status checked = check_text(field, label, kMostLabelBytes); !checked) return checked;
    if (text::fold_label(label) != text::fold_label(value.*member)) {
      if (Status free = check_free(label, field, &value); !free) return free;
    }
    value.*member = label;
    return ok_status();
  }

  Status set_text(const std::optional<std::string>& given, const std::string& field, std::string& text) {
    if (!given) return ok_status();
    if (Status checked = check_text(field, *given, kMostTaxonomyTextBytes); !checked) return checked;
    text = text::trim(*given);
    return ok_status();
  }

  Status set_names(const std::vector<std::string>& given, const std::string& field, TaxonomyValue& value) {
    if (given.size() > kMostNames)
      return invalid_field(field, "has more than " + std::to_string(kMostNames) + " names");
    std::vector<std::string> names = trimmed(given);
    for (const std::string& name : names) {
      if (Status checked = check_text(field, name, kMostLabelBytes); !checked) return checked;
      const bool is_old = std::find(value.aliases.begin(), value.aliases.end(), name) != value.aliases.end();
      if (is_old) continue;
      if (Status free = check_free(name, field, &value); !free) return free;
    }
    value.aliases = std::move(names);
    return ok_status();
  }

  Status set_members(TaxonomyValue& value) {
    const bool is_phase = order_.facet == Facet::kPhase;
    if (!is_phase && (order_.pmbok || order_.prince2)) return invalid_field("pmbok", "only phases have a crosswalk");
    if (Status set = set_label(order_.label_en, "label_en", value, &TaxonomyValue::label_en); !set) return set;
    if (Status set = set_label(order_.label_zh, "label_zh", value, &TaxonomyValue::label_zh); !set) return set;
    if (Status set = set_text(order_.description_en, "description_en", value.description_en); !set) return set;
    if (Status set = set_text(order_.description_zh, "description_zh", value.description_zh); !set) return set;
    if (Status set = set_text(order_.pmbok, "pmbok", value.pmbok); !set) return set;
    if (Status set = set_text(order_.prince2, "prince2", value.prince2); !set) return set;
    return order_.aliases ? set_names(*order_.aliases, "aliases", value) : ok_status();
  }

  Status put_at(std::size_t position, const std::string& id) {
    if (position < 1) return invalid_field("position", "1 is the first");
    const auto from = std::find_if(values_.begin(), values_.end(), [&](const TaxonomyValue& v) { return v.id == id; });
    TaxonomyValue value = std::move(*from);
    values_.erase(from);
    values_.insert(values_.begin() + static_cast<std::ptrdiff_t>(std::min(position - 1, values_.size())),
                   std::move(value));
    return ok_status();
  }

  Result<TaxonomyValue*> add_value(const std::string& wanted_id, const std::string& label_en,
                                   const std::string& label_zh, const std::string& field) {
    if (text::trim(label_en).empty() || text::trim(label_zh).empty()) {
      return invalid_field(field, "a new value needs a label in English and in Chinese");
    }
    TaxonomyValue value;
    value.id = wanted_id.empty() ? id_of_label(label_en) : wanted_id;
    if (value.id.empty()) return invalid_field(field, "give an id of small letters, digits and '-'");
    if (value.id != id_of_label(value.id) || value.id.size() > kMostLabelBytes) {
      return invalid_field(field, "an id has small letters, digits and '-' only, not '" + value.id + "'");
    }
    if (Status free = check_free(value.id, field, nullptr); !free) return free.error();
    values_.push_back(value);
    TaxonomyValue& added = values_.back();
    if (Status set = set_label(label_en, field == "value" ? "label_en" : field, added, &TaxonomyValue::label_en);
        !set) {
      return set.error();
    }
    if (Status set = set_label(label_zh, field == "value" ? "label_zh" : field, added, &TaxonomyValue::label_zh);
        !set) {
      return set.error();
    }
    return &added;
  }

  Status add() {
    const auto value = add_value(order_.value, order_.label_en.value_or(""), order_.label_zh.value_or(""), "value");
    if (!value) return value.error();
    if (Status set = set_members(**value); !set) return set;
    const std::string id = (*value)->id;
    return order_.position ? put_at(*order_.position, id) : ok_status();
  }

  Status set() {
    const auto value = known(order_.value, "value");
    if (!value) return value.error();
    const std::string id = (*value)->id;
    if (Status set = set_members(**value); !set) return set;
    settle(id);
    return order_.position ? put_at(*order_.position, id) : ok_status();
  }

  Status move() {
    const auto value = known(order_.value, "value");
    if (!value) return value.error();
    if (!order_.position) return invalid_field("position", "must be given");
    return put_at(*order_.position, std::string((*value)->id));
  }

  Status retire(bool retired) {
    const auto value = known(order_.value, "value");
    if (!value) return value.error();
    if (!retired) {  // of a split value: labels come back to it
      (*value)->parts.clear();
      (*value)->otherwise.clear();
    }
    (*value)->retired = retired;
    settle((*value)->id);
    return ok_status();
  }

  Status merge() {
    const auto from = known(order_.value, "value");
    if (!from) return from.error();
    const auto into = known(order_.into, "into");
    if (!into) return into.error();
    if (*from == *into) return invalid_field("into", "is the value itself");
    if ((*into)->retired) return invalid_field("into", "'" + (*into)->id + "' is retired: restore it first");
    TaxonomyValue gone = **from;
    TaxonomyValue& stays = **into;
    stays.former.push_back(gone.id);
    stays.former.insert(stays.former.end(), gone.former.begin(), gone.former.end());
    std::vector<std::string> names = stays.aliases;
    names.insert(names.end(), {gone.label_en, gone.label_zh});
    names.insert(names.end(), gone.aliases.begin(), gone.aliases.end());
    names = trimmed(names);
    std::erase_if(names, [&](const std::string& name) {  // labels that are the same need no alias
      const std::string folded = text::fold_label(name);
      return folded == text::fold_label(stays.label_en) || folded == text::fold_label(stays.label_zh);
    });
    stays.aliases = std::move(names);
    const std::string stays_id = stays.id;
    std::erase_if(values_, [&](const TaxonomyValue& value) { return value.id == gone.id; });
    for (TaxonomyValue& value : values_) redirect(gone.id, stays_id, value);
    settle(stays_id);
    return ok_status();
  }

  // A split that led to a value that is gone leads to the one that took its place.
  static void redirect(const std::string& gone, const std::string& stays, TaxonomyValue& value) {
    for (SplitPart& part : value.parts) {
      if (part.value == gone) part.value = stays;
    }
    if (value.otherwise == gone) value.otherwise = stays;
  }

  Status map() {
    const std::string word(text::trim(order_.value));
    if (word.empty()) return invalid_field("value", "must be given");
    if (Status checked = check_text("value", word, kMostLabelBytes); !checked) return checked;
    const auto into = known(order_.into, "into");
    if (!into) return into.error();
    if ((*into)->retired) return invalid_field("into", "'" + (*into)->id + "' is retired: restore it first");
    if (has_name(**into, text::fold_label(word))) return invalid_field("value", "'" + word + "' means it already");
    if (Status free = check_free(word, "value", *into); !free) return free;
    (*into)->former.push_back(word);
    settle((*into)->id);
    return ok_status();
  }

  Status check_words(const SplitTarget& part) const {
    if (part.words.size() > kMostNames) {
      return invalid_field("parts", "'" + part.value + "' has more than " + std::to_string(kMostNames) + " words");
    }
    for (const std::string& word : part.words) {
      if (Status checked = check_text("parts", word, kMostLabelBytes); !checked) return checked;
      if (text::count_code_points(text::fold_label(word)) < 2) {
        return invalid_field("parts", "'" + word + "' is too short: a word has two characters or more");
      }
    }
    return ok_status();
  }

  // A new value may be called what was an alias of the one that it is split from.
  void hand_over_aliases(const SplitTarget& part, TaxonomyValue& whole) {
    const std::string id = part.value.empty() ? id_of_label(part.label_en) : part.value;
    std::erase_if(whole.aliases, [&](const std::string& alias) {
      const std::string folded = text::fold_label(alias);
      return folded == text::fold_label(id) || folded == text::fold_label(part.label_en) ||
             folded == text::fold_label(part.label_zh);
    });
  }

  Result<std::string> target_of(const SplitTarget& part, const std::string& whole) {
    if (Status checked = check_words(part); !checked) return checked.error();
    if (!part.label_en.empty()) hand_over_aliases(part, *find_value(values_, whole));
    const auto there = known(part.value.empty() ? part.label_en : part.value, "parts");
    if (there && (*there)->retired)
      return invalid_field("parts", "'" + (*there)->id + "' is retired: restore it first");
    if (there) return (*there)->id;
    if (there.error().code != ErrorCode::kNotFound) return there.error();
    const auto added = add_value(part.value, part.label_en, part.label_zh, "parts");
    if (!added) return added.error();
    return (*added)->id;
  }

  Status split() {
    const auto value = known(order_.value, "value");
    if (!value) return value.error();
    const std::string id = (*value)->id;
    if (order_.parts.size() < 2 || order_.parts.size() > kMostParts) {
      return invalid_field("parts", "a value is split into 2 to " + std::to_string(kMostParts) + " others");
    }
    std::vector<SplitPart> parts;
    for (const SplitTarget& part : order_.parts) {
      const auto target = target_of(part, id);
      if (!target) return target.error();
      if (*target == id) return invalid_field("parts", "'" + id + "' cannot be a part of itself; say otherwise=" + id);
      const auto same = [&](const SplitPart& other) { return other.value == *target; };
      if (std::any_of(parts.begin(), parts.end(), same))
        return invalid_field("parts", "'" + *target + "' is there twice");
      parts.push_back({*target, trimmed(part.words)});
    }
    std::string otherwise;
    if (!order_.otherwise.empty()) {
      const auto rest = known(order_.otherwise, "otherwise");
      if (!rest) return rest.error();
      otherwise = (*rest)->id;
    }
    if (Status acyclic = check_acyclic(id, parts, otherwise); !acyclic) return acyclic;
    TaxonomyValue& old = *find_value(values_, id);
    old.parts = std::move(parts);
    old.otherwise = std::move(otherwise);
    settle(id);
    return ok_status();
  }

  // A part that is split itself would be decided twice.
  Status check_acyclic(const std::string& id, const std::vector<SplitPart>& parts, const std::string& otherwise) const {
    std::vector<std::string> targets{otherwise == id ? std::string() : otherwise};
    for (const SplitPart& part : parts) targets.push_back(part.value);
    for (const std::string& target : targets) {
      const TaxonomyValue* value = find_value(values_, target);
      if (value != nullptr && !value->parts.empty()) return invalid_field("parts", "'" + target + "' is split itself");
    }
    for (const TaxonomyValue& value : values_) {
      const auto leads_here = [&](const SplitPart& part) { return part.value == id; };
      if (std::any_of(value.parts.begin(), value.parts.end(), leads_here)) {
        return invalid_field("value", "'" + value.id + "' was split into it: restore or merge that first");
      }
    }
    return ok_status();
  }

  // What was decided about a value holds against the file from now on.
  void settle(const std::string& id) {
    const TaxonomyValue* shipped = find_value(file_, id);
    TaxonomyValue* known = find_value(base_, id);
    if (shipped != nullptr && known != nullptr) *known = *shipped;
  }

  const TaxonomyOrder& order_;
  std::vector<TaxonomyValue>& values_;
  std::vector<TaxonomyValue>& base_;
  const std::vector<TaxonomyValue>& file_;
};

}  // namespace

std::string id_of_label(std::string_view label) {
  std::string id;
  for (const char c : label) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_kept = is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_kept) {
      id += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

Result<TaxonomyRecord> changed(const TaxonomyRecord& record, const ValueLists& file, const TaxonomyOrder& order) {
  TaxonomyRecord next = record;
  if (Status done = Change(next, file, order).run(); !done) return done.error();
  return next;
}

}  // namespace fupan::service
