#include "importers/lessons/lesson_builder.h"

#include "importers/lessons/lesson_fields.h"
#include "importers/lessons/lesson_title.h"

namespace fupan::importers {
namespace {

std::string_view trim_colon(std::string_view label) {
  for (const std::string_view colon : {":", "："}) {
    if (label.ends_with(colon)) label.remove_suffix(colon.size());
  }
  return label;
}

std::string title_from(std::span<const Block> blocks, std::string_view text) {
  const std::string_view lead = trim_colon(blocks.empty() ? std::string_view{} : lead_of(blocks.front()));
  return is_telling(lead) ? clip_title(lead) : first_sentence(text);
}

}  // namespace

std::string_view lead_of(const Block& block) {
  if (!block.lead.empty() || block.children.empty()) return block.lead;
  return lead_of(block.children.front());
}

std::string plain_text(std::span<const Block> blocks) {
  std::string out;
  for (const Block& block : blocks) append_line(out, plain_text(block));
  return out;
}

std::string plain_text(const Part& part) {
  std::string out = plain_text(part.blocks);
  for (const Part& child : part.children) {
    append_line(out, child.heading);
    append_line(out, plain_text(child));
  }
  return out;
}

Lesson LessonBuilder::from_blocks(std::span<const Block> blocks, std::string_view title,
                                  const LessonPlace& place) const {
  Lesson lesson;
  lesson.kind = place.kind;
  lesson.heading_path = place.path;
  lesson.text = plain_text(blocks);
  lesson.title = title.empty() ? title_from(blocks, lesson.text) : heading_title(title);
  if (!blocks.empty()) {
    lesson.lines = lines_.trimmed({blocks.front().lines.first, blocks.back().lines.last});
    lesson.markdown = lines_.slice(lesson.lines);
  }
  return lesson;
}

Lesson LessonBuilder::from_part(const Part& part, const LessonPlace& place) const {
  Lesson lesson;
  lesson.kind = place.kind;
  lesson.heading_path = place.path;
  lesson.title = heading_title(part.heading);
  lesson.text = plain_text(part);
  lesson.lines = lines_.trimmed(part.lines);
  const int first = part.blocks.empty() && part.children.empty() ? lesson.lines.first
                    : part.blocks.empty()                        ? part.children.front().lines.first
                                                                 : part.blocks.front().lines.first;
  lesson.markdown = lines_.slice(lines_.trimmed({first, lesson.lines.last}));
  if (lesson.text.empty()) lesson.text = part.heading;
  return lesson;
}

void LessonBuilder::extend(Lesson& lesson, const Block& block) const {
  lesson.lines.last = block.lines.last;
  lesson.markdown = lines_.slice(lesson.lines);
  append_line(lesson.text, plain_text(block));
}

void LessonBuilder::finish(Lesson& lesson) const { fill_fields(lesson, taxonomy_); }

}  // namespace fupan::importers
