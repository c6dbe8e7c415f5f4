#include "indexer/xapian/posting_pile.h"

#include <array>
#include <utility>

#include "core/varint.h"
#include "indexer/xapian/columns.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kChunkBytes = 2000;
constexpr std::size_t kSmallestTable = 1U << 12U;
constexpr std::size_t kAhead = 4;  // terms

}  // namespace

std::uint32_t PostingPile::Arena::allocate(std::size_t size) {
  if (used_ + size > kBlockBytes) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
    used_ = 0;
  }
  const std::size_t place = ((blocks_.size() - 1) << kBlockBits) + used_;
  used_ += size;
  return static_cast<std::uint32_t>(place);
}

PostingPile::PostingPile(Xapian::docid last) : last_before_(last), slots_(Columns::kSlots) {}

Xapian::docid PostingPile::add(const Entry& entry) {
  const Xapian::docid id = last() + 1;
  Xapian::termcount length = 0;
  const std::vector<Entry::Term>& terms = entry.terms();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    fetch_ahead(terms, i);
    const Entry::Term& term = terms[i];
    add_posting(term_of(entry, term), id, term.frequency);
    length += term.frequency;
    highest_frequency_ = std::max(highest_frequency_, term.frequency);
  }
  add_values(entry, id);
  lengths_.push_back(length);
  data_ += entry.data();
  data_end_.push_back(data_.size());
  return id;
}

std::size_t PostingPile::bytes() const {
  return postings_.bytes() + names_.bytes() + terms_.size() * kTermsPerBlock * sizeof(Term) +
         table_.size() * sizeof(Seat);
}

void PostingPile::spill(const std::filesystem::path& file) {
  RunWriter run(file);
  for (const Term* term : sorted_terms()) {
    run.begin_term(name_of(*term), term->entries, term->occurrences);
    for_each_posting(*term, [&](Xapian::docid id, Xapian::termcount frequency) { run.add(id, frequency); });
  }
  runs_.push_back(run.finish());
  terms_.clear();
  term_count_ = 0;
  table_.clear();
  known_.clear();
  postings_ = {};
  names_ = {};
}

std::string_view PostingPile::data(std::size_t i) const {
  const std::uint64_t begin = i == 0 ? 0 : data_end_[i - 1];
  return std::string_view(data_).substr(begin, data_end_[i] - begin);
}

// A pile is larger than the processor's caches: what is needed soon is asked for now, each from where the last one
// says that it is: by its serial number the term and its postings; else its seat, and the term.
void PostingPile::fetch_ahead(const std::vector<Entry::Term>& terms, std::size_t at) const {
  if (known_.empty()) return;
  if (at + 3 * kAhead < terms.size()) __builtin_prefetch(&known_[known_place(terms[at + 3 * kAhead])]);
  if (at + 2 * kAhead < terms.size()) {
    const Entry::Term& wanted = terms[at + 2 * kAhead];
    if (const Known& known = known_[known_place(wanted)]; known.serial == wanted.serial) {
      __builtin_prefetch(&term(known.number));
    } else {
      __builtin_prefetch(&table_[table_place(wanted.hash)]);
    }
  }
  if (at + kAhead >= terms.size()) return;
  const Entry::Term& wanted = terms[at + kAhead];
  if (const Known& known = known_[known_place(wanted)]; known.serial == wanted.serial) {
    if (const Term& next = term(known.number); next.room > 0) __builtin_prefetch(postings_.at(next.at));
  } else if (const Seat& seat = table_[table_place(wanted.hash)]; !seat.is_free()) {
    __builtin_prefetch(&term(seat.number - 1));
  }
}

PostingPile::Term& PostingPile::term_of(const Entry& entry, const Entry::Term& wanted) {
  if (wanted.serial == 0) return term(find_or_add(entry.text_of(wanted), wanted.hash));
  if (known_.empty()) known_.resize(kKnown);
  Known& known = known_[known_place(wanted)];
  if (known.serial != wanted.serial) known = {wanted.serial, find_or_add(entry.text_of(wanted), wanted.hash)};
  return term(known.number);
}

std::uint32_t PostingPile::find_or_add(std::string_view name, std::uint64_t hash) {
  if (term_count_ * 4 >= table_.size() * 3) grow_table();
  const auto short_hash = static_cast<std::uint32_t>(hash);
  std::size_t slot = table_place(hash);
  for (; !table_[slot].is_free(); slot = table_place(slot + 1)) {
    if (table_[slot].hash != short_hash) continue;
    const std::uint32_t number = table_[slot].number - 1;
    if (name_of(term(number)) == name) return number;
  }
  const auto number = static_cast<std::uint32_t>(term_count_++);
  if (number == terms_.size() * kTermsPerBlock) terms_.push_back(std::make_unique<Term[]>(kTermsPerBlock));
  table_[slot] = {short_hash, number + 1};
  Term& fresh = term(number);
  fresh.text = names_.allocate(name.size());
  fresh.size = static_cast<std::uint8_t>(name.size());
  std::copy(name.begin(), name.end(), names_.at(fresh.text));
  return number;
}

