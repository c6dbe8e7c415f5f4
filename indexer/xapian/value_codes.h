// Numbers for the values of slots, so that an entry holds a byte or two for each of its values instead of text. The
// texts are kept once, in the database's metadata. One thread. Throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/text/string_hash.h"

namespace fupan::indexer::xapian {

class ValueCodes {
 public:
  void load(const Xapian::Database& database);

  // The bytes to store for `text`; a new text gets the next number, from 1 up.
  std::string encode(Xapian::valueno slot, std::string_view text);

  // Puts the texts that are new since the last call into the transaction.
  void save(Xapian::WritableDatabase& database);

 private:
  struct Slot {
    std::unordered_map<std::string, std::uint32_t, text::StringHash, std::equal_to<>> numbers;
    std::uint32_t last = 0;
  };
  std::map<Xapian::valueno, Slot> slots_;
  std::vector<std::pair<std::string, std::string>> fresh_;  // metadata key, text
};

// The number in stored bytes; 0 when there is none.
std::uint32_t decode_code(std::string_view bytes);

// The text behind a number; empty for 0.
std::string text_of_code(const Xapian::Database& database, Xapian::valueno slot, std::uint32_t number);

// "YYYY-MM-DD" as three bytes in the same order, for sorting and ranges; whatever is no date is cut off.
std::string encode_date(std::string_view date);

// These bytes as a number in the same order; 0 when there are none.
std::uint32_t decode_date(std::string_view bytes);

}  // namespace fupan::indexer::xapian
