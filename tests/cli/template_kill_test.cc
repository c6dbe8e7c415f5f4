// kill -9 in the middle of the release of a template: the new text, its version and its audit record are there, or
// none of them is.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/command_line.h"
#include "tests/support/temp_folder.h"

namespace fupan::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kRounds = 6;

class TemplateKillTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_.path() / "sources");
    write("sources/charter.md", 0);
    ASSERT_EQ(run_shell("fupan import --data " + data() + " " + (folder_.path() / "sources").string()).exit_code, 0);
    const Json list = Json::parse(run_shell("fupan template list --json --data " + data()).output, nullptr, false);
    id_ = list["items"][0]["id"];
    ASSERT_EQ(run_shell("fupan template copy " + id_ + " --into-library --data " + data()).exit_code, 0);
  }

  // A text that names no version: only its release does.
  void write(const std::string& file, int number) const {
    std::ofstream out(folder_.path() / file);
    out << "---\ntitle: Charter\nkind: template\n---\n# Charter of {{who}}\n\n";
    for (int i = 0; i < 800; ++i) out << "Rule " << i << " of text " << number << " is as long as any other rule.\n\n";
  }

  std::string data() const { return (folder_.path() / "data").string(); }

  std::vector<std::string> release(int number) const {
    return {"fupan",     "template",
            "release",   id_,
            "--version", "1." + std::to_string(number),
            "--notes",   "New",
            "--source",  (folder_.path() / "next.md").string(),
            "--data",    data()};
  }

  void release_and_kill(int number, std::chrono::microseconds delay) const {
    std::vector<std::string> words = release(number);
    const pid_t child = ::fork();
    if (child == 0) {
      const int nothing = ::open("/dev/null", O_WRONLY);
      ::dup2(nothing, STDOUT_FILENO);
      ::dup2(nothing, STDERR_FILENO);
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      ::execv(FUPAN_PROGRAM, arguments.data());
      ::_exit(127);
    }
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }

  Json shown(const std::string& command) const {
    return Json::parse(run_shell("fupan " + command + " --json --data " + data()).output, nullptr, false);
  }

  test::TempFolder folder_;
  std::string id_;
};

TEST_F(TemplateKillTest, AReleaseIsDoneOrNotBegun) {
  std::chrono::microseconds whole(0);
  Json before = shown("template show " + id_);
  int audited = shown("audit list")["total"], done = 0;
  for (int round = 1; round <= kRounds; ++round) {
    write("next.md", round);
    if (round == 1) {
      std::string command;
      for (const std::string& word : release(round)) command += word + " ";
      const auto start = std::chrono::steady_clock::now();
      ASSERT_EQ(run_shell(command).exit_code, 0);
      whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    } else {
      release_and_kill(round, whole * (round - 2) / (kRounds - 2));
    }
    const Json after = shown("template show " + id_);
    const bool is_released = after["version"] == "1." + std::to_string(round);
    const std::string what = "round " + std::to_string(round);
    EXPECT_EQ(after["releases"].size(), before["releases"].size() + (is_released ? 1U : 0U)) << what;
    EXPECT_EQ(after["unreleased"], false) << what << ": a text without its version";
    audited += is_released ? 1 : 0;
    EXPECT_EQ(shown("audit list")["total"], audited) << what;
    if (!is_released) {
      EXPECT_EQ(after["revision"], before["revision"]) << what;
    }
    done += is_released ? 1 : 0;
    before = after;
  }
  EXPECT_LT(done, kRounds) << "nothing was killed in time";
  const Json drift = shown("template drift " + id_);
  EXPECT_EQ(drift["counts"]["behind"], 1);
  EXPECT_EQ(run_shell("fupan audit verify --data " + data()).exit_code, 0);
  const Outcome reindexed = run_shell("fupan reindex --data " + data());
  EXPECT_EQ(reindexed.exit_code, 0) << reindexed.output;
  const Outcome checked = run_shell("fupan check --data " + data());
  EXPECT_EQ(checked.exit_code, 0) << checked.output;
}

}  // namespace
}  // namespace fupan::cli
