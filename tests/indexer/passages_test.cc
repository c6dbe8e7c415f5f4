#include "indexer/xapian/passages.h"

#include <gtest/gtest.h>

#include "indexer/xapian/projection.h"

namespace fupan::indexer::xapian {
namespace {

TEST(LessonData, ComesBack) {
  for (const char* id : {"6g2m1v0k3q8ae.l4f7k0", "0000000000000.l00000", "vrvvvvvvvvvvv.lvvvvv", "vsvvvvvvvvvvv.lvvvvv",
                         "vvvvvvvvvvvvv.lvvvvv", "6g2m1v0k3q8aE.l4f7k0", "d1.lx", "", "6g2m1v0k3q8ae.l4f7k0.l4f7k0"}) {
    for (const std::size_t ordinal : {0U, 127U, 128U, 70000U}) {
      const LessonData back = decode_lesson_data(encode_lesson_data({id, ordinal}));
      EXPECT_EQ(back.id, id);
      EXPECT_EQ(back.ordinal, ordinal);
    }
  }
  EXPECT_EQ(encode_lesson_data({"6g2m1v0k3q8ae.l4f7k0", 5}).size(), 13U);
}

void add(Tokens& tokens, PartKind kind, std::uint32_t ordinal, std::uint32_t depth,
         const std::vector<std::string>& atoms) {
  tokens.begin_part(kind, ordinal, depth);
  for (const std::string& atom : atoms) tokens.add(atom, false);
}

PassagePattern word(const std::string& atom, std::size_t unit, double weight = 1) {
  TokenPattern pattern;
  pattern.add(atom, false);
  return {pattern, unit, weight};
}

TEST(Passages, MostUnitsWinThenTheScore) {
  Tokens tokens;
  add(tokens, PartKind::kTitle, 0, 0, {"vendor", "late"});
  add(tokens, PartKind::kSection, 0, 0, {"vendor", "vendor", "vendor"});
  add(tokens, PartKind::kLesson, 0, 0, {"a", "vendor", "was", "late"});
  add(tokens, PartKind::kLesson, 1, 0, {"nothing"});
  const auto ranked = rank_passages(tokens, {word("vendor", 0), word("late", 1)}, false, 10);
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_TRUE(ranked[0].is_lesson);
  EXPECT_TRUE(ranked[0].is_full);
  EXPECT_FALSE(ranked[1].is_lesson);
  EXPECT_FALSE(ranked[1].is_full);
}

TEST(Passages, HeadingsCountForWhatStandsUnderThem) {
  Tokens tokens;
  add(tokens, PartKind::kHeading, 0, 0, {"rollback"});
  add(tokens, PartKind::kLesson, 0, 1, {"practice", "monthly"});
  add(tokens, PartKind::kHeading, 0, 0, {"other"});
  add(tokens, PartKind::kLesson, 1, 1, {"practice", "daily"});
  const auto ranked = rank_passages(tokens, {word("rollback", 0), word("practice", 1)}, false, 10);
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(ranked[0].ordinal, 0U);
  EXPECT_FALSE(ranked[1].is_full);
}

TEST(Passages, TheWholeRunDecidesAmongEquals) {
  const auto pattern = [](const std::vector<std::string>& atoms, std::size_t unit) {
    PassagePattern out;
    for (const std::string& atom : atoms) out.tokens.add(atom, false);
    out.unit = unit;
    return out;
  };
  Tokens apart;
  add(apart, PartKind::kSection, 0, 0, {"项", "目", "项", "目", "x", "延", "期", "延", "期"});
  add(apart, PartKind::kSection, 1, 0,
      {"很", "长", "的", "一", "段", "里", "只", "有", "一", "次", "项", "目", "延", "期"});
  const auto ranked = rank_passages(
      apart,
      {pattern({"项", "目"}, 0), pattern({"延", "期"}, 1), pattern({"项", "目", "延", "期"}, PassagePattern::kNoUnit)},
      false, 10);
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(ranked[0].ordinal, 1U);
  EXPECT_TRUE(ranked[1].is_full);
}

TEST(Passages, AlternativesAreOneUnit) {
  Tokens tokens;
  add(tokens, PartKind::kSection, 0, 0, {"项目"});
  add(tokens, PartKind::kSection, 1, 0, {"专案"});
  const auto ranked = rank_passages(tokens, {word("项目", 0), word("专案", 0)}, false, 10);
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_TRUE(ranked[0].is_full && ranked[1].is_full);
}

TEST(Passages, OnlySectionsAndALimit) {
  Tokens tokens;
  for (std::uint32_t i = 0; i < 5; ++i) add(tokens, PartKind::kSection, i, 0, {"x"});
  add(tokens, PartKind::kLesson, 0, 0, {"x"});
  EXPECT_EQ(rank_passages(tokens, {word("x", 0)}, true, 100).size(), 5U);
  EXPECT_EQ(rank_passages(tokens, {word("x", 0)}, false, 2).size(), 2U);
}

TEST(Passages, PatternsOfNoUnitAloneFindNothing) {
  Tokens tokens;
  add(tokens, PartKind::kSection, 0, 0, {"x"});
  EXPECT_TRUE(rank_passages(tokens, {word("x", PassagePattern::kNoUnit)}, false, 10).empty());
}

}  // namespace
}  // namespace fupan::indexer::xapian
