#include "tests/support/fake_store.h"

#include <utility>

#include "store/batch_check.h"

namespace fupan::test {

using store::Change;
using store::Reader;
using store::Record;
using store::Revision;
using store::Sequence;
using store::Write;

// A copy of everything: slow and simple.
class FakeStore::Snapshot final : public Reader {
 public:
  Snapshot(const FakeStore& origin, Contents contents) : origin_(origin), contents_(std::move(contents)) {}

  Result<Record> get(std::string_view key) const override {
    if (Status status = take_turn(); !status) return status.error();
    return contents_.get(key);
  }
  Result<std::vector<Record>> scan(std::string_view prefix, std::string_view after, std::size_t limit) const override {
    if (Status status = take_turn(); !status) return status.error();
    return contents_.scan(prefix, after, limit);
  }
  Result<Sequence> last_sequence() const override {
    if (Status status = take_turn(); !status) return status.error();
    return contents_.sequence;
  }

 private:
  Status take_turn() const {
    const std::lock_guard lock(origin_.mutex_);
    return origin_.take_turn();
  }

  const FakeStore& origin_;
  const Contents contents_;
};

void FakeStore::fail_after(std::size_t calls, Error error) {
  const std::lock_guard lock(mutex_);
  failure_ = Failure{calls, std::move(error)};
}

bool FakeStore::is_failure_pending() const {
  const std::lock_guard lock(mutex_);
  return failure_.has_value();
}

Status FakeStore::take_turn() const {
  if (!failure_) return ok_status();
  if (failure_->calls_left > 0) {
    --failure_->calls_left;
    return ok_status();
  }
  Error error = std::move(failure_->error);
  failure_.reset();
  return error;
}

Result<Record> FakeStore::get(std::string_view key) const {
  const std::lock_guard lock(mutex_);
  if (Status status = take_turn(); !status) return status.error();
  return now_.get(key);
}

Result<std::vector<Record>> FakeStore::scan(std::string_view prefix, std::string_view after, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  if (Status status = take_turn(); !status) return status.error();
  return now_.scan(prefix, after, limit);
}

Result<Sequence> FakeStore::last_sequence() const {
  const std::lock_guard lock(mutex_);
  if (Status status = take_turn(); !status) return status.error();
  return now_.sequence;
}

Result<Sequence> FakeStore::commit(const std::vector<Write>& writes) {
  const std::lock_guard lock(mutex_);
  if (Status status = take_turn(); !status) return status.error();
  if (Status status = store::check_batch(writes); !status) return status.error();
  for (const Write& write : writes) {
    const Revision found = now_.revision_of(write.key);
    if (write.expected && *write.expected != found) return store::conflict_error(write.key, *write.expected, found);
  }
  if (!writes.empty()) apply(writes);
  return now_.sequence;
}

void FakeStore::apply(const std::vector<Write>& writes) {
  ++now_.sequence;
  for (const Write& write : writes) {
    log_.push_back({now_.sequence, write.key, !write.value});
    if (write.value) {
      Entry& entry = now_.records[write.key];
      entry.value = *write.value;
      ++entry.revision;
    } else {
      now_.records.erase(write.key);
    }
  }
}

Result<std::vector<Change>> FakeStore::changes(Sequence after, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  if (Status status = take_turn(); !status) return status.error();
  std::vector<Change> found;
  for (const Change& change : log_) {
    if (change.sequence <= after) continue;
    const bool starts_commit = found.empty() || found.back().sequence != change.sequence;
    if (starts_commit && found.size() >= limit) break;
    found.push_back(change);
  }
  return found;
}

Result<std::unique_ptr<Reader>> FakeStore::snapshot() const {
  const std::lock_guard lock(mutex_);
  if (Status status = take_turn(); !status) return status.error();
  return std::unique_ptr<Reader>(std::make_unique<Snapshot>(*this, now_));
}

Result<Record> FakeStore::Contents::get(std::string_view key) const {
  const auto found = records.find(key);
  if (found == records.end()) {
    return make_error(ErrorCode::kNotFound, "no record '" + store::describe_key(key) + "'");
  }
  return Record{found->first, found->second.value, found->second.revision};
}

std::vector<Record> FakeStore::Contents::scan(std::string_view prefix, std::string_view after,
                                              std::size_t limit) const {
  std::vector<Record> found;
  auto next = after < prefix ? records.lower_bound(prefix) : records.upper_bound(after);
  for (; next != records.end() && next->first.starts_with(prefix) && found.size() < limit; ++next) {
    found.push_back({next->first, next->second.value, next->second.revision});
  }
  return found;
}

Revision FakeStore::Contents::revision_of(std::string_view key) const {
  const auto found = records.find(key);
  return found == records.end() ? 0 : found->second.revision;
}

}  // namespace fupan::test
