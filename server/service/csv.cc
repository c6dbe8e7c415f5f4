#include "server/service/csv.h"

#include <string_view>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::service {

std::string without_formula(std::string text) {
  const std::string folded = text::fold(text::clip_utf8(text, 64));
  const std::size_t first = folded.find_first_not_of(' ');
  const bool is_formula =
      (first != std::string::npos && std::string_view("=+-@").find(folded[first]) != std::string_view::npos) ||
      (!text.empty() && std::string_view("\t\r\n").find(text[0]) != std::string_view::npos);
  return is_formula ? "'" + text : text;
}

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (const std::string& cell : cells) {
    line += line.empty() ? "\"" : ",\"";
    for (const char c : without_formula(cell)) line.append(c == '"' ? "\"\"" : std::string(1, c));
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace fupan::service
