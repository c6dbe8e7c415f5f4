#include "importers/lessons/table_lessons.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "importers/characters.h"
#include "importers/labels/author_labels.h"
#include "importers/lessons/lesson_fields.h"
#include "importers/lessons/lesson_title.h"
#include "importers/lessons/placeholder.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kTellingWidth = 12;  // a cell narrower than this is a number, a date or a name

struct Column {
  std::string header;
  std::string_view field;     // Taxonomy::lesson_field
  std::string_view metadata;  // Taxonomy::metadata_key
};

std::vector<Column> columns_of(const Block& table, const Taxonomy& taxonomy) {
  std::vector<Column> columns;
  for (const std::string& header : table.rows.front().cells) {
    columns.push_back({header, taxonomy.lesson_field(header), taxonomy.metadata_key(header)});
  }
  return columns;
}

bool is_text_field(std::string_view field) { return !field.empty() && field != "owner" && field != "due_date"; }

class RowReader {
 public:
  RowReader(const Block& table, const LessonPlace& place, const Lines& lines, const Taxonomy& taxonomy,
            std::vector<Note>& notes)
      : place_(place), lines_(lines), taxonomy_(taxonomy), notes_(notes), columns_(columns_of(table, taxonomy)) {
    const int header = table.rows.front().line;
    head_ = std::string(text::trim(lines.at(header))) + "\n" + std::string(text::trim(lines.at(header + 1)));
  }

  Lesson read(const TableRow& row) const {
    Lesson lesson;
    lesson.kind = place_.kind;
    lesson.heading_path = place_.path;
    lesson.lines = {row.line, row.line};
    lesson.markdown = head_ + "\n" + std::string(text::trim(lines_.at(row.line)));
    for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i) read_cell(lesson, row, i);
    lesson.title = title_of(row);
    return lesson;
  }

 private:
  void read_cell(Lesson& lesson, const TableRow& row, std::size_t i) const {
    const std::string& cell = row.cells[i];
    const Column& column = columns_[i];
    if (cell.empty()) return;
    append_line(lesson.text, column.header.empty() ? cell : column.header + ": " + cell);
    if (set_field(lesson, column.field, cell)) return;
    if (column.metadata == "kind") {
      const auto kind = enum_of<LessonKind>(kLessonKindNames, taxonomy_.lesson_heading(cell));
      if (kind) lesson.kind = *kind;
    }
    if (const auto facet = enum_of<Facet>(kFacetNames, column.metadata == "tags" ? "tag" : column.metadata)) {
      add_author_labels({*facet, {{cell}, row.line, false}}, taxonomy_, lesson.labels, notes_);
    }
  }

  // The cell under a title, else under the lesson's text, else the first that says something; else the first name with
  // what stands beside it.
  std::string title_of(const TableRow& row) const {
    const std::size_t columns = std::min(row.cells.size(), columns_.size());
    std::size_t best = 0;
    int best_rank = 100;
    for (std::size_t i = 0; i < columns; ++i) {
      const int rank = rank_of(columns_[i].field, row.cells[i]);
      if (rank < best_rank) best = i, best_rank = rank;
    }
    if (best_rank < 3 || columns == 0) return columns == 0 ? std::string{} : first_sentence(row.cells[best]);
    return joined_title(row, columns);
  }

  static std::string joined_title(const TableRow& row, std::size_t columns) {
    std::string title;
    for (std::size_t i = 0; i < columns && reading_width(title) < kTellingWidth; ++i) {
      if (!is_name(row.cells[i])) continue;
      if (!title.empty()) title += is_han(last_code_point(title)) ? "：" : ": ";
      title += row.cells[i];
    }
    return first_sentence(title.empty() ? row.cells.front() : title);
  }

  // Not a running number, a mark or a score.
  static bool is_name(std::string_view cell) {
    return reading_width(cell) > 2 && has_word(cell) &&
           cell.find_first_not_of("0123456789.-/%: #P") != std::string_view::npos;
  }

  static int rank_of(std::string_view field, std::string_view cell) {
    if (!is_name(cell)) return 9;
    if (field == "title") return 0;
    if (field == "text") return 1;
    return is_text_field(field) && reading_width(cell) >= kTellingWidth ? 2 : 3;
  }

  const LessonPlace& place_;
  const Lines& lines_;
  const Taxonomy& taxonomy_;
  std::vector<Note>& notes_;
  std::vector<Column> columns_;
  std::string head_;  // header and delimiter row
};

bool is_empty_row(const TableRow& row) {
  std::string all;
  for (const std::string& cell : row.cells) append_line(all, cell);
  return is_placeholder(all) || std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
           return is_placeholder(cell) || reading_width(cell) <= 2;  // a running number
         });
}

}  // namespace

bool is_lesson_table(const Block& table, const Taxonomy& taxonomy) {
  if (table.rows.empty()) return false;
  const auto& headers = table.rows.front().cells;
  return std::any_of(headers.begin(), headers.end(),
                     [&](const std::string& header) { return is_text_field(taxonomy.lesson_field(header)); });
}

std::vector<Lesson> lessons_from_table(const Block& table, const LessonPlace& place, const Lines& lines,
                                       const Taxonomy& taxonomy, std::vector<Note>& notes) {
  std::vector<Lesson> lessons;
  if (table.rows.empty()) return lessons;
  const RowReader reader(table, place, lines, taxonomy, notes);
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    if (!is_empty_row(table.rows[i])) lessons.push_back(reader.read(table.rows[i]));
  }
  return lessons;
}

}  // namespace fupan::importers
