// Small cuts of Markdown source that quizzes and paths share. Thread-safe, no state.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fupan::importers {

// The lines of a block quote without its marks and their indentation.
std::string without_quote_marks(std::string_view quote);

// What follows one of `words` and a colon at the start of a paragraph, emphasis around them left out: of
// "**Answer:** yes" it is "yes". Nothing when it does not start so. `words` are folded.
std::optional<std::string> after_word(std::string_view paragraph, std::span<const std::string_view> words);

}  // namespace fupan::importers
