#include "indexer/xapian/matcher.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "indexer/xapian/append_database.h"
#include "tests/support/temp_folder.h"

namespace fupan::indexer::xapian {
namespace {

constexpr Bm25 kBm25{1.6, 0.7};

// What Xapian itself makes of the same query.
Xapian::Query theirs(const Query& query) {
  using X = Xapian::Query;
  if (query.empty()) return {};
  const Query::Node& node = query.node();
  std::vector<X> parts;
  for (const Query& part : node.parts) parts.push_back(theirs(part));
  const auto joined = [&](X::op op) { return X(op, parts.begin(), parts.end()); };
  switch (node.kind) {
    case Query::Kind::kTerm:
      return X(node.text, static_cast<Xapian::termcount>(node.number));
    case Query::Kind::kAll:
      return joined(X::OP_AND);
    case Query::Kind::kAny:
      return joined(X::OP_OR);
    case Query::Kind::kWithout:
      return joined(X::OP_AND_NOT);
    case Query::Kind::kBonus:
      return joined(X::OP_AND_MAYBE);
    case Query::Kind::kWithin:
      return joined(X::OP_FILTER);
    case Query::Kind::kScaled:
      return X(X::OP_SCALE_WEIGHT, parts[0], node.number);
    case Query::Kind::kLifted: {
      Xapian::PostingSource* source = new Xapian::FixedWeightPostingSource(node.number);
      return X(X::OP_FILTER, X(source->release()), parts[0]);
    }
    default:
      return X(std::string());
  }
}

class MatcherTest : public testing::Test {
 protected:
  // Entries of words "a" to "l", the later ones rarer.
  void fill(int entries) {
    AppendDatabase database;
    database.create(folder_.path() / "db");
    for (int i = 0; i < entries; ++i) {
      Entry document;
      for (int word = 0; word < 12; ++word) {
        if (random_() % static_cast<unsigned>(word + 1) == 0)
          document.add_term(name(static_cast<unsigned>(word)), 1 + below(5));
      }
      document.add_boolean_term("Q" + std::to_string(i));
      if (i % 3 != 0) document.add_value(9, encode_date("2024-01-0" + std::to_string(1 + i % 9)));
      database.put("Q" + std::to_string(i), {document});
    }
    database.commit(1);
    open_.database = Xapian::Database((folder_.path() / "db").string());
    open_.dead = std::make_shared<const DocIds>();
    open_.columns = std::make_shared<Columns>();
  }

  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

  static std::string name(unsigned long word) { return std::string(1, static_cast<char>('a' + word)); }

  Query any_query(int depth) {
    if (depth == 0) return Query(name(random_() % 13), 1 + below(2));
    std::vector<Query> parts;
    for (auto n = 2 + random_() % 3; n > 0; --n) parts.push_back(any_query(depth - 1));
    switch (random_() % 8) {
      case 0:
        return without(parts[0], parts[1]);
      case 1:
        return with_bonus(parts[0], parts[1]);
      case 2:
        return within(parts[0], parts[1]);
      case 3:
        return scaled(parts[0], 0.5);
      case 4:
        return with_bonus(parts[0], lifted(parts[1], 100));
      case 5:
        return all_of({everything(), parts[0]});
      case 6:
        return all_of(parts);
      default:
        return any_of(parts);
    }
  }

  // Entries by the meaning of the operators alone.
  std::set<Xapian::docid> meant(const Query& query) const {
    std::set<Xapian::docid> out;
    const Query::Node& node = query.node();
    std::vector<std::set<Xapian::docid>> parts;
    for (const Query& part : node.parts) parts.push_back(meant(part));
    switch (node.kind) {
      case Query::Kind::kTerm:
        out.insert(open_.database.postlist_begin(node.text), open_.database.postlist_end(node.text));
        return out;
      case Query::Kind::kEverything:
        out.insert(open_.database.postlist_begin(""), open_.database.postlist_end(""));
        return out;
      case Query::Kind::kAny:
        for (const auto& part : parts) out.insert(part.begin(), part.end());
        return out;
      case Query::Kind::kAll:
      case Query::Kind::kWithin:
        out = parts[0];
        for (const auto& part : parts) std::erase_if(out, [&](Xapian::docid id) { return !part.contains(id); });
        return out;
      case Query::Kind::kWithout:
        out = parts[0];
        std::erase_if(out, [&](Xapian::docid id) { return parts[1].contains(id); });
        return out;
      default:
        return parts[0];
    }
  }

