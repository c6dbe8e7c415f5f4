#include "store/lmdb/lmdb_error.h"

#include <cerrno>
#include <string>

#include <lmdb.h>

namespace fupan::store {
namespace {

struct Row {
  int rc;
  ErrorCode code;
  std::string_view advice;
};

constexpr Row kRows[] = {
    {MDB_MAP_FULL, ErrorCode::kUnavailable, "the store has reached its map size; open it with a larger one"},
    {ENOSPC, ErrorCode::kUnavailable, "the disk is full; free some space and try again"},
    {EDQUOT, ErrorCode::kUnavailable, "the disk quota is used up; raise it or free some space and try again"},
    {EFBIG, ErrorCode::kUnavailable, "the store's file has reached the system's file size limit (ulimit -f)"},
    {MDB_READERS_FULL, ErrorCode::kUnavailable, "too many readers have the store open at once; stop some programs"},
    {MDB_MAP_RESIZED, ErrorCode::kUnavailable, "another program opened the store with a larger map; open it again"},
    {ENOMEM, ErrorCode::kUnavailable, "not enough memory or address space for the store's map (ulimit -v)"},
    {EAGAIN, ErrorCode::kUnavailable, "the store's lock file is held by another program"},
    {ENOLCK, ErrorCode::kUnavailable, "the file system of the store cannot lock files"},
    {MDB_TXN_FULL, ErrorCode::kInvalidArgument, "the batch touches too many pages; commit it in parts"},
    {MDB_INVALID, ErrorCode::kCorrupt, "data.mdb is not a store file, or its header is damaged; restore a backup"},
    {MDB_CORRUPTED, ErrorCode::kCorrupt, "the store is damaged; restore a backup"},
    {MDB_PAGE_NOTFOUND, ErrorCode::kCorrupt, "the store is damaged (a page is missing); restore a backup"},
    {MDB_VERSION_MISMATCH, ErrorCode::kCorrupt, "the store was written by another version of LMDB"},
    {MDB_INCOMPATIBLE, ErrorCode::kCorrupt, "the store's tables are not as this program makes them"},
    {MDB_PANIC, ErrorCode::kIo, "an earlier write failed halfway; restart the program"},
    {EACCES, ErrorCode::kIo, "permission denied; data.mdb and lock.mdb must be readable and writable"},
    {EPERM, ErrorCode::kIo, "the system does not permit it"},
    {EROFS, ErrorCode::kIo, "the file system is read-only; the store can only be opened read-only"},
    {EIO, ErrorCode::kIo, "input/output error; check the disk"},
};

}  // namespace

Error lmdb_error(std::string_view what, int rc) {
  for (const Row& row : kRows) {
    if (row.rc == rc) return make_error(row.code, std::string(what) + ": " + std::string(row.advice));
  }
  return make_error(ErrorCode::kIo, std::string(what) + ": " + mdb_strerror(rc));
}

}  // namespace fupan::store
