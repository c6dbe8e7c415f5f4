#include "indexer/xapian/token_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_folder.h"

namespace fupan::indexer::xapian {
namespace {

Tokens tokens_of(const std::vector<std::string>& words) {
  Tokens tokens;
  tokens.begin_part(PartKind::kSection);
  for (const std::string& word : words) tokens.add(word, false);
  return tokens;
}

class TokenFile : public testing::Test {
 protected:
  static std::string text_of(const Tokens& tokens) { return tokens.encode(); }

  test::TempFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "tokens";
};

TEST_F(TokenFile, GivesBackTheTokensOfEachEntry) {
  TokenWriter writer;
  writer.create(path_);
  writer.put(1, tokens_of({"one", "two"}));
  writer.put(2, tokens_of({}));
  writer.put(4, tokens_of({"four"}));  // 3 has none
  writer.sync();
  const TokenReader reader(path_);
  EXPECT_EQ(text_of(reader.all(1)), text_of(tokens_of({"one", "two"})));
  EXPECT_EQ(reader.all(2).size(), 0U);
  EXPECT_TRUE(reader.all(3).parts().empty());
  EXPECT_EQ(text_of(reader.all(4)), text_of(tokens_of({"four"})));
  writer.put(5, tokens_of({"five"}));
  writer.sync();
  EXPECT_EQ(text_of(reader.all(5)), text_of(tokens_of({"five"}))) << "what was added meanwhile";
}

TEST_F(TokenFile, WhatWasNotCommittedIsWrittenOver) {
  {
    TokenWriter writer;
    writer.create(path_);
    writer.put(1, tokens_of({"one"}));
    writer.put(2, tokens_of({"lost", "words"}));
    writer.sync();
  }
  ASSERT_TRUE(holds_tokens(path_, 2));
  TokenWriter again;
  again.open(path_, 1);
  again.put(2, tokens_of({"kept"}));
  again.sync();
  const TokenReader reader(path_);
  EXPECT_EQ(text_of(reader.all(1)), text_of(tokens_of({"one"})));
  EXPECT_EQ(text_of(reader.all(2)), text_of(tokens_of({"kept"})));
}

TEST_F(TokenFile, VisitsManyEntriesNearAndFar) {
  TokenWriter writer;
  writer.create(path_);
  for (Xapian::docid id = 1; id <= 3000; ++id) writer.put(id, tokens_of(std::vector<std::string>(id % 400, "w")));
  writer.sync();
  const DocIds wanted{1, 2, 3, 399, 400, 401, 1500, 2999, 3000};
  DocIds visited;
  TokenReader(path_).visit(wanted, [&](Xapian::docid id, std::string_view bytes) {
    visited.push_back(id);
    EXPECT_EQ(Tokens::decode(bytes).size(), id % 400);
  });
  EXPECT_EQ(visited, wanted);
}

TEST_F(TokenFile, ACopyGoesOnByItself) {
  TokenWriter writer;
  writer.create(path_);
  writer.put(1, tokens_of({"one"}));
  writer.sync();
  const std::filesystem::path copy = folder_.path() / "copy";
  writer.copy_to(copy);
  TokenWriter next;
  next.open(copy, 1);
  next.put(2, tokens_of({"two"}));
  next.sync();
  EXPECT_EQ(text_of(TokenReader(copy).all(2)), text_of(tokens_of({"two"})));
  EXPECT_EQ(text_of(TokenReader(path_).all(1)), text_of(tokens_of({"one"})));
}

TEST_F(TokenFile, TooShortAFileIsSeen) {
  TokenWriter writer;
  writer.create(path_);
  writer.put(1, tokens_of({"one", "two"}));
  writer.sync();
  EXPECT_TRUE(holds_tokens(path_, 1));
  EXPECT_FALSE(holds_tokens(path_, 2));
  std::filesystem::resize_file(path_, 2);
  EXPECT_FALSE(holds_tokens(path_, 1));
  EXPECT_THROW(TokenReader(path_).all(1), Xapian::DatabaseError);
  std::filesystem::remove(path_);
  EXPECT_FALSE(holds_tokens(path_, 1));
  EXPECT_THROW(TokenReader{path_}, Xapian::DatabaseError);
}

}  // namespace
}  // namespace fupan::indexer::xapian
