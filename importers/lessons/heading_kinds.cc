#include "importers/lessons/heading_kinds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/split.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxHeadingCharacters = 80;
constexpr std::size_t kMaxWordsBefore = 3;
constexpr std::size_t kMaxHanBefore = 10;
constexpr std::size_t kLongNameWidth = 9;  // four Chinese characters

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// Words after a name that say what the lessons are about.
bool is_preposition(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords{"from", "of", "in", "for",   "during",
                                                           "on",   "at", "by", "after", "since"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Words before a name that make the heading talk about lessons instead of giving them.
bool spoils(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kWords{"how",   "to",    "with",   "about",   "why",  "no",
                                                           "using", "where", "manage", "capture", "your", "previous"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end() || word.ends_with("ing");
}

// Chinese words that add nothing at the end of a heading.
std::string_view without_tail(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kTails{"总结", "分析", "汇总", "清单", "列表", "记录",
                                                           "如下", "小结", "概述", "部分", "一览"};
  for (const std::string_view tail : kTails) {
    if (name.size() > tail.size() && name.ends_with(tail)) return text::trim(name.substr(0, name.size() - tail.size()));
  }
  return name;
}

// Chinese words before a short name (建议, 不足, 亮点) that leave its meaning as it is.
bool keeps_meaning(std::string_view before) {
  static constexpr std::array<std::string_view, 20> kWords{
      "主要",   "后续", "项目", "本次", "几点", "总体",     "整体",   "关键", "核心",   "其他",
      "重要的", "重要", "具体", "优化", "共性", "后续优化", "存在的", "存在", "下一步", "对后续项目的"};
  return std::find(kWords.begin(), kWords.end(), before) != kWords.end();
}

// "第三章", "第2节" at the start.
std::string_view without_chapter(std::string_view name) {
  static constexpr std::string_view kFirst = "第";
  if (!name.starts_with(kFirst)) return name;
  for (const std::string_view unit : {"章", "节", "部分", "篇"}) {
    const std::size_t at = name.find(unit);
    if (at != std::string_view::npos && at <= 12) return text::trim(name.substr(at + unit.size()));
  }
  return name;
}

std::string_view outside_brackets(std::string_view folded) {
  const std::string_view name = without_chapter(folded);
  return text::trim(name.substr(0, name.find('(')));
}

// The parts of a heading that are headings of their own.
std::vector<std::string_view> parts_of(std::string_view heading) {
  static constexpr std::array<std::string_view, 18> kSeparators{
      "/", "|", "&", "＆", ":", "：", "—", "–", " - ", "、", "，", ", ", " and ", " And ", "与", "和", "及", "＋"};
  return split_at(heading, kSeparators);
}

}  // namespace

HeadingKinds::HeadingKinds(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {
  for (const NameGroup& group : taxonomy.parts().lesson_headings) {
    for (const std::string& name : group.names) names_.add(text::fold_label(name), 0);
  }
}

std::optional<LessonKind> HeadingKinds::find(std::string_view heading) const {
  if (text::count_code_points(heading) > kMaxHeadingCharacters || names_.find(fold_for_matching(heading)).empty()) {
    return std::nullopt;
  }
  const std::string folded = text::fold_label(heading);
  if (auto kind = find_alone(heading, folded)) return kind;
  if (auto kind = find_beside_others(heading)) return kind;
  const std::string_view outside = outside_brackets(folded);
  if (auto kind = find_before_topic(outside)) return kind;
  if (auto kind = find_after_words(outside)) return kind;
  return find_after_han(without_tail(outside));
}

bool HeadingKinds::is_shared(std::string_view heading) const {
  return !find_alone(heading, text::fold_label(heading)) && find_beside_others(heading);
}

// The name itself, with a chapter number before it and a remark in brackets after it. In brackets a short name is a
// remark: "接口清单（建议）" gives no advice.
std::optional<LessonKind> HeadingKinds::find_alone(std::string_view heading, std::string_view folded) const {
  if (auto kind = find_exact(heading)) return kind;
  const std::string_view outside = outside_brackets(folded);
  if (auto kind = find_exact(outside)) return kind;
  if (auto kind = find_exact(without_tail(outside))) return kind;
  const std::size_t open = folded.find('(');
  if (open == std::string_view::npos) return std::nullopt;
  const std::string_view inside = folded.substr(open + 1);
  const bool is_long = inside.find(' ') != std::string_view::npos || reading_width(inside) >= kLongNameWidth;
  return is_long ? find_exact(inside) : std::nullopt;
}

std::optional<LessonKind> HeadingKinds::find_exact(std::string_view name) const {
  return enum_of<LessonKind>(kLessonKindNames, taxonomy_.lesson_heading(name));
}

std::optional<LessonKind> HeadingKinds::find_beside_others(std::string_view heading) const {
  const std::vector<std::string_view> parts = parts_of(heading);
  if (parts.size() < 2 || parts.size() > 4) return std::nullopt;
  for (const std::string_view part : parts) {
    if (auto kind = find_exact(without_chapter(text::trim(part)))) return kind;
  }
  return std::nullopt;
}

std::optional<LessonKind> HeadingKinds::find_before_topic(std::string_view folded) const {
  for (const std::string_view word : words_of(folded)) {
    const auto start = static_cast<std::size_t>(word.data() - folded.data());
    if (start == 0 || !is_preposition(word)) continue;
    if (auto kind = find_exact(folded.substr(0, start))) return kind;
  }
  return std::nullopt;
}

std::optional<LessonKind> HeadingKinds::find_after_words(std::string_view folded) const {
  const std::vector<std::string_view> words = words_of(folded);
  for (std::size_t before = 1; before <= kMaxWordsBefore && before + 2 <= words.size(); ++before) {
    if (spoils(words[before - 1])) return std::nullopt;
    const auto start = static_cast<std::size_t>(words[before].data() - folded.data());
    if (auto kind = find_exact(folded.substr(start))) return kind;
  }
  return std::nullopt;
}

std::optional<LessonKind> HeadingKinds::find_after_han(std::string_view folded) const {
  std::size_t before = 0;
  for (std::size_t at = 0; at < folded.size() && before <= kMaxHanBefore; ++before) {
    const text::CodePoint c = text::decode_at(folded, at);
    const std::string_view rest = folded.substr(at);
    const bool long_name = text::count_code_points(rest) >= 4 && rest.size() > 4;
    if (at > 0 && is_han(text::decode_at(rest, 0).value) &&
        (long_name || keeps_meaning(text::trim(folded.substr(0, at))))) {
      if (auto kind = find_exact(rest)) return kind;
    }
    at += c.length;
  }
  return std::nullopt;
}

}  // namespace fupan::importers
