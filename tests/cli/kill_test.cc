// kill -9 in the middle of an import: nothing that was acknowledged is lost, and the next import brings everything in
// order. FUPAN_KILL_ROUNDS sets the number of kills (default 8).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
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

constexpr int kFiles = 1500;

class KillTest : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < kFiles; ++i) {
      const fs::path file = sources() / std::to_string(i % 10) / (std::to_string(i) + ".md");
      fs::create_directories(file.parent_path());
      std::ofstream(file) << "---\nphase: planning\nproject: P" << i % 7 << "\n---\n# 报告 " << i
                          << "\n\n## Summary\n\nThe vendor of part " << i << " was late; 供应商延期" << i
                          << "天。\n\n## Lessons learned\n\n- Order part " << i << " early.\n- 提前锁定备用供应商 " << i
                          << "。\n";
    }
  }

  fs::path sources() const { return folder_.path() / "sources"; }
  std::string data() const { return (folder_.path() / "data").string(); }

  // Starts an import and kills it after `delay`. Returns whether it was still running.
  bool import_and_kill(std::chrono::microseconds delay) {
    const pid_t child = ::fork();
    if (child == 0) {
      const int nothing = ::open("/dev/null", O_WRONLY);
      ::dup2(nothing, STDOUT_FILENO);
      ::dup2(nothing, STDERR_FILENO);
      ::execl(FUPAN_PROGRAM, "fupan", "import", sources().c_str(), "--data", data().c_str(), nullptr);
      ::_exit(127);
    }
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
  }

  nlohmann::json check() {
    const Outcome outcome = run_shell("fupan check --json --data " + data());
    auto json = nlohmann::json::parse(outcome.output, nullptr, false);
    return json.is_object() ? json : nlohmann::json{{"documents", 0}, {"problems", {outcome.output}}};
  }

  test::TempFolder folder_;
};

TEST_F(KillTest, NothingAcknowledgedIsLost) {
  const char* chosen = std::getenv("FUPAN_KILL_ROUNDS");
  const int rounds = chosen != nullptr ? std::atoi(chosen) : 8;
  std::mt19937 random(3);
  std::uint64_t known = 0;
  int kills = 0;
  std::chrono::microseconds longest{4'000'000};
  for (int round = 0; round < rounds; ++round) {
    const auto delay = std::chrono::microseconds(random() % static_cast<unsigned long>(longest.count()));
    const auto before = std::chrono::steady_clock::now();
    const bool killed = import_and_kill(delay);
    kills += killed ? 1 : 0;
    const nlohmann::json state = check();
    const auto documents = state.value("documents", std::uint64_t{0});
    ASSERT_GE(documents, known) << "round " << round << ": documents were lost\n" << state.dump(2);
    known = documents;
    if (killed && known < kFiles) continue;
    // It got through: what is there must be in order, then from the start again, with shorter delays.
    if (!killed) {
      ASSERT_EQ(state["problems"], nlohmann::json::array()) << "round " << round;
      ASSERT_EQ(known, static_cast<std::uint64_t>(kFiles));
      longest = std::max(
          std::chrono::microseconds(50'000),
          std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before) / 2);
    }
    fs::remove_all(data());
    known = 0;
  }
  EXPECT_GT(kills, 0);
  const Outcome last = run_shell("fupan import --data " + data() + " " + sources().string());
  ASSERT_EQ(last.exit_code, 0) << last.output;
  const nlohmann::json state = check();
  EXPECT_EQ(state["problems"], nlohmann::json::array());
  EXPECT_EQ(state["documents"], kFiles);
  EXPECT_EQ(state["indexed"], kFiles);
}

}  // namespace
}  // namespace fupan::cli
