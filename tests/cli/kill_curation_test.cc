// kill -9 of a server while lessons are published and merged: each step is done or not begun, what was acknowledged is
// there, and the audit trail is whole. FUPAN_KILL_ROUNDS sets the number of kills (default 4).
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "tests/cli/command_line.h"
#include "tests/cli/server_process.h"
#include "tests/support/temp_folder.h"

namespace fupan::cli {
namespace {

std::string steps(const std::string& command, const Server& server, const std::string& log) {
  return run_shell("python3 " FUPAN_SOURCE_DIR "/tests/cli/curation_steps.py " + command + " " + server.url() + " " +
                   log)
      .output;
}

// How often the log has this word.
int count_of(const std::string& path, const std::string& word) {
  std::ifstream in(path);
  int count = 0;
  for (std::string line; std::getline(in, line);) count += line.find('"' + word + '"') == std::string::npos ? 0 : 1;
  return count;
}

TEST(KillCuration, PublicationsAndMergesAreDoneOrNotBegun) {
  const char* chosen = std::getenv("FUPAN_KILL_ROUNDS");
  const int rounds = chosen != nullptr ? std::atoi(chosen) : 4;
  std::mt19937 random(7);
  const test::TempFolder folder;
  const std::string data = (folder.path() / "data").string();
  const std::string log = (folder.path() / "log").string();
  for (int round = 0; round < rounds; ++round) {
    {
      Server server(data, "--empty");
      ASSERT_GT(server.port(), 0);
      std::thread worker([&] { (void)steps("work", server, log); });
      std::this_thread::sleep_for(std::chrono::milliseconds(700 + random() % 1500));
      server.kill_hard();
      worker.join();
    }
    const Outcome trail = run_shell("fupan audit verify --data " + data);
    EXPECT_EQ(trail.exit_code, 0) << trail.output;
    Server server(data, "--empty");
    ASSERT_GT(server.port(), 0);
    EXPECT_EQ(steps("verify", server, log), "") << "round " << round;
    EXPECT_EQ(server.stop(), 0);
    const Outcome check = run_shell("fupan check --data " + data);
    EXPECT_EQ(check.exit_code, 0) << check.output;
  }
  EXPECT_GT(count_of(log, "published"), rounds) << "too few to say anything";
  EXPECT_GT(count_of(log, "merged"), rounds) << "too few to say anything";
}

}  // namespace
}  // namespace fupan::cli
