#include "importers/lessons/lesson_walk.h"

#include <algorithm>

#include "importers/characters.h"
#include "importers/lessons/block_clues.h"
#include "importers/lessons/lesson_fields.h"
#include "importers/lessons/lesson_title.h"
#include "importers/lessons/placeholder.h"
#include "importers/lessons/table_lessons.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kSelfContainedWidth = 40;  // a list item as wide as this says something without its heading
constexpr std::size_t kTellingHeadingWidth = 24;
constexpr std::size_t kLeadInWidth = 10;
constexpr std::size_t kMaxKindLabel = 40;  // bytes

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

// A paragraph is a lesson, with two exceptions. Before a list of fragments ("We had no:") it is one lesson with that
// list, before a list of lessons it only introduces them; and an introduction to a list of actions is no action.
std::size_t LessonWalk::walk_paragraph(std::span<const Block> blocks, const Scope& scope) {
  const Block& block = blocks.front();
  const std::string text = plain_text(block);
  const bool before_list = blocks.size() > 1 && blocks[1].kind == BlockKind::kList;
  if (before_list && ends_with_colon(text) && average_width(blocks[1].children) < kSelfContainedWidth &&
      !is_field_list(blocks[1]) && reading_width(text) >= kLeadInWidth && scope.place.kind != LessonKind::kAction) {
    add_lesson_from(blocks.first(2), title_with_items(text, blocks[1]), scope);
    return 2;
  }
  const bool introduces =
      (before_list && ends_with_colon(text)) || (scope.has_units && scope.place.kind == LessonKind::kAction);
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
  const bool may_name = nested && !headings_.is_shared(item.children[0].text);
  const auto kind = may_name ? headings_.find(item.children[0].text) : std::nullopt;
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
  if (colon == std::string_view::npos || colon > kMaxKindLabel || text.find('\n') != std::string_view::npos) return {};
  return enum_of<LessonKind>(kLessonKindNames, taxonomy_.lesson_heading(text.substr(0, colon)));
}

// A row that says nothing yet stays in the text around it.
void LessonWalk::add_table(const Block& table, const Scope& scope) {
  std::vector<Lesson> lessons = lessons_from_table(table, scope.place, lines_, taxonomy_, out_.notes);
  if (lessons.empty()) return leave(table);
  auto next = lessons.begin();
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    if (next != lessons.end() && next->lines.first == table.rows[i].line) {
      add_lesson(std::move(*next++));
    } else {
      Block rest;
      rest.kind = BlockKind::kTable;
      rest.lines = {table.rows[i].line, table.rows[i].line};
      rest.rows.push_back(table.rows[i]);
      leave(rest);
    }
  }
  last_was_lesson_ = false;
}

void LessonWalk::add_lesson_from(std::span<const Block> blocks, std::string_view title, const Scope& scope) {
  add_lesson(builder_.from_blocks(blocks, title, scope.place));
}

void LessonWalk::add_lesson(Lesson lesson) {
  flush_section(pending_.heading_path);
  builder_.finish(lesson);
  if (lesson.title.empty()) lesson.title = heading_title(lesson.text.substr(0, lesson.text.find('\n')));
  if (lesson.title.empty()) lesson.title = clip_title(lesson.text);
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
         (is_short_heading(heading) && average_width(units.children) >= kSelfContainedWidth);
}

// Whether a heading under this one announces lessons, and is not just a field of one ("Impact", "Recommendation").
bool LessonWalk::has_grouping_child(const Part& part) const {
  return std::any_of(part.children.begin(), part.children.end(), [&](const Part& child) {
    return (headings_.find(child.heading) && taxonomy_.lesson_field(child.heading).empty()) ||
           has_grouping_child(child);
  });
}

}  // namespace fupan::importers
