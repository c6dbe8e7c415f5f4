#include "server/service/lesson_worth.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"

namespace fupan::service {
namespace {

constexpr std::size_t kLeastUnits = 14;
constexpr std::size_t kLeastInReport = 20;  // where not everything under "recommendations" was learnt the hard way
constexpr std::size_t kFullUnits = 28;
constexpr std::size_t kMostUnits = 1200;
constexpr double kShortest = 0.75;  // of a lesson of kLeastUnits
constexpr std::size_t kComfortableUnits = 200;
constexpr double kTooLong = 0.6;   // of one of kMostUnits and more
constexpr double kWithCode = 0.5;  // instructions for one program
constexpr double kAction = 0.8;
constexpr double kInReport = 0.75;  // actions and praise outside of a look back
constexpr std::size_t kCatchwordUnits = 9;

// What makes a lesson related, in units of what both say; see is_enough.
constexpr std::size_t kEnough = 8;
constexpr std::size_t kMostStrength = 6;  // of one piece
constexpr std::size_t kOfTag = 4;         // of each
constexpr std::size_t kOfRisk = 2;        // of the lesson itself
constexpr std::size_t kOfDocumentRisk = 1;

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }
bool is_word(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x2000);
}

// Three lines and more, none of which is a sentence.
bool is_list_of_catchwords(std::string_view text) {
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::string_view line = text::trim(text.substr(0, text.find('\n')));
    text.remove_prefix(
        std::min(text.size(), text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1));
    if (line.empty()) continue;
    if (units_of(line) > kCatchwordUnits || line.ends_with("。") || line.ends_with('.')) return false;
    ++lines;
  }
  return lines >= 3;
}

bool is_ticked_off(std::string_view text) {
  text = text::trim(text);
  constexpr std::array<std::string_view, 6> kTicks{"✅", "✔", "☑", "✓", "[x]", "~~"};
  return std::any_of(kTicks.begin(), kTicks.end(), [&](std::string_view tick) { return text.starts_with(tick); });
}

bool looks_back(DocumentKind kind) {
  return kind == DocumentKind::kRetrospective || kind == DocumentKind::kPostmortem || kind == DocumentKind::kRegister;
}

const std::unordered_set<std::string>& common_words() {
  static const std::unordered_set<std::string> words{
      "one",      "two",     "three",   "four",     "five",    "six",     "seven",   "eight",   "nine",     "ten",
      "eleven",   "twelve",  "twenty",  "thirty",   "forty",   "fifty",   "sixty",   "hundred", "thousand", "million",
      "billion",  "half",    "twice",   "once",     "first",   "second",  "per",     "percent", "cent",     "week",
      "weeks",    "month",   "months",  "year",     "years",   "day",     "days",    "night",   "nights",   "weekend",
      "weekends", "hour",    "hours",   "minute",   "minutes", "eur",     "usd",     "gbp",     "dkk",      "cny",
      "rmb",      "chf",     "jpy",     "euro",     "euros",   "dollar",  "dollars", "budget",  "budgets",  "duration",
      "worry",    "worries", "project", "projects", "plan",    "new",     "need",    "needs",   "get",      "gets",
      "take",     "takes",   "part",    "next",     "each",    "end",     "our",     "us",      "we",       "over",
      "under",    "above",   "below",   "out",      "own",     "long",    "short",   "small",   "large",    "old",
      "people",   "late",    "early",   "item",     "items",   "time",    "times",   "good",    "goods",    "here",
      "there",    "while",   "yet",     "who",      "may",     "edition", "work",    "working", "use",      "used",
      "using",    "several", "many",    "most",     "more",    "less",    "few",     "all",     "any",      "some",
      "back",     "keep",    "keeps",   "way",      "ways",    "done",    "without", "come",    "comes",    "before",
      "other",    "every"};
  return words;
}

constexpr auto kCommonChinese = std::to_array<std::string_view>(
    {"预算",     "工期",   "万元",     "亿元", "个月",     "担心", "项目", "建设", "实施", "包括",
     "以及",     "进行",   "完成",     "一期", "二期",     "三期", "分批", "批次", "每批", "小时",
     "分钟",     "不超过", "年底",     "周末", "总投资",   "经费", "服务", "系统", "平台", "管理",
     "通过",     "问题",   "情况",     "相关", "工作",     "主要", "不足", "不到", "人员", "责任人",
     "责任部门", "负责人", "截止日期", "日期", "适用条件", "条件", "期间", "失败", "覆盖", "改为"});

std::size_t common_at(std::string_view text, std::size_t at) {
  for (const std::string_view word : kCommonChinese) {
    if (text.substr(at).starts_with(word)) return word.size();
  }
  return 0;
}

void break_line(std::string& out) {
  if (!out.empty() && out.back() != '\n') out += '\n';
}

