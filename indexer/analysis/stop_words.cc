// Stop words: left out of what a query demands, never out of the index, so phrases may hold them.
#include <algorithm>
#include <array>

#include "indexer/analysis/analyzer.h"

namespace fupan::indexer {
namespace {

// English: articles, pronouns, prepositions, conjunctions, auxiliaries and question words.
constexpr std::array kEnglish = std::to_array<std::string_view>({
    "a",     "about", "all",   "also",  "am",    "an",    "and",   "any",  "are",    "as",    "at",    "be",   "been",
    "being", "but",   "by",    "can",   "could", "did",   "do",    "does", "for",    "from",  "had",   "has",  "have",
    "he",    "her",   "his",   "how",   "i",     "if",    "in",    "into", "is",     "it",    "its",   "may",  "me",
    "my",    "no",    "not",   "of",    "on",    "or",    "our",   "she",  "should", "so",    "some",  "such", "than",
    "that",  "the",   "their", "them",  "then",  "there", "these", "they", "this",   "those", "to",    "was",  "we",
    "were",  "what",  "when",  "where", "which", "who",   "whom",  "why",  "will",   "with",  "would", "you",  "your",
});

// Chinese: particles, pronouns, prepositions and question words, simplified.
constexpr std::array kChinese = std::to_array<std::string_view>({
    "一个", "一些", "上",   "下",   "不",   "与",   "个", "中",     "为",     "为什么", "为何", "之", "也",
    "了",   "于",   "什么", "他",   "以",   "以及", "会", "但",     "何",     "你",     "使",   "其", "再",
    "几",   "则",   "到",   "即",   "及",   "又",   "只", "可",     "可以",   "吗",     "呢",   "和", "哪",
    "哪个", "哪些", "哪儿", "哪里", "因",   "在",   "地", "多少",   "她",     "如",     "如何", "它", "对",
    "将",   "就",   "已",   "并",   "应",   "应该", "得", "怎么",   "怎么样", "怎样",   "您",   "所", "我",
    "我们", "或",   "把",   "按",   "是",   "是否", "有", "有哪些", "来",     "此",     "每",   "比", "没有",
    "由",   "的",   "着",   "而",   "能",   "能够", "自", "被",     "要",     "让",     "该",   "请", "请问",
    "谁",   "过",   "还",   "这",   "这个", "这些", "那", "那些",   "都",     "需要",
});

constexpr std::array kQuestion = std::to_array<std::string_view>({"是谁", "称为", "叫做", "叫", "属于"});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_stop_word(std::string_view folded) { return contains(kEnglish, folded) || contains(kChinese, folded); }

std::span<const std::string_view> english_stop_words() { return kEnglish; }

bool is_question_word(std::string_view folded) { return contains(kQuestion, folded); }

}  // namespace fupan::indexer
