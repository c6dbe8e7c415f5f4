// What the name of a file tells: a number, a date, a title of last resort. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::importers {

struct FileName {
  std::string stem;    // without folders and extension
  std::string title;   // the stem made readable: '_' and, where there are no blanks, '-' become blanks
  std::string number;  // "PM2021-005" of "PM2021-005 - All services down.md", or ""
  std::string date;    // "YYYY-MM-DD" of "2024-05-03-kickoff.md", or ""
};

FileName read_file_name(std::string_view path);

// The extension of a path in lower case without the dot, or "". What follows a dot is an extension when it is 1 to 8
// letters and digits, at least one of them a letter.
std::string extension_of(std::string_view path);

}  // namespace fupan::importers
