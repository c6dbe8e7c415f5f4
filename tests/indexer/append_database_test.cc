#include "indexer/xapian/append_database.h"

#include <gtest/gtest.h>

#include "indexer/xapian/columns.h"
#include "tests/support/temp_folder.h"

namespace fupan::indexer::xapian {
namespace {

Entry entry(const std::string& owner, const std::string& term) {
  Entry document;
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

TEST_F(AppendDatabaseTest, ACopyKeepsNumbersCodesAndDeadEntries) {
  AppendDatabase database;
  database.create(path_);
  for (int i = 0; i < 20; ++i) {
    Entry added = entry("Q" + std::to_string(i % 10), "word");
    added.add_value(3, database.codes().encode(3, i % 2 == 0 ? "规划" : "closing"));
    database.put("Q" + std::to_string(i % 10), {added});
    if (i == 14) database.commit(8);
  }
  database.copy_to(folder_.path() / "small", 9);
  EXPECT_EQ(database.sequence(), 9U);
  EXPECT_EQ(Xapian::Database(path_.string()).get_lastdocid(), 15U) << "readers still have it";
  database.close();
  AppendDatabase small;
  small.open(folder_.path() / "small");
  EXPECT_EQ(small.sequence(), 9U);
  EXPECT_EQ(small.last(), 20U);
  EXPECT_EQ(small.live(), 10U);
  EXPECT_EQ(small.codes().encode(3, "规划"), std::string("\x01"));
  EXPECT_EQ(small.codes().encode(3, "new"), std::string("\x03"));
  EXPECT_EQ(newest_entry(Xapian::Database((folder_.path() / "small").string()), "Q9"), 20U);
}

TEST_F(AppendDatabaseTest, GoesOnInTheCopy) {
  AppendDatabase database;
  database.create(path_);
  database.put("Qa", {entry("Qa", "one")});
  database.count_words({{"letters", 3}});
  database.copy_to(folder_.path() / "small", 1);
  database.put("Qa", {entry("Qa", "two")});
  database.commit(2);
  const Xapian::Database reader((folder_.path() / "small").string());
  EXPECT_EQ(reader.get_doccount(), 2U);
  EXPECT_EQ(decode_doc_ids(reader.get_metadata("dead")), DocIds{1});
  EXPECT_EQ(reader.get_spelling_suggestion("leters"), "letters");
}

TEST_F(AppendDatabaseTest, WhatDoesNotFitIntoMemoryWaitsBesideIt) {
  AppendDatabase database(1);
  database.create(path_);
  for (int i = 0; i < 5; ++i) database.put("Q" + std::to_string(i), {entry("Q" + std::to_string(i), "word")});
  database.put("Q3", {entry("Q3", "again")});
  EXPECT_TRUE(database.wants_copy());
  EXPECT_EQ(database.last(), 6U);
  EXPECT_EQ(database.dead(), 1U);
  EXPECT_EQ(Xapian::Database(path_.string()).get_doccount(), 0U);
  database.copy_to(folder_.path() / "small", 1);
  EXPECT_FALSE(database.wants_copy());
  const Xapian::Database reader((folder_.path() / "small").string());
  EXPECT_EQ(reader.get_termfreq("word"), 5U);
  EXPECT_EQ(Xapian::Database::check((folder_.path() / "small").string()), 0U);
  for (const auto& left : std::filesystem::directory_iterator(folder_.path())) {
    EXPECT_EQ(left.path().filename().string().find("run"), std::string::npos);
  }
}

TEST_F(AppendDatabaseTest, FilesOfAWriterThatWasKilledAreNotRead) {
  {
    AppendDatabase killed(1);
    killed.create(path_);
    killed.commit(1);
    killed.put("Qa", {entry("Qa", "lost")});
  }
  AppendDatabase database(1);
  database.open(path_);
  EXPECT_EQ(database.last(), 0U);
  EXPECT_FALSE(database.wants_copy());
  database.put("Qb", {entry("Qb", "kept")});
  database.copy_to(folder_.path() / "small", 2);
  const Xapian::Database reader((folder_.path() / "small").string());
  EXPECT_EQ(reader.get_doccount(), 1U);
  EXPECT_FALSE(reader.term_exists("lost"));
}

TEST_F(AppendDatabaseTest, FewAreAddedAndManyAreCopied) {
  AppendDatabase database;
  database.create(path_);
  const auto put = [&](int from, int to) {
    for (int i = from; i < to; ++i) database.put("Q" + std::to_string(i), {entry("Q" + std::to_string(i), "word")});
  };
  put(0, 400);
  EXPECT_FALSE(database.wants_copy());
  put(400, 20'000);
  EXPECT_TRUE(database.wants_copy());
  database.copy_to(folder_.path() / "small", 1);
  put(20'000, 20'600);
  EXPECT_FALSE(database.wants_copy());
}

TEST_F(AppendDatabaseTest, ColumnsGrowWithTheDatabase) {
  AppendDatabase database;
  database.create(path_);
  const auto put = [&](const std::string& owner, const std::string& value) {
    Entry document = entry(owner, "word");
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
