// A Xapian database that only grows. An entry that is replaced or removed is listed as dead and left out by readers
// (database_pool.h); making the index anew drops it. In return there is no list of terms for each entry, which would
// take a third of the space and a fifth of the time, and entry numbers only rise, so that columns of values can be kept
// in memory (columns.h).
//
// New entries wait in memory (posting_pile.h), and in files beside the database where they become too many. A few are
// added to the database by commit(); many are merged with it into a new one by copy_to(), which takes a tenth of the
// time. One thread. Throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/xapian/posting_pile.h"
#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {

using DocIds = std::vector<Xapian::docid>;  // ascending

// Of the last commit; 0: there was none.
std::uint64_t sequence_of(const Xapian::Database& database);

class AppendDatabase {
 public:
  // `most_bytes`: of memory for postings that wait, roughly.
  explicit AppendDatabase(std::size_t most_bytes = std::size_t{80} << 20U) : most_bytes_(most_bytes) {}

  void create(const std::filesystem::path& path);
  void open(const std::filesystem::path& path);
  void close();

  std::uint64_t sequence() const { return sequence_of(database_); }
  Xapian::docid last() const { return pile_.last(); }
  std::size_t live() const { return last() - dead_.size(); }
  std::size_t dead() const { return dead_.size(); }

  // Adds the entries of one owner; what it had before is dead from then on. Each entry must hold `owner_term`. Returns
  // the number of the last one; 0 of none.
  Xapian::docid put(const std::string& owner_term, const std::vector<Entry>& entries);
  void remove(const std::string& owner_term);
  ValueCodes& codes() { return codes_; }
  void count_words(const std::map<std::string, unsigned>& words);

  // All changes since the last commit become visible together with `sequence`, or none.
  void commit(std::uint64_t sequence);

  // Whether so much waits that copy_to() is quicker than commit().
  bool wants_copy() const;

  // Writes a copy without waste, with all that waits, to `path`, which must not exist, and goes on there. The database
  // stays as it is where it was.
  void copy_to(const std::filesystem::path& path, std::uint64_t sequence);

 private:
  void attach(const std::filesystem::path& path);
  void finish(std::uint64_t sequence);

  std::size_t most_bytes_;
  std::filesystem::path path_;
  Xapian::WritableDatabase database_;
  PostingPile pile_;
  std::unordered_map<std::string, std::pair<Xapian::docid, Xapian::docid>> waiting_;  // owner -> its entries
  std::map<std::string, unsigned> words_;
  DocIds dead_;
  ValueCodes codes_;
  bool can_copy_ = false;  // Xapian's databases are of the format that piles are written in
  bool dead_changed_ = false;
};

// The entry that an owner has today, if any; its others are dead. 0: it never had one.
Xapian::docid newest_entry(const Xapian::Database& database, const std::string& owner_term);

std::string encode_doc_ids(const DocIds& ids);
DocIds decode_doc_ids(std::string_view bytes);

}  // namespace fupan::indexer::xapian
