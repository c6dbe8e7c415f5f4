// The quick reader of front matter against yaml-cpp, which is what it must agree with.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "importers/metadata/yaml.h"

namespace fupan::importers {
namespace {

bool same(const MetadataEntry& a, const MetadataEntry& b) {
  return a.key == b.key && a.values == b.values && a.line == b.line && a.is_list == b.is_list;
}

// Whether the quick reader read `yaml`; if so, it must have read what yaml-cpp reads.
bool reads_the_same(const std::string& yaml) {
  const auto quick = parse_simple_yaml(yaml, 2);
  if (!quick) return false;
  const auto full = parse_full_yaml(yaml, 2);
  if (!full) {
    ADD_FAILURE() << "yaml-cpp refuses it: " << full.error().message << "\n" << yaml;
    return true;
  }
  EXPECT_TRUE(std::equal(quick->begin(), quick->end(), full->begin(), full->end(), same)) << yaml;
  return true;
}

TEST(SimpleYaml, PlainFrontMatterIsReadQuickly) {
  EXPECT_TRUE(reads_the_same("title: Late supplier\ndate: 2024-05-03\nphase: planning\ntags: [api, load test, v1.2]"));
  EXPECT_TRUE(reads_the_same("标题: 供应商延期复盘\n阶段: 规划\n标签: [供应商, 接口联调]\n"));
  EXPECT_TRUE(
      reads_the_same("title: \"Plan: the #1 risk\"\nowner: 'Li Wei'\nempty:\nlist: [\"a b\", 'c']\n\nend: x  "));
  EXPECT_TRUE(
      reads_the_same("url: https://example.org/a?b=c\ntime: 10:30\nkey: first\nkey: second\nnote: a, b; [c] {d}"));
}

TEST(SimpleYaml, WhatIsNotPlainIsLeftToYamlCpp) {
  for (const char* yaml : {"",
                           "\n",
                           "# comment",
                           "a: b # c",
                           "a: b\n  c",
                           "a:\n  b: c",
                           "a:\n- b",
                           "a: - b",
                           "a: |\n  b",
                           "a: *b",
                           "a: &b c",
                           "a: !!str b",
                           "a: \"b\\n\"",
                           "a: 'it''s'",
                           "a: \"b",
                           "a: b: c",
                           "a: b:",
                           "a: [b, c",
                           "a: [b: c]",
                           "a: [[b]]",
                           "a: [\"b, c\"]",
                           "a: []",
                           "a: [b, ]",
                           "a: {b: c}",
                           "a: null",
                           "a: ~",
                           "null: a",
                           "<<: a",
                           "? a",
                           "a b",
                           "a:b",
                           "\ta: b",
                           "a:\tb",
                           "a : b",
                           "--- a: b",
                           "a: b\r",
                           "\xEF\xBB\xBF"
                           "a: b",
                           "a: \xFF",
                           "- a: b",
                           "a: @b",
                           "a: %b"}) {
    EXPECT_FALSE(parse_simple_yaml(yaml, 2)) << yaml;
  }
}

TEST(SimpleYaml, AgreesWithYamlCppOnAnyMixture) {
  static const char* const kParts[] = {
      "a",          "key",      "标题",   "值",    ": ",     ":",      "\n",     "\n",          " ",
      ", ",         "[",        "]",      "\"",    "'",      "-",      "- ",     "#",           " #",
      "~",          "null",     "{",      "}",     "?",      "!",      "&",      "*",           "|",
      ">",          "%",        "@",      "1.5",   "…",      "：",     "，",     "(",           ")",
      "/",          "\\",       ".",      "_",     "=",      "<<",     "yes",    "...",         "---",
      "`",          "  ",       "NULL",   "0x",    "\u0085", "\u2028", "x: y\n", "k: [a, b]\n", "标签: [甲, 乙]\n",
      "t: \"q\"\n", "s: 'q'\n", "\uFEFF", "\u00A0"};
  std::mt19937 random(20240503);
  int quick = 0;
  for (int n = 0; n < 60'000; ++n) {
    std::string yaml = n % 2 == 0 ? "k: " : "";
    for (auto parts = 1 + random() % 10; parts > 0; --parts) yaml += kParts[random() % std::size(kParts)];
    quick += reads_the_same(yaml) ? 1 : 0;
  }
  EXPECT_GT(quick, 3000);
}

TEST(SimpleYaml, AgreesWithYamlCppOnTheSharedCorpora) {
  const char* shared = std::getenv("FUPAN_SHARED");
  const std::filesystem::path corpora =
      std::filesystem::path(shared != nullptr ? shared : FUPAN_SOURCE_DIR "/../shared") / "corpora";
  if (!std::filesystem::is_directory(corpora)) GTEST_SKIP() << "no " << corpora;
  int quick = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t close = text.starts_with("---\n") ? text.find("\n---", 4) : std::string::npos;
    if (close != std::string::npos) quick += reads_the_same(text.substr(4, close - 4)) ? 1 : 0;
  }
  EXPECT_GT(quick, 100);
}

}  // namespace
}  // namespace fupan::importers
