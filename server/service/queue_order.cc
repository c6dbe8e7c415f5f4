#include "server/service/queue_order.h"

#include <algorithm>

#include "server/service/permission.h"

namespace fupan::service {
namespace {

using Rule = Status (*)(const QueueItem& item, const QueueOrder& order, QueueDesk& desk);

Status move(const QueueItem& item, const QueueOrder& order, State state, QueueDesk& desk) {
  return CurationService::move(desk.viewer, desk.settings, item.target, state, order.reason, desk.draft);
}

Status publish(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  return move(item, order, State::kPublished, desk);
}

Status reject(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  return move(item, order, State::kRejected, desk);
}

Status retire(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  if (order.reason.empty()) return invalid_field("reason", "say why it holds no longer");
  return move(item, order, State::kRetired, desk);
}

Status say(const QueueItem& item, LabelVerdict verdict, QueueDesk& desk) {
  const auto said = desk.draft.of(item.target);
  if (!said) return said.error();
  add_verdict(**said, std::move(verdict));
  return ok_status();
}

Status keep_label(const QueueItem& item, const QueueOrder&, QueueDesk& desk) {
  const TaxonomyValue* value = desk.taxonomy.find(item.facet, item.value);
  if (value != nullptr && !value->parts.empty() && value->otherwise.empty()) {
    return invalid_field("action", "'" + item.value + "' was split: relabel says where this belongs");
  }
  return say(item, {item.facet, item.value, true}, desk);
}

Status take_label_away(const QueueItem& item, const QueueOrder&, QueueDesk& desk) {
  return say(item, {item.facet, item.value, false}, desk);
}

Status relabel(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  const TaxonomyValue* value = desk.taxonomy.find(item.facet, order.value);
  if (order.value.empty() || value == nullptr) {
    return invalid_field("value",
                         "the taxonomy knows no " + std::string(name_of(item.facet)) + " '" + order.value + "'");
  }
  if (Status gone = say(item, {item.facet, item.value, false}, desk); !gone) return gone;
  return say(item, {item.facet, value->id, true}, desk);
}

Status add_settled(const std::string& target, const std::string& item, QueueDesk& desk) {
  const auto said = desk.draft.of(target);
  if (!said) return said.error();
  auto& settled = (*said)->settled;
  if (std::find(settled.begin(), settled.end(), item) == settled.end()) settled.push_back(item);
  return ok_status();
}

// Both lessons know of it: either may be compared first.
Status settle(const QueueItem& item, const QueueOrder&, QueueDesk& desk) {
  if (Status done = add_settled(item.target, item.id(), desk); !done) return done;
  return item.other.empty() ? ok_status() : add_settled(item.other, item.id(), desk);
}

Status merge(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  const std::string stays = order.into.empty() ? item.target : order.into;
  if (stays != item.target && stays != item.other) return invalid_field("into", "is neither of the two lessons");
  const std::string goes = stays == item.target ? item.other : item.target;
  const auto gone = desk.draft.of(goes);
  if (!gone) return gone.error();
  if (!(*gone)->merged_into.empty()) return invalid_field("items", "'" + goes + "' was merged already");
  (*gone)->merged_into = stays;
  (*gone)->state = State::kRetired;
  std::vector<std::string> taken = (*gone)->merged;
  taken.push_back(goes);
  const auto kept = desk.draft.of(stays);
  if (!kept) return kept.error();
  if (!(*kept)->merged_into.empty()) return invalid_field("into", "'" + stays + "' was merged into another lesson");
  for (std::string& one : taken) (*kept)->merged.push_back(std::move(one));
  return ok_status();
}

// "2026-02-28" in a year; a leap day becomes the 28th.
std::string in_a_year(const std::string& day) {
  const std::string year = std::to_string(std::stoi(day.substr(0, 4)) + 1);
  const std::string rest = day.substr(4);
  return std::string(4 - std::min<std::size_t>(4, year.size()), '0') + year + (rest == "-02-29" ? "-02-28" : rest);
}

Status set_next_review(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  const std::string day = order.review_by.empty() ? in_a_year(desk.today) : order.review_by;
  if (!is_date(day) || day < desk.today)
    return invalid_field("review_by", "must be a day as YYYY-MM-DD, not in the past");
  const auto said = desk.draft.of(item.target);
  if (!said) return said.error();
  (*said)->review_by = day;
  return ok_status();
}

Status assign(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  const auto said = desk.draft.of(item.target);
  if (!said) return said.error();
  (*said)->assignee = order.assignee;
  return ok_status();
}

// One row a kind; nullptr: not possible. In the order of QueueAction.
struct Rules {
  QueueKind kind;
  std::array<Rule, kQueueActionNames.size()> rules;
};
constexpr std::array kQueueRules{
    Rules{QueueKind::kToReview, {publish, reject, nullptr, nullptr, nullptr, assign}},
    Rules{QueueKind::kOverdueReview, {set_next_review, retire, nullptr, nullptr, nullptr, assign}},
    Rules{QueueKind::kUnmappedLabel, {keep_label, take_label_away, relabel, nullptr, nullptr, assign}},
    Rules{QueueKind::kUncertainLabel, {keep_label, take_label_away, relabel, nullptr, nullptr, assign}},
    Rules{QueueKind::kNearDuplicate, {settle, nullptr, nullptr, merge, settle, assign}},
    Rules{QueueKind::kUnanswered, {settle, nullptr, nullptr, nullptr, settle, assign}},
    Rules{QueueKind::kDrift, {nullptr, nullptr, nullptr, nullptr, nullptr, assign}},
};
static_assert(kQueueRules.size() == kQueueKindNames.size());

Rule rule_of(QueueKind kind, QueueAction action) {
  return kQueueRules[static_cast<std::size_t>(kind)].rules[static_cast<std::size_t>(action)];
}

}  // namespace

bool is_possible(QueueKind kind, QueueAction action) { return rule_of(kind, action) != nullptr; }

Status carry_out(const QueueItem& item, const QueueOrder& order, QueueDesk& desk) {
  const Rule rule = rule_of(item.kind, order.action);
  if (rule == nullptr) {
    return invalid_field("action", "'" + std::string(name_of(order.action)) + "' is not possible with " +
                                       std::string(name_of(item.kind)));
  }
  const bool is_governed = item.kind == QueueKind::kToReview && order.action != QueueAction::kAssign;
  if (!is_governed && !may_curate(desk.settings, desk.viewer)) {
    return not_allowed("'" + std::string(name_of(order.action)) + "'", "a curator", "action");
  }
  return rule(item, order, desk);
}

}  // namespace fupan::service
