#include "server/service/taxonomy_service.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/service/curation_service.h"
#include "server/service/keys.h"
#include "server/service/permission.h"

namespace fupan::service {
namespace {

constexpr std::string_view kActionPrefix = "taxonomy.";
constexpr std::string_view kTargetPrefix = "taxonomy.";

Status check_may(const Viewer& viewer) {
  return viewer.is_at_least(Role::kCurator) ? ok_status() : not_allowed("to edit the taxonomy", "a curator");
}

Status check_expected(const TaxonomyState& state, std::optional<std::uint64_t> expected) {
  if (!expected || *expected == state.revision) return ok_status();
  return make_error(ErrorCode::kConflict, "the taxonomy was changed meanwhile: it has revision " +
                                              std::to_string(state.revision) + ", not " + std::to_string(*expected) +
                                              "; look at it again");
}

Taxonomy with_values(const Taxonomy& taxonomy, const ValueLists& lists) {
  Taxonomy::Parts parts = taxonomy.parts();
  parts.phases = lists[static_cast<std::size_t>(Facet::kPhase)];
  parts.risks = lists[static_cast<std::size_t>(Facet::kRisk)];
  parts.tags = lists[static_cast<std::size_t>(Facet::kTag)];
  return Taxonomy(std::move(parts));
}

std::string order_of(const std::vector<TaxonomyValue>& values) {
  nlohmann::json ids = nlohmann::json::array();
  for (const TaxonomyValue& value : values) ids.push_back(value.id);
  return ids.dump();
}

std::string text_of(const TaxonomyValue* value) {
  return value == nullptr ? std::string() : encode_taxonomy_value(*value);
}

// "taxonomy.tag" is the order of a facet, "taxonomy.tag.cloud" one value.
void add_changes(const ValueLists& before, const ValueLists& after, std::vector<AuditedChange>& changes) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const std::string target = std::string(kTargetPrefix) + std::string(kFacetNames[f]);
    for (const TaxonomyValue& value : after[f]) {
      const std::string old = text_of(find_value(before[f], value.id));
      if (old != text_of(&value)) changes.push_back({target + "." + value.id, old, text_of(&value)});
    }
    for (const TaxonomyValue& value : before[f]) {
      if (find_value(after[f], value.id) == nullptr) changes.push_back({target + "." + value.id, text_of(&value), ""});
    }
    if (order_of(before[f]) != order_of(after[f])) {
      changes.push_back({target, order_of(before[f]), order_of(after[f])});
    }
  }
}

// What an audited change was about; nothing when it was not the taxonomy.
struct Subject {
  Facet facet = Facet::kTag;
  std::string value;  // empty: the order
};
std::optional<Subject> subject_of(const std::string& target) {
  if (!target.starts_with(kTargetPrefix)) return std::nullopt;
  const std::string rest = target.substr(kTargetPrefix.size());
  const std::size_t dot = rest.find('.');
  const auto facet = enum_of<Facet>(kFacetNames, rest.substr(0, dot));
  if (!facet) return std::nullopt;
  return Subject{*facet, dot == std::string::npos ? std::string() : rest.substr(dot + 1)};
}

void sort_by(const std::string& order, std::vector<TaxonomyValue>& values) {
  const auto ids = nlohmann::json::parse(order).get<std::vector<std::string>>();
  const auto place = [&](const TaxonomyValue& value) {
    return std::find(ids.begin(), ids.end(), value.id) - ids.begin();
  };
  std::stable_sort(values.begin(), values.end(),
                   [&](const TaxonomyValue& a, const TaxonomyValue& b) { return place(a) < place(b); });
}

Error moved_on(const std::string& target, std::uint64_t number) {
  return make_error(ErrorCode::kConflict,
                    target + " was changed after audit record " + std::to_string(number) + "; nothing was undone");
}

