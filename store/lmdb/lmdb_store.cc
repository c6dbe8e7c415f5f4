#include "store/lmdb/lmdb_store.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "store/batch_check.h"
#include "store/lmdb/commit.h"
#include "store/lmdb/environment.h"
#include "store/lmdb/lmdb_error.h"
#include "store/lmdb/resident_pages.h"
#include "store/lmdb/table_reader.h"

namespace fupan::store {
namespace {

// Readers that were killed keep the pages they saw from being reused; a program that runs for weeks looks for them now
// and then.
constexpr unsigned kCommitsBetweenReaderChecks = 256;

class Snapshot final : public Reader {
 public:
  Snapshot(ReadPool::ReadTxn txn, const Tables& tables) : txn_(std::move(txn)), reader_(txn_.get(), tables) {}

  Result<Record> get(std::string_view key) const override {
    const std::lock_guard lock(mutex_);
    return reader_.get(key);
  }
  Result<std::vector<Record>> scan(std::string_view prefix, std::string_view after, std::size_t limit) const override {
    const std::lock_guard lock(mutex_);
    return reader_.scan(prefix, after, limit);
  }
  Result<Sequence> last_sequence() const override {
    const std::lock_guard lock(mutex_);
    return reader_.last_sequence();
  }

 private:
  mutable std::mutex mutex_;
  ReadPool::ReadTxn txn_;
  TableReader reader_;
};

// Whether freeing the pages held by dead readers may help.
bool is_full(const Error& error) { return error.code == ErrorCode::kUnavailable; }

class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& path)
      : path_(path), fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0660)) {}
  ~NewFile() {
    if (fd_ < 0) return;
    ::close(fd_);
    if (!kept_) ::unlink(path_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  int fd() const { return fd_; }
  int keep() {
    kept_ = ::fsync(fd_) == 0;
    return kept_ ? 0 : errno;
  }

 private:
  std::filesystem::path path_;
  int fd_;
  bool kept_ = false;
};

}  // namespace

struct LmdbStore::State {
  std::unique_ptr<Environment> environment;
  std::atomic<unsigned> commits = 0;
  std::unique_ptr<ResidentPages> pages;

  // Returns how many there were.
  int free_dead_readers() const {
    int dead = 0;
    mdb_reader_check(environment->env.get(), &dead);
    return dead;
  }

  // Runs `read` on a fresh view of the store.
  template <class F>
  auto read(F&& body) const -> decltype(body(std::declval<const TableReader&>())) {
    Result<ReadPool::ReadTxn> txn = environment->readers->begin();
    if (!txn) return std::move(txn.error());
    pages->note_read();
    return body(TableReader(txn->get(), environment->tables));
  }
};

Result<std::unique_ptr<LmdbStore>> LmdbStore::open(const std::filesystem::path& directory, LmdbOptions options) {
  Result<std::unique_ptr<Environment>> environment = Environment::open(directory, options);
  if (!environment) return std::move(environment.error());
  auto state = std::make_unique<State>();
  state->environment = std::move(*environment);
  state->pages = std::make_unique<ResidentPages>(directory / "data.mdb");
  return std::unique_ptr<LmdbStore>(new LmdbStore(std::move(state)));
}

LmdbStore::LmdbStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
LmdbStore::~LmdbStore() = default;

Result<Record> LmdbStore::get(std::string_view key) const {
  return state_->read([&](const TableReader& reader) { return reader.get(key); });
}

Result<std::vector<Record>> LmdbStore::scan(std::string_view prefix, std::string_view after, std::size_t limit) const {
  return state_->read([&](const TableReader& reader) { return reader.scan(prefix, after, limit); });
}

Result<Sequence> LmdbStore::last_sequence() const {
  return state_->read([](const TableReader& reader) { return reader.last_sequence(); });
}

Result<std::vector<Change>> LmdbStore::changes(Sequence after, std::size_t limit) const {
  return state_->read([&](const TableReader& reader) { return reader.changes(after, limit); });
}

Result<Sequence> LmdbStore::commit(const std::vector<Write>& writes) {
  if (Status status = check_batch(writes); !status) return std::move(status.error());
  if (writes.empty()) return last_sequence();
  if (state_->environment->options.read_only) {
    return make_error(ErrorCode::kUnavailable, "commit: the store is open read-only");
  }
  if (++state_->commits % kCommitsBetweenReaderChecks == 0) state_->free_dead_readers();
  const Environment& environment = *state_->environment;
  const OwnDictionaryPtr own =
      environment.dictionary->find_or_learn(environment.env.get(), environment.tables.meta, writes);
  const PreparedBatch batch(writes, own.get());
  Result<Sequence> sequence = batch.apply(*state_->environment);
  if (sequence || !is_full(sequence.error()) || state_->free_dead_readers() == 0) return sequence;
  return batch.apply(*state_->environment);
}

Result<std::unique_ptr<Reader>> LmdbStore::snapshot() const {
  Result<ReadPool::ReadTxn> txn = state_->environment->readers->begin();
  if (!txn) return std::move(txn.error());
  return std::unique_ptr<Reader>(std::make_unique<Snapshot>(std::move(*txn), state_->environment->tables));
}

Result<std::uint64_t> LmdbStore::size_bytes() const {
  MDB_envinfo info{};
  MDB_stat stat{};
  if (const int rc = mdb_env_info(state_->environment->env.get(), &info); rc != 0) return lmdb_error("size", rc);
  if (const int rc = mdb_env_stat(state_->environment->env.get(), &stat); rc != 0) return lmdb_error("size", rc);
  return static_cast<std::uint64_t>(info.me_last_pgno + 1) * stat.ms_psize;
}

Status LmdbStore::backup(const std::filesystem::path& file) const {
  const std::string what = "back up to " + file.string();
  NewFile out(file);
  if (out.fd() < 0 && errno == EEXIST) return make_error(ErrorCode::kConflict, what + ": the file exists");
  if (out.fd() < 0) return make_error(ErrorCode::kIo, what + ": " + std::strerror(errno));
  if (const int rc = mdb_env_copyfd2(state_->environment->env.get(), out.fd(), MDB_CP_COMPACT); rc != 0) {
    return lmdb_error(what, rc);
  }
  const int rc = out.keep();
  return rc == 0 ? ok_status() : Status(lmdb_error(what, rc));
}

}  // namespace fupan::store
