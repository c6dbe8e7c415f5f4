#include "indexer/analysis/analyzer.h"

#include <gtest/gtest.h>

#include "indexer/analysis/dictionary.h"
#include "indexer/analysis/spelling.h"

namespace fupan::indexer {
namespace {

struct Case {
  const char* name;
  std::string text;
  std::string terms;
};

// Terms, "[word]" for dictionary words; Behind "|" the atoms, joined ones with "+".
class Describe final : public TermSink {
 public:
  void add(TermKind kind, std::string_view term) override {
    terms += terms.empty() ? "" : " ";
    if (kind == TermKind::kDictionaryWord) {
      terms.append("[").append(term).append("]");
    } else {
      terms.append(term);
    }
  }
  void add_atom(std::string_view atom, bool joined, WordForm) override {
    atoms.append(joined ? "+" : " ").append(atom);
  }
  std::string terms, atoms;
};

std::string describe(std::string_view text) {
  Describe sink;
  analyze(text, sink);
  return sink.terms + " |" + sink.atoms;
}

class AnalyzerTable : public testing::TestWithParam<Case> {};

TEST_P(AnalyzerTable, GivesTheTerms) { EXPECT_EQ(describe(GetParam().text), GetParam().terms); }

INSTANTIATE_TEST_SUITE_P(
    All, AnalyzerTable,
    testing::Values(Case{"run_becomes_pairs", "进度拖延", "进 延 进度 度拖 拖延 | 进+度+拖+延"},
                    Case{"run_of_one", "猫", "猫 | 猫"},
                    Case{"traditional_folds", "專案延期", "专 期 专案 案延 延期 | 专+案+延+期"},
                    Case{"opening_folds", "開通", "开 通 开通 | 开+通"},
                    Case{"long_words_are_terms", "供应商", "供 商 供应 应商 [供应商] | 供+应+商"},
                    Case{"project_terms_are_words", "灰度发布", "灰 布 灰度 度发 发布 [灰度发布] | 灰+度+发+布"},
                    Case{"punctuation_ends_a_run", "项目,延期", "项 目 项目 延 期 延期 | 项+目 延+期"},
                    Case{"english_is_stemmed", "Delayed schedules", "delay schedul | delay schedul"},
                    Case{"full_width_folds", "Ｋ８ｓ集群", "k8s 集 群 集群 | k8s 集+群"},
                    Case{"mixed_without_spaces", "販売店がHGST製品を",
                         "贩 が 贩売 売店 店が hgst 制 を 制品 品を | 贩+売+店+が hgst 制+品+を"},
                    Case{"version", "v2.3.1", "v2 3 1 | v2 3 1"}, Case{"ordinal", "第3期", "第 3 期 | 第 3 期"},
                    Case{"apostrophe", "don't project’s", "don't project | don't project"},
                    Case{"c_plus_plus", "C++ and C#", "c++ and c# | c++ and c#"},
                    Case{"zero_width_space_is_nothing", "项\u200B目", "项 目 项目 | 项+目"},
                    Case{"emoji_and_marks_are_nothing", "🎯 ✅ — …", " |"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Analyzer, TwoSpellingsHaveOneStem) {
  const std::vector<std::pair<const char*, const char*>> same{{"organisation", "organization"},
                                                              {"organisations", "organizations"},
                                                              {"organisational", "organizational"},
                                                              {"prioritise", "prioritize"},
                                                              {"prioritised", "prioritized"},
                                                              {"customising", "customizing"},
                                                              {"optimiser", "optimizer"},
                                                              {"recognisable", "recognizable"},
                                                              {"incentivise", "incentivize"},
                                                              {"analyse", "analyze"},
                                                              {"analysing", "analyzing"},
                                                              {"analyser", "analyzer"},
                                                              {"programme", "program"},
                                                              {"programmes", "programs"},
                                                              {"behaviour", "behavior"},
                                                              {"behavioural", "behavioral"},
                                                              {"colours", "colors"},
                                                              {"labour", "labor"},
                                                              {"centre", "center"},
                                                              {"centres", "centers"},
                                                              {"centred", "centered"},
                                                              {"kilometres", "kilometers"},
                                                              {"catalogue", "catalog"},
                                                              {"catalogues", "catalogs"},
                                                              {"catalogued", "cataloged"},
                                                              {"dialogue", "dialog"},
                                                              {"defence", "defense"},
                                                              {"licence", "license"},
                                                              {"practise", "practice"},
                                                              {"practised", "practiced"},
                                                              {"artefacts", "artifacts"},
                                                              {"judgement", "judgment"},
                                                              {"learnt", "learned"},
                                                              {"learnt", "learn"},
                                                              {"enquiry", "inquiry"},
                                                              {"manoeuvring", "maneuvering"},
                                                              {"aluminium", "aluminum"}};
  for (const auto& [british, american] : same) EXPECT_EQ(stem(british), stem(american)) << british;
}

TEST(Analyzer, WordsThatOnlyLookLikeTwoSpellingsKeepTheirRelatives) {
  const std::vector<std::pair<const char*, const char*>> same{
      {"revise", "revision"},  {"precise", "precision"},  {"supervise", "supervision"},
      {"promise", "promises"}, {"advised", "advise"},     {"raising", "raise"},
      {"noises", "noise"},     {"comprise", "comprised"}, {"exercise", "exercising"}};
  for (const auto& [one, other] : same) EXPECT_EQ(stem(one), stem(other)) << one;
  const std::vector<std::pair<const char*, const char*>> different{
      {"prise", "prize"}, {"hour", "horror"}, {"our", "or"}, {"tour", "tor"}, {"four", "for"}, {"metre", "metro"}};
  for (const auto& [one, other] : different) EXPECT_NE(stem(one), stem(other)) << one;
  for (const char* word : {"rise", "disable", "existing", "crises", "listed", "visited", "lyric", "central"}) {
    EXPECT_EQ(one_spelling(word), word);
  }
}

TEST(Analyzer, EveryCharacterIsATermOrBeginsOne) {
  EXPECT_EQ(describe("养猫的项目 test 猫"), "养 目 养猫 猫的 的项 项目 test 猫 | 养+猫+的+项+目 test 猫");
}

TEST(Analyzer, AtomsPointIntoTheOriginal) {
  const std::string text = "Ｔｅｓｔ 開通!";
  const std::vector<Atom> atoms = atomize(text);
  ASSERT_EQ(atoms.size(), 3U);
  EXPECT_EQ(text.substr(atoms[0].begin, atoms[0].end - atoms[0].begin), "Ｔｅｓｔ");
  EXPECT_EQ(text.substr(atoms[1].begin, atoms[1].end - atoms[1].begin), "開");
  EXPECT_TRUE(atoms[2].joined);
}

TEST(Analyzer, IllFormedBytesSeparate) {
  EXPECT_EQ(describe("ab\xFF\xC3"
                     "cd"),
            "ab cd | ab cd");
}

TEST(Analyzer, VeryLongWordIsCut) {
  const std::vector<Atom> atoms = atomize(std::string(5000, 'x'));
  ASSERT_EQ(atoms.size(), 1U);
  EXPECT_LE(atoms[0].folded.size(), 64U);
  EXPECT_EQ(atoms[0].end, 5000U);
}

TEST(Dictionary, KnowsLexiconAndProjectTerms) {
  EXPECT_TRUE(is_dictionary_word(U"数据库"));
  EXPECT_TRUE(is_dictionary_word(U"回滚"));
  EXPECT_TRUE(is_dictionary_word(U"干系人"));
  EXPECT_FALSE(is_dictionary_word(U"目延"));
}

TEST(Dictionary, SegmentsIntoFewestPieces) {
  EXPECT_EQ(segment(U"进度拖延"), (std::vector<std::size_t>{2, 2}));
  EXPECT_EQ(segment(U"灰度发布"), (std::vector<std::size_t>{4}));
  EXPECT_EQ(segment_finely(U"灰度发布"), (std::vector<std::size_t>{2, 2}));
  EXPECT_EQ(segment(U"数据库连接"), (std::vector<std::size_t>{3, 2}));
  EXPECT_EQ(segment(U""), std::vector<std::size_t>{});
}

TEST(Analyzer, TellsFormsOfAWordApart) {
  const auto form = [](const std::string& word) { return form_of(word, stem(word)); };
  for (const char* word : {"plan", "schedule", "policy", "team"}) EXPECT_EQ(form(word), WordForm::kBare) << word;
  for (const char* word : {"plans", "schedules", "policies"}) EXPECT_EQ(form(word), WordForm::kS) << word;
  for (const char* word : {"planning", "scheduling"}) EXPECT_EQ(form(word), WordForm::kIng) << word;
  for (const char* word : {"planned", "scheduled", "acceptable"}) EXPECT_EQ(form(word), WordForm::kOther) << word;
  EXPECT_EQ(form_of("v2", "v2"), WordForm::kBare);
  EXPECT_EQ(form_of("", ""), WordForm::kBare);
}

}  // namespace
}  // namespace fupan::indexer
