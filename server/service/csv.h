// Lines of CSV files (RFC 4180) that spreadsheets may open. Thread-safe, no state.
#pragma once

#include <span>
#include <string>

namespace fupan::service {

// A text that spreadsheets take for a formula ("=", "+", "-", "@", tab or line end first, also their full-width forms
// and behind spaces) with an apostrophe before it; any other as it is.
std::string without_formula(std::string text);

// All cells in quotes, none of them a formula, and CRLF.
std::string csv_line(std::span<const std::string> cells);

}  // namespace fupan::service
