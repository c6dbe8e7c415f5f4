// New entries of a database, held in memory as posting lists until they are written: each term once, its entries behind
// it in a few bytes each. Xapian keeps a map of strings to maps instead, which takes many times as long and as much
// memory. What becomes too much is put aside, sorted, into files (posting_run.h). One thread. Throws Xapian's
// exceptions.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/xapian/entry.h"
#include "indexer/xapian/posting_run.h"

namespace fupan::indexer::xapian {

class PostingPile {
 public:
  // A term and its postings, pairs of varints: step from the entry before (less 1) and frequency. They lie in slices
  // that grow, each of which ends in the place of the next one. Most terms have one entry only, and no slice.
  struct Term {
    std::uint32_t text = 0;  // its place
    std::uint32_t entries = 0;
    Xapian::termcount occurrences = 0;
    Xapian::docid last = 0;   // entry
    std::uint32_t slice = 0;  // the first
    std::uint32_t at = 0;     // the next byte goes here
    std::uint16_t room = 0;   // bytes from there to the end of the slice
    std::uint8_t slices = 0;  // how many; no more than are of different sizes
    std::uint8_t size = 0;    // of the text
  };

  // The values of a slot as Xapian stores them: in chunks, each behind the number of its first entry. Only those that
  // differ from the value of the entry before (columns.h).
  struct Slot {
    std::vector<std::pair<Xapian::docid, std::string>> chunks;
    Xapian::docid last = 0;
    Xapian::doccount entries = 0;
    std::string lowest, highest;
    std::string present;  // what the last entry has
  };

  // Numbers of entries begin behind `last`.
  explicit PostingPile(Xapian::docid last = 0);

  // Serial numbers of terms, where entries give them, must come from one maker.
  Xapian::docid add(const Entry& entry);

  Xapian::docid first() const { return last_before_ + 1; }
  Xapian::docid last() const { return last_before_ + static_cast<Xapian::docid>(lengths_.size()); }
  std::size_t size() const { return lengths_.size(); }
  std::size_t bytes() const;  // of memory for postings, roughly

  // Puts the postings into a file, which is removed with the pile.
  void spill(const std::filesystem::path& file);
  const std::vector<PostingRun>& runs() const { return runs_; }

  std::vector<const Term*> sorted_terms() const;  // with what was not put aside
  std::string_view name_of(const Term& term) const { return {names_.at(term.text), term.size}; }
  template <class F>  // F(entry, frequency)
  void for_each_posting(const Term& term, F&& visit) const;
  const std::vector<Slot>& slots() const { return slots_; }
  const std::vector<Xapian::termcount>& lengths() const { return lengths_; }  // by entry
  std::string_view data(std::size_t i) const;                                 // of the i-th entry
  Xapian::termcount highest_frequency() const { return highest_frequency_; }

  // Adds all to a database that ends where they begin, one after the other, as Xapian does it. Nothing was put aside.
  void add_to(Xapian::WritableDatabase& database) const;

 private:
  // Bytes in blocks that never move.
  class Arena {
   public:
    std::uint32_t allocate(std::size_t size);  // at most kBlockBytes, in one piece
    char* at(std::uint32_t place) const { return blocks_[place >> kBlockBits].get() + (place & (kBlockBytes - 1)); }
    std::size_t bytes() const { return blocks_.size() * kBlockBytes; }

   private:
    static constexpr unsigned kBlockBits = 20;
    static constexpr std::uint32_t kBlockBytes = 1U << kBlockBits;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = kBlockBytes;  // of the last
  };

  // A term by the serial number that entries give it.
  struct Known {
    std::uint32_t serial = 0;
    std::uint32_t number = 0;
  };

  // Of the table of terms.
  struct Seat {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // of the term, and 1; 0: free
    bool is_free() const { return number == 0; }
  };

  static constexpr std::size_t kTermsPerBlock = 4096;
  static constexpr std::size_t kKnown = std::size_t{1} << 18U;  // as many as are remembered at a time (text_terms.h)
  static constexpr std::uint32_t kLinkBytes = 4;
  static constexpr std::uint8_t kMostSlices = 7;
  static std::uint32_t slice_bytes(unsigned number) { return 16U << std::min<unsigned>(number, kMostSlices); }
  static std::uint32_t read_link(const char* at) {
    std::uint32_t link = 0;
    std::memcpy(&link, at, kLinkBytes);
    return link;
  }

  Term& term(std::size_t i) const { return terms_[i / kTermsPerBlock][i % kTermsPerBlock]; }
  void fetch_ahead(const std::vector<Entry::Term>& terms, std::size_t at) const;
  static std::size_t known_place(const Entry::Term& term) { return term.serial & (kKnown - 1); }
  std::size_t table_place(std::size_t hash) const { return static_cast<std::uint32_t>(hash) & (table_.size() - 1); }
  Term& term_of(const Entry& entry, const Entry::Term& wanted);
  std::uint32_t find_or_add(std::string_view name, std::uint64_t hash);  // its number
  void grow_table();
  void add_posting(Term& term, Xapian::docid id, Xapian::termcount frequency);
  void append(Term& term, std::uint32_t number);
  void add_slice(Term& term);
  void add_values(const Entry& entry, Xapian::docid id);
  static void add_value(Slot& slot, Xapian::docid id, std::string_view bytes);

  Xapian::docid last_before_;
  std::vector<PostingRun> runs_;
  std::vector<std::unique_ptr<Term[]>> terms_;
  std::size_t term_count_ = 0;
  std::vector<Seat> table_;   // open addressing
  std::vector<Known> known_;  // by the last bits of the serial, of those that share them the last one
  Arena postings_;
  Arena names_;
  std::vector<Slot> slots_;
  std::vector<Xapian::termcount> lengths_;
  std::string data_;                     // of all entries
  std::vector<std::uint64_t> data_end_;  // of each
  Xapian::termcount highest_frequency_ = 0;
};

template <class F>
void PostingPile::for_each_posting(const Term& term, F&& visit) const {
  if (term.entries == 1) return visit(term.last, term.occurrences);
  const char* at = nullptr;
  const char* end = nullptr;
  unsigned slices = 0;
  std::uint32_t next = term.slice;
  const auto take = [&] {
    std::uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (at == end) {
        at = postings_.at(next);
        end = at + slice_bytes(slices++) - kLinkBytes;
        next = read_link(end);
      }
      const auto byte = static_cast<unsigned char>(*at++);
      number |= (byte & 0x7FU) << shift;
      if (byte < 0x80) return number;
    }
  };
  Xapian::docid id = last_before_;
  for (std::uint32_t i = 0; i < term.entries; ++i) {
    id += take() + 1;
    visit(id, take());
  }
}

}  // namespace fupan::indexer::xapian