void PostingPile::grow_table() {
  const std::vector<Seat> before =
      std::exchange(table_, std::vector<Seat>(std::max(kSmallestTable, table_.size() * 2)));
  for (const Seat& seat : before) {
    if (seat.is_free()) continue;
    std::size_t slot = table_place(seat.hash);
    while (!table_[slot].is_free()) slot = table_place(slot + 1);
    table_[slot] = seat;
  }
}

void PostingPile::add_posting(Term& term, Xapian::docid id, Xapian::termcount frequency) {
  if (term.entries == 1) {
    append(term, term.last - last_before_ - 1);
    append(term, term.occurrences);
  }
  if (term.entries > 0) {
    append(term, id - term.last - 1);
    append(term, frequency);
  }
  ++term.entries;
  term.occurrences += frequency;
  term.last = id;
}

void PostingPile::append(Term& term, std::uint32_t number) {
  for (bool more = true; more; number >>= 7U) {
    more = number >= 0x80;
    if (term.room == 0) add_slice(term);
    --term.room;
    *postings_.at(term.at++) = static_cast<char>((number & 0x7FU) | (more ? 0x80U : 0U));
  }
}

void PostingPile::add_slice(Term& term) {
  const std::uint32_t bytes = slice_bytes(term.slices);
  const std::uint32_t place = postings_.allocate(bytes);
  if (term.slices == 0) {
    term.slice = place;
  } else {
    std::memcpy(postings_.at(term.at), &place, kLinkBytes);
  }
  if (term.slices < kMostSlices) ++term.slices;
  term.at = place;
  term.room = static_cast<std::uint16_t>(bytes - kLinkBytes);
}

// The first entry has a value in each slot: nothing is known of the entry before.
void PostingPile::add_values(const Entry& entry, Xapian::docid id) {
  std::array<std::string_view, Columns::kSlots> values;
  values.fill(kNoValue);
  for (const auto& [slot, bytes] : entry.values()) values.at(slot) = bytes;
  for (std::size_t slot = 0; slot < values.size(); ++slot) {
    if (slots_[slot].present != values[slot]) add_value(slots_[slot], id, values[slot]);
  }
}

void PostingPile::add_value(Slot& slot, Xapian::docid id, std::string_view bytes) {
  slot.present = bytes;
  if (slot.chunks.empty() || slot.chunks.back().second.size() >= kChunkBytes) {
    slot.chunks.emplace_back(id, std::string{});
  } else {
    append_varint(slot.chunks.back().second, id - slot.last - 1);
  }
  append_varint(slot.chunks.back().second, bytes.size());
  slot.chunks.back().second += bytes;
  slot.last = id;
  if (slot.entries++ == 0 || bytes < slot.lowest) slot.lowest = bytes;
  if (bytes > slot.highest) slot.highest = bytes;
}

// By their first eight bytes as a number, and by the names themselves only where these are the same.
std::vector<const PostingPile::Term*> PostingPile::sorted_terms() const {
  struct Item {
    std::uint64_t begin = 0;
    const Term* term = nullptr;
  };
  std::vector<Item> items(term_count_);
  for (std::size_t i = 0; i < term_count_; ++i) {
    items[i].term = &term(i);
    const std::string_view name = name_of(*items[i].term);
    for (std::size_t k = 0; k < 8; ++k) {
      items[i].begin = items[i].begin << 8U | (k < name.size() ? static_cast<unsigned char>(name[k]) : 0U);
    }
  }
  std::sort(items.begin(), items.end(), [this](const Item& a, const Item& b) {
    return a.begin != b.begin ? a.begin < b.begin : name_of(*a.term) < name_of(*b.term);
  });
  std::vector<const Term*> sorted;
  sorted.reserve(items.size());
  for (const Item& item : items) sorted.push_back(item.term);
  return sorted;
}

void PostingPile::add_to(Xapian::WritableDatabase& database) const {
  std::vector<Xapian::Document> entries(size());
  for (std::size_t i = 0; i < term_count_; ++i) {
    const std::string name(name_of(term(i)));
    for_each_posting(term(i), [&](Xapian::docid id, Xapian::termcount frequency) {
      entries[id - first()].add_term(name, frequency);
    });
  }
  for (std::size_t number = 0; number < slots_.size(); ++number) {
    for (const auto& [from, chunk] : slots_[number].chunks) {
      std::string_view bytes = chunk;
      for (Xapian::docid id = from; const auto size = take_varint(bytes);) {
        entries[id - first()].add_value(static_cast<Xapian::valueno>(number), std::string(bytes.substr(0, *size)));
        bytes.remove_prefix(*size);
        id += static_cast<Xapian::docid>(take_varint(bytes).value_or(0)) + 1;
      }
    }
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].set_data(std::string(data(i)));
    database.add_document(entries[i]);
  }
}

}  // namespace fupan::indexer::xapian
