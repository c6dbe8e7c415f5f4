// One walk over the outline of a document that puts each block into a lesson or a section. One thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/taxonomy.h"
#include "importers/lessons/heading_kinds.h"
#include "importers/lessons/lesson_builder.h"
#include "importers/lessons/lesson_finder.h"
#include "importers/lessons/outline.h"

namespace fupan::importers {

struct WalkRules {
  bool finds_lessons = true;         // false: everything is a section
  bool reads_all_tables = false;     // tables with lesson columns are lessons under any heading
  const Part* title_part = nullptr;  // the heading that is the document's title
  bool bold_opens = true;            // a bold line with a known name opens a scope anywhere
  bool title_opens = false;          // a title that announces lessons does so for all parts under it
};

class LessonWalk {
 public:
  // All must outlive the walk.
  LessonWalk(const Lines& lines, const Taxonomy& taxonomy, const HeadingKinds& headings, const WalkRules& rules)
      : lines_(lines), taxonomy_(taxonomy), headings_(headings), rules_(rules), builder_(lines, taxonomy) {}

  void run(const Part& root);
  FoundText take() { return std::move(out_); }

 private:
  // Whether the text at hand is under a heading that announces lessons.
  struct Scope {
    bool open = false;
    bool needs_names =
        false;               // the heading announces other things too: only sub-headings with known names give lessons
    bool has_units = false;  // there are lists, tables or sub-headings: paragraphs only introduce them
    LessonPlace place;       // heading path, and kind when open
  };

  void walk_part(const Part& part, Scope scope);
  void walk_content(const Part& part, const Scope& scope);
  void walk_sub_heading(const Part& part, const Scope& scope);
  void walk_blocks(std::span<const Block> blocks, const Scope& scope);
  void walk_closed(std::span<const Block> blocks, const Scope& scope);
  void walk_open(std::span<const Block> blocks, const Scope& scope);
  std::size_t walk_bold_heading(std::span<const Block> blocks, const Scope& scope);
  std::size_t walk_paragraph(std::span<const Block> blocks, const Scope& scope);
  void walk_list(const Block& list, const Scope& scope);
  void walk_item(const Block& item, const Scope& scope);
  std::optional<LessonKind> labelled_kind(std::string_view text) const;
  void add_table(const Block& table, const Scope& scope);
  void add_lesson(Lesson lesson);
  void add_lesson_from(std::span<const Block> blocks, std::string_view title, const Scope& scope);

  // Blocks that belong to no lesson wait here until a lesson or another heading ends the section.
  void leave(const Block& block);
  void flush_section(const std::vector<std::string>& path);

  bool is_field_list(const Block& list) const;
  bool is_group(std::string_view heading, std::span<const Block> blocks, const Scope& scope) const;
  bool has_grouping_child(const Part& part) const;

  const Lines& lines_;
  const Taxonomy& taxonomy_;
  const HeadingKinds& headings_;
  const WalkRules& rules_;
  LessonBuilder builder_;
  FoundText out_;
  Section pending_;
  bool has_pending_ = false;
  bool last_was_lesson_ = false;  // the block before became a lesson: a code sample may belong to it
};

}  // namespace fupan::importers
