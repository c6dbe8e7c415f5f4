#include "core/template_match.h"

#include <algorithm>

#include "core/digest.h"
#include "core/template_fill.h"
#include "core/text/utf8.h"
#include "core/text/word_diff.h"

namespace fupan {
namespace {

constexpr std::size_t kMostLines = 4000;
constexpr std::size_t kLeastCharacters = 3;

using Lines = std::vector<std::string_view>;

// Without blank lines, and without blanks at their ends.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    if (!line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_guidance(std::string_view line) { return text::trim(line).starts_with('>'); }

// A line of the template.
struct Pattern {
  std::string_view line;
  std::vector<FillPiece> pieces;
  bool is_fixed = true;
  bool takes_lines = false;  // has a field of several lines
  bool is_row = false;
};

Pattern pattern_of(std::string_view line, const TemplateText& text) {
  Pattern pattern;
  pattern.line = line;
  pattern.pieces = pieces_of(line);
  pattern.is_row = is_table_row(line);
  for (const FillPiece& piece : pattern.pieces) {
    if (!piece.is_field) continue;
    pattern.is_fixed = false;
    const TemplateField* field = text.find(piece.text);
    const bool is_long = field != nullptr && field->type == FieldType::kLongText;
    pattern.takes_lines = pattern.takes_lines || (is_long && !pattern.is_row);
  }
  return pattern;
}

std::string_view without_end_blanks(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// What the placeholders of a pattern take of a line.
class LineReader {
 public:
  LineReader(const Pattern& pattern, std::string_view line) : pieces_(pattern.pieces), line_(line) {}

  // In order; nothing when the texts between are not there.
  std::optional<std::vector<std::string_view>> run() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_field) {
        begin_field();
      } else if (!pass(pieces_[i].text, ends_with_fields(i + 1), i + 1 == pieces_.size())) {
        return std::nullopt;
      }
    }
    if (is_open_) {
      values_.push_back(line_.substr(at_));
      at_ = line_.size();
    }
    if (at_ != line_.size()) return std::nullopt;
    return std::move(values_);
  }

 private:
  bool ends_with_fields(std::size_t from) const {
    return std::all_of(pieces_.begin() + static_cast<std::ptrdiff_t>(from), pieces_.end(),
                       [](const FillPiece& piece) { return piece.is_field; });
  }

  void begin_field() {
    if (is_open_) values_.push_back(line_.substr(at_, 0));  // two side by side
    is_open_ = true;
  }

  // The fixed text of a piece. The last one stands at the end of the line; blanks there do not count, neither do those
  // before a field that is empty.
  bool pass(std::string_view text, bool may_lack_blanks, bool is_last) {
    const std::string_view short_text = without_end_blanks(text);
    std::size_t found = is_open_ ? line_.find(text, at_) : at_;
    if (found != std::string_view::npos && line_.substr(found, text.size()) != text) found = std::string_view::npos;
    const bool fits = line_.size() >= at_ + short_text.size() && line_.ends_with(short_text);
    if (is_last || (found == std::string_view::npos && may_lack_blanks)) {
      found = fits ? line_.size() - short_text.size() : std::string_view::npos;
      text = short_text;
    }
    if (found == std::string_view::npos || (!is_open_ && found != at_)) return false;
    if (is_open_) values_.push_back(line_.substr(at_, found - at_));
    is_open_ = false;
    at_ = found + text.size();
    return true;
  }

  const std::vector<FillPiece>& pieces_;
  std::string_view line_;
  std::vector<std::string_view> values_;
  std::size_t at_ = 0;    // behind what is read; of an open field its begin
  bool is_open_ = false;  // the value of a field is being read
};

class Matcher {
 public:
  Matcher(const TemplateText& text, std::string_view copy) : copy_(lines_of(copy)) {
    for (const std::string_view line : lines_of(text.body)) patterns_.push_back(pattern_of(line, text));
  }

  std::optional<FieldValues> run() {
    if (patterns_.size() > kMostLines || copy_.size() > kMostLines) return std::nullopt;
    failed_.assign(kNeighbours * (patterns_.size() + 1) * (copy_.size() + 1), false);
    if (!match(0, 0, Before::kOther)) return std::nullopt;
    FieldValues values;
    for (auto taken = taken_.rbegin(); taken != taken_.rend(); ++taken) add(*taken, values);
    return values;
  }

 private:
  struct Taken {
    const Pattern* pattern;
    std::vector<std::string_view> values;
  };

  // What stands before a line, as far as it matters: guidance that is missing beside a value that looks like guidance
  // is guidance that was edited, not a value.
  enum class Before { kOther, kMissingGuidance, kQuotedValue };
  static constexpr std::size_t kNeighbours = 3;

