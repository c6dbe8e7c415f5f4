#include "core/text/merge.h"

#include <algorithm>
#include <optional>

#include "core/text/word_diff.h"

namespace fupan::text {
namespace {

using Tokens = std::vector<std::string_view>;

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// For each line of `base` the equal one of `other`.
std::vector<std::size_t> places_of(const Tokens& base, const Tokens& other) {
  std::vector<std::size_t> places(base.size(), kNowhere);
  for (const LineMatch& match : line_matches(base, other)) {
    for (std::size_t i = 0; i < match.length; ++i) places[match.before + i] = match.after + i;
  }
  return places;
}

Tokens part(const Tokens& lines, std::size_t begin, std::size_t end) {
  return {lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::string joined(const Tokens& lines) {
  std::string text;
  for (const std::string_view line : lines) text += line;
  return text;
}

// The version of the two that is not the base; nothing when both are something else.
template <class T>
std::optional<T> settled(const T& base, const T& yours, const T& theirs) {
  if (yours == base || yours == theirs) return theirs;
  if (theirs == base) return yours;
  return std::nullopt;
}

class Merger {
 public:
  // Takes the lines of a stretch that is different somewhere.
  void stretch(const Tokens& base, const Tokens& yours, const Tokens& theirs) {
    if (const auto one = settled(base, yours, theirs)) return append(*one);
    if (const auto lines = line_by_line(base, yours, theirs)) return append(*lines);
    merged_.conflicts.push_back({line_, joined(base), joined(yours), joined(theirs)});
    append(yours);
  }

  void append(const Tokens& lines) {
    merged_.text += joined(lines);
    line_ += lines.size();
  }

  Merged take() { return std::move(merged_); }

 private:
  static std::optional<Tokens> line_by_line(const Tokens& base, const Tokens& yours, const Tokens& theirs) {
    if (base.size() != yours.size() || base.size() != theirs.size()) return std::nullopt;
    Tokens lines;
    for (std::size_t i = 0; i < base.size(); ++i) {
      const auto line = settled(base[i], yours[i], theirs[i]);
      if (!line) return std::nullopt;
      lines.push_back(*line);
    }
    return lines;
  }

  Merged merged_;
  std::size_t line_ = 1;
};

}  // namespace

Merged merge(std::string_view base, std::string_view yours, std::string_view theirs) {
  const Tokens lines = lines_of(base), your_lines = lines_of(yours), their_lines = lines_of(theirs);
  const auto your_places = places_of(lines, your_lines), their_places = places_of(lines, their_lines);
  Merger merger;
  std::size_t from = 0, yours_from = 0, theirs_from = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (your_places[i] == kNowhere || their_places[i] == kNowhere) continue;
    merger.stretch(part(lines, from, i), part(your_lines, yours_from, your_places[i]),
                   part(their_lines, theirs_from, their_places[i]));
    merger.append({lines[i]});
    from = i + 1;
    yours_from = your_places[i] + 1;
    theirs_from = their_places[i] + 1;
  }
  merger.stretch(part(lines, from, lines.size()), part(your_lines, yours_from, your_lines.size()),
                 part(their_lines, theirs_from, their_lines.size()));
  return merger.take();
}

}  // namespace fupan::text
