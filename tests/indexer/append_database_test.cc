#include "indexer/xapian/append_database.h"

#include <gtest/gtest.h>

#include "indexer/xapian/columns.h"
#include "tests/support/temp_folder.h"

namespace fupan::indexer::xapian {
namespace {

Xapian::Document entry(const std::string& owner, const std::string& term) {
  Xapian::Document document;
  document.add_boolean_term(owner);
  document.add_term(term);
  return document;
}

class AppendDatabaseTest : public testing::Test {
 protected:
  test::TempFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "db";
};

TEST(DocIds, ComeBackFromBytes) {
  const DocIds ids{1, 2, 200, 70'000, 4'000'000'000U};
  EXPECT_EQ(decode_doc_ids(encode_doc_ids(ids)), ids);
  EXPECT_TRUE(decode_doc_ids("").empty());
}

TEST(Codes, DatesKeepTheirOrder) {
  EXPECT_LT(encode_date("2023-12-31"), encode_date("2024-01-01"));
  EXPECT_LT(encode_date("2024-01-31"), encode_date("2024-02-01"));
  EXPECT_EQ(encode_date("2024-02-01").size(), 3U);
}

TEST_F(AppendDatabaseTest, WhatIsReplacedIsDeadAlsoAfterOpeningAgain) {
  {
    AppendDatabase database;
    database.create(path_);
    database.put("Qa", {entry("Qa", "one"), entry("Qa", "two")});
    database.put("Qb", {entry("Qb", "three")});
    database.commit(1);
    database.put("Qa", {entry("Qa", "four")});
    database.commit(2);
    EXPECT_EQ(database.live(), 2U);
    EXPECT_EQ(database.dead(), 2U);
  }
  AppendDatabase again;
  again.open(path_);
  EXPECT_EQ(again.sequence(), 2U);
  EXPECT_EQ(again.live(), 2U);
  again.remove("Qa");
  again.remove("Qa");
  again.remove("Qnone");
  EXPECT_EQ(again.dead(), 3U);
}

TEST_F(AppendDatabaseTest, NothingOfABatchIsThereBeforeItsCommit) {
  AppendDatabase database;
  database.create(path_);
  database.put("Qa", {entry("Qa", "one")});
  EXPECT_EQ(Xapian::Database(path_.string()).get_doccount(), 0U);
  database.commit(5);
  EXPECT_EQ(Xapian::Database(path_.string()).get_doccount(), 1U);
}

TEST_F(AppendDatabaseTest, CompactingKeepsNumbersCodesAndDeadEntries) {
  AppendDatabase database;
  database.create(path_);
  for (int i = 0; i < 20; ++i) {
    Xapian::Document document = entry("Q" + std::to_string(i % 10), "word");
    document.add_value(3, database.codes().encode(3, i % 2 == 0 ? "规划" : "closing"));
    database.put("Q" + std::to_string(i % 10), {document});
  }
  database.commit(9);
  database.compact_to(folder_.path() / "small");
  AppendDatabase small;
  small.open(folder_.path() / "small");
  EXPECT_EQ(small.sequence(), 9U);
  EXPECT_EQ(small.live(), 10U);
  EXPECT_EQ(small.codes().encode(3, "规划"), std::string("\x01"));
  EXPECT_EQ(small.codes().encode(3, "new"), std::string("\x03"));
}

TEST_F(AppendDatabaseTest, ColumnsGrowWithTheDatabase) {
  AppendDatabase database;
  database.create(path_);
  const auto put = [&](const std::string& owner, const std::string& value) {
    Xapian::Document document = entry(owner, "word");
    if (!value.empty()) document.add_value(2, database.codes().encode(2, value));
    database.put(owner, {document});
  };
  put("Qa", "x");
  put("Qb", "");
  database.commit(1);
  Columns columns;
  Xapian::Database reader(path_.string());
  const Column::View before = columns[2].view(reader, 2);
  put("Qc", "y");
  database.commit(2);
  reader.reopen();
  const Column::View after = columns[2].view(reader, 2);
  EXPECT_EQ(before.at(1), 1U);
  EXPECT_EQ(before.at(2), 0U);
  EXPECT_EQ(before.at(3), 0U) << "added later";
  EXPECT_EQ(after.at(3), 2U);
  EXPECT_EQ(text_of_code(reader, 2, after.at(3)), "y");
}

}  // namespace
}  // namespace fupan::indexer::xapian
