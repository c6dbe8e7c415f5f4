#include "core/text/word_diff.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace fupan::text {
namespace {

constexpr int kMostDifferences = 2000;

using Tokens = std::vector<std::string_view>;

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

// A break iterator is made once a thread: making one reads ICU's dictionary.
icu::BreakIterator* word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return breaks.get();
}

std::string joined(const Tokens& tokens, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += tokens[i];
  return out;
}

using Match = LineMatch;  // of tokens of any kind

// Myers' greedy algorithm (1986). Nothing when there are more than kMostDifferences.
class Myers {
 public:
  Myers(const Tokens& before, const Tokens& after, std::size_t skip, std::size_t n, std::size_t m)
      : before_(before), after_(after), skip_(skip), n_(static_cast<int>(n)), m_(static_cast<int>(m)) {}

  std::vector<Match> run() {
    const int most = std::min(n_ + m_, kMostDifferences);
    std::vector<int> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [most](int k) { return static_cast<std::size_t>(k + most + 1); };
    for (int d = 0; d <= most; ++d) {
      trace_.emplace_back(furthest.begin() + (most + 1 - d), furthest.begin() + (most + 2 + d));
      for (int k = -d; k <= d; k += 2) {
        const bool is_down = k == -d || (k != d && furthest[at(k - 1)] < furthest[at(k + 1)]);
        int x = is_down ? furthest[at(k + 1)] : furthest[at(k - 1)] + 1;
        while (x < n_ && x - k < m_ && x - k >= 0 && is_equal(x, x - k)) ++x;
        furthest[at(k)] = x;
        if (x >= n_ && x - k >= m_) return walk_back(d, k);
      }
    }
    return {};
  }

 private:
  bool is_equal(int x, int y) const {
    return before_[skip_ + static_cast<std::size_t>(x)] == after_[skip_ + static_cast<std::size_t>(y)];
  }

  // trace_[d] is what was known before round d, for the diagonals -d to d.
  std::vector<Match> walk_back(int d, int k) const {
    std::vector<Match> matches;
    int x = n_;
    for (; d > 0; --d) {
      const std::vector<int>& known = trace_[static_cast<std::size_t>(d)];
      const auto reached = [&](int diagonal) {
        return diagonal < -d || diagonal > d ? 0 : known[static_cast<std::size_t>(diagonal + d)];
      };
      const bool is_down = k == -d || (k != d && reached(k - 1) < reached(k + 1));
      const int from_k = is_down ? k + 1 : k - 1;
      const int begin = is_down ? reached(from_k) : reached(from_k) + 1;
      add(matches, begin, begin - k, x - begin);
      x = reached(from_k);
      k = from_k;
    }
    add(matches, 0, 0, x);
    std::reverse(matches.begin(), matches.end());
    return matches;
  }

  void add(std::vector<Match>& matches, int x, int y, int length) const {
    if (length > 0) {
      matches.push_back(
          {skip_ + static_cast<std::size_t>(x), skip_ + static_cast<std::size_t>(y), static_cast<std::size_t>(length)});
    }
  }

  const Tokens& before_;
  const Tokens& after_;
  const std::size_t skip_;
  const int n_, m_;
  std::vector<std::vector<int>> trace_;
};

// What both begin and end with is equal without any search.
std::vector<Match> matches_of(const Tokens& before, const Tokens& after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  std::vector<Match> all;
  if (head > 0) all.push_back({0, 0, head});
  const std::size_t n = before.size() - head - tail, m = after.size() - head - tail;
  if (n > 0 && m > 0) {
    for (const Match& match : Myers(before, after, head, n, m).run()) all.push_back(match);
  }
  if (tail > 0) all.push_back({before.size() - tail, after.size() - tail, tail});
  return all;
}

// Collects parts; those of a kind that follow each other become one.
class Parts {
 public:
  void equal(std::string text) {
    flush();
    append(DiffKind::kEqual, std::move(text));
  }
  void removed(std::string_view text) { removed_ += text; }
  void added(std::string_view text) { added_ += text; }

  std::vector<DiffPart> take() {
    flush();
    return std::move(parts_);
  }

 private:
  void flush() {
    append(DiffKind::kRemoved, std::exchange(removed_, {}));
    append(DiffKind::kAdded, std::exchange(added_, {}));
  }
  void append(DiffKind kind, std::string text) {
    if (text.empty()) return;
    if (!parts_.empty() && parts_.back().kind == kind) {
      parts_.back().text += text;
    } else {
      parts_.push_back({kind, std::move(text)});
    }
  }

  std::vector<DiffPart> parts_;
  std::string removed_, added_;
};

// `differ(begin, end, begin, end)` gets the stretches between the matches, `equal(begin, end)` the matches.
template <class Equal, class Differ>
void each_stretch(const Tokens& before, const Tokens& after, Equal equal, Differ differ) {
  std::size_t x = 0, y = 0;
  for (const Match& match : matches_of(before, after)) {
    differ(x, match.before, y, match.after);
    equal(match.before, match.before + match.length);
    x = match.before + match.length;
    y = match.after + match.length;
  }
  differ(x, before.size(), y, after.size());
}

void compare_words(const std::string& before, const std::string& after, Parts& parts) {
  const Tokens old_words = words_of(before), new_words = words_of(after);
  each_stretch(
      old_words, new_words, [&](std::size_t begin, std::size_t end) { parts.equal(joined(old_words, begin, end)); },
      [&](std::size_t begin, std::size_t end, std::size_t new_begin, std::size_t new_end) {
        parts.removed(joined(old_words, begin, end));
        parts.added(joined(new_words, new_begin, new_end));
      });
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  Tokens lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::vector<LineMatch> line_matches(const Tokens& before, const Tokens& after) { return matches_of(before, after); }

std::vector<std::string_view> words_of(std::string_view text) {
  Tokens words;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> input(
      utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status));
  icu::BreakIterator* breaks = word_breaks();
  if (U_FAILURE(status) || breaks == nullptr) return lines_of(text);
  breaks->setText(input.get(), status);
  if (U_FAILURE(status)) return lines_of(text);
  auto begin = static_cast<std::size_t>(breaks->first());
  for (int32_t next = breaks->next(); next != icu::BreakIterator::DONE; next = breaks->next()) {
    const auto end = static_cast<std::size_t>(next);
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

std::vector<DiffPart> word_diff(std::string_view before, std::string_view after) {
  Parts parts;
  const Tokens old_lines = lines_of(before), new_lines = lines_of(after);
  each_stretch(
      old_lines, new_lines, [&](std::size_t begin, std::size_t end) { parts.equal(joined(old_lines, begin, end)); },
      [&](std::size_t begin, std::size_t end, std::size_t new_begin, std::size_t new_end) {
        compare_words(joined(old_lines, begin, end), joined(new_lines, new_begin, new_end), parts);
      });
  return parts.take();
}

}  // namespace fupan::text