// Puts one value back. Where values stand is another change, which comes behind.
Status take_back(const AuditedChange& change, const Subject& subject, std::uint64_t number, ValueLists& values) {
  std::vector<TaxonomyValue>& list = values[static_cast<std::size_t>(subject.facet)];
  if (subject.value.empty()) {
    if (order_of(list) != change.after && order_of(list) != change.before) {
      std::vector<TaxonomyValue> sorted = list;
      sort_by(change.after, sorted);
      if (order_of(sorted) != order_of(list) && list.size() == nlohmann::json::parse(change.before).size()) {
        return moved_on(change.target, number);
      }
    }
    sort_by(change.before, list);
    return ok_status();
  }
  TaxonomyValue* now = find_value(list, subject.value);
  if (text_of(now) != change.after) return moved_on(change.target, number);
  if (change.before.empty()) {
    std::erase_if(list, [&](const TaxonomyValue& value) { return value.id == subject.value; });
    return ok_status();
  }
  auto before = decode_taxonomy_value(change.before);
  if (!before) return before.error();
  if (now != nullptr) {
    *now = std::move(*before);
  } else {
    list.push_back(std::move(*before));
  }
  return ok_status();
}

bool carries(const std::vector<Label>& labels, Facet facet, const std::string& value) {
  return std::any_of(labels.begin(), labels.end(),
                     [&](const Label& label) { return label.facet == facet && label.value == value; });
}

// The labels of a lesson or document. Errors: not_found
Result<std::vector<Label>> labels_of(const std::string& target, CurationDraft& draft) {
  if (target.find('.') != std::string::npos) {
    const auto lesson = draft.lesson(LessonId{target});
    if (!lesson) return lesson.error();
    return (*lesson)->labels;
  }
  const auto document = draft.document(DocumentId{target});
  if (!document) return document.error();
  return (*document)->document.labels;
}

// What was decided by hand, as verdicts of curators.
Status say_by_hand(const TaxonomyOrder& order, const std::string& old, const Taxonomy& next, CurationDraft& draft) {
  if (order.by_hand.size() > kMostByHand) {
    return invalid_field("by_hand", "at most " + std::to_string(kMostByHand) + " records at once");
  }
  for (const auto& [target, name] : order.by_hand) {
    const TaxonomyValue* value = next.find(order.facet, name);
    if (value == nullptr) return invalid_field("by_hand", "the taxonomy has no '" + name + "'");
    const auto labels = labels_of(target, draft);
    if (!labels) return Error{labels.error().code, "by_hand: " + labels.error().message, "by_hand"};
    if (!carries(*labels, order.facet, old)) return invalid_field("by_hand", target + " does not carry '" + old + "'");
    const auto said = draft.of(target);
    if (!said) return said.error();
    add_verdict(**said, {order.facet, old, false});
    add_verdict(**said, {order.facet, value->id, true});
  }
  return ok_status();
}

// The id of the order's value; of a word that is mapped itself.
std::string id_of(const Taxonomy& taxonomy, const TaxonomyOrder& order) {
  const TaxonomyValue* value = taxonomy.find(order.facet, order.value);
  return value == nullptr ? order.value : value->id;
}

}  // namespace

Result<TaxonomyEffects> TaxonomyService::preview(const Viewer& viewer, const TaxonomyOrder& order,
                                                 std::optional<std::uint64_t> expected) const {
  if (Status may = check_may(viewer); !may) return may.error();
  const auto state = library_.taxonomy_state();
  if (Status same = check_expected(*state, expected); !same) return same.error();
  const ValueLists file = library_.taxonomy_file().value_lists();
  const auto next = changed(state->record, file, order);
  if (!next) return next.error();
  const Taxonomy after = with_values(state->taxonomy, next->values);
  CurationDraft draft(library_);
  if (Status said = say_by_hand(order, id_of(state->taxonomy, order), after, draft); !said) return said.error();
  const LabelMoves moves_before = LabelMoves::of(state->taxonomy, file);
  const LabelMoves moves_after = LabelMoves::of(after, file);
  const TaxonomyStep step{order, state->taxonomy, moves_before, moves_after, id_of(state->taxonomy, order)};
  return effects_of(step, viewer, library_.store());
}

