// Makes lessons out of blocks. Thread-safe for reading; the lines and the taxonomy must outlive it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/lessons/outline.h"
#include "importers/lines.h"
#include "importers/markdown/block.h"

namespace fupan::importers {

// Where in the document a lesson stands and what its heading says of it.
struct LessonPlace {
  std::vector<std::string> path;
  LessonKind kind = LessonKind::kLesson;
};

// Ids, labels and language are set later.
class LessonBuilder {
 public:
  LessonBuilder(const Lines& lines, const Taxonomy& taxonomy) : lines_(lines), taxonomy_(taxonomy) {}

  // From consecutive blocks; `title` "" takes the bold start or the first sentence.
  Lesson from_blocks(std::span<const Block> blocks, std::string_view title, const LessonPlace& place) const;

  // From a heading with everything under it. `markdown` starts after the heading, `lines` with it.
  Lesson from_part(const Part& part, const LessonPlace& place) const;

  // Adds a block that explains the lesson before it (a code sample).
  void extend(Lesson& lesson, const Block& block) const;

  // Fills the fields that the text names.
  void finish(Lesson& lesson) const;

 private:
  const Lines& lines_;
  const Taxonomy& taxonomy_;
};

// The plain text of a part, headings of deeper parts included.
std::string plain_text(const Part& part);
std::string plain_text(std::span<const Block> blocks);

// The bold start of a block or of its first paragraph, or "".
std::string_view lead_of(const Block& block);

}  // namespace fupan::importers
