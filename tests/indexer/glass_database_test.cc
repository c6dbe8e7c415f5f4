#include "indexer/xapian/glass_database.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "tests/support/temp_folder.h"

namespace fupan::indexer::xapian {
namespace {

std::string dump(const Xapian::Database& database) {
  std::ostringstream out;
  out << database.get_doccount() << " entries to " << database.get_lastdocid() << ", lengths "
      << database.get_doclength_lower_bound() << " to " << database.get_doclength_upper_bound() << ", average "
      << database.get_avlength() << '\n';
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << term.get_termfreq() << ' ' << database.get_collection_freq(*term) << ':';
    for (auto i = database.postlist_begin(*term); i != database.postlist_end(*term); ++i) {
      out << ' ' << *i << '*' << i.get_wdf() << '/' << i.get_doclength();
    }
    out << '\n';
  }
  for (Xapian::valueno slot = 0; slot < 12; ++slot) {
    out << "slot " << slot << ' ' << database.get_value_freq(slot) << ' ' << database.get_value_lower_bound(slot) << ' '
        << database.get_value_upper_bound(slot) << ':';
    for (auto i = database.valuestream_begin(slot); i != database.valuestream_end(slot); ++i) {
      out << ' ' << i.get_docid() << '=' << *i;
    }
    out << '\n';
  }
  for (auto i = database.postlist_begin(""); i != database.postlist_end(""); ++i) {
    out << *i << ' ' << database.get_document(*i).get_data() << '\n';
  }
  return out.str();
}

class GlassDatabaseTest : public testing::Test {
 protected:
  // Few frequent terms, many that are rare; values in some slots; some entries with long data, some with nothing.
  Entry any_entry() {
    Entry entry;
    for (unsigned word = 0; word < 40; ++word) {
      if (random_() % (word + 1) == 0)
        entry.add_term("w" + std::to_string(word), static_cast<unsigned>(random_() % 300));
    }
    for (int i = 0; i < 10; ++i) entry.add_term("rare" + std::to_string(next_++) + std::string(random_() % 150, 'x'));
    if (random_() % 50 == 0) entry.add_boolean_term(std::string("zero\0byte", 9));
    if (random_() % 2 == 0) entry.add_value(0, std::to_string(random_() % 9));
    if (random_() % 3 == 0) entry.add_value(9, std::to_string(random_() % 1000));
    const std::size_t sizes[] = {0, 10, 30, 9000};
    entry.set_data(std::string(sizes[random_() % 4], static_cast<char>('a' + next_ % 26)));
    return entry;
  }

  void fill(PostingPile& pile, int entries) {
    for (int i = 0; i < entries; ++i) pile.add(any_entry());
  }

  std::string written_by_xapian(const PostingPile& pile, const std::string& name) {
    Xapian::WritableDatabase database(path(name), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
    pile.add_to(database);
    database.commit();
    EXPECT_TRUE(is_glass_database(path(name)));
    return dump(database);
  }

  void expect_what_xapian_writes(int entries) {
    PostingPile pile;
    fill(pile, entries);
    write_glass_database(pile, path("ours"));
    EXPECT_EQ(Xapian::Database::check(path("ours")), 0U);
    EXPECT_EQ(dump(Xapian::Database(path("ours"))), written_by_xapian(pile, "theirs"));
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  test::TempFolder folder_;
  std::mt19937 random_{1};
  unsigned next_ = 1;
};

TEST_F(GlassDatabaseTest, HoldsWhatXapianWouldHaveWritten) { expect_what_xapian_writes(6000); }

TEST_F(GlassDatabaseTest, OneEntryIsEnough) { expect_what_xapian_writes(1); }

TEST_F(GlassDatabaseTest, IsMergedByXapian) {
  PostingPile first;
  fill(first, 2000);
  PostingPile second(first.last());
  fill(second, 1000);
  EXPECT_EQ(second.first(), 2001U);
  write_glass_database(first, path("first"));
  write_glass_database(second, path("second"));
  Xapian::Database both(path("first"));
  both.add_database(Xapian::Database(path("second")));
  both.compact(path("both"), Xapian::DBCOMPACT_NO_RENUMBER);
  EXPECT_EQ(Xapian::Database::check(path("both")), 0U);
  Xapian::WritableDatabase one(path("one"), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  first.add_to(one);
  second.add_to(one);
  one.commit();
  EXPECT_EQ(dump(Xapian::Database(path("both"))), dump(one));
}

TEST_F(GlassDatabaseTest, CanBeWrittenToByXapian) {
  PostingPile pile;
  fill(pile, 3000);
  write_glass_database(pile, path("ours"));
  PostingPile more(pile.last());
  fill(more, 500);
  Xapian::WritableDatabase ours(path("ours"), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  more.add_to(ours);
  ours.commit();
  EXPECT_EQ(Xapian::Database::check(path("ours")), 0U);
  Xapian::WritableDatabase theirs(path("theirs"), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  pile.add_to(theirs);
  more.add_to(theirs);
  theirs.commit();
  EXPECT_EQ(dump(ours), dump(theirs));
}

TEST_F(GlassDatabaseTest, AnotherFormatIsNotOurs) {
  EXPECT_FALSE(is_glass_database(path("nothing")));
  std::filesystem::create_directories(path("other"));
  std::ofstream(path("other") + "/iamglass") << "\x0f\x0dXapian Glass\x05\x01 and more";
  EXPECT_FALSE(is_glass_database(path("other")));
}

}  // namespace
}  // namespace fupan::indexer::xapian
