// LmdbStore among several processes, some of which are killed, and on a disk that is full.
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <system_error>
#include <utility>

#include "store/lmdb/lmdb_store.h"
#include "tests/store/store_harness.h"
#include "tests/support/temp_folder.h"

namespace fupan::store {
namespace {

namespace fs = std::filesystem;
using StorePtr = std::unique_ptr<LmdbStore>;

constexpr int kSkipped = 77;

// A one-way line of bytes between two processes.
class Pipe {
 public:
  Pipe() {
    if (pipe(ends_) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  }
  ~Pipe() {
    close_reading();
    close_writing();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  template <class T>
  bool send(T value) const {
    return write(ends_[1], &value, sizeof value) == static_cast<ssize_t>(sizeof value);
  }
  // False at the end: the other process has closed its end or was killed.
  template <class T>
  bool receive(T& value) const {
    return read(ends_[0], &value, sizeof value) == static_cast<ssize_t>(sizeof value);
  }
  void close_reading() { close_end(0); }
  void close_writing() { close_end(1); }

 private:
  void close_end(int end) {
    if (ends_[end] >= 0) close(ends_[end]);
    ends_[end] = -1;
  }
  int ends_[2] = {-1, -1};
};

// A forked child that runs `work` and exits with what it returns; killed and reaped when still there at the end.
class Child {
 public:
  explicit Child(const std::function<int()>& work) : pid_(fork()) {
    if (pid_ == 0) {
      alarm(60);  // a child that hangs must not outlive the test
      _exit(work());
    }
  }
  ~Child() {
    if (pid_ > 0) kill_now();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill_now() {
    kill(pid_, SIGKILL);
    wait_for_exit();
  }
  // The exit code, or minus the number of the signal that ended the child.
  int wait_for_exit() {
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  pid_t pid_;
};

StorePtr open_fast(const fs::path& directory) { return LmdbStore::open(directory, {.sync = false}).value(); }

TEST(LmdbProcesses, SeeEachOthersCommits) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  ASSERT_TRUE(store->commit({put("parent", "1")}));
  Pipe to_child;
  Pipe to_parent;
  Child child([&] {
    const StorePtr own = open_fast(folder.path());
    if (shown(*own, "parent") != "1@1") return 1;
    if (own->commit({put("child", "1")}).value() != 2) return 2;
    to_parent.send('c');
    char go = 0;
    if (!to_child.receive(go)) return 3;
    if (shown(*own, "parent") != "2@2" || own->last_sequence().value() != 3) return 4;
    return error_name(own->commit({put("parent", "3", 1)})) == "conflict" ? 0 : 5;
  });
  char ready = 0;
  ASSERT_TRUE(to_parent.receive(ready));
  EXPECT_EQ(shown(*store, "child"), "1@1");
  EXPECT_EQ(store->commit({put("parent", "2", 1)}).value(), 3U);
  to_child.send('p');
  EXPECT_EQ(child.wait_for_exit(), 0);
}

TEST(LmdbProcesses, WritersOfTwoProcessesTakeTurns) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  ASSERT_TRUE(store->commit({put("counter", "0")}));
  const auto count_to_hundred = [](Store& shared) {
    for (int done = 0; done < 100;) {
      const Record record = shared.get("counter").value();
      const std::string next = std::to_string(std::stoi(record.value) + 1);
      if (shared.commit({put("counter", next, record.revision)})) ++done;
    }
  };
  Child child([&] {
    const StorePtr own = open_fast(folder.path());
    count_to_hundred(*own);
    return 0;
  });
  count_to_hundred(*store);
  EXPECT_EQ(child.wait_for_exit(), 0);
  EXPECT_EQ(shown(*store, "counter"), "200@201");
}

// Commits pairs for ever and says each acknowledged sequence.
int commit_pairs(const fs::path& directory, const Pipe& acknowledged) {
  const StorePtr store = LmdbStore::open(directory).value();
  for (;;) {
    const Sequence next = store->last_sequence().value() + 1;
    const std::string value = std::to_string(next) + " " + noise(next * 37 % 9000);
    const Result<Sequence> sequence = store->commit({put("left", value), put("right", value)});
    if (!sequence || !acknowledged.send(*sequence)) return 1;
  }
}

// Lets the child go on for some commits and a little longer, so that the kill falls anywhere within one.
Sequence kill_at_a_random_moment(Child& child, Pipe& acknowledged, std::mt19937& random) {
  Sequence last = 0;
  for (auto left = 1 + random() % 40; left > 0 && acknowledged.receive(last);) --left;
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(random() % 2000);
  while (std::chrono::steady_clock::now() < end) continue;
  child.kill_now();
  while (acknowledged.receive(last)) continue;
  return last;
}

TEST(LmdbProcesses, KillLosesNoAcknowledgedCommitAndTearsNone) {
  const test::TempFolder folder;
  std::mt19937 random{9};
  for (int round = 0; round < 10; ++round) {
    Pipe acknowledged;
    Child child([&] { return commit_pairs(folder.path(), acknowledged); });
    acknowledged.close_writing();
    const Sequence last = kill_at_a_random_moment(child, acknowledged, random);
    ASSERT_GT(last, 0U);
    const StorePtr store = LmdbStore::open(folder.path()).value();
    const Sequence found = store->last_sequence().value();
    EXPECT_GE(found, last);
    EXPECT_LE(found, last + 1);  // a commit may be done and not yet acknowledged
    EXPECT_EQ(store->get("left").value().value, store->get("right").value().value);
    EXPECT_EQ(store->get("left").value().revision, found);
    EXPECT_EQ(store->changes(0, 1000000).value().size(), 2 * found);
  }
}

TEST(LmdbProcesses, KillOfAWriterDoesNotStopTheOthers) {
  const test::TempFolder folder;
  const StorePtr store = open_fast(folder.path());
  std::mt19937 random{4};
  for (int round = 0; round < 5; ++round) {
    Pipe acknowledged;
    Child child([&] { return commit_pairs(folder.path(), acknowledged); });
    acknowledged.close_writing();
    const Sequence last = kill_at_a_random_moment(child, acknowledged, random);
    const Result<Sequence> mine = store->commit({put("mine", std::to_string(round))});
    ASSERT_TRUE(mine) << mine.error().message;
    EXPECT_GT(*mine, last);
    EXPECT_EQ(store->get("left").value().value, store->get("right").value().value);
  }
}

// The snapshot of a killed process would keep every later page from being reused.
TEST(LmdbProcesses, PagesOfAKilledReaderAreReused) {
  const test::TempFolder folder;
  const StorePtr store = LmdbStore::open(folder.path(), {.map_size_bytes = 4U << 20U, .sync = false}).value();
  ASSERT_TRUE(store->commit({put("a", noise(100000))}));
  Pipe ready;
  Child child([&] {
    const StorePtr own = open_fast(folder.path());
    const auto snapshot = own->snapshot().value();
    ready.send('r');
    for (;;) pause();
    return 0;
  });
  char sign = 0;
  ASSERT_TRUE(ready.receive(sign));
  child.kill_now();
  for (std::uint32_t i = 0; i < 100; ++i) {
    const Result<Sequence> result = store->commit({put("a", noise(100000, i))});
    ASSERT_TRUE(result) << "commit " << i << ": " << result.error().message;
  }
}

// Fails the child with the number of the first expectation that does not hold.
struct Expectations {
  int failed = 0;
  int count = 0;
  void expect(bool holds, const std::string& what) {
    ++count;
    if (holds || failed != 0) return;
    failed = count;
    std::fprintf(stderr, "expected: %s\n", what.c_str());
  }
};

// In a mount namespace of its own, so that the mount vanishes with the process.
bool mount_small_disk(const fs::path& folder) {
  if (unshare(CLONE_NEWNS) != 0) return false;
  if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=2m") == 0;
}

int fill_the_disk(const fs::path& folder) {
  if (!mount_small_disk(folder)) return kSkipped;
  Expectations e;
  const StorePtr store = LmdbStore::open(folder / "store").value();
  Sequence committed = 0;
  Result<Sequence> result = Sequence{0};
  while (committed < 1000 && (result = store->commit({put("k" + std::to_string(committed), noise(50000))}))) {
    committed = *result;
  }
  e.expect(error_name(result) == "unavailable", "unavailable, found " + error_name(result));
  e.expect(!result && result.error().message.find("disk is full") != std::string::npos, "'disk is full'");
  e.expect(store->last_sequence().value() == committed, "no half commit");
  e.expect(store->scan("", "", 1000).value().size() == committed, "every acknowledged record is readable");
  e.expect(error_name(store->backup(folder / "backup")) == "unavailable", "backup says that the disk is full");
  e.expect(!fs::exists(folder / "backup"), "no half backup");
  for (int i = 0; i < 4; ++i) {  // LMDB reuses the pages of a removal from the next commit but one
    result = store->commit({removal("k" + std::to_string(i))});
    e.expect(result.has_value(), "records can be removed: " + (result ? "" : result.error().message));
  }
  result = store->commit({put("small", noise(5000))});
  e.expect(result.has_value(), "a smaller commit works: " + (result ? "" : result.error().message));
  e.expect(store->scan("", "", 1000).value().size() == committed - 3, "and everything else is still there");
  return e.failed;
}

TEST(LmdbProcesses, FullDiskIsUnavailableAndNothingIsLost) {
  const test::TempFolder folder;
  Child child([&] { return fill_the_disk(folder.path()); });
  const int code = child.wait_for_exit();
  if (code == kSkipped) GTEST_SKIP() << "cannot mount a small file system here (needs root)";
  EXPECT_EQ(code, 0);
}

}  // namespace
}  // namespace fupan::store
