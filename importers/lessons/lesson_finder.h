// Divides a document into lessons and sections. Const methods are thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/importer.h"
#include "importers/lessons/heading_kinds.h"
#include "importers/lines.h"
#include "importers/markdown/block.h"

namespace fupan::importers {

struct FoundText {
  std::vector<Lesson> lessons;    // without ids, inherited labels and language
  std::vector<Section> sections;  // together with `lessons` they hold every block once
  std::vector<Note> notes;
};

class LessonFinder {
 public:
  explicit LessonFinder(const Taxonomy& taxonomy) : taxonomy_(taxonomy), headings_(taxonomy) {}

  // `title` is the document's: a first heading that says the same is in no heading path. A template has no lessons; in
  // a register the rows of a table with lesson columns are lessons under any heading.
  FoundText find(std::span<const Block> blocks, const Lines& lines, std::string_view title, DocumentKind kind) const;

 private:
  Taxonomy taxonomy_;
  HeadingKinds headings_;
};

}  // namespace fupan::importers
