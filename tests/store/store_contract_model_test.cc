// The contract of store/store.h, held against every engine: long random runs beside a plain map, and threads.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "store/store.h"
#include "tests/store/store_harness.h"

namespace fupan::store {
namespace {

template <class Engine>
class StoreModel : public StoreContract<Engine> {};
TYPED_TEST_SUITE(StoreModel, Engines);

struct Modelled {
  std::string value;
  Revision revision = 0;
};
using Model = std::map<std::string, Modelled>;

class RandomBatches {
 public:
  // Up to six writes on distinct keys out of sixty; one expectation in ten is wrong.
  std::vector<Write> next(const Model& model) {
    std::map<std::string, Write> batch;
    for (std::size_t count = below(7); count > 0; --count) {
      std::string key = "k/" + std::to_string(below(60));
      Write write{key, std::nullopt, std::nullopt};
      if (below(3) > 0) write.value = value();
      if (below(2) == 0) write.expected = revision_of(model, key) + (below(10) == 0 ? 1 : 0);
      batch.insert_or_assign(key, std::move(write));
    }
    std::vector<Write> writes;
    for (auto& [key, write] : batch) writes.push_back(std::move(write));
    return writes;
  }

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  static Revision revision_of(const Model& model, const std::string& key) {
    const auto found = model.find(key);
    return found == model.end() ? 0 : found->second.revision;
  }

 private:
  std::string value() {
    static constexpr std::size_t kSizes[] = {0, 10, 250, 1500, 3000, 9000};
    std::string text;
    for (const std::size_t size = kSizes[below(6)]; text.size() < size;) text += std::to_string(random_()) + " 经验 ";
    return text;
  }

  std::mt19937 random_{20260301};
};

// What `writes` do to `model`; false, and nothing, when an expectation is not met.
bool apply(Model& model, const std::vector<Write>& writes) {
  for (const Write& write : writes) {
    if (write.expected && *write.expected != RandomBatches::revision_of(model, write.key)) return false;
  }
  for (const Write& write : writes) {
    if (write.value) {
      Modelled& entry = model[write.key];
      entry = {*write.value, entry.revision + 1};
    } else {
      model.erase(write.key);
    }
  }
  return true;
}

void expect_equal(const Store& store, const Model& model) {
  const std::vector<Record> records = store.scan("", "", 1000).value();
  ASSERT_EQ(records.size(), model.size());
  auto expected = model.begin();
  for (const Record& record : records) {
    EXPECT_EQ(record.key, expected->first);
    EXPECT_TRUE(record.value == expected->second.value) << record.key;
    EXPECT_EQ(record.revision, expected->second.revision) << record.key;
    ++expected;
  }
}

TYPED_TEST(StoreModel, TwoThousandRandomBatchesBehaveLikeAMap) {
  Store& store = this->store();
  RandomBatches batches;
  Model model;
  std::vector<std::string> log;
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Write> writes = batches.next(model);
    const Sequence before = store.last_sequence().value();
    const bool valid = apply(model, writes);
    const Result<Sequence> result = store.commit(writes);
    ASSERT_EQ(error_name(result), valid ? "ok" : "conflict") << "round " << round;
    EXPECT_EQ(store.last_sequence().value(), before + (valid && !writes.empty() ? 1 : 0));
    if (!valid) continue;
    for (const Write& write : writes) log.push_back(std::to_string(*result) + (write.value ? "+" : "-") + write.key);
    if (round % 100 == 99) expect_equal(store, model);
  }
  expect_equal(store, model);
  EXPECT_EQ(shown(store.changes(0, 100000)), log);
}

// The writer always gives both keys the same value; a reader that sees them differ saw half a commit.
TYPED_TEST(StoreModel, ReadersSeeWholeCommitsWhileAWriterWorks) {
  Store& store = this->store();
  ASSERT_TRUE(store.commit({put("left", "0"), put("right", "0")}));
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0;
  std::atomic<int> backwards = 0;
  const auto read = [&] {
    int last = 0;
    while (!done) {
      const std::unique_ptr<Reader> view = store.snapshot().value();
      const Record left = view->get("left").value();
      if (left.value != view->get("right").value().value) ++torn;
      const std::vector<Record> both = store.scan("", "", 2).value();
      if (both.at(0).value != both.at(1).value) ++torn;
      const int now = std::stoi(left.value);
      if (now < last) ++backwards;
      last = now;
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (int i = 1; i <= 500; ++i) {
    const std::string value = std::to_string(i);
    EXPECT_TRUE(store.commit({put("left", value), put("right", value)}));
  }
  done = true;
  first.join();
  second.join();
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(backwards, 0);
  EXPECT_EQ(shown(store, "left"), "500@501");
}

TYPED_TEST(StoreModel, WritersWithExpectationsLoseNoUpdate) {
  Store& store = this->store();
  ASSERT_TRUE(store.commit({put("counter", "0")}));
  const auto count = [&] {
    for (int done = 0; done < 100;) {
      const Record record = store.get("counter").value();
      const std::string next = std::to_string(std::stoi(record.value) + 1);
      if (store.commit({put("counter", next, record.revision)})) ++done;
    }
  };
  std::thread first(count);
  std::thread second(count);
  first.join();
  second.join();
  EXPECT_EQ(shown(store, "counter"), "200@201");
}

TYPED_TEST(StoreModel, OneSnapshotServesTwoThreads) {
  Store& store = this->store();
  ASSERT_TRUE(store.commit({put("a", std::string(500, 'x')), put("b", "2")}));
  const std::unique_ptr<Reader> snapshot = store.snapshot().value();
  std::atomic<int> wrong = 0;
  const auto read = [&] {
    for (int i = 0; i < 500; ++i) {
      if (shown(*snapshot, "b") != "2@1" || snapshot->scan("", "", 5).value().size() != 2) ++wrong;
    }
  };
  std::thread first(read);
  std::thread second(read);
  first.join();
  second.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace fupan::store
