// Writes a table of a Xapian database (backend "glass", format of 14 March 2016) from items in ascending order, in one
// go and without a gap. Xapian itself looks up each item that is added, among those before it.
//
// A table is a tree of blocks of 8 KiB. docs/formats.md says no more of them than that they are Xapian's: whoever reads
// them is Xapian, and a database is only written where Xapian makes databases of this format
// (glass_database.h). One thread. Throws Xapian::DatabaseError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/xapian/file_ptr.h"

namespace fupan::indexer::xapian {

// What Xapian must be told of a table to find its way in it.
struct GlassRoot {
  std::uint32_t block = 0;
  std::uint32_t level = 0;
  std::uint64_t items = 0;
  std::uint32_t blocks = 0;  // of the whole file
};

class GlassTable {
 public:
  static constexpr std::size_t kBlockBytes = 8192;
  static constexpr std::size_t kMaxKeyBytes = 255;

  explicit GlassTable(const std::filesystem::path& file);

  // `key` is not empty, at most kMaxKeyBytes long, and greater than the one before. A long value is cut into parts.
  void add(std::string_view key, std::string_view value);

  // How long a value may be to go into the present block as one part; 0 when not even an empty one does.
  std::size_t room_for(std::size_t key_bytes) const;

  // Writes what is left to the disk. The last call.
  GlassRoot finish();

 private:
  // A block in the making: items from its end downwards, their places from its beginning upwards.
  class Block {
   public:
    explicit Block(unsigned level) : level_(level) { clear(); }
    void clear();
    bool is_empty() const { return places_ == kHeaderBytes; }
    std::size_t free_bytes() const { return lowest_ - places_; }
    char* add(std::size_t size);  // there is room for it
    std::string_view seal();

   private:
    static constexpr std::size_t kHeaderBytes = 11;
    unsigned level_;
    std::size_t places_ = kHeaderBytes;
    std::size_t lowest_ = kBlockBytes;
    std::string bytes_;
  };

  struct Position {  // of an item among all: two parts of a value have the same key
    std::string key;
    unsigned part = 1;
  };

  void add_part(std::string_view key, unsigned part, std::string_view bytes, bool is_last);
  void begin_leaf(std::string_view key, unsigned part);
  void add_child(std::size_t level, Position from, std::uint32_t block);
  std::uint32_t write(Block& block);

  std::filesystem::path path_;
  FilePtr file_;
  Block leaf_{0};
  Position leaf_from_;  // what is at or behind this is in the leaf, or behind it
  Position last_;
  std::vector<Block> branches_;  // from level 1 up
  std::vector<Position> branch_from_;
  std::uint32_t blocks_ = 0;
  std::uint64_t items_ = 0;
};

}  // namespace fupan::indexer::xapian
