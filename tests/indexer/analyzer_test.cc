#include "indexer/analysis/analyzer.h"

#include <gtest/gtest.h>

#include "indexer/analysis/dictionary.h"

namespace fupan::indexer {
namespace {

struct Case {
  const char* name;
  std::string text;
  std::string terms;
};

// "term@position" for positional terms, "[word]" for dictionary words; single characters without position are left out.
class Describe final : public TermSink {
 public:
  void add(TermKind kind, std::string_view term, std::uint32_t position) override {
    if (kind == TermKind::kCharacter) return;
    if (!text.empty()) text += ' ';
    if (kind == TermKind::kDictionaryWord) {
      text.append("[").append(term).append("]");
    } else {
      text.append(term).append("@").append(std::to_string(position));
    }
  }
  std::string text;
};

std::string describe(std::string_view text) {
  Describe sink;
  analyze(text, sink);
  return sink.text;
}

class AnalyzerTable : public testing::TestWithParam<Case> {};

TEST_P(AnalyzerTable, GivesTheTerms) { EXPECT_EQ(describe(GetParam().text), GetParam().terms); }

INSTANTIATE_TEST_SUITE_P(
    All, AnalyzerTable,
    testing::Values(Case{"run_becomes_pairs", "进度拖延", "进@0 进度@0 度拖@1 拖延@2 延@3"},
                    Case{"run_of_one", "猫", "猫@0"},
                    Case{"traditional_folds", "專案延期", "专@0 专案@0 案延@1 延期@2 期@3"},
                    Case{"opening_folds", "開通", "开@0 开通@0 通@1"},
                    Case{"long_words_are_terms", "供应商", "供@0 供应@0 应商@1 商@2 [供应商]"},
                    Case{"project_terms_are_words", "灰度发布", "灰@0 灰度@0 度发@1 发布@2 布@3 [灰度发布]"},
                    Case{"punctuation_ends_a_run", "项目,延期", "项@0 项目@0 目@1 延@2 延期@2 期@3"},
                    Case{"english_is_stemmed", "Delayed schedules", "delay@0 schedul@1"},
                    Case{"full_width_folds", "Ｋ８ｓ集群", "k8s@0 集@1 集群@1 群@2"},
                    Case{"mixed_without_spaces", "販売店がHGST製品を",
                         "贩@0 贩売@0 売店@1 店が@2 が@3 hgst@4 制@5 制品@5 品を@6 を@7"},
                    Case{"version", "v2.3.1", "v2@0 3@1 1@2"}, Case{"ordinal", "第3期", "第@0 3@1 期@2"},
                    Case{"apostrophe", "don't project’s", "don't@0 project@1"},
                    Case{"c_plus_plus", "C++ and C#", "c++@0 and@1 c#@2"},
                    Case{"zero_width_space_is_nothing", "项\u200B目", "项@0 项目@0 目@1"},
                    Case{"emoji_and_marks_are_nothing", "🎯 ✅ — …", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Analyzer, OneCharacterTermsCoverEveryCharacter) {
  struct Sink final : TermSink {
    void add(TermKind kind, std::string_view term, std::uint32_t) override {
      if (kind == TermKind::kCharacter) characters += term;
    }
    std::string characters;
  } sink;
  analyze("养猫的项目 test 猫", sink);
  EXPECT_EQ(sink.characters, "养猫的项目猫");
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
            "ab@0 cd@1");
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

}  // namespace
}  // namespace fupan::indexer
