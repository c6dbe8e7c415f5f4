#include "importers/lessons/lesson_walk.h"

#include <algorithm>
#include <array>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/lessons/lesson_fields.h"
#include "importers/lessons/placeholder.h"
#include "importers/lessons/table_lessons.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kSelfContainedWidth = 40;  // a list item as wide as this says something without its heading
constexpr std::size_t kTellingHeadingWidth = 24;
constexpr std::size_t kGroupHeadingWidth = 32;
constexpr std::size_t kMaxSignatureKey = 40;  // bytes

bool is_list_or_table(const Block& block) { return block.kind == BlockKind::kList || block.kind == BlockKind::kTable; }

// Parts of a report that give no lessons whatever heading they stand under.
bool is_framing(std::string_view heading) {
  static constexpr std::array<std::string_view, 30> kNames{
      "overview",   "introduction", "background",   "purpose",  "summary",           "executive summary",
      "references", "appendix",     "attendees",    "timeline", "timeline of events", "participants",
      "contents",   "abstract",     "table of contents", "概述", "背景",             "简介",
      "目的",       "项目概况",     "项目背景",     "项目信息", "基本信息",          "参考资料",
      "附录",       "目录",         "时间线",       "时间轴",   "参会人员",          "相关文档"};
  return std::find(kNames.begin(), kNames.end(), text::fold_label(heading)) != kNames.end();
}

// "短期（1周内）", "High priority": sub-headings that sort by when, whatever stands under them.
bool is_time_frame(std::string_view heading) {
  static constexpr std::array<std::string_view, 12> kWords{"短期",   "中期",       "长期",      "优先级",      "立即",      "本周",
                                                           "本月",   "short term", "long term", "medium term", "immediate", "priority"};
  const std::string folded = text::fold_label(heading);
  return reading_width(folded) <= kGroupHeadingWidth && std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return folded.find(word) != std::string::npos;
  });
}

bool ends_with_colon(std::string_view text) { return text.ends_with(':') || text.ends_with("："); }

std::size_t average_width(std::span<const Block> items) {
  std::size_t total = 0;
  for (const Block& item : items) total += reading_width(plain_text(item));
  return items.empty() ? 0 : total / items.size();
}

// A paragraph that is a bold heading: "**What went well**".
bool is_bold_heading(const Block& block) {
  return block.kind == BlockKind::kParagraph && block.only_lead && block.text.find('\n') == std::string::npos;
}

// The blocks up to the next bold heading or rule.
std::size_t bold_part_length(std::span<const Block> blocks) {
  std::size_t n = 1;
  while (n < blocks.size() && !is_bold_heading(blocks[n]) && blocks[n].kind != BlockKind::kRule) ++n;
  return n;
}

bool has_prose(std::span<const Block> blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
    return block.kind != BlockKind::kCode && block.kind != BlockKind::kRule && has_word(plain_text(block));
  });
}

bool has_prose(const Part& part) {
  return has_prose(part.blocks) ||
         std::any_of(part.children.begin(), part.children.end(), [](const Part& child) { return has_prose(child); });
}

// "✅ …" on each line: a list to the reader though not to Markdown. Each line as a block; empty when it is not that.
std::vector<Block> symbol_lines(const Block& block) {
  std::vector<Block> out;
  const Lines lines(block.text);
  if (lines.count() < 2 || lines.count() != block.lines.last - block.lines.first + 1) return out;
  for (int n = 1; n <= lines.count(); ++n) {
    if (!starts_with_symbol(lines.at(n))) return {};
    Block line;
    line.text = lines.at(n);
    line.lines = {block.lines.first + n - 1, block.lines.first + n - 1};
    out.push_back(std::move(line));
  }
  return out;
}

// "Author: …", "Report date: …" after a rule at the end of a page.
bool is_signature(const Block& block, const Taxonomy& taxonomy) {
  const Lines lines(block.text);
  for (int n = 1; n <= lines.count(); ++n) {
    const std::string_view line = lines.at(n);
    const std::size_t colon = std::min(line.find(':'), line.find("："));
    if (colon > kMaxSignatureKey || !field_at_start(line, taxonomy).empty()) return false;
  }
  return block.kind == BlockKind::kParagraph;
}

}  // namespace

