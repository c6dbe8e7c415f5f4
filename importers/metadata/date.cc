#include "importers/metadata/date.h"

#include <array>
#include <vector>

#include "core/clock.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Digits from `at`, at most `limit` of them, as a number; -1 when there are none.
int read_number(std::string_view text, std::size_t& at, std::size_t limit) {
  int value = -1;
  for (std::size_t n = 0; n < limit && at < text.size() && is_digit(text[at]); ++n, ++at) {
    value = (value < 0 ? 0 : value * 10) + (text[at] - '0');
  }
  return value;
}

std::optional<std::string> make_date(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  std::string date = std::to_string(year) + "-" + two(month) + "-" + two(day);
  if (!is_date(date)) return std::nullopt;
  return date;
}

// Bytes of the separator at `at` between the parts of a date: one of - / . _ or 年 月, with blanks around it.
std::size_t separator_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == ' ') ++end;
  const text::CodePoint c = text::decode_at(text, end);
  if (c.value != '-' && c.value != '/' && c.value != '.' && c.value != '_' && c.value != U'年' && c.value != U'月')
    return 0;
  end += c.length;
  while (end < text.size() && text[end] == ' ') ++end;
  return end - at;
}

int month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                            "may",       "june",     "july",     "august",
                                                            "september", "october",  "november", "december"};
  const std::string folded = text::fold(word);
  if (folded.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(folded) || (folded == "sept" && i == 8)) return static_cast<int>(i) + 1;
  }
  return 0;
}

// "May 3, 2024" and the like: a month's name, the first number of one or two digits, the first of four.
std::optional<std::string> find_named_date(std::string_view text) {
  int month = 0;
  int day = 0;
  int year = 0;
  for (std::size_t i = 0; i < text.size() && i < 60;) {
    const std::size_t start = i;
    if (is_letter(text[i])) {
      while (i < text.size() && is_letter(text[i])) ++i;
      if (month == 0) month = month_of(text.substr(start, i - start));
    } else if (is_digit(text[i])) {
      const int number = read_number(text, i, 9);
      const std::size_t digits = i - start;
      if (digits == 4 && year == 0) year = number;
      if (digits <= 2 && day == 0) day = number;
    } else {
      ++i;
    }
  }
  return month == 0 ? std::nullopt : make_date(year, month, day);
}

std::optional<DatePrefix> compact_date(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits != 8 && !(digits == 14)) return std::nullopt;
  std::size_t at = 0;
  const int year = read_number(text, at, 4);
  const int month = read_number(text, at, 2);
  const int day = read_number(text, at, 2);
  auto date = make_date(year, month, day);
  if (!date) return std::nullopt;
  return DatePrefix{*date, digits};
}

}  // namespace

std::optional<DatePrefix> find_date_prefix(std::string_view text) {
  if (auto compact = compact_date(text)) return compact;
  std::size_t at = 0;
  const int year = read_number(text, at, 4);
  if (at != 4) return std::nullopt;
  const std::size_t first = separator_length(text, at);
  if (first == 0) return std::nullopt;
  at += first;
  const int month = read_number(text, at, 2);
  const std::size_t second = separator_length(text, at);
  if (month < 0 || second == 0) return std::nullopt;
  at += second;
  const int day = read_number(text, at, 2);
  if (at < text.size() && is_digit(text[at])) return std::nullopt;
  auto date = make_date(year, month, day);
  if (!date) return std::nullopt;
  if (text.substr(at).starts_with("日")) at += std::string_view("日").size();
  return DatePrefix{*date, at};
}

std::optional<std::string> normalise_date(std::string_view text) {
  const std::string narrow = text::fold(text::trim(text));  // full-width digits
  if (auto prefix = find_date_prefix(narrow)) return prefix->date;
  return find_named_date(narrow);
}

}  // namespace fupan::importers
