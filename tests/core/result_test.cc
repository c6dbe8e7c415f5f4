#include "core/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

namespace fupan {
namespace {

TEST(ErrorTable, RowsFollowTheEnum) {
  for (std::size_t i = 0; i < kErrorTable.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kErrorTable[i].code), i) << kErrorTable[i].name;
  }
  EXPECT_EQ(static_cast<std::size_t>(ErrorCode::kThrottled) + 1, kErrorTable.size()) << "a code has no row";
}

TEST(ErrorTable, NamesAndExitCodesTellCodesApart) {
  std::set<std::string_view> names;
  std::set<int> exits;
  for (const ErrorRow& row : kErrorTable) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(exits.insert(row.exit_code).second) << row.name;
    EXPECT_GE(row.http_status, 400) << row.name;
    EXPECT_GT(row.exit_code, 1) << row.name;
  }
}

TEST(ErrorTable, LookUpGivesTheRow) {
  EXPECT_EQ(error_row(ErrorCode::kNotFound).name, "not_found");
  EXPECT_EQ(error_row(ErrorCode::kConflict).http_status, 409);
  EXPECT_EQ(error_row(ErrorCode::kInternal).exit_code, 9);
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = 3;
  const Result<int> bad = make_error(ErrorCode::kIo, "open x");
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, 3);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::kIo);
  EXPECT_EQ(bad.error().message, "open x");
  EXPECT_EQ(bad.error().position, -1);
  EXPECT_TRUE(ok_status());
}

TEST(Result, MovesValuesThatCannotBeCopied) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  const std::unique_ptr<int> value = std::move(*result);
  EXPECT_EQ(*value, 5);
}

}  // namespace
}  // namespace fupan
