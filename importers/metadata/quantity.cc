#include "importers/metadata/quantity.h"

#include <array>
#include <cstdlib>
#include <string>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::importers {
namespace {

struct Unit {
  std::string_view name;  // folded
  double factor;
};

constexpr std::array kDayUnits{Unit{"", 1},
                               Unit{"d", 1},
                               Unit{"day", 1},
                               Unit{"days", 1},
                               Unit{"calendar days", 1},
                               Unit{"working days", 1},
                               Unit{"天", 1},
                               Unit{"日", 1},
                               Unit{"个工作日", 1},
                               Unit{"工作日", 1},
                               Unit{"自然日", 1},
                               Unit{"日历天", 1},
                               Unit{"w", 7},
                               Unit{"week", 7},
                               Unit{"weeks", 7},
                               Unit{"周", 7},
                               Unit{"个周", 7},
                               Unit{"星期", 7},
                               Unit{"个星期", 7},
                               Unit{"month", 30},
                               Unit{"months", 30},
                               Unit{"月", 30},
                               Unit{"个月", 30},
                               Unit{"year", 365},
                               Unit{"years", 365},
                               Unit{"年", 365}};

constexpr std::array kScales{Unit{"", 1},          Unit{"%", 1},         Unit{"k", 1e3},    Unit{"thousand", 1e3},
                             Unit{"千", 1e3},      Unit{"万", 1e4},      Unit{"百万", 1e6}, Unit{"m", 1e6},
                             Unit{"million", 1e6}, Unit{"千万", 1e7},    Unit{"亿", 1e8},   Unit{"b", 1e9},
                             Unit{"bn", 1e9},      Unit{"billion", 1e9}, Unit{"分", 1}};

constexpr std::array<std::string_view, 18> kCurrencies{"usd",    "cny",  "rmb",  "eur",  "gbp",  "jpy",
                                                       "hkd",    "$",    "¥",    "€",    "£",    "美元",
                                                       "人民币", "欧元", "港元", "日元", "元整", "元"};

struct Number {
  double value = 0;
  std::string rest;  // folded text after it, trimmed
};

std::string_view without_currency(std::string_view text) {
  for (bool changed = true; changed;) {
    changed = false;
    text = text::trim(text);
    for (const std::string_view name : kCurrencies) {
      if (text.starts_with(name)) text.remove_prefix(name.size()), changed = true;
      if (text.ends_with(name)) text.remove_suffix(name.size()), changed = true;
    }
  }
  return text;
}

// "1,200,000.5" at the start of `text`; commas only between groups of three digits.
std::optional<Number> read_number(std::string_view text) {
  std::string digits;
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) digits += text[i++];
  for (; i < text.size() && digits.size() < 40; ++i) {
    const char c = text[i];
    const bool group = c == ',' && i + 3 < text.size() && text.find_first_not_of("0123456789", i + 1) != i + 1;
    if ((c >= '0' && c <= '9') || (c == '.' && digits.find('.') == std::string::npos)) {
      digits += c;
    } else if (!group) {
      break;
    }
  }
  if (digits.find_first_of("0123456789") == std::string::npos) return std::nullopt;
  return Number{std::strtod(digits.c_str(), nullptr), std::string(text::trim(text.substr(i)))};
}

template <std::size_t N>
std::optional<double> factor_of(const std::array<Unit, N>& units, std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return unit.factor;
  }
  return std::nullopt;
}

// What is written after the number before a remark in brackets: "days (approx.)" is "days".
std::string_view unit_part(std::string_view rest) { return text::trim(rest.substr(0, rest.find('('))); }

}  // namespace

std::optional<double> parse_amount(std::string_view text) {
  const std::string folded = text::fold(text);
  const auto number = read_number(without_currency(folded));
  if (!number) return std::nullopt;
  std::string_view unit = without_currency(unit_part(number->rest));
  if (unit.starts_with("/ 100") || unit.starts_with("/100")) unit = {};
  const auto factor = factor_of(kScales, unit);
  if (!factor) return std::nullopt;
  return number->value * *factor;
}

std::optional<double> parse_days(std::string_view text) {
  const auto number = read_number(text::trim(text::fold(text)));
  if (!number) return std::nullopt;
  const auto factor = factor_of(kDayUnits, unit_part(number->rest));
  if (!factor) return std::nullopt;
  return number->value * *factor;
}

}  // namespace fupan::importers
