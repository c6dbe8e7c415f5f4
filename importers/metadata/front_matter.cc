#include "importers/metadata/front_matter.h"

#include <optional>

#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

constexpr int kMaxLines = 2000;

std::string_view right_trimmed(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

// "key:" or "key = " after comments at most, which prose between two rules hardly starts with.
bool starts_like_mapping(const Lines& lines, int first, char separator) {
  for (int n = first; n <= lines.count(); ++n) {
    const std::string_view line = text::trim(lines.at(n));
    if (line.empty()) return false;
    if (line.front() == '#') continue;
    if (line == "---" || line == "..." || line == "+++") return true;
    const std::size_t at = line.find(separator);
    if (at == std::string_view::npos || at == 0 || line.front() == '-') return separator == '=' && line.front() == '[';
    return separator == '=' || at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t';
  }
  return false;
}

// The line of the closing fence, or 0.
int find_close(const Lines& lines, std::string_view fence) {
  for (int n = 2; n <= lines.count() && n <= kMaxLines; ++n) {
    const std::string_view line = right_trimmed(lines.at(n));
    if (line == fence || (fence == "---" && line == "...")) return n;
  }
  return 0;
}

// In a block that cannot be read, a heading after a blank line means that the block was never closed.
int end_of_broken_block(const Lines& lines, int close) {
  for (int n = 3; n < close; ++n) {
    if (lines.at(n).starts_with('#') && text::trim(lines.at(n - 1)).empty()) return n - 1;
  }
  return close;
}

FrontMatter broken_block(const Lines& lines, int close, Note note) {
  FrontMatter found;
  found.broken = true;
  found.lines = {1, end_of_broken_block(lines, close)};
  found.notes.push_back(std::move(note));
  return found;
}

}  // namespace

FrontMatter read_front_matter(const Lines& lines) {
  const std::string_view fence = right_trimmed(lines.at(1));
  const bool yaml = fence == "---";
  if (!yaml && fence != "+++") return {};
  if (!starts_like_mapping(lines, 2, yaml ? ':' : '=')) return {};
  const int close = find_close(lines, fence);
  if (close == 0) {
    FrontMatter none;
    none.notes.push_back(
        {1, "the front matter that starts on line 1 has no closing " + std::string(fence) + "; it was read as text"});
    return none;
  }
  const std::string_view block = lines.slice({2, close - 1});
  auto entries = yaml ? parse_yaml_entries(block, 2) : parse_toml_entries(block, 2);
  if (!entries) {
    const int line = static_cast<int>(entries.error().position);
    return broken_block(lines, close,
                        {line, "the front matter could not be read and was left out: " + entries.error().message});
  }
  FrontMatter found;
  found.lines = {1, close};
  found.entries = std::move(*entries);
  return found;
}

}  // namespace fupan::importers