// Of an English word; of others something that is the same for the same word.
std::string singular(const std::string& word) {
  const auto ends = [&](std::string_view ending) { return word.size() > ending.size() + 2 && word.ends_with(ending); };
  if (ends("ies")) return word.substr(0, word.size() - 3) + "y";
  for (const std::string_view ending : {"ches", "shes", "sses", "xes"}) {
    if (ends(ending)) return word.substr(0, word.size() - 2);
  }
  return ends("s") && !ends("ss") ? word.substr(0, word.size() - 1) : word;
}

// A stretch of letters and digits that are not Chinese.
struct Word {
  std::size_t begin = 0, end = 0;
};

// The one at `at`, or behind; empty at the end of the text.
Word word_from(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_word(text::decode_at(text, at).value)) at += text::decode_at(text, at).length;
  Word word{at, at};
  while (word.end < text.size() && is_word(text::decode_at(text, word.end).value)) {
    word.end += text::decode_at(text, word.end).length;
  }
  return word;
}

std::string_view written(std::string_view text, const Word& word) {
  return text.substr(word.begin, word.end - word.begin);
}

bool is_number(std::string_view word) { return word.find_first_not_of("0123456789") == std::string_view::npos; }

bool is_hyphen_at(std::string_view text, std::size_t at) { return at < text.size() && text[at] == '-'; }

// With what hyphens join to it.
Word hyphenated_from(std::string_view text, std::size_t at) {
  Word whole = word_from(text, at);
  while (is_hyphen_at(text, whole.end)) {
    const Word next = word_from(text, whole.end);
    if (next.begin != whole.end + 1 || next.begin == next.end) break;
    whole.end = next.end;
  }
  return whole;
}

// Of a hyphenated word: all that it is made of.
bool is_common(std::string_view text, const Word& word) {
  for (Word part = word_from(text, word.begin); part.begin < word.end; part = word_from(text, part.end)) {
    const std::string_view said = written(text, part);
    if (!is_number(said) && !common_words().contains(text::fold(said))) return false;
  }
  return true;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Whether a word stands before a noun that it says something of.
bool is_modifier(std::string_view text, const Word& word) {
  const bool follows_hyphen = word.begin > 0 && is_hyphen_at(text, word.begin - 1);
  if (follows_hyphen || is_hyphen_at(text, word.end)) return true;
  const Word next = word_from(text, word.end);
  if (next.begin == next.end || text.substr(word.end, next.begin - word.end) != " ") return false;
  const std::string_view other = written(text, next);
  const std::string folded = text::fold(other);
  const bool is_name = is_upper(other[0]) && !is_upper(text[word.begin]);
  return !is_name && !is_number(other) && !indexer::is_stop_word(folded) && !common_words().contains(folded);
}

using Words = std::unordered_set<std::string>;

// What a text says, for looking up pieces in it.
class Said {
 public:
  explicit Said(std::string_view text) {
    for (const indexer::Atom& atom : indexer::atomize(text)) {
      if (!atom.is_character) words_.insert(singular(atom.folded));
      stems_.push_back(atom.is_character ? atom.folded : indexer::stem(atom.folded));
    }
  }

  bool has(std::string_view piece) const {
    const Said wanted(piece);
    if (wanted.stems_.size() > 1) return !std::ranges::search(stems_, wanted.stems_).empty();
    return wanted.words_.size() == 1 && words_.contains(*wanted.words_.begin());
  }

  std::vector<std::string> those_of(const std::vector<std::string>& pieces) const {
    std::vector<std::string> found;
    std::copy_if(pieces.begin(), pieces.end(), std::back_inserter(found),
                 [this](const std::string& piece) { return has(piece); });
    return found;
  }

 private:
  Words words_;                     // Latin ones, in the singular
  std::vector<std::string> stems_;  // of words and characters, in order
};

std::size_t strength_of(std::string_view piece) { return std::min(units_of(piece), kMostStrength); }

}  // namespace

std::size_t units_of(std::string_view text) {
  std::size_t units = 0;
  bool is_in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_at(text, at);
    at += point.length;
    if (is_han(point.value)) ++units;
    const bool is_part = is_word(point.value);
    if (is_part && !is_in_word) units += 2;
    is_in_word = is_part;
  }
  return units;
}

double worth_of(const Lesson& lesson, DocumentKind kind) {
  const std::size_t units = units_of(lesson.text);
  const bool tells_trouble = lesson.kind == LessonKind::kFailed || lesson.kind == LessonKind::kCause;
  if (units < (looks_back(kind) || tells_trouble ? kLeastUnits : kLeastInReport) || is_list_of_catchwords(lesson.text))
    return 0;
  const bool is_action = lesson.kind == LessonKind::kAction;
  const bool is_report = !looks_back(kind);
  if (is_report && is_ticked_off(lesson.text)) return 0;
  double worth = 1;
  if (units < kFullUnits) {
    worth = kShortest + (1 - kShortest) * static_cast<double>(units - kLeastUnits) / (kFullUnits - kLeastUnits);
  }
  if (units > kComfortableUnits) {
    const auto excess = static_cast<double>(std::min(units, kMostUnits) - kComfortableUnits);
    worth = 1 - (1 - kTooLong) * excess / (kMostUnits - kComfortableUnits);
  }
  if (lesson.markdown.find("```") != std::string::npos) worth *= kWithCode;
  if (is_action) worth *= kAction;
  if (is_report && (is_action || lesson.kind == LessonKind::kWorked)) worth *= kInReport;
  return worth;
}

