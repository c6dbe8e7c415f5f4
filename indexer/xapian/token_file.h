// The tokens (indexer/analysis/tokens.h) of each entry of `documents`, apart from the entries, so that looking into
// many of them costs little: `<generation>/tokens` has them in order, `<generation>/tokens.ends` says where those
// of each entry end, eight bytes an entry, lowest first. Both only grow. What lies behind the last entry that the
// database has committed was left by a writer that did not come to its commit, and is written over.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokens.h"
#include "indexer/xapian/append_database.h"

namespace fupan::indexer::xapian {

// An open file; closed on destruction.
class TokenFileHandle {
 public:
  TokenFileHandle() = default;
  TokenFileHandle(const std::filesystem::path& path, int flags);  // throws Xapian::DatabaseOpeningError
  TokenFileHandle(TokenFileHandle&& other) noexcept;
  TokenFileHandle& operator=(TokenFileHandle&& other) noexcept;
  ~TokenFileHandle();

  int number() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// Whether the files hold the tokens of entries up to `last`.
bool holds_tokens(const std::filesystem::path& path, Xapian::docid last);

// Writes. One thread. Throws Xapian's exceptions.
class TokenWriter {
 public:
  void create(const std::filesystem::path& path);
  // Goes on behind entry `last`, whose tokens must be there.
  void open(const std::filesystem::path& path, Xapian::docid last);

  // Entries come in the order of their numbers; one that is left out has no tokens.
  void put(Xapian::docid id, const Tokens& tokens);

  // What was put is on the disk when this returns.
  void sync();

  // The same tokens under another path, which must not exist. Only what is synced. The files are shared where the file
  // system can do that: nobody writes to the old path any more.
  void copy_to(const std::filesystem::path& path) const;

 private:
  void flush();

  std::filesystem::path path_;
  TokenFileHandle bytes_file_, ends_file_;
  std::string bytes_, ends_;  // not yet written
  std::uint64_t written_ = 0, written_ends_ = 0;
  std::uint64_t end_ = 0;   // of all bytes, written or not
  Xapian::docid last_ = 0;  // entry
};

// Reads. Thread-safe. Throws Xapian's exceptions.
class TokenReader {
 public:
  explicit TokenReader(const std::filesystem::path& path);

  Tokens all(Xapian::docid id) const;    // of an entry that the database has
  Tokens shown(Xapian::docid id) const;  // without hidden lessons

  // Calls `visit` with what Tokens::decode() reads, for each of these entries in order. Neighbours are read together.
  void visit(const DocIds& ids, const std::function<void(Xapian::docid, std::string_view)>& visit) const;

 private:
  using Ends = std::vector<std::uint64_t>;
  std::shared_ptr<const Ends> ends(Xapian::docid last) const;

  TokenFileHandle bytes_file_, ends_file_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Ends> ends_;  // by entry; of entry 0: 0
};

}  // namespace fupan::indexer::xapian