  test::TempFolder folder_;
  OpenDatabase open_;
  std::mt19937 random_{7};
};

TEST_F(MatcherTest, FindsAndWeighsAsXapianDoes) {
  fill(300);
  int compared = 0;  // weights
  for (int round = 0; round < 400; ++round) {
    const Query query = any_query(static_cast<int>(random_() % 4));
    Matcher matcher(open_);
    const Matches found = matcher.match(query, kBm25);
    Xapian::Enquire enquire(open_.database);
    enquire.set_query(theirs(query));
    enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25.k1, 0, 1000, kBm25.b, 0.5));
    const Xapian::MSet expected = enquire.get_mset(0, 1000);
    const std::set<Xapian::docid> all = meant(query);
    ASSERT_EQ(std::set<Xapian::docid>(found.ids.begin(), found.ids.end()), all) << theirs(query).get_description();
    EXPECT_EQ(matcher.find(query), found.ids);
    // Xapian 1.4.22 finds too much of some queries with AND_MAYBE inside the right side of AND_NOT.
    if (expected.size() != all.size()) continue;
    ++compared;
    for (auto i = expected.begin(); i != expected.end(); ++i) {
      const auto at = std::lower_bound(found.ids.begin(), found.ids.end(), *i);
      ASSERT_TRUE(at != found.ids.end() && *at == *i) << theirs(query).get_description();
      const double weight = found.weight(static_cast<std::size_t>(at - found.ids.begin()));
      ASSERT_NEAR(weight, i.get_weight(), 1e-6) << theirs(query).get_description();
      ASSERT_NEAR(matcher.weight_of(query, *i, kBm25).value_or(-1), i.get_weight(), 1e-6);
    }
  }
  EXPECT_GT(compared, 380);
}

TEST_F(MatcherTest, FindsAmongGivenEntriesOnly) {
  fill(200);
  const DocIds among{3, 50, 51, 52, 199, 4000};
  for (int round = 0; round < 200; ++round) {
    const Query query = any_query(2);
    Matcher matcher(open_);
    DocIds expected;
    for (const Xapian::docid id : Matcher(open_).find(query)) {
      if (std::binary_search(among.begin(), among.end(), id)) expected.push_back(id);
    }
    DocIds found = matcher.find(query, &among);
    std::erase(found, 4000U);  // whoever gives an entry says that it is there
    EXPECT_EQ(found, expected) << theirs(query).get_description();
  }
}

TEST_F(MatcherTest, DatesAreRangesWithBothEnds) {
  fill(18);
  EXPECT_EQ(Matcher(open_).find(dated(encode_date("2024-01-02"), encode_date("2024-01-03"))), (DocIds{2, 3, 11, 12}));
  EXPECT_EQ(Matcher(open_).find(dated(encode_date("2024-01-09"), "")), (DocIds{9, 18}));
}

TEST_F(MatcherTest, ABeginningIsOneTermOfAllThatBeginSo) {
  fill(60);
  const DocIds all = Matcher(open_).find(beginning_with(""));
  EXPECT_EQ(all.size(), 60U);
  EXPECT_EQ(Matcher(open_).find(beginning_with("b")), Matcher(open_).find(Query("b")));
  const Matches one = Matcher(open_).match(beginning_with("b"), kBm25);
  EXPECT_EQ(one.weights, Matcher(open_).match(Query("b"), kBm25).weights);
  EXPECT_TRUE(Matcher(open_).find(beginning_with("zz")).empty());
}

TEST(BestOf, OrdersByWeightThenByEntry) {
  const Matches matches{{4, 7, 9, 11}, {1, 3, 3, 2}};
  EXPECT_EQ(best_of(matches, 3), (std::vector<std::size_t>{1, 2, 3}));
  EXPECT_EQ(best_of({{4, 7}, {}}, 5), (std::vector<std::size_t>{0, 1}));
}

}  // namespace
}  // namespace fupan::indexer::xapian