Result<AuditEntry> TaxonomyService::commit(AuditEntry entry, const TaxonomyState& state, TaxonomyRecord next,
                                           CurationDraft& draft) const {
  add_changes(state.record.values, next.values, entry.changes);
  if (entry.changes.empty() && !draft.is_changed()) return entry;
  const auto stored = library_.store().get(kLabelMovesKey);
  if (!stored && stored.error().code != ErrorCode::kNotFound) return stored.error();
  const std::string before = stored ? stored->value : std::string();
  const LabelMoves moves =
      LabelMoves::of(with_values(state.taxonomy, next.values), library_.taxonomy_file().value_lists());
  const std::string after = moves.empty() ? std::string() : moves.encode();
  std::vector<store::Write> writes{{std::string(kTaxonomyKey), encode_taxonomy_record(next), state.revision}};
  if (after != before) {
    writes.push_back({std::string(kLabelMovesKey), after.empty() ? std::nullopt : std::optional<std::string>(after),
                      stored ? stored->revision : 0});
  }
  auto done = draft.commit(std::move(entry), std::move(writes));
  if (!done && done.error().code == ErrorCode::kConflict) {
    return make_error(ErrorCode::kConflict,
                      "the taxonomy was changed meanwhile; look at it again (" + done.error().message + ")");
  }
  return done;
}

Result<AuditEntry> TaxonomyService::change(const Viewer& viewer, const TaxonomyOrder& order,
                                           std::optional<std::uint64_t> expected) const {
  if (Status may = check_may(viewer); !may) return may.error();
  const auto state = library_.taxonomy_state();
  if (Status same = check_expected(*state, expected); !same) return same.error();
  auto next = changed(state->record, library_.taxonomy_file().value_lists(), order);
  if (!next) return next.error();
  CurationDraft draft(library_);
  const Taxonomy after = with_values(state->taxonomy, next->values);
  if (Status said = say_by_hand(order, id_of(state->taxonomy, order), after, draft); !said) return said.error();
  AuditEntry entry = audit_entry(viewer, std::string(kActionPrefix) + std::string(name_of(order.action)));
  entry.reason = order.reason;
  return commit(std::move(entry), *state, std::move(*next), draft);
}

Result<AuditEntry> TaxonomyService::replace(const Viewer& viewer, const Taxonomy& taxonomy,
                                            std::optional<std::uint64_t> expected) const {
  if (Status may = check_may(viewer); !may) return may.error();
  const auto state = library_.taxonomy_state();
  if (Status same = check_expected(*state, expected); !same) return same.error();
  if (taxonomy.values(Facet::kPhase).empty()) return invalid_field("phases", "a taxonomy has phases");
  TaxonomyRecord next{taxonomy.value_lists(), library_.taxonomy_file().value_lists()};
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    for (const TaxonomyValue& value : state->record.values[f]) {
      if (taxonomy.find(static_cast<Facet>(f), value.id) != nullptr) continue;
      next.values[f].push_back(value);
      next.values[f].back().retired = true;
    }
  }
  CurationDraft draft(library_);
  return commit(audit_entry(viewer, std::string(kActionPrefix) + "replace"), *state, std::move(next), draft);
}

Result<AuditEntry> TaxonomyService::undo(const Viewer& viewer, std::uint64_t number) const {
  if (Status may = check_may(viewer); !may) return may.error();
  const auto undone = AuditTrail(library_).get(number);
  if (!undone) return undone.error();
  if (!undone->action.starts_with(kActionPrefix)) {
    return invalid_field("change",
                         "audit record " + std::to_string(number) + " is no change of the taxonomy: " + undone->action);
  }
  const auto state = library_.taxonomy_state();
  TaxonomyRecord next = state->record;
  CurationDraft draft(library_);
  for (const AuditedChange& change : undone->changes) {
    const auto subject = subject_of(change.target);
    Status back =
        subject ? take_back(change, *subject, number, next.values) : CurationService::take_back(change, number, draft);
    if (!back) return back.error();
  }
  AuditEntry entry = audit_entry(viewer, std::string(kActionPrefix) + "undo");
  entry.undoes = number;
  return commit(std::move(entry), *state, std::move(next), draft);
}

}  // namespace fupan::service