void LessonWalk::run(const Part& root) { walk_part(root, {}); }

void LessonWalk::walk_part(const Part& part, Scope scope) {
  if (part.level == 0 || &part == rules_.title_part) {
    const auto kind = part.level == 0 || !rules_.title_opens ? std::nullopt : headings_.find(part.heading);
    if (kind) scope = {true, false, false, {{}, *kind}};
    return walk_content(part, scope);
  }
  const auto kind = headings_.find(part.heading);
  if (scope.open && !kind && !scope.needs_names && !is_framing(part.heading)) return walk_sub_heading(part, scope);
  scope.open = kind.has_value();
  scope.needs_names = kind && headings_.is_shared(part.heading) && has_grouping_child(part);
  if (kind) scope.place.kind = *kind;
  scope.place.path.push_back(part.heading);
  walk_content(part, scope);
}

void LessonWalk::walk_content(const Part& part, const Scope& scope) {
  pending_ = {scope.place.path, {0, 0}, {}};
  if (part.level > 0) pending_.lines = {part.lines.first, part.lines.first};
  last_was_lesson_ = false;
  // A heading with nothing under it would be in no section and no path.
  has_pending_ = part.blocks.empty() && part.children.empty() && part.level > 0;
  Scope direct = scope;
  direct.has_units = !part.children.empty() || std::any_of(part.blocks.begin(), part.blocks.end(), is_list_or_table);
  walk_blocks(part.blocks, direct);
  flush_section(scope.place.path);
  for (const Part& child : part.children) walk_part(child, scope);
}

void LessonWalk::walk_sub_heading(const Part& part, const Scope& scope) {
  Scope inner = scope;
  inner.place.path.push_back(part.heading);
  if (has_grouping_child(part) || (part.children.empty() && is_group(part.heading, part.blocks, scope))) {
    return walk_content(part, inner);
  }
  Lesson lesson = builder_.from_part(part, scope.place);
  const bool empty = part.blocks.empty() && part.children.empty();
  const bool says_something = empty ? reading_width(part.heading) >= kTellingHeadingWidth : has_prose(part);
  if (rules_.finds_lessons && says_something && !is_placeholder(lesson.text)) {
    return add_lesson(std::move(lesson));
  }
  inner.open = false;
  walk_content(part, inner);
}

void LessonWalk::walk_blocks(std::span<const Block> blocks, const Scope& scope) {
  if (!rules_.finds_lessons) {
    for (const Block& block : blocks) leave(block);
  } else if (scope.open) {
    walk_open(blocks, scope);
  } else {
    walk_closed(blocks, scope);
  }
}

// Outside: a bold line with a known name opens a scope up to the next bold line.
void LessonWalk::walk_closed(std::span<const Block> blocks, const Scope& scope) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const bool opens = rules_.bold_opens && is_bold_heading(block);
    const auto kind = opens ? headings_.find(block.lead) : std::nullopt;
    if (kind) {
      const std::size_t length = bold_part_length(blocks.subspan(i));
      Scope inner{true, false, scope.has_units, scope.place};
      inner.place.kind = *kind;
      inner.place.path.push_back(block.lead);
      flush_section(scope.place.path);
      walk_open(blocks.subspan(i + 1, length - 1), inner);
      flush_section(inner.place.path);
      i += length - 1;
    } else if (rules_.reads_all_tables && block.kind == BlockKind::kTable && is_lesson_table(block, taxonomy_)) {
      add_table(block, scope);
    } else {
      leave(block);
    }
  }
}

