#include "core/governance.h"

#include <algorithm>

namespace fupan {
namespace {

bool concerns(const AuthorityTier& tier, const std::vector<Label>& labels) {
  return std::any_of(labels.begin(), labels.end(),
                     [&](const Label& label) { return label.facet == tier.facet && label.value == tier.value; });
}

bool is_named(const AuthorityTier& tier, const Viewer& viewer) {
  return !viewer.name.empty() &&
         std::find(tier.accounts.begin(), tier.accounts.end(), viewer.name) != tier.accounts.end();
}

bool may_approve(const std::vector<Label>& labels, const Settings& settings, const Viewer& viewer, Role usual) {
  if (viewer.is_at_least(Role::kAdministrator)) return true;
  bool has_tier = false;
  for (const AuthorityTier& tier : settings.authority) {
    if (!concerns(tier, labels)) continue;
    has_tier = true;
    if (!viewer.is_at_least(tier.role) && !is_named(tier, viewer)) return false;
  }
  return has_tier || viewer.is_at_least(usual);
}

Role least_role(const Transition& row, const Settings& settings) {
  return settings.governance == Governance::kSupportive ? row.supportive : row.others;
}

}  // namespace

StepVerdict judge_step(const Step& step, const Settings& settings, const Viewer& viewer) {
  const auto row = std::find_if(kTransitions.begin(), kTransitions.end(), [&](const Transition& transition) {
    return transition.from == step.from && transition.to == step.to;
  });
  if (row == kTransitions.end()) return StepVerdict::kNoSuchStep;
  const Role usual = least_role(*row, settings);
  const bool is_allowed =
      step.to == State::kPublished ? may_approve(step.labels, settings, viewer, usual) : viewer.is_at_least(usual);
  if (!is_allowed) return StepVerdict::kNotAllowed;
  return row->needs_reason && !step.has_reason ? StepVerdict::kNeedsReason : StepVerdict::kAllowed;
}

bool may_publish(const std::vector<Label>& labels, const Settings& settings, const Viewer& viewer) {
  return judge_step({State::kInReview, State::kPublished, false, labels}, settings, viewer) == StepVerdict::kAllowed;
}

bool may_curate(const Settings& settings, const Viewer& viewer) {
  return viewer.is_at_least(settings.governance == Governance::kSupportive ? Role::kContributor : Role::kCurator);
}

}  // namespace fupan
