#include "core/governance.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

constexpr std::array kStates{State::kDraft, State::kInReview, State::kPublished, State::kRetired, State::kRejected};
constexpr std::array kRoles{Role::kReader, Role::kContributor, Role::kCurator, Role::kAdministrator};

Viewer viewer(Role role, std::string name = "li") {
  Viewer viewer;
  viewer.name = std::move(name);
  viewer.role = role;
  return viewer;
}

Settings with(Governance governance) {
  Settings settings;
  settings.governance = governance;
  return settings;
}

// One line a step that anybody may take, with the least role: the whole table as text.
std::string describe(Governance governance) {
  std::string text;
  for (const State from : kStates) {
    for (const State to : kStates) {
      for (const Role role : kRoles) {
        const StepVerdict verdict = judge_step({from, to, true, {}}, with(governance), viewer(role));
        if (verdict != StepVerdict::kAllowed) continue;
        text += std::string(name_of(from)) + ">" + std::string(name_of(to)) + " " + std::string(name_of(role)) + "\n";
        break;
      }
    }
  }
  return text;
}

TEST(Governance, SupportiveLetsAuthorsPublish) {
  EXPECT_EQ(describe(Governance::kSupportive),
            "draft>in_review contributor\ndraft>published contributor\ndraft>rejected curator\n"
            "in_review>draft contributor\nin_review>published contributor\nin_review>rejected curator\n"
            "published>in_review contributor\npublished>retired contributor\n"
            "retired>in_review contributor\nretired>published curator\n"
            "rejected>draft contributor\nrejected>in_review contributor\n");
}

TEST(Governance, ControllingAndStrategicNeedACurator) {
  const std::string expected =
      "draft>in_review contributor\ndraft>published curator\ndraft>rejected curator\n"
      "in_review>draft contributor\nin_review>published curator\nin_review>rejected curator\n"
      "published>in_review curator\npublished>retired curator\n"
      "retired>in_review contributor\nretired>published curator\n"
      "rejected>draft contributor\nrejected>in_review contributor\n";
  EXPECT_EQ(describe(Governance::kControlling), expected);
  EXPECT_EQ(describe(Governance::kStrategic), expected);
}

TEST(Governance, WhoeverMayWithARoleMayWithAHigherOne) {
  for (const Governance governance : {Governance::kSupportive, Governance::kControlling, Governance::kStrategic}) {
    for (const State from : kStates) {
      for (const State to : kStates) {
        bool could = false;
        for (const Role role : kRoles) {
          const bool may = judge_step({from, to, true, {}}, with(governance), viewer(role)) == StepVerdict::kAllowed;
          EXPECT_TRUE(may || !could) << name_of(from) << ">" << name_of(to) << " " << name_of(role);
          could = may;
        }
      }
    }
  }
}

TEST(Governance, RejectionsNeedAReasonAndNothingElseDoes) {
  for (const Transition& row : kTransitions) {
    const StepVerdict verdict =
        judge_step({row.from, row.to, false, {}}, with(Governance::kControlling), viewer(Role::kAdministrator));
    EXPECT_EQ(verdict, row.to == State::kRejected ? StepVerdict::kNeedsReason : StepVerdict::kAllowed);
  }
}

TEST(Governance, EveryStepThatIsNotInTheTableIsNone) {
  std::size_t steps = 0;
  for (const State from : kStates) {
    for (const State to : kStates) {
      const StepVerdict verdict =
          judge_step({from, to, true, {}}, with(Governance::kSupportive), viewer(Role::kAdministrator));
      steps += verdict == StepVerdict::kAllowed ? 1 : 0;
      if (from == to) {
        EXPECT_EQ(verdict, StepVerdict::kNoSuchStep);
      }
    }
  }
  EXPECT_EQ(steps, kTransitions.size());
}

class Tiers : public testing::Test {
 protected:
  Tiers() {
    settings_.governance = Governance::kControlling;
    settings_.authority = {{Facet::kRisk, "safety", Role::kAdministrator, {"wang"}},
                           {Facet::kPhase, "planning", Role::kContributor, {}}};
  }
  bool may(const Viewer& who, std::vector<Label> labels) const { return may_publish(labels, settings_, who); }

  Settings settings_;
  const Label safety_{Facet::kRisk, "safety"}, planning_{Facet::kPhase, "planning"}, cost_{Facet::kRisk, "cost"};
};

TEST_F(Tiers, ATierTakesThePlaceOfThePresetsRole) {
  EXPECT_FALSE(may(viewer(Role::kCurator), {safety_}));
  EXPECT_TRUE(may(viewer(Role::kAdministrator), {safety_}));
  EXPECT_TRUE(may(viewer(Role::kContributor, "wang"), {safety_}));
  EXPECT_TRUE(may(viewer(Role::kContributor), {planning_}));
  EXPECT_FALSE(may(viewer(Role::kReader), {planning_}));
}

TEST_F(Tiers, EveryTierThatIsConcernedMustAllow) {
  EXPECT_FALSE(may(viewer(Role::kContributor), {planning_, safety_}));
  EXPECT_TRUE(may(viewer(Role::kContributor, "wang"), {planning_, safety_}));
}

TEST_F(Tiers, WithoutAConcernedTierThePresetHolds) {
  EXPECT_FALSE(may(viewer(Role::kContributor, "wang"), {cost_}));
  EXPECT_TRUE(may(viewer(Role::kCurator), {cost_}));
}

TEST_F(Tiers, SomebodyWithoutANameIsNotNamed) {
  settings_.authority.front().accounts = {""};
  EXPECT_FALSE(may(viewer(Role::kCurator, ""), {safety_}));
}

}  // namespace
}  // namespace fupan