  bool match(std::size_t i, std::size_t j, Before before) {
    const std::size_t state = (i * (copy_.size() + 1) + j) * kNeighbours + static_cast<std::size_t>(before);
    if (failed_[state]) return false;
    const bool matched = i == patterns_.size() ? j == copy_.size() : step(patterns_[i], i, j, before);
    if (!matched) failed_[state] = true;
    return matched;
  }

  bool step(const Pattern& pattern, std::size_t i, std::size_t j, Before before) {
    if (pattern.is_fixed) {
      if (j < copy_.size() && copy_[j] == pattern.line && match(i + 1, j + 1, Before::kOther)) return true;
      const bool may_miss = is_guidance(pattern.line) && before != Before::kQuotedValue;
      return may_miss && match(i + 1, j, Before::kMissingGuidance);
    }
    if (can_vanish(pattern) && match(i + 1, j, before)) return taken(pattern, {});
    if (before == Before::kMissingGuidance && j < copy_.size() && quotes(pattern, copy_[j])) return false;
    const std::size_t most = pattern.takes_lines ? copy_.size() - j : std::min<std::size_t>(1, copy_.size() - j);
    for (std::size_t count = 1; count <= most; ++count) {
      // The lines are views into one text: what lies between the first and the last is theirs too.
      const std::string_view first = copy_[j], last = copy_[j + count - 1];
      const std::string_view span(first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data()));
      auto values = LineReader(pattern, span).run();
      const Before now = quotes(pattern, last) ? Before::kQuotedValue : Before::kOther;
      if (values && match(i + 1, j + count, now)) return taken(pattern, std::move(*values));
    }
    return false;
  }

  // Whether a line that `pattern` takes looks like guidance, and the pattern does not.
  static bool quotes(const Pattern& pattern, std::string_view line) {
    return is_guidance(line) && !is_guidance(pattern.line);
  }

  // Nothing of it is left when all its fields are empty.
  static bool can_vanish(const Pattern& pattern) {
    return std::all_of(pattern.pieces.begin(), pattern.pieces.end(),
                       [](const FillPiece& piece) { return piece.is_field || text::trim(piece.text).empty(); });
  }

  bool taken(const Pattern& pattern, std::vector<std::string_view> values) {
    taken_.push_back({&pattern, std::move(values)});
    return true;
  }

  static void add(const Taken& taken, FieldValues& values) {
    std::size_t next = 0;
    for (const FillPiece& piece : taken.pattern->pieces) {
      if (!piece.is_field) continue;
      const std::string_view value = next < taken.values.size() ? taken.values[next] : std::string_view();
      ++next;
      values.emplace(piece.text, taken.pattern->is_row ? value_from_row(text::trim(value)) : std::string(value));
    }
  }

  Lines copy_;
  std::vector<Pattern> patterns_;
  std::vector<bool> failed_;
  std::vector<Taken> taken_;  // last pattern first
};

}  // namespace

std::optional<FieldValues> match_template(const TemplateText& text, std::string_view copy) {
  return Matcher(text, copy).run();
}

FieldValues read_values(const TemplateText& text, std::string_view copy) {
  const Lines lines = lines_of(text.body), copy_lines = lines_of(copy);
  std::size_t from = 0, copy_from = 0;
  FieldValues values;
  std::vector<text::LineMatch> matches = text::line_matches(lines, copy_lines);
  matches.push_back({lines.size(), copy_lines.size(), 0});
  for (const text::LineMatch& match : matches) {
    TemplateText part;
    part.fields = text.fields;
    for (std::size_t i = from; i < match.before; ++i) part.body.append(lines[i]).append("\n");
    std::string between;
    for (std::size_t i = copy_from; i < match.after; ++i) between.append(copy_lines[i]).append("\n");
    if (const auto found = match_template(part, between)) values.insert(found->begin(), found->end());
    from = match.before + match.length;
    copy_from = match.after + match.length;
  }
  return values;
}

bool is_telling_line(std::string_view line) {
  const std::string_view trimmed = text::trim(line);
  if (trimmed.empty() || trimmed.front() == '>') return false;
  if (trimmed.find_first_not_of("|-: \t+*_=#[]") == std::string_view::npos) return false;
  if (text::count_code_points(trimmed) < kLeastCharacters) return false;
  return placeholders_of(trimmed).empty();
}

std::vector<std::uint64_t> telling_lines(std::string_view body) {
  std::vector<std::uint64_t> digests;
  for (const std::string_view line : lines_of(body)) {
    if (is_telling_line(line)) digests.push_back(fnv1a(text::trim(line)));
  }
  std::sort(digests.begin(), digests.end());
  digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
  return digests;
}

}  // namespace fupan
