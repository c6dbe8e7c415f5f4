// Who may move a lesson from which state to which: the state machine as one table. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "core/settings.h"

namespace fupan {

// One step of the state machine, and the least role that takes it under a preset.
struct Transition {
  State from, to;
  Role supportive;    // where authors publish
  Role others;        // controlling and strategic: where a curator approves
  bool needs_reason;  // a rejection says why
};

// draft and in_review are worked on; published is what everybody sees; retired and rejected come back only on purpose.
inline constexpr std::array kTransitions{
    Transition{State::kDraft, State::kInReview, Role::kContributor, Role::kContributor, false},
    Transition{State::kDraft, State::kPublished, Role::kContributor, Role::kCurator, false},
    Transition{State::kDraft, State::kRejected, Role::kCurator, Role::kCurator, true},
    Transition{State::kInReview, State::kDraft, Role::kContributor, Role::kContributor, false},
    Transition{State::kInReview, State::kPublished, Role::kContributor, Role::kCurator, false},
    Transition{State::kInReview, State::kRejected, Role::kCurator, Role::kCurator, true},
    Transition{State::kPublished, State::kInReview, Role::kContributor, Role::kCurator, false},
    Transition{State::kPublished, State::kRetired, Role::kContributor, Role::kCurator, false},
    Transition{State::kRetired, State::kInReview, Role::kContributor, Role::kContributor, false},
    Transition{State::kRetired, State::kPublished, Role::kCurator, Role::kCurator, false},
    Transition{State::kRejected, State::kDraft, Role::kContributor, Role::kContributor, false},
    Transition{State::kRejected, State::kInReview, Role::kContributor, Role::kContributor, false},
};

enum class StepVerdict {
  kAllowed,
  kNoSuchStep,   // the table has no such row
  kNotAllowed,   // the role is too low, or a tier of authority is not the viewer's
  kNeedsReason,  // and none was given
};

struct Step {
  State from = State::kDraft;
  State to = State::kDraft;
  bool has_reason = false;
  std::vector<Label> labels;  // of what is moved: tiers of authority look at phases and risks
};

// Publishing what carries a phase or risk with a row in settings.authority needs the role, or an account, of each such
// row instead of the preset's role; an administrator may always.
StepVerdict judge_step(const Step& step, const Settings& settings, const Viewer& viewer);

// Whether the viewer may publish what carries these labels, straight from review.
bool may_publish(const std::vector<Label>& labels, const Settings& settings, const Viewer& viewer);

// Whether the viewer may change labels, review dates and assignments, and decide about duplicates.
bool may_curate(const Settings& settings, const Viewer& viewer);

}  // namespace fupan