void LessonWalk::walk_open(std::span<const Block> blocks, const Scope& scope) {
  bool after_rule = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const std::span<const Block> rest = blocks.subspan(i);
    if (is_bold_heading(block)) {
      i += walk_bold_heading(rest, scope) - 1;
    } else if (block.kind == BlockKind::kList) {
      walk_list(block, scope);
    } else if (block.kind == BlockKind::kTable) {
      add_table(block, scope);
    } else if (block.kind == BlockKind::kCode && last_was_lesson_) {
      builder_.extend(out_.lessons.back(), block);
    } else if (after_rule && is_signature(block, taxonomy_)) {
      leave(block);
    } else if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kQuote) {
      i += walk_paragraph(rest, scope) - 1;
    } else {
      after_rule = after_rule || block.kind == BlockKind::kRule;
      leave(block);
    }
  }
}

// A bold line under a known heading is a sub-heading. Returns how many blocks it took.
std::size_t LessonWalk::walk_bold_heading(std::span<const Block> blocks, const Scope& scope) {
  const Block& heading = blocks.front();
  const std::size_t length = bold_part_length(blocks);
  const std::span<const Block> content = blocks.subspan(1, length - 1);
  const auto kind = headings_.find(heading.lead);
  Scope inner = scope;
  if (kind) inner.place.kind = *kind;
  inner.place.path.push_back(heading.lead);
  flush_section(scope.place.path);
  if (is_framing(heading.lead)) {
    for (const Block& block : blocks.first(length)) leave(block);
  } else if (kind || is_group(heading.lead, content, scope)) {
    walk_open(content, inner);
    flush_section(inner.place.path);
  } else if (has_prose(content) && !is_placeholder(plain_text(content))) {
    Lesson lesson = builder_.from_blocks(content, heading.lead, scope.place);
    lesson.lines.first = heading.lines.first;
    add_lesson(std::move(lesson));
  } else if (content.empty() && reading_width(heading.lead) >= kTellingHeadingWidth && !is_placeholder(heading.lead)) {
    add_lesson_from(blocks.first(1), heading.lead, scope);
  } else {
    for (const Block& block : blocks.first(length)) leave(block);
  }
  return length;
}

// A paragraph is a lesson, with two exceptions. Before a list of fragments ("We had no:") it is one lesson with that list,
// before a list of lessons it only introduces them; and an introduction to a list of actions is no action.
std::size_t LessonWalk::walk_paragraph(std::span<const Block> blocks, const Scope& scope) {
  const Block& block = blocks.front();
  const std::string text = plain_text(block);
  const bool before_list = blocks.size() > 1 && blocks[1].kind == BlockKind::kList;
  if (before_list && ends_with_colon(text) && average_width(blocks[1].children) < kSelfContainedWidth &&
      !is_field_list(blocks[1]) && reading_width(text) >= kTellingHeadingWidth && scope.place.kind != LessonKind::kAction) {
    add_lesson_from(blocks.first(2), {}, scope);
    return 2;
  }
  const bool introduces = (before_list && ends_with_colon(text)) || (scope.has_units && scope.place.kind == LessonKind::kAction);
  if (introduces || is_placeholder(text)) {
    leave(block);
  } else if (const std::vector<Block> units = symbol_lines(block); !units.empty()) {
    for (const Block& line : units) walk_item(line, scope);
  } else {
    add_lesson_from(blocks.first(1), {}, scope);
  }
  return 1;
}

void LessonWalk::walk_list(const Block& list, const Scope& scope) {
  if (is_field_list(list)) return add_lesson_from({&list, 1}, {}, scope);
  for (const Block& item : list.children) walk_item(item, scope);
}

// "- **What went well**" with a list of its own is a sub-heading.
void LessonWalk::walk_item(const Block& item, const Scope& scope) {
  const bool nested = item.children.size() >= 2 && item.children[0].kind == BlockKind::kParagraph &&
                      item.children[1].kind == BlockKind::kList;
  const auto kind = nested ? headings_.find(item.children[0].text) : std::nullopt;
  if (kind) {
    Scope inner = scope;
    inner.place.kind = *kind;
    inner.place.path.push_back(item.children[0].text);
    flush_section(scope.place.path);
    walk_open(std::span(item.children).subspan(1), inner);
    flush_section(inner.place.path);
  } else if (const std::string text = plain_text(item); is_placeholder(text)) {
    leave(item);
  } else {
    Scope own = scope;
    own.place.kind = labelled_kind(text).value_or(scope.place.kind);
    add_lesson_from({&item, 1}, {}, own);
  }
}

