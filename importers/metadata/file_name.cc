#include "importers/metadata/file_name.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "importers/metadata/date.h"

namespace fupan::importers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alnum(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z'); }

std::string_view base_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

// "PM2021-005", "LLIS-752", "INC-2024-17": capital letters, then digits in groups, before a blank, " - " or the end.
// Three digits or a hyphen make a number; "P2" and "TEAM10" are names.
std::string_view find_number(std::string_view stem) {
  std::size_t i = 0;
  while (i < stem.size() && is_upper(stem[i])) ++i;
  if (i == 0 || i > 8) return {};
  const std::size_t letters = i;
  while (i < stem.size() && (is_digit(stem[i]) || (stem[i] == '-' && i + 1 < stem.size() && is_digit(stem[i + 1]))))
    ++i;
  const bool ends = i == stem.size() || stem[i] == ' ' || stem[i] == '_' || stem[i] == '-';
  const std::string_view number = stem.substr(0, i);
  const bool numbers =
      std::count_if(number.begin(), number.end(), is_digit) >= 3 || number.find('-') != std::string_view::npos;
  return i > letters && ends && numbers ? number : std::string_view{};
}

std::string readable(std::string_view stem, std::size_t prefix) {
  std::string title(stem);
  const bool has_blank = title.find(' ') != std::string::npos;
  for (std::size_t i = prefix; i < title.size(); ++i) {
    if (title[i] == '_' || (title[i] == '-' && !has_blank)) title[i] = ' ';
  }
  return std::string(text::trim(title));
}

}  // namespace

std::string extension_of(std::string_view path) {
  const std::string_view name = base_name(path);
  const std::size_t dot = name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  if (extension.empty() || extension.size() > 8 || !std::all_of(extension.begin(), extension.end(), is_alnum))
    return {};
  if (std::all_of(extension.begin(), extension.end(), is_digit)) return {};
  for (char& c : extension) c = is_upper(c) ? static_cast<char>(c + 32) : c;
  return extension;
}

FileName read_file_name(std::string_view path) {
  const std::string_view name = base_name(path);
  const std::size_t extension = extension_of(path).size();
  FileName out;
  out.stem = name.substr(0, extension == 0 ? name.size() : name.size() - extension - 1);
  std::size_t prefix = 0;
  if (const auto date = find_date_prefix(out.stem)) {
    out.date = date->date;
    prefix = date->length;
  } else {
    out.number = find_number(out.stem);
    prefix = out.number.size();
  }
  out.title = readable(out.stem, prefix);
  return out;
}

}  // namespace fupan::importers
