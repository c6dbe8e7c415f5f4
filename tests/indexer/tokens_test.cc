#include "indexer/analysis/tokens.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "indexer/analysis/analyzer.h"

namespace fupan::indexer {
namespace {

struct IntoTokens final : TermSink {
  explicit IntoTokens(Tokens& out) : tokens(out) {}
  void add(TermKind, std::string_view) override {}
  void add_atom(std::string_view atom, bool joined, WordForm form) override { tokens.add(atom, joined, form); }
  Tokens& tokens;
};

Tokens tokens_of(const std::vector<std::string>& texts) {
  Tokens tokens;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    tokens.begin_part(PartKind::kSection, static_cast<std::uint32_t>(i), 2);
    IntoTokens sink(tokens);
    analyze(texts[i], sink);
  }
  return tokens;
}

TokenPattern pattern_of(std::string_view text) {
  TokenPattern pattern;
  for (const Atom& atom : atomize(text)) {
    pattern.add(atom.is_character ? atom.folded : stem(atom.folded), atom.is_character && atom.joined);
  }
  return pattern;
}

TEST(Tokens, FindPhrasesOfBothLanguages) {
  const Tokens tokens = tokens_of({"The vendor's risk registers were late; 项目延期了", "项目,延期"});
  const Part& first = tokens.parts().at(0);
  const Part& second = tokens.parts().at(1);
  EXPECT_TRUE(tokens.contains(first, pattern_of("risk register")));
  EXPECT_FALSE(tokens.contains(first, pattern_of("register risk")));
  EXPECT_TRUE(tokens.contains(first, pattern_of("late 项目")));
  EXPECT_TRUE(tokens.contains(first, pattern_of("项目延期")));
  EXPECT_FALSE(tokens.contains(second, pattern_of("项目延期"))) << "a comma stands between";
  EXPECT_TRUE(tokens.contains(second, pattern_of("项目 延期"))) << "typed as two words next to each other";
}

TEST(Tokens, PhrasesDoNotCrossParts) {
  const Tokens tokens = tokens_of({"risk", "register"});
  for (const Part& part : tokens.parts()) EXPECT_FALSE(tokens.contains(part, pattern_of("risk register")));
}

TEST(Tokens, CountsWithoutOverlapUpToALimit) {
  const Tokens tokens = tokens_of({"a a a a b"});
  EXPECT_EQ(tokens.count(tokens.parts()[0], pattern_of("a a"), 10), 2U);
  EXPECT_EQ(tokens.count(tokens.parts()[0], pattern_of("a"), 3), 3U);
  EXPECT_EQ(tokens.count(tokens.parts()[0], TokenPattern{}, 3), 0U);
}

TEST(Tokens, ComeBackFromBytes) {
  const Tokens tokens = tokens_of({"one two 三四", "", "five"});
  const Tokens back = Tokens::decode(tokens.encode());
  ASSERT_EQ(back.parts().size(), 3U);
  EXPECT_EQ(back.size(), tokens.size());
  EXPECT_EQ(back.parts()[2].ordinal, 2U);
  EXPECT_EQ(back.parts()[2].depth, 2U);
  EXPECT_EQ(back.parts()[1].begin, back.parts()[1].end);
  EXPECT_TRUE(back.contains(back.parts()[0], pattern_of("two 三四")));
  EXPECT_EQ(back.encode(), tokens.encode());
}

TEST(Tokens, OfFrequentWordsTakeOneByteAndAreNoOthers) {
  const auto bytes = [](const std::string& text) { return tokens_of({text}).encode().size(); };
  EXPECT_EQ(bytes("the of was") - bytes(""), 3U);
  std::size_t all = 0;
  for (int i = 0; i < 1000; ++i) all += bytes("word" + std::to_string(i)) - bytes("");
  EXPECT_NEAR(static_cast<double>(all), 3125, 125) << "two bytes, three for an eighth, and one of forms";
  std::set<Token> stops;
  for (const std::string_view word : english_stop_words()) stops.insert(token_of(stem(word), false));
  int met = 0;
  for (int i = 0; i < 100'000; ++i) {
    const Token token = token_of("word" + std::to_string(i), i % 2 == 0);
    EXPECT_EQ(token % 2, i % 2 == 0 ? 1 : 0);
    met += stops.contains(token) ? 1 : 0;
  }
  EXPECT_LT(met, 1000) << "hashes are spread";
}

TEST(Tokens, FormsOfWordsComeBack) {
  const Tokens tokens = tokens_of({"the schedule slipped; schedules 延期 scheduling scheduled", "schedules"});
  const Tokens back = Tokens::decode(tokens.encode());
  const std::uint16_t word = pattern_of("schedule").tokens[0];
  const Part& first = back.parts()[0];
  for (const WordForm form : {WordForm::kBare, WordForm::kS, WordForm::kIng, WordForm::kOther}) {
    EXPECT_EQ(back.count_form(first, word, form), 1U) << static_cast<int>(form);
  }
  EXPECT_EQ(back.count(first, pattern_of("schedule"), 9), 4U) << "forms are of no account";
  EXPECT_EQ(back.count_form(back.parts()[1], word, WordForm::kS), 1U);
  EXPECT_EQ(back.count_form(back.parts()[1], word, WordForm::kBare), 0U);
  EXPECT_TRUE(back.contains(first, pattern_of("schedules slip")));
}

TEST(Tokens, PartsThatAreUnusualComeBack) {
  Tokens tokens;
  const Part some[] = {{PartKind::kSection, 0, 0},  {PartKind::kSection, 1, 14}, {PartKind::kLesson, 7, 15},
                       {PartKind::kLesson, 8, 400}, {PartKind::kHidden, 3, 0},   {PartKind::kSection, 1, 2}};
  for (const Part& part : some) {
    tokens.begin_part(part.kind, part.ordinal, part.depth);
    tokens.add("word", false);
  }
  const Tokens back = Tokens::decode(tokens.encode());
  ASSERT_EQ(back.parts().size(), std::size(some));
  for (std::size_t i = 0; i < std::size(some); ++i) {
    EXPECT_EQ(back.parts()[i].kind, some[i].kind);
    EXPECT_EQ(back.parts()[i].ordinal, some[i].ordinal);
    EXPECT_EQ(back.parts()[i].depth, some[i].depth);
  }
}

TEST(Tokens, OfEveryWordComeBack) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "the word" + std::to_string(i) + " 延期 ";
  const Tokens tokens = tokens_of({text});
  const Tokens back = Tokens::decode(tokens.encode());
  ASSERT_EQ(back.size(), tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) ASSERT_EQ(back.at(i), tokens.at(i));
  EXPECT_EQ(back.encode(), tokens.encode()) << "and their forms";
}

