#include "core/text/merge.h"

#include <gtest/gtest.h>

#include <random>

namespace fupan::text {
namespace {

TEST(Merge, TakesWhatOnlyOneOfTheTwoChanged) {
  const std::string base = "a\nb\nc\nd\ne\n";
  const Merged merged = merge(base, "a\nB mine\nc\nd\ne\n", "a\nb\nc\nd\nE 新\nf\n");
  EXPECT_EQ(merged.text, "a\nB mine\nc\nd\nE 新\nf\n");
  EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, WhatBothChangedInOneWayIsNoConflict) {
  const Merged merged = merge("a\nb\nc\n", "a\nx\nc\n", "a\nx\nc\n");
  EXPECT_EQ(merged.text, "a\nx\nc\n");
  EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, NeighbouringLinesAreSettledOneByOne) {
  const Merged merged = merge("| a |\n| b |\nend\n", "| mine |\n| b |\nend\n", "| a |\n| theirs |\nend\n");
  EXPECT_EQ(merged.text, "| mine |\n| theirs |\nend\n");
  EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, AConflictKeepsYoursAndSaysWhereItStands) {
  const Merged merged = merge("a\nb\nc\n", "zero\na\nmine\nc\n", "a\ntheirs\nc\n");
  EXPECT_EQ(merged.text, "zero\na\nmine\nc\n");
  ASSERT_EQ(merged.conflicts.size(), 1U);
  EXPECT_EQ(merged.conflicts[0], (MergeConflict{3, "b\n", "mine\n", "theirs\n"}));
}

TEST(Merge, ALineThatOneDeletesAndTheOtherChangesIsAConflict) {
  const Merged merged = merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n");
  EXPECT_EQ(merged.text, "a\nc\n");
  ASSERT_EQ(merged.conflicts.size(), 1U);
  EXPECT_EQ(merged.conflicts[0].line, 2U);
  EXPECT_EQ(merged.conflicts[0].yours, "");
}

TEST(Merge, EmptyTextsAreTexts) {
  EXPECT_EQ(merge("", "", "").text, "");
  EXPECT_EQ(merge("", "a\n", "").text, "a\n");
  EXPECT_EQ(merge("a\n", "", "a\n").text, "");
}

// Whoever changed nothing gets what the other wrote, whatever that is.
TEST(Merge, OneSideAloneIsTakenWhole) {
  std::mt19937 random(3);
  const auto text = [&] {
    std::string lines;
    for (auto i = random() % 12; i > 0; --i) lines += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    return lines;
  };
  for (int round = 0; round < 300; ++round) {
    const std::string base = text(), other = text();
    EXPECT_EQ(merge(base, base, other).text, other);
    EXPECT_EQ(merge(base, other, base).text, other);
    EXPECT_EQ(merge(base, other, other).text, other);
    EXPECT_TRUE(merge(base, base, other).conflicts.empty());
  }
}

}  // namespace
}  // namespace fupan::text
