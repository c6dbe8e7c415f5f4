#include "indexer/xapian/glass_database.h"

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <random>
#include <system_error>

#include "core/varint.h"
#include "indexer/xapian/glass_table.h"
#include "indexer/xapian/posting_run.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::string_view kMagic{"\x0f\x0dXapian Glass\x04\x6e", 16};  // the last two bytes: the format's date
constexpr std::size_t kUuidBytes = 16;
constexpr std::uint64_t kRevision = 1;
constexpr std::size_t kMostChunkBytes = 1900;  // Xapian's are a little longer than 2000; these go into one item
constexpr std::size_t kLeastChunkBytes = 100;  // what is left of a block is worth a chunk of its own

// Keys of the table of postings that are no terms begin with a zero byte.
constexpr std::string_view kValueStatistics{"\0\xd0", 2};
constexpr std::string_view kValueChunk{"\0\xd8", 2};
constexpr std::string_view kLengths{"\0\xe0", 2};

// A number in bytes that sort like it.
void append_sortable(std::string& out, Xapian::docid number) {
  const std::size_t bytes = number < 0x8000 ? 2 : (static_cast<std::size_t>(std::bit_width(number)) + 5) / 7;
  const std::size_t at = out.size();
  out.resize(at + bytes);
  for (std::size_t i = bytes; i-- > 0; number >>= 8U) out[at + i] = static_cast<char>(number & 0xFFU);
  if (bytes > 2) out[at] = static_cast<char>(static_cast<unsigned char>(out[at]) | (0xFFU << (10 - bytes)));
}

void append_text(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out += text;
}

// What comes before the number of an entry in keys. A zero byte in a term is escaped: it ends the term.
std::string key_of(std::string_view term) {
  std::string key;
  for (const char c : term) {
    key += c;
    if (c == '\0') key += '\xff';
  }
  return key;
}

// Writes a list of entries and numbers in chunks. The first chunk says how many there are in all.
class ListWriter {
 public:
  struct Totals {
    std::uint64_t entries = 0;
    std::uint64_t occurrences = 0;
  };

  // `separator` stands between `key` and the number of a later chunk's first entry.
  ListWriter(GlassTable& table, std::string key, std::string_view separator, Totals totals)
      : table_(table), key_(std::move(key)), separator_(separator), totals_(totals) {
    set_limit();
  }

  void add(Xapian::docid id, Xapian::termcount number) {
    if (body_.empty()) {
      first_ = id;
    } else if (body_.size() >= limit_) {
      flush(false);
      first_ = id;
    } else {
      append_varint(body_, id - last_ - 1);
    }
    append_varint(body_, number);
    last_ = id;
  }

  void flush(bool is_last) {
    std::string key = key_;
    std::string value;
    if (is_first_) {
      append_varint(value, totals_.entries);
      append_varint(value, totals_.occurrences);
      append_varint(value, first_ - 1);
    } else {
      key += separator_;
      append_sortable(key, first_);
    }
    value += is_last ? '1' : '0';
    append_varint(value, last_ - first_);
    table_.add(key, value += body_);
    body_.clear();
    is_first_ = false;
    set_limit();
  }

 private:
  // So that a long list fills its blocks.
  void set_limit() {
    constexpr std::size_t kLongestHead = 40;  // of what stands before the body, and of its last number
    const std::size_t room = table_.room_for(key_.size() + kLongestHead);
    limit_ = room < kLeastChunkBytes ? kMostChunkBytes : std::min(room, kMostChunkBytes);
  }

  GlassTable& table_;
  std::string key_;
  std::string_view separator_;
  Totals totals_;
  std::string body_;
  std::size_t limit_ = 0;
  Xapian::docid first_ = 0;
  Xapian::docid last_ = 0;
  bool is_first_ = true;
};

void write_values(const PostingPile& pile, GlassTable& table) {
  const auto& slots = pile.slots();
  for (std::size_t number = 0; number < slots.size(); ++number) {
    const PostingPile::Slot& slot = slots[number];
    if (slot.entries == 0) continue;
    std::string key(kValueStatistics);
    if (number > 0) key += static_cast<char>(number);
    std::string value;
    append_varint(value, slot.entries);
    append_text(value, slot.lowest);
    if (slot.highest != slot.lowest) value += slot.highest;
    table.add(key, value);
  }
  for (std::size_t number = 0; number < slots.size(); ++number) {
    for (const auto& [from, chunk] : slots[number].chunks) {
      std::string key(kValueChunk);
      append_varint(key, number);
      append_sortable(key, from);
      table.add(key, chunk);
    }
  }
}

