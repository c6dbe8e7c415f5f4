#include "indexer/highlight/highlighter.h"

#include <algorithm>
#include <map>

#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"

namespace fupan::indexer {
namespace {

constexpr std::size_t kMaxSnippetSource = 200'000;

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
  }
}

// Appends `text` escaped; runs of white space become one space.
void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space) {
      append_escaped(out, c);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

bool matches_atom(const Atom& atom, std::string_view stemmed, const std::string& wanted, bool prefix) {
  if (prefix) return atom.folded.starts_with(wanted);
  return atom.is_character ? atom.folded == wanted : stemmed == wanted;
}

bool is_sentence_end(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (c == '\n') return true;
  if ((c == '.' || c == '!' || c == '?') && i + 1 < text.size() && text[i + 1] == ' ') return true;
  const std::string_view rest = text.substr(i);
  return rest.starts_with("。") || rest.starts_with("！") || rest.starts_with("？") || rest.starts_with("；");
}

// The byte `count` code points before (count < 0) or after `from`, within `text`.
std::size_t move_code_points(std::string_view text, std::size_t from, long count) {
  const auto is_tail = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  for (; count > 0 && from < text.size(); --count) {
    do ++from;
    while (is_tail(from));
  }
  for (; count < 0 && from > 0; ++count) {
    do --from;
    while (is_tail(from));
  }
  return from;
}

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Where a cut inside a Latin word should rather be: at the word's end (`forward`) or start, when that is near.
std::size_t leave_word(std::string_view text, std::size_t at, bool forward) {
  constexpr std::size_t kNear = 24;
  std::size_t moved = at;
  for (std::size_t steps = 0; steps < kNear; ++steps) {
    const bool inside =
        moved > 0 && moved < text.size() && is_ascii_word(text[moved - 1]) && is_ascii_word(text[moved]);
    if (!inside) return moved;
    moved = forward ? moved + 1 : moved - 1;
  }
  return at;
}

}  // namespace

Highlighter::Highlighter(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {
  std::erase_if(patterns_, [](const Pattern& p) { return p.atoms.empty(); });
}

std::vector<Highlighter::Match> Highlighter::matches(std::string_view text) const {
  std::vector<Match> found;
  if (patterns_.empty()) return found;
  const std::vector<Atom> atoms = atomize(text);
  std::vector<std::string> stems(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (!atoms[i].is_character) stems[i] = stem(atoms[i].folded);
  }
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    for (std::size_t p = 0; p < patterns_.size(); ++p) {
      const Pattern& pattern = patterns_[p];
      const std::size_t length = pattern.atoms.size();
      if (i + length > atoms.size()) continue;
      bool all = true;
      for (std::size_t k = 0; all && k < length; ++k) {
        const bool needs_join = k > 0 && atoms[i + k].is_character && atoms[i + k - 1].is_character;
        all = (!needs_join || atoms[i + k].joined) &&
              matches_atom(atoms[i + k], stems[i + k], pattern.atoms[k], pattern.is_prefix && k + 1 == length);
      }
      if (all) found.push_back({{atoms[i].begin, atoms[i + length - 1].end}, p});
    }
  }
  return found;
}

std::vector<Highlighter::Range> Highlighter::find(std::string_view text) const {
  std::vector<Range> ranges;
  for (const Match& match : matches(text)) ranges.push_back(match.range);
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::vector<Range> merged;
  for (const Range& range : ranges) {
    if (!merged.empty() && range.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, range.end);
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

std::string Highlighter::mark(std::string_view text) const {
  std::string out;
  std::size_t at = 0;
  for (const Range& range : find(text)) {
    append_collapsed(out, text.substr(at, range.begin - at));
    out += "<mark>";
    append_collapsed(out, text.substr(range.begin, range.end - range.begin));
    out += "</mark>";
    at = range.end;
  }
  append_collapsed(out, text.substr(at));
  return out;
}

std::string Highlighter::snippet(std::string_view text, std::size_t max_characters) const {
  text = text::clip_utf8(text, kMaxSnippetSource);
  const auto window = static_cast<long>(max_characters);
  std::vector<Match> found = matches(text);
  std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.range.begin < b.range.begin; });
  std::size_t best_begin = 0;
  std::size_t best_score = 0;
  std::map<std::size_t, std::size_t> inside;  // pattern -> matches in the window
  std::size_t last = 0;
  std::size_t weight = 0;
  for (std::size_t first = 0; first < found.size(); ++first) {
    // A code point takes at least one byte: a window of characters is looked up only at its end.
    const std::size_t end = move_code_points(text, found[first].range.begin, window);
    for (; last < found.size() && found[last].range.end <= end; ++last) {
      const Match& match = found[last];
      const bool is_new = inside[match.pattern]++ == 0;
      weight += (is_new ? 20 : 1) * patterns_[match.pattern].atoms.size();
    }
    if (weight > best_score) {
      best_score = weight;
      best_begin = found[first].range.begin;
    }
    if (last > first) {
      const Match& gone = found[first];
      const bool was_only = --inside[gone.pattern] == 0;
      weight -= (was_only ? 20 : 1) * patterns_[gone.pattern].atoms.size();
    } else {
      last = first + 1;
    }
  }
  // Begin at a sentence if one starts shortly before.
  std::size_t begin = move_code_points(text, best_begin, -window / 4);
  for (std::size_t i = begin; begin > 0 && i < best_begin; ++i) {
    if (!is_sentence_end(text, i)) continue;
    begin = move_code_points(text, i, 1);
    break;
  }
  begin = leave_word(text, begin, true);
  const std::size_t end = leave_word(text, move_code_points(text, begin, window), false);
  std::string out = begin > 0 ? "…" : "";
  out += mark(text::trim(text.substr(begin, end - begin)));
  if (end < text.size()) out += "…";
  return out;
}

std::size_t Highlighter::coverage(std::string_view text) const {
  std::vector<bool> seen(patterns_.size(), false);
  for (const Match& match : matches(text)) seen[match.pattern] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) append_escaped(out, c);
  return out;
}

}  // namespace fupan::indexer
