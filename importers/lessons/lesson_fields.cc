#include "importers/lessons/lesson_fields.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "importers/lessons/placeholder.h"
#include "importers/lines.h"
#include "importers/metadata/date.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxLabelCharacters = 40;
constexpr std::string_view kWideColon = "：";

struct Labelled {
  std::string_view label;
  std::string_view value;
};

Labelled split_label(std::string_view line) {
  const std::size_t narrow = line.find(':');
  const std::size_t wide = line.find(kWideColon);
  const std::size_t at = std::min(narrow, wide);
  if (at == std::string_view::npos) return {};
  const std::string_view label = line.substr(0, at);
  if (text::count_code_points(label) > kMaxLabelCharacters) return {};
  return {label, text::trim(line.substr(at + (at == wide ? kWideColon.size() : 1)))};
}

std::string* field_of(Lesson& lesson, std::string_view meaning) {
  if (meaning == "event") return &lesson.event;
  if (meaning == "cause") return &lesson.cause;
  if (meaning == "impact") return &lesson.impact;
  if (meaning == "recommendation") return &lesson.recommendation;
  if (meaning == "applies_when") return &lesson.applies_when;
  if (meaning == "owner") return &lesson.owner;
  if (meaning == "due_date") return &lesson.due_date;
  return nullptr;
}

// Bytes of a mark at the start of `text` that ends one part of a remark and starts the next: brackets, commas,
// semicolons.
std::size_t mark_length(std::string_view text) {
  static constexpr std::string_view kStarts = "(),;\xEF";  // the first bytes of all of them
  if (kStarts.find(text.front()) == std::string_view::npos) return 0;
  for (const std::string_view mark : {"(", ")", ",", ";", "（", "）", "，", "；"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

// Owner and due date, which people add to the end of a line: "… (owner: Li, due: 2024-05-01)".
void fill_from_remarks(Lesson& lesson, std::string_view line, const Taxonomy& taxonomy) {
  std::size_t start = 0;
  for (std::size_t i = 0; i <= line.size();) {
    const std::size_t mark = i < line.size() ? mark_length(line.substr(i)) : 1;
    if (mark == 0) {
      ++i;
      continue;
    }
    const Labelled part = split_label(line.substr(start, i - start));
    const std::string_view meaning = part.value.empty() ? std::string_view{} : taxonomy.lesson_field(part.label);
    if (meaning == "owner" || meaning == "due_date") set_field(lesson, meaning, part.value);
    i += mark;
    start = i;
  }
}

// The lines from `n` on up to the next label.
std::string following_lines(const Lines& lines, int& n, const Taxonomy& taxonomy) {
  std::string value;
  while (n < lines.count() && field_at_start(lines.at(n + 1), taxonomy).empty()) {
    ++n;
    if (!value.empty()) value += '\n';
    value += lines.at(n);
  }
  return value;
}

}  // namespace

bool set_field(Lesson& lesson, std::string_view meaning, std::string_view value) {
  std::string* field = field_of(lesson, meaning);
  if (field == nullptr) return false;
  if (!field->empty() || is_placeholder(value)) return true;
  *field = text::trim(value);
  if (meaning == "due_date") *field = normalise_date(*field).value_or(*field);
  return true;
}

std::string_view field_at_start(std::string_view line, const Taxonomy& taxonomy) {
  const Labelled part = split_label(line);
  return part.label.empty() ? std::string_view{} : taxonomy.lesson_field(part.label);
}

void fill_fields(Lesson& lesson, const Taxonomy& taxonomy) {
  const std::string text = lesson.text;
  if (text.find(':') == std::string::npos && text.find(kWideColon) == std::string::npos) return;
  const Lines lines(text);
  for (int n = 1; n <= lines.count(); ++n) {
    const std::string_view line = lines.at(n);
    const std::string_view meaning = field_at_start(line, taxonomy);
    if (meaning != "owner" && meaning != "due_date") fill_from_remarks(lesson, line, taxonomy);
    if (meaning.empty()) continue;
    const std::string_view value = split_label(line).value;
    set_field(lesson, meaning, value.empty() ? following_lines(lines, n, taxonomy) : std::string(value));
  }
}

}  // namespace fupan::importers
