#include "server/service/child_process.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace fupan::service {
namespace {

using std::chrono::milliseconds;

TEST(ChildProcess, GivesBackWhatItWrote) {
  const std::string input(1U << 20U, 'x');
  const auto output = run_child({{"cat"}}, input);
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(*output, input) << "more than any pipe holds, both ways";
  EXPECT_EQ(*run_child({{"cat"}}, ""), "");
}

TEST(ChildProcess, NoShellSeesTheArguments) { EXPECT_EQ(*run_child({{"echo", "$HOME; `id`"}}, ""), "$HOME; `id`\n"); }

TEST(ChildProcess, RunsInItsFolder) {
  const test::TempFolder folder;
  const auto output = run_child({{"pwd"}, folder.path()}, "");
  ASSERT_TRUE(output);
  EXPECT_EQ(*output, std::filesystem::canonical(folder.path()).string() + "\n");
}

TEST(ChildProcess, AProgramThatIsNotThereIsUnavailableByName) {
  const auto output = run_child({{"no-such-converter"}}, "x");
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(output.error().message.find("'no-such-converter' is not installed"), std::string::npos);
}

TEST(ChildProcess, FailureSaysWhatTheProgramSaid) {
  const auto output = run_child({{"ls", "/no/such/folder"}}, "");
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(output.error().message.find("/no/such/folder"), std::string::npos);
}

TEST(ChildProcess, EndsWithoutReadingAndWeGoOn) {
  const auto output = run_child({{"true"}}, std::string(1U << 20U, 'x'));
  EXPECT_TRUE(output) << output.error().message;
}

TEST(ChildProcess, TimeAndOutputAreBounded) {
  const auto slow = run_child({{"sleep", "600"}, {}, milliseconds(50)}, "");
  ASSERT_FALSE(slow);
  EXPECT_EQ(slow.error().code, ErrorCode::kUnavailable);
  const auto endless = run_child({{"yes"}, {}, milliseconds(60'000), 100'000}, "");
  ASSERT_FALSE(endless);
  EXPECT_EQ(endless.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace fupan::service
