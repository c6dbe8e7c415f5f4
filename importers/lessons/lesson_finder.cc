#include "importers/lessons/lesson_finder.h"

#include "core/text/fold.h"
#include "importers/lessons/lesson_walk.h"
#include "importers/lessons/outline.h"

namespace fupan::importers {
namespace {

// Whether a heading below `part` other than `except` announces lessons.
bool has_known_heading(const Part& part, const Part* except, const HeadingKinds& headings) {
  for (const Part& child : part.children) {
    if (&child != except && headings.find(child.heading)) return true;
    if (has_known_heading(child, except, headings)) return true;
  }
  return false;
}

// The first heading of the document when it says what the title says.
const Part* find_title_part(const Part& root, std::string_view title) {
  const Part* first = root.children.empty() ? nullptr : &root.children.front();
  return first != nullptr && text::fold_label(first->heading) == text::fold_label(title) ? first : nullptr;
}

}  // namespace

FoundText LessonFinder::find(std::span<const Block> blocks, const Lines& lines, std::string_view title,
                             DocumentKind kind) const {
  const Part root = make_outline(blocks, lines.count());
  WalkRules rules;
  rules.finds_lessons = kind != DocumentKind::kTemplate && kind != DocumentKind::kPath;
  rules.reads_all_tables = kind == DocumentKind::kRegister;
  rules.bold_opens = kind != DocumentKind::kGuide;  // what guides list under "**Key challenges**" happened nowhere
  rules.title_part = find_title_part(root, title);
  // "# Lessons learned" as title opens the whole document, unless finer headings say where the lessons are.
  // A guide of that name tells how to write lessons.
  rules.title_opens = kind != DocumentKind::kGuide && rules.title_part != nullptr &&
                      !has_known_heading(root, rules.title_part, headings_);
  LessonWalk walk(lines, taxonomy_, headings_, rules);
  walk.run(root);
  return walk.take();
}

}  // namespace fupan::importers