GlassRoot write_postings(const PostingPile& pile, const std::filesystem::path& file) {
  GlassTable table(file);
  write_values(pile, table);
  ListWriter lengths(table, std::string(kLengths), {}, {});
  for (std::size_t i = 0; i < pile.size(); ++i) {
    lengths.add(pile.first() + static_cast<Xapian::docid>(i), pile.lengths()[i]);
  }
  lengths.flush(true);
  for (MergedTerms terms(pile); terms.next();) {
    ListWriter list(table, key_of(terms.name()), std::string_view("\0", 1), {terms.entries(), terms.occurrences()});
    terms.for_each_posting([&](Xapian::docid id, Xapian::termcount frequency) { list.add(id, frequency); });
    list.flush(true);
  }
  return table.finish();
}

GlassRoot write_data(const PostingPile& pile, const std::filesystem::path& file) {
  GlassTable table(file);
  for (std::size_t i = 0; i < pile.size(); ++i) {
    if (pile.data(i).empty()) continue;
    std::string key;
    append_sortable(key, pile.first() + static_cast<Xapian::docid>(i));
    table.add(key, pile.data(i));
  }
  return table.finish();
}

// How a table is found. `compress_above`: Xapian tries to compress longer values that it adds itself; 0: none.
void append_root(std::string& out, const GlassRoot* root, std::uint64_t compress_above) {
  constexpr unsigned kIsSequential = 2;
  constexpr unsigned kIsAbsent = 1;
  append_varint(out, root == nullptr ? 0 : root->block);
  append_varint(out, root == nullptr ? kIsAbsent | kIsSequential : root->level << 2U | kIsSequential);
  append_varint(out, root == nullptr ? 0 : root->items);
  append_varint(out, GlassTable::kBlockBytes >> 11U);
  append_varint(out, compress_above);
  std::string free_blocks;
  if (root != nullptr) {
    append_varint(free_blocks, kRevision);
    append_varint(free_blocks, root->blocks);
    free_blocks.append(4, '\0');  // none: the list of them begins and ends at the same place
  }
  append_text(out, free_blocks);
}

void append_uuid(std::string& out) {
  std::random_device random;
  for (std::size_t i = 0; i < kUuidBytes; ++i) out += static_cast<char>(random());
}

std::string head_of(const PostingPile& pile, const GlassRoot& postings, const GlassRoot& data) {
  constexpr std::uint64_t kCompressAbove = 18;
  std::string out(kMagic);
  append_uuid(out);
  append_varint(out, kRevision);
  append_root(out, &postings, 0);
  append_root(out, &data, kCompressAbove);
  append_root(out, nullptr, kCompressAbove);  // term lists
  append_root(out, nullptr, 0);               // positions
  append_root(out, nullptr, kCompressAbove);  // spelling
  append_root(out, nullptr, kCompressAbove);  // synonyms
  Xapian::termcount shortest = 0;
  Xapian::termcount longest = 0;
  std::uint64_t sum = 0;
  for (const Xapian::termcount length : pile.lengths()) {
    if (length > 0 && (shortest == 0 || length < shortest)) shortest = length;
    longest = std::max(longest, length);
    sum += length;
  }
  append_varint(out, pile.size());
  append_varint(out, pile.last() - pile.size());
  append_varint(out, shortest);
  append_varint(out, pile.highest_frequency());
  append_varint(out, longest - pile.highest_frequency());
  append_varint(out, 0);  // changesets
  append_varint(out, sum);
  append_varint(out, 0);  // spelling
  return out;
}

}  // namespace

bool is_glass_database(const std::filesystem::path& path) {
  std::array<char, kMagic.size()> bytes{};
  std::ifstream in(path / "iamglass", std::ios::binary);
  return in.read(bytes.data(), bytes.size()) && std::string_view(bytes.data(), bytes.size()) == kMagic;
}

void write_glass_database(const PostingPile& pile, const std::filesystem::path& path) {
  std::error_code failed;
  std::filesystem::create_directories(path, failed);
  const GlassRoot postings = write_postings(pile, path / "postlist.glass");
  const GlassRoot data = write_data(pile, path / "docdata.glass");
  const std::string head = head_of(pile, postings, data);
  std::ofstream out(path / "iamglass", std::ios::binary | std::ios::trunc);
  out.write(head.data(), static_cast<std::streamsize>(head.size()));
  out.flush();
  if (!out) throw Xapian::DatabaseError("write " + (path / "iamglass").string());
}

}  // namespace fupan::indexer::xapian