TEST(Tokens, AreLookedForInBytes) {
  const std::string bytes = tokens_of({"one two three", "four 五六"}).encode();
  const PartKinds all = ~PartKinds();
  for (const std::size_t first : {0U, 1U}) {
    EXPECT_TRUE(holds_pattern(bytes, pattern_of("two three"), first, all));
    EXPECT_FALSE(holds_pattern(bytes, pattern_of("three four"), first, all)) << "across parts";
    EXPECT_TRUE(holds_pattern(bytes, pattern_of("五六"), first, all));
    EXPECT_FALSE(holds_pattern(bytes, pattern_of("three two"), first, all));
    EXPECT_FALSE(holds_pattern(bytes, pattern_of("六七"), first, all));
    EXPECT_FALSE(holds_pattern(bytes, pattern_of("two three"), first, {}));
  }
  EXPECT_FALSE(holds_pattern(bytes, TokenPattern{}, 0, all));
  EXPECT_FALSE(holds_pattern("", pattern_of("one two"), 0, all));
}

TEST(Tokens, BytesSayWhatDecodedTokensSay) {
  std::mt19937 random(11);
  const auto any_text = [&](int words) {
    std::string text;
    for (; words > 0; --words) {
      switch (random() % 4) {
        case 0:
          text += "the ";
          break;
        case 1:
          text += "延期" + std::string(random() % 2, ' ');
          break;
        default:
          text += " word" + std::to_string(random() % 12) + " ";
      }
    }
    return text;
  };
  int found = 0, missed = 0;
  for (int i = 0; i < 4000; ++i) {
    Tokens tokens;
    const PartKind kinds[] = {PartKind::kTitle, PartKind::kSection, PartKind::kHidden};
    for (const PartKind kind : kinds) {
      const Tokens part = tokens_of({any_text(10)});
      tokens.begin_part(kind);
      for (std::size_t k = 0; k < part.size(); ++k) tokens.add(std::array{Token{part.at(k)}});
    }
    const std::string bytes = tokens.encode();
    const TokenPattern pattern = pattern_of(any_text(1 + i % 3));
    PartKinds wanted;
    wanted.set(static_cast<std::size_t>(kinds[i % 2]));
    wanted.set(static_cast<std::size_t>(kinds[i % 3]));
    const bool holds =
        !pattern.tokens.empty() && std::any_of(tokens.parts().begin(), tokens.parts().end(), [&](const Part& part) {
          return wanted[static_cast<std::size_t>(part.kind)] && tokens.contains(part, pattern);
        });
    ++(holds ? found : missed);
    for (std::size_t first = 0; first < pattern.tokens.size(); ++first) {
      EXPECT_EQ(holds_pattern(bytes, pattern, first, wanted), holds);
    }
  }
  EXPECT_GT(found, 500);
  EXPECT_GT(missed, 500);
}

TEST(Tokens, DamagedBytesNeverReadBeyondTheEnd) {
  const std::string good = tokens_of({"one two 三四", "five six"}).encode();
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    if (!bytes.empty()) bytes[random() % bytes.size()] = static_cast<char>(random());
    holds_pattern(bytes, pattern_of("one two"), 1, ~PartKinds());
    const Tokens tokens = Tokens::decode(bytes);
    for (const Part& part : tokens.parts()) {
      ASSERT_LE(part.end, tokens.size());
      tokens.contains(part, pattern_of("one two"));
    }
  }
}

}  // namespace
}  // namespace fupan::indexer