std::string telling_text(std::string_view charter) {
  std::string out;
  for (std::size_t at = 0; at < charter.size();) {
    const text::CodePoint point = text::decode_at(charter, at);
    if (const std::size_t common = common_at(charter, at); common > 0) {
      break_line(out);
      at += common;
      continue;
    }
    if (!is_word(point.value)) {
      out.append(charter.substr(at, point.length));
      at += point.length;
      continue;
    }
    const Word word = hyphenated_from(charter, at);
    is_common(charter, word) ? break_line(out) : void(out.append(written(charter, word)));
    at = word.end;
  }
  return out;
}

std::vector<std::string> pieces_in(const std::vector<std::string>& pieces, std::string_view text) {
  return Said(text).those_of(pieces);
}

std::vector<std::string> pieces_or_words_in(const std::vector<std::string>& pieces, std::string_view text) {
  const Said said(text);
  std::vector<std::string> found = said.those_of(pieces);
  Words known;
  for (const std::string& piece : pieces) known.insert(singular(text::fold(piece)));
  std::vector<std::string> words;
  for (const std::string& piece : pieces) {
    if (std::find(found.begin(), found.end(), piece) != found.end()) continue;
    for (Word word = word_from(piece, 0); word.begin < word.end; word = word_from(piece, word.end)) {
      std::string one(written(piece, word));
      if (known.insert(singular(text::fold(one))).second) words.push_back(std::move(one));
    }
  }
  for (std::string& word : said.those_of(words)) found.push_back(std::move(word));
  return found;
}

std::vector<std::string> without_modifiers(std::vector<std::string> pieces, std::string_view charter) {
  const auto is_only_modifier = [&](const std::string& piece) {
    const Word whole = word_from(piece, 0);
    if (whole.begin != 0 || whole.end != piece.size() || piece.empty()) return false;
    const std::string wanted = singular(text::fold(piece));
    bool is_there = false;
    for (Word word = word_from(charter, 0); word.begin < word.end; word = word_from(charter, word.end)) {
      const std::string folded = text::fold(written(charter, word));
      if (singular(folded) != wanted) continue;
      if (folded != wanted || !is_modifier(charter, word)) return false;
      is_there = true;
    }
    return is_there;
  };
  std::erase_if(pieces, is_only_modifier);
  return pieces;
}

std::vector<std::string> without_parts_of_terms(std::vector<std::string> pieces, std::string_view text,
                                                const Thesaurus& terms) {
  const std::string folded = text::fold(text);
  const std::vector<Thesaurus::Span> spans = terms.segment(folded);
  std::set<std::string> wanted;
  for (const std::string& piece : pieces) wanted.insert(text::fold(piece));
  // The last word of a term is what it is a kind of. Where both words are shared, so is the term.
  const auto qualifies = [&](std::size_t begin, std::size_t end) {
    return std::any_of(spans.begin(), spans.end(), [&](const Thesaurus::Span& span) {
      if (begin < span.begin || end >= span.end) return false;
      const bool is_two_words = folded[end] == ' ';
      return !is_two_words || !wanted.contains(folded.substr(end + 1, span.end - end - 1));
    });
  };
  const auto only_qualifies = [&](const std::string& piece) {
    const std::string one = text::fold(piece);
    std::size_t at = folded.find(one);
    if (one.empty() || at == std::string::npos) return false;
    for (; at != std::string::npos; at = folded.find(one, at + 1)) {
      if (!qualifies(at, at + one.size())) return false;
    }
    return true;
  };
  std::erase_if(pieces, only_qualifies);
  return pieces;
}

bool is_enough(const std::vector<BriefReason>& reasons, bool is_translated) {
  std::size_t of_labels = 0, of_text = 0;
  std::set<std::string> pieces;  // "Roll back" and "roll back" are one
  for (const BriefReason& reason : reasons) {
    if (reason.kind == ReasonKind::kTag) of_labels += kOfTag * reason.values.size();
    if (reason.kind == ReasonKind::kRisk) of_labels += reason.of_document ? kOfDocumentRisk : kOfRisk;
    if (reason.kind != ReasonKind::kText) continue;
    for (const std::string& piece : reason.values) {
      if (pieces.insert(text::fold(piece)).second) of_text += strength_of(piece);
    }
  }
  if (is_translated && pieces.size() < 2) of_text = 0;
  return of_labels + of_text >= kEnough;
}

}  // namespace fupan::service
