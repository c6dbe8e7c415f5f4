#include "indexer/xapian/posting_pile.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/support/temp_folder.h"

namespace fupan::indexer::xapian {
namespace {

using Postings = std::map<std::string, std::map<Xapian::docid, Xapian::termcount>>;

Postings postings_of(const PostingPile& pile) {
  Postings out;
  for (const PostingPile::Term* term : pile.sorted_terms()) {
    auto& entries = out[std::string(pile.name_of(*term))];
    pile.for_each_posting(*term, [&](Xapian::docid id, Xapian::termcount frequency) { entries[id] = frequency; });
  }
  return out;
}

// Of 500 words; every hundredth serial number ends in the same 18 bits.
std::uint32_t serial_of(unsigned word) { return word % 100 + 1 + (word / 100 << 18U); }

TEST(PostingPile, FindsATermByItsSerialNumberOrItsName) {
  const test::TempFolder folder;
  PostingPile pile;
  Postings expected;
  std::mt19937 random(1);
  const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
  for (Xapian::docid id = 1; id <= 2000; ++id) {
    if (id == 1000) {
      EXPECT_EQ(postings_of(pile), expected);
      pile.spill(folder.path() / "run");  // numbers begin again
      expected.clear();
    }
    Entry entry;
    for (unsigned word = below(7); word < 500; word += 1 + below(40)) {
      const std::string name = "w" + std::to_string(word);
      const Xapian::termcount frequency = below(300);
      const bool is_known = below(3) != 0;
      entry.add_known_term(name, hash_of_term(name), is_known ? serial_of(word) : 0, frequency);
      expected[name][id] = frequency;
    }
    EXPECT_EQ(pile.add(entry), id);
  }
  EXPECT_EQ(postings_of(pile), expected);
}

}  // namespace
}  // namespace fupan::indexer::xapian
