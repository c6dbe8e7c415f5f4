#include "indexer/xapian/text_terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "indexer/analysis/tokens.h"

namespace fupan::indexer::xapian {
namespace {

constexpr const char* kTexts[] = {
    "Scheduling the schedules of a scheduler, v2.3.1 and C++",
    "供应商延期导致项目范围蔓延 and the supplier's delay",
    "The THE the; K8s集群的灰度发布。",
    "",
    "Scheduling 1 2 3 供 应商",
};

// What the analyser sends, as it sends it.
struct Plain final : TermSink {
  void add(TermKind kind, std::string_view term) override {
    ++terms[(kind == TermKind::kDictionaryWord ? std::string(kWordPrefix) : std::string()).append(term)];
  }
  void add_atom(std::string_view atom, bool joined, WordForm form) override {
    tokens.push_back(token_of(atom, joined, form));
  }
  void add_surface(std::string_view word) override {
    if (word.size() >= 3 && word.size() <= 24) words.emplace(word, 1);
  }

  std::map<std::string, Xapian::termcount> terms;
  std::vector<Token> tokens;
  WordCounts words;
};

std::map<std::string, Xapian::termcount> terms_of(const Entry& entry) {
  std::map<std::string, Xapian::termcount> out;
  for (const Entry::Term& term : entry.terms()) {
    EXPECT_EQ(term.hash, hash_of_term(entry.text_of(term)));
    EXPECT_TRUE(out.emplace(entry.text_of(term), term.frequency).second) << "each term once";
  }
  return out;
}

TEST(TextTerms, AreThoseOfTheAnalyserInEachDocument) {
  TextTerms texts;
  TermCounts counts;
  WordCounts words;
  for (int round = 0; round < 3; ++round) {
    for (const char* text : kTexts) {
      texts.begin_document();
      const TextTerms::Text found = texts.of(text);
      for (const TextTerms::Number term : texts.terms(found)) counts.add(term, 1);
      texts.count_words(found);
      texts.count_words(texts.of(text));
      Entry entry;
      counts.move_to(entry, texts);
      Plain plain;
      analyze(text, plain);
      EXPECT_EQ(terms_of(entry), plain.terms) << text;
      EXPECT_TRUE(std::ranges::equal(texts.tokens(found), plain.tokens)) << text;
      for (const auto& [word, count] : plain.words) words[word] += count;
    }
  }
  EXPECT_EQ(texts.take_words(), words);
  EXPECT_TRUE(texts.take_words().empty());
}

TEST(TextTerms, ATitleHasTermsOfItsOwn) {
  TextTerms texts;
  TermCounts counts;
  texts.begin_document();
  for (const TextTerms::Number term : texts.terms(texts.of("Delays"))) {
    counts.add(term, 3);
    counts.add(texts.title_term(term), 1);
  }
  counts.add(texts.exact_term("Qa"), 0);
  counts.add(texts.filter_term_of(Field::kTag, " Power "), 0);
  counts.add(texts.filter_term_of(Field::kTag, "power"), 0);
  Entry entry;
  counts.move_to(entry, texts);
  EXPECT_EQ(terms_of(entry),
            (std::map<std::string, Xapian::termcount>{{"delay", 3}, {"Sdelay", 1}, {"Qa", 0}, {"XTpower", 0}}));
}

TEST(TextTerms, RemembersNoMoreThanItMust) {
  TextTerms texts;
  TermCounts counts;
  std::string text;
  for (int i = 0; i < 300'000; ++i) {
    texts.begin_document();
    text = "word number" + std::to_string(i);
    const TextTerms::Text found = texts.of(text);
    texts.count_words(found);
    if (i % 1000 != 0) continue;
    for (const TextTerms::Number term : texts.terms(found)) counts.add(term, 1);
    Entry entry;
    counts.move_to(entry, texts);
    EXPECT_EQ(terms_of(entry),
              (std::map<std::string, Xapian::termcount>{{"word", 1}, {"number" + std::to_string(i), 1}}));
  }
  EXPECT_EQ(texts.take_words(), (WordCounts{{"word", 300'000}}));
}

}  // namespace
}  // namespace fupan::indexer::xapian
