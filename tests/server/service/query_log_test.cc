#include "server/service/query_log.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>

#include "server/service/query_privacy.h"
#include "tests/server/service/store_library.h"

namespace fupan::service {
namespace {

using namespace std::chrono_literals;

class QueryLogTest : public testing::Test {
 protected:
  static std::string describe(const QueryLog& log, std::size_t limit = 100, std::size_t offset = 0) {
    const auto page = log.unanswered(limit, offset);
    if (!page) return page.error().message;
    std::string text = std::to_string(page->total) + ":";
    for (const UnansweredQuery& item : page->items) {
      text += " " + item.query + "=" + std::to_string(item.count.asked) + "/" +
              std::to_string(item.count.without_result) + "/" + std::to_string(item.count.opened);
    }
    return text;
  }

  StoreLibrary library_;
};

TEST_F(QueryLogTest, CountsWhatNobodyFindsAndForgetsWho) {
  QueryLog log(library_, 1h);
  log.asked("  项目  延期 ", 0, false);
  log.asked("項目 延期", 0, false);  // folded: the same
  log.asked("Rollback", 5, true);
  log.asked("ＲＯＬＬＢＡＣＫ", 5, false);
  log.asked("supplier", 3, false);
  log.opened("Supplier");
  log.opened("never asked");
  EXPECT_EQ(describe(log), "2: rollback=2/0/0 项目 延期=2/2/0");
  EXPECT_EQ(describe(log, 1, 1), "2: 项目 延期=2/2/0");
  ASSERT_TRUE(log.flush());
  EXPECT_EQ(describe(log), "2: rollback=2/0/0 项目 延期=2/2/0");
  const auto page = log.unanswered(1, 0);
  EXPECT_EQ(page->items[0].count.relaxed, 1U);
  EXPECT_EQ(page->items[0].count.first_day, "2026-03-01");
}

TEST_F(QueryLogTest, OpenedAfterItsQueryIsInTheStoreCounts) {
  QueryLog log(library_, 1h);
  log.asked("gate", 1, false);
  ASSERT_TRUE(log.flush());
  library_.hand_clock.time += 48h;
  log.opened("gate");
  EXPECT_EQ(describe(log), "0:");
  ASSERT_TRUE(log.flush());
  EXPECT_EQ(describe(log), "0:");
  log.asked("gate", 0, false);
  log.asked("gate", 0, false);
  EXPECT_EQ(describe(log), "1: gate=3/2/1");
  EXPECT_EQ(log.unanswered(1, 0)->items[0].count.first_day, "2026-03-01");
  EXPECT_EQ(log.unanswered(1, 0)->items[0].count.last_day, "2026-03-03");
}

TEST_F(QueryLogTest, OneCommitTakesEverythingAndTheEndFlushes) {
  {
    QueryLog log(library_, 1h);
    for (int i = 0; i < 100; ++i) log.asked("query " + std::string(1, static_cast<char>('a' + i % 26)), 0, false);
    EXPECT_EQ(*library_.fake_store.last_sequence(), 0U);
  }
  EXPECT_EQ(*library_.fake_store.last_sequence(), 1U);
  EXPECT_EQ(describe(QueryLog(library_)).substr(0, 3), "26:");
  EXPECT_EQ(*library_.fake_store.last_sequence(), 1U);  // nothing new, nothing written
}

TEST_F(QueryLogTest, TheThreadFlushesByItself) {
  QueryLog log(library_, 1ms);
  log.asked("延期", 0, false);
  while (*library_.fake_store.last_sequence() == 0) std::this_thread::yield();
  EXPECT_EQ(describe(log), "1: 延期=1/1/0");
}

TEST_F(QueryLogTest, TwoProcessesAddUp) {
  QueryLog one(library_, 1h), two(library_, 1h);
  one.asked("延期", 0, false);
  two.asked("延期", 0, false);
  ASSERT_TRUE(one.flush());
  ASSERT_TRUE(two.flush());
  EXPECT_EQ(describe(one), "1: 延期=2/2/0");
}

TEST_F(QueryLogTest, FailedFlushLosesNothing) {
  QueryLog log(library_, 1h);
  log.asked("延期", 0, false);
  for (std::size_t calls : {0U, 1U}) {
    library_.fake_store.fail_after(calls, make_error(ErrorCode::kUnavailable, "full"));
    EXPECT_FALSE(log.flush());
  }
  log.asked("延期", 1, false);
  ASSERT_TRUE(log.flush());
  EXPECT_EQ(describe(log), "1: 延期=2/1/0");
}

TEST_F(QueryLogTest, DismissedIsGoneUntilAskedAgain) {
  QueryLog log(library_, 1h);
  log.asked("延期", 0, false);
  log.asked("gate", 0, false);
  const std::string id = log.unanswered(1, 0)->items[0].id;
  ASSERT_TRUE(log.dismiss(id));
  EXPECT_EQ(describe(log), "1: 延期=1/1/0");
  EXPECT_EQ(log.dismiss(id).error().code, ErrorCode::kNotFound);
  log.asked("gate", 0, false);
  EXPECT_EQ(describe(log), "2: gate=1/1/0 延期=1/1/0");
}

TEST_F(QueryLogTest, WhatOnlyTheInitiatedAskIsKeptFromTheOthers) {
  QueryLog log(library_, 1h);
  Viewer initiated, other;
  initiated.sees_restricted = true;
  other.hidden_collections = {"hr"};
  const auto told = [&](const Viewer& viewer) { return log.unanswered(10, 0, viewer)->total; };
  log.asked("codename", 0, false, initiated);
  EXPECT_EQ(told(other), 0U);
  EXPECT_EQ(told(initiated), 1U);
  ASSERT_TRUE(log.flush());
  EXPECT_EQ(told(other), 0U);
  const std::string id = log.unanswered(10, 0)->items[0].id;
  EXPECT_EQ(log.dismiss(id, other).error().code, ErrorCode::kNotFound);
  log.opened("codename");
  log.asked("codename", 0, false, initiated);
  EXPECT_EQ(told(other), 0U);
  log.asked("codename", 0, false, other);
  EXPECT_EQ(told(other), 1U);
  ASSERT_TRUE(log.flush());
  EXPECT_EQ(told(other), 1U);
}

TEST_F(QueryLogTest, LongTextsAreCutAndTheNumberIsBounded) {
  QueryLog log(library_, 1h);
  std::string far_too_long;
  for (int i = 0; i < 300; ++i) far_too_long += "期";
  log.asked(far_too_long, 0, false);
  EXPECT_EQ(log.unanswered(1, 0)->items[0].query.size(), 3 * kMostQueryCharacters);
  const auto name = [](std::size_t i) {
    std::string text = "word ";
    for (std::size_t n = i; n > 0 || text.size() < 6; n /= 26) text += static_cast<char>('a' + n % 26);
    return text;
  };
  log.asked("kept", 0, false);
  log.asked("kept", 0, false);
  ASSERT_TRUE(log.flush());
  for (std::size_t i = 0; i < kMostQueries + 20; ++i) log.asked(name(i), 0, false);
  ASSERT_TRUE(log.flush());
  const auto page = log.unanswered(1, 0);
  EXPECT_EQ(page->total, kMostQueries);
  EXPECT_EQ(page->items[0].query, "kept");
}

TEST(QueryPrivacy, SecretsAndPersonalDataAreNotKept) {
  for (const char* text :
       {"mail jane.doe@example.org", "张三@例子.中国", "138 0013 8000", "+86-138-0013-8000", "11010519491231002X",
        "4111 1111 1111 1111", "AKIA1234567890ABCDEF", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0",
        "password: hunter2", "PASSWORD = x", "密码：abc", "token=abc", "-----BEGIN RSA PRIVATE KEY-----",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}) {
    EXPECT_TRUE(looks_private(text)) << text;
  }
  for (const char* text :
       {"项目延期", "supplier delay 2024", "password reset project", "密码重置流程", "v2.3.1 rollback", "2024-05-03",
        "token ring", "a@b", "@team", "K8s 集群 迁移", "phase:planning -延期", "internationalization", "secret:", ""}) {
    EXPECT_FALSE(looks_private(text)) << text;
  }
}

}  // namespace
}  // namespace fupan::service
