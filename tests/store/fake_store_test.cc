#include "tests/support/fake_store.h"

#include <gtest/gtest.h>

#include "tests/store/store_harness.h"

namespace fupan::store {
namespace {

const Error kDiskFull = make_error(ErrorCode::kUnavailable, "disk full");

TEST(FakeStore, NextCallFailsAndChangesNothing) {
  test::FakeStore store;
  store.fail_next(kDiskFull);
  const Result<Sequence> failed = store.commit({put("a", "1")});
  ASSERT_EQ(error_name(failed), "unavailable");
  EXPECT_EQ(failed.error().message, "disk full");
  EXPECT_EQ(store.last_sequence().value(), 0U);
  EXPECT_EQ(store.commit({put("a", "1")}).value(), 1U);
}

TEST(FakeStore, EveryMethodCanFail) {
  test::FakeStore store;
  const std::unique_ptr<Reader> snapshot = store.snapshot().value();
  const auto failing = [&](auto&& call) {
    store.fail_next(kDiskFull);
    return error_name(call());
  };
  EXPECT_EQ(failing([&] { return store.get("a"); }), "unavailable");
  EXPECT_EQ(failing([&] { return store.scan("", "", 1); }), "unavailable");
  EXPECT_EQ(failing([&] { return store.last_sequence(); }), "unavailable");
  EXPECT_EQ(failing([&] { return store.commit({}); }), "unavailable");
  EXPECT_EQ(failing([&] { return store.changes(0, 1); }), "unavailable");
  EXPECT_EQ(failing([&] { return store.snapshot(); }), "unavailable");
  EXPECT_EQ(failing([&] { return snapshot->get("a"); }), "unavailable");
  EXPECT_EQ(failing([&] { return snapshot->scan("", "", 1); }), "unavailable");
  EXPECT_EQ(failing([&] { return snapshot->last_sequence(); }), "unavailable");
  EXPECT_FALSE(store.is_failure_pending());
}

TEST(FakeStore, FailAfterLetsSomeCallsThrough) {
  test::FakeStore store;
  store.fail_after(2, kDiskFull);
  EXPECT_TRUE(store.commit({put("a", "1")}));
  EXPECT_TRUE(store.get("a"));
  EXPECT_TRUE(store.is_failure_pending());
  EXPECT_EQ(error_name(store.get("a")), "unavailable");
  EXPECT_TRUE(store.get("a"));
}

}  // namespace
}  // namespace fupan::store
