// A Xapian database that only grows. An entry that is replaced or removed is listed as dead and left out by readers
// (database_pool.h); making the index anew drops it. In return there is no list of terms for each entry, which would
// take a third of the space and a fifth of the time, and entry numbers only rise, so that columns of values can be kept
// in memory (columns.h). One thread. Throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {

using DocIds = std::vector<Xapian::docid>;  // ascending

class AppendDatabase {
 public:
  void create(const std::filesystem::path& path);
  void open(const std::filesystem::path& path);
  void close();

  std::uint64_t sequence() const;  // of the last commit
  Xapian::docid last() const { return database_.get_lastdocid(); }
  std::size_t live() const { return database_.get_doccount() - dead_.size(); }
  std::size_t dead() const { return dead_.size(); }

  // Adds the entries of one owner; what it had before is dead from then on. Each entry must hold `owner_term`. Returns
  // the number of the last one; 0 of none.
  Xapian::docid put(const std::string& owner_term, const std::vector<Xapian::Document>& entries);
  void remove(const std::string& owner_term);
  ValueCodes& codes() { return codes_; }
  void count_words(const std::map<std::string, unsigned>& words);

  // All changes since the last commit become visible together with `sequence`, or none.
  void commit(std::uint64_t sequence);

  // Writes a copy without waste to `path`, which must not exist. Only what is committed.
  void compact_to(const std::filesystem::path& path);

 private:
  void begin();

  Xapian::WritableDatabase database_;
  DocIds dead_;
  ValueCodes codes_;
  bool dead_changed_ = false;
  bool in_transaction_ = false;
};

// The entry that an owner has today, if any; its others are dead. 0: it never had one.
Xapian::docid newest_entry(const Xapian::Database& database, const std::string& owner_term);

std::string encode_doc_ids(const DocIds& ids);
DocIds decode_doc_ids(std::string_view bytes);

}  // namespace fupan::indexer::xapian
