// A Store in memory that can be told to fail. It keeps the same contract as the engines
// (tests/store/store_contract_test.cc), durability excepted. Thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace fupan::test {

class FakeStore final : public store::Store {
 public:
  // The next call of any method, also of a snapshot's, fails with `error` and changes nothing; the one after it works.
  void fail_next(Error error) { fail_after(0, std::move(error)); }

  // The same after `calls` calls that work. Replaces an earlier fail_next or fail_after that has not struck yet.
  void fail_after(std::size_t calls, Error error);

  // Whether a failure is still waiting to strike.
  bool is_failure_pending() const;

  Result<store::Record> get(std::string_view key) const override;
  Result<std::vector<store::Record>> scan(std::string_view prefix, std::string_view after,
                                          std::size_t limit) const override;
  Result<store::Sequence> last_sequence() const override;
  Result<store::Sequence> commit(const std::vector<store::Write>& writes) override;
  Result<std::vector<store::Change>> changes(store::Sequence after, std::size_t limit) const override;
  Result<std::unique_ptr<store::Reader>> snapshot() const override;

 private:
  struct Entry {
    std::string value;
    store::Revision revision = 0;
  };
  struct Contents {
    std::map<std::string, Entry, std::less<>> records;
    store::Sequence sequence = 0;

    Result<store::Record> get(std::string_view key) const;
    std::vector<store::Record> scan(std::string_view prefix, std::string_view after, std::size_t limit) const;
    store::Revision revision_of(std::string_view key) const;
  };
  struct Failure {
    std::size_t calls_left = 0;
    Error error;
  };
  class Snapshot;

  // Called with mutex_ held, at the start of each method.
  Status take_turn() const;
  void apply(const std::vector<store::Write>& writes);

  mutable std::mutex mutex_;
  mutable std::optional<Failure> failure_;
  Contents now_;
  std::vector<store::Change> log_;
};

}  // namespace fupan::test
