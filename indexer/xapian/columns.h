// The values of all entries of a database in memory, a column for each slot that was asked for: counting facets then
// costs an array access for each match. Entries are never changed, only added (append_database.h), so columns only
// grow. An entry without a value in the database has that of the entry before it: most lessons share most of theirs
// with their document's others. Thread-safe. About 4 bytes for each entry and column.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {

inline constexpr std::string_view kNoValue{"\0", 1};  // as it is stored

// Holds the numbers that stand for values (value_codes.h); 0 is no value.
class Column {
 public:
  static constexpr std::size_t kChunk = 65536;
  using Chunk = std::array<std::uint32_t, kChunk>;

  // What one search looks at: entries added later are not in it.
  class View {
   public:
    std::uint32_t at(Xapian::docid id) const { return id < size_ ? (*chunks_[id / kChunk])[id % kChunk] : 0; }
    std::size_t end() const { return end_; }  // numbers are below this

   private:
    friend class Column;
    std::vector<std::shared_ptr<Chunk>> chunks_;
    std::size_t size_ = 0;
    std::size_t end_ = 1;
  };

  // How the bytes of a slot are a number.
  using Decode = std::uint32_t (*)(std::string_view bytes);

  // Reads what `database` has in `slot` beyond what is known, and gives all of it. Throws Xapian's exceptions.
  View view(const Xapian::Database& database, Xapian::valueno slot, Decode decode = decode_code);

  // The same of the lengths of entries.
  View view_lengths(const Xapian::Database& database);

 private:
  std::size_t make_room(const Xapian::Database& database);
  std::uint32_t at(std::size_t id) const { return (*chunks_[id / kChunk])[id % kChunk]; }
  void put(Xapian::docid id, std::uint32_t number);
  View known() const;

  std::mutex mutex_;
  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;  // entry numbers below this are known
  std::size_t end_ = 1;
};

// The columns of one database of one generation.
class Columns {
 public:
  static constexpr std::size_t kSlots = 16;
  Column& operator[](Xapian::valueno slot) { return columns_.at(slot); }
  Column& lengths() { return lengths_; }

 private:
  std::array<Column, kSlots> columns_;
  Column lengths_;
};

}  // namespace fupan::indexer::xapian