// "- Challenge: …", "- Recommendation: …" in one list: each says itself what it is.
std::optional<LessonKind> LessonWalk::labelled_kind(std::string_view text) const {
  const std::size_t colon = std::min(text.find(':'), text.find("："));
  if (colon == std::string_view::npos || colon > kMaxSignatureKey || text.find('\n') != std::string_view::npos) return {};
  return enum_of<LessonKind>(kLessonKindNames, taxonomy_.lesson_heading(text.substr(0, colon)));
}

void LessonWalk::add_table(const Block& table, const Scope& scope) {
  std::vector<Lesson> lessons = lessons_from_table(table, scope.place, lines_, taxonomy_, out_.notes);
  if (lessons.empty()) return leave(table);
  for (Lesson& lesson : lessons) add_lesson(std::move(lesson));
  last_was_lesson_ = false;
}

void LessonWalk::add_lesson_from(std::span<const Block> blocks, std::string_view title, const Scope& scope) {
  add_lesson(builder_.from_blocks(blocks, title, scope.place));
}

void LessonWalk::add_lesson(Lesson lesson) {
  flush_section(pending_.heading_path);
  builder_.finish(lesson);
  out_.lessons.push_back(std::move(lesson));
  last_was_lesson_ = true;
}

void LessonWalk::leave(const Block& block) {
  last_was_lesson_ = false;
  const std::string text = plain_text(block);
  if (text.empty()) return;
  if (pending_.text.empty() && !has_pending_ && pending_.lines.last == 0) pending_.lines.first = block.lines.first;
  append_line(pending_.text, text);
  pending_.lines.last = block.lines.last;
  has_pending_ = true;
}

// Ends the section at hand; the next one has this path.
void LessonWalk::flush_section(const std::vector<std::string>& path) {
  if (has_pending_) {
    pending_.lines = lines_.trimmed(pending_.lines);
    out_.sections.push_back(std::move(pending_));
  }
  pending_ = {path, {0, 0}, {}};
  has_pending_ = false;
}

// "- Problem: …", "- Cause: …", "- Advice: …" together are one lesson.
bool LessonWalk::is_field_list(const Block& list) const {
  std::vector<std::string_view> seen;
  for (const Block& item : list.children) {
    const std::string text = plain_text(item);
    const std::string_view field = field_at_start(text, taxonomy_);
    if (field.empty()) continue;
    if (std::find(seen.begin(), seen.end(), field) != seen.end()) return false;
    seen.push_back(field);
  }
  return seen.size() >= 2 && seen.size() * 2 > list.children.size();
}

// A sub-heading that only sorts: under it are items that stand for themselves.
bool LessonWalk::is_group(std::string_view heading, std::span<const Block> blocks, const Scope& scope) const {
  while (!blocks.empty() && blocks.back().kind == BlockKind::kRule) blocks = blocks.first(blocks.size() - 1);
  if (blocks.empty() || blocks.size() > 2 || !is_list_or_table(blocks.back())) return false;
  if (blocks.size() == 2 && is_list_or_table(blocks.front())) return false;
  const Block& units = blocks.back();
  if (units.kind == BlockKind::kTable) return true;
  if (is_field_list(units)) return false;
  return scope.place.kind == LessonKind::kAction || is_time_frame(heading) ||
         (reading_width(heading) <= kGroupHeadingWidth && average_width(units.children) >= kSelfContainedWidth);
}

// Whether a heading under this one announces lessons, and is not just a field of one ("Impact", "Recommendation").
bool LessonWalk::has_grouping_child(const Part& part) const {
  return std::any_of(part.children.begin(), part.children.end(), [&](const Part& child) {
    return (headings_.find(child.heading) && taxonomy_.lesson_field(child.heading).empty()) || has_grouping_child(child);
  });
}

}  // namespace fupan::importers
