#include "store/lmdb/environment.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "store/lmdb/big_endian.h"
#include "store/lmdb/lmdb_error.h"
#include "store/lmdb/table_reader.h"

namespace fupan::store {
namespace {

constexpr unsigned kMaxTables = 8;
constexpr unsigned kMaxReaders = 1024;  // slots of 64 bytes, shared by all processes
constexpr mdb_mode_t kFileMode = 0660;  // less the umask
constexpr std::uintmax_t kDiskFullBytes = 1U << 20U;

std::string opening(const std::filesystem::path& directory) { return "open store " + directory.string(); }

Status prepare_directory(const std::filesystem::path& directory, bool read_only) {
  std::error_code error;
  if (read_only) {
    if (std::filesystem::exists(directory / "data.mdb", error)) return ok_status();
    if (!error) return make_error(ErrorCode::kNotFound, opening(directory) + ": there is no store");
  } else {
    std::filesystem::create_directories(directory, error);
    if (!error) return ok_status();
  }
  return make_error(ErrorCode::kIo, opening(directory) + ": " + error.message());
}

// So that a new store's files survive a power failure: their names are entries of the directory.
void sync_directory(const std::filesystem::path& directory) {
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

int open_env(const std::filesystem::path& directory, const LmdbOptions& options, EnvPtr& env) {
  MDB_env* raw = nullptr;
  if (const int rc = mdb_env_create(&raw); rc != 0) return rc;
  env.reset(raw);
  if (const int rc = mdb_env_set_mapsize(raw, options.map_size_bytes); rc != 0) return rc;
  if (const int rc = mdb_env_set_maxdbs(raw, kMaxTables); rc != 0) return rc;
  if (const int rc = mdb_env_set_maxreaders(raw, kMaxReaders); rc != 0) return rc;
  unsigned flags = MDB_NOTLS;
  if (options.read_only) flags |= MDB_RDONLY;
  if (!options.sync) flags |= MDB_NOSYNC;
  return mdb_env_open(raw, directory.c_str(), flags, kFileMode);
}

int open_tables(MDB_txn* txn, unsigned flags, Tables& tables) {
  if (const int rc = mdb_dbi_open(txn, "records", flags, &tables.records); rc != 0) return rc;
  if (const int rc = mdb_dbi_open(txn, "values", flags, &tables.values); rc != 0) return rc;
  if (const int rc = mdb_dbi_open(txn, "changes", flags, &tables.changes); rc != 0) return rc;
  return mdb_dbi_open(txn, "meta", flags, &tables.meta);
}

int put_if_absent(MDB_txn* txn, MDB_dbi table, std::string_view name, std::uint64_t number) {
  const std::string bytes = big_endian(number);
  MDB_val key = to_val(name);
  MDB_val value = to_val(bytes);
  const int rc = mdb_put(txn, table, &key, &value, MDB_NOOVERWRITE);
  return rc == MDB_KEYEXIST ? 0 : rc;
}

// Takes the write lock; of two processes that create the same store, the second finds it made.
int create_tables(MDB_env* env, Tables& tables) {
  MDB_txn* raw = nullptr;
  if (const int rc = mdb_txn_begin(env, nullptr, 0, &raw); rc != 0) return rc;
  TxnPtr txn(raw);
  if (const int rc = open_tables(raw, MDB_CREATE, tables); rc != 0) return rc;
  if (const int rc = put_if_absent(raw, tables.meta, kFormatKey, kStoreFormat); rc != 0) return rc;
  if (const int rc = put_if_absent(raw, tables.meta, kSequenceKey, 0); rc != 0) return rc;
  return mdb_txn_commit(txn.release());
}

// Without the write lock, so that opening does not wait for another process's commit. MDB_NOTFOUND: no tables yet.
int find_tables(MDB_env* env, Tables& tables) {
  MDB_txn* raw = nullptr;
  if (const int rc = mdb_txn_begin(env, nullptr, MDB_RDONLY, &raw); rc != 0) return rc;
  TxnPtr txn(raw);
  if (const int rc = mdb_dbi_open(raw, "meta", 0, &tables.meta); rc != 0) return rc;
  const Result<std::uint64_t> format = TableReader(raw, tables).format();
  if (format && *format == kStoreFormat) {  // else check_format will say what is wrong
    if (const int rc = open_tables(raw, 0, tables); rc != 0) return rc;
  }
  return mdb_txn_commit(txn.release());  // table handles of an aborted transaction would be lost
}

Status attach_tables(Environment& env) {
  int rc = find_tables(env.env.get(), env.tables);
  if (rc == MDB_NOTFOUND && env.options.read_only) {
    return make_error(ErrorCode::kNotFound, opening(env.directory) + ": the file holds no Fupan store");
  }
  if (rc == MDB_NOTFOUND) {
    rc = create_tables(env.env.get(), env.tables);
    if (rc == 0 && env.options.sync) sync_directory(env.directory);
  }
  return rc == 0 ? ok_status() : Status(env.write_error(opening(env.directory), rc));
}

Status check_format(const Environment& env) {
  Result<ReadPool::ReadTxn> txn = env.readers->begin();
  if (!txn) return std::move(txn.error());
  const Result<std::uint64_t> format = TableReader(txn->get(), env.tables).format();
  if (!format) return make_error(format.error().code, opening(env.directory) + ": " + format.error().message);
  if (*format == kStoreFormat) return ok_status();
  const std::string relation =
      *format > kStoreFormat ? " is newer than " : " is none that this program reads; it knows ";
  return make_error(ErrorCode::kCorrupt,
                    opening(env.directory) + ": store format " + std::to_string(*format) + relation + "format " +
                        std::to_string(kStoreFormat) +
                        (*format > kStoreFormat ? " of this program; update Fupan"
                                                : "; import the documents again into a new store"));
}

}  // namespace

Result<std::unique_ptr<Environment>> Environment::open(const std::filesystem::path& directory,
                                                       const LmdbOptions& options) {
  if (Status status = prepare_directory(directory, options.read_only); !status) return std::move(status.error());
  auto claim = DirectoryClaim::take(directory);
  if (!claim) return std::move(claim.error());
  auto opened = std::make_unique<Environment>();
  opened->directory = directory;
  opened->options = options;
  opened->claim = std::move(*claim);
  opened->dictionary = std::make_unique<DictionaryCache>();
  opened->tables.dictionary = opened->dictionary.get();
  if (const int rc = open_env(directory, options, opened->env); rc != 0) {
    return opened->write_error(opening(directory), rc);
  }
  int dead = 0;
  mdb_reader_check(opened->env.get(), &dead);  // slots of killed processes would keep old pages for ever
  if (Status status = attach_tables(*opened); !status) return std::move(status.error());
  opened->readers = std::make_unique<ReadPool>(opened->env.get());
  if (Status status = check_format(*opened); !status) return std::move(status.error());
  return opened;
}

Error Environment::write_error(std::string_view what, int rc) const {
  std::error_code error;
  if (rc == EIO) {
    const std::filesystem::space_info space = std::filesystem::space(directory, error);
    if (!error && space.available < kDiskFullBytes) rc = ENOSPC;
  }
  return lmdb_error(what, rc);
}

}  // namespace fupan::store
