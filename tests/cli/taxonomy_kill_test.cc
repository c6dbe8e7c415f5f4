// kill -9 in the middle of a merge of two values: it is done, with its audit record, or not begun; and whatever was
// killed, the index comes to say what the store says.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/cli/command_line.h"
#include "tests/support/temp_folder.h"

namespace fupan::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kFiles = 100;
constexpr int kRounds = 6;

class TaxonomyKillTest : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path sources = folder_.path() / "sources";
    fs::create_directories(sources);
    for (int i = 0; i < kFiles; ++i) {
      std::ofstream(sources / (std::to_string(i) + ".md"))
          << "---\nrisk: supplier\n---\n# 报告 " << i << "\n\n## Lessons learned\n\n- Order part " << i << " early.\n";
    }
    ASSERT_EQ(run_shell("fupan import --data " + data() + " " + sources.string()).exit_code, 0);
  }

  std::string data() const { return (folder_.path() / "data").string(); }

  void merge_and_kill(std::chrono::microseconds delay) const {
    const pid_t child = ::fork();
    if (child == 0) {
      const int nothing = ::open("/dev/null", O_WRONLY);
      ::dup2(nothing, STDOUT_FILENO);
      ::dup2(nothing, STDERR_FILENO);
      ::execl(FUPAN_PROGRAM, "fupan", "taxonomy", "merge", "risk", "supplier", "external", "--data", data().c_str(),
              nullptr);
      ::_exit(127);
    }
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }

  bool is_merged() const {
    const auto taxonomy =
        nlohmann::json::parse(run_shell("fupan taxonomy list --json --data " + data()).output, nullptr, false);
    bool has_supplier = false, has_former = false;
    for (const auto& risk : taxonomy["risks"]) {
      has_supplier = has_supplier || risk["id"] == "supplier";
      has_former = has_former || risk.contains("former");
    }
    EXPECT_NE(has_supplier, has_former) << "half of a merge";
    return has_former;
  }

  int audit_records() const {
    const auto list =
        nlohmann::json::parse(run_shell("fupan audit list --json --data " + data()).output, nullptr, false);
    return list.value("total", -1);
  }

  test::TempFolder folder_;
};

TEST_F(TaxonomyKillTest, AMergeIsDoneOrNotBegun) {
  const std::string merge = "fupan taxonomy merge risk supplier external --data " + data();
  const auto start = std::chrono::steady_clock::now();
  ASSERT_EQ(run_shell(merge).exit_code, 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  int records = audit_records();
  ASSERT_EQ(records, 1);
  std::mt19937 random(7);
  int done = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Outcome undone = run_shell("fupan taxonomy undo " + std::to_string(records) + " --data " + data());
    ASSERT_EQ(undone.exit_code, 0) << undone.output;
    ASSERT_FALSE(is_merged());
    ++records;
    merge_and_kill(std::chrono::microseconds(random() % static_cast<unsigned long>(whole.count())));
    const bool merged = is_merged();
    EXPECT_EQ(audit_records(), records + (merged ? 1 : 0)) << "round " << round;
    done += merged ? 1 : 0;
    if (!merged) {
      ASSERT_EQ(run_shell(merge).exit_code, 0);
    }
    ++records;
  }
  const Outcome verified = run_shell("fupan audit verify --data " + data());
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  ASSERT_EQ(run_shell("fupan taxonomy undo " + std::to_string(records) + " --data " + data()).exit_code, 0);
  ASSERT_EQ(run_shell(merge).exit_code, 0);
  const Outcome checked = run_shell("fupan check --data " + data());
  EXPECT_EQ(checked.exit_code, 0) << checked.output;
  const Outcome found = run_shell("fupan search --risk supplier --json --limit 1 --data " + data());
  EXPECT_NE(found.output.find("\"total\":" + std::to_string(kFiles)), std::string::npos) << found.output;
}

}  // namespace
}  // namespace fupan::cli
