#include "core/brief.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

Brief full_brief() {
  Brief brief;
  brief.id = "0123456789";
  brief.title = "网关二期";
  brief.description = "Charter\n供应商";
  brief.profile = {"网关",       "zh",         "electronics", "hybrid", "CNY",
                   {"planning"}, {"supplier"}, {"外包", "x"}, 9.8e6,    420.0};
  BriefLesson lesson;
  lesson.id = {"d.l00001"};
  lesson.score = 0.75;
  lesson.reasons = {{ReasonKind::kText, {"接口联调", "vendor"}, 0.5, 0, 0}, {ReasonKind::kAdoption, {}, -0.05, 3, 2}};
  lesson.folded = {"d.l00002"};
  lesson.decision = Decision::kRejected;
  lesson.note = "已有";
  lesson.decided_at = "2026-01-02T00:00:00Z";
  brief.lessons = {lesson, {}};
  brief.lessons[1].id = {"e.l00001"};
  brief.risks = {{"supplier", 3, 5, 4, 20, 0.3, 0.8, "higher", "pattern", 0.61},
                 {"cost", 0, 0, 0, 0, 0, 1, "too_few", "too_little_history", {}}};
  brief.projects = {{"p1", "磐石", 0.5, {"tag:x", "text"}, 0.34, std::nullopt, 100.0, 80.0, 120.0}};
  brief.schedule = {6, -0.1, 0.2, 0.5};
  brief.cost = {2, std::nullopt, std::nullopt, std::nullopt};
  brief.patterns = {{{"tag:x"}, 8, 6, 2.5, {"磐石"}}};
  brief.templates = {"t1"};
  brief.refused = {"d.l00009"};
  brief.created_at = "2026-01-01T00:00:00Z";
  brief.updated_at = "2026-01-02T00:00:00Z";
  return brief;
}

Adoption full_adoption() {
  return {"a1", {"d.l00001"}, "网关", "0123456789", AdoptionState::kNotHelped, "2026-03-01", "没有用", "c", "u"};
}

TEST(BriefRecord, ComesBackAsItWas) {
  const auto brief = decode_brief(encode_brief(full_brief()));
  ASSERT_TRUE(brief) << brief.error().message;
  EXPECT_EQ(*brief, full_brief());
  const auto adoption = decode_adoption(encode_adoption(full_adoption()));
  ASSERT_TRUE(adoption) << adoption.error().message;
  EXPECT_EQ(*adoption, full_adoption());
}

TEST(BriefRecord, DamageIsCorruptAndNeverACrash) {
  const std::string bytes = encode_brief(full_brief());
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    const auto found = decode_brief(std::string_view(bytes).substr(0, cut));
    if (!found) {
      EXPECT_EQ(found.error().code, ErrorCode::kCorrupt) << "cut or changed";
    }
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x81);
    const auto found = decode_brief(damaged);
    if (!found) {
      EXPECT_EQ(found.error().code, ErrorCode::kCorrupt) << "cut or changed";
    }
  }
  EXPECT_FALSE(decode_brief(""));
  EXPECT_FALSE(decode_brief("{}"));
  EXPECT_FALSE(decode_brief(std::string(1, char{kBriefFormat}))) << "without an id";
  EXPECT_FALSE(decode_adoption(std::string(1, char{kAdoptionFormat + 1}))) << "newer";
}

TEST(BriefRecord, UnknownFieldsArePassedOver) {
  std::string bytes = encode_adoption(full_adoption());
  bytes += std::string{static_cast<char>(2 * 60), 7};
  const auto found = decode_adoption(bytes);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(*found, full_adoption());
}

TEST(BriefRecord, UnknownValuesAreCorrupt) {
  Adoption adoption = full_adoption();
  adoption.state = static_cast<AdoptionState>(9);
  const auto found = decode_adoption(encode_adoption(adoption));
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().message.find("unknown value 9"), std::string::npos);
}

}  // namespace
}  // namespace fupan
