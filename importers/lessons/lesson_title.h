// A short name for a lesson. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::importers {

inline constexpr std::size_t kMaxTitleCharacters = 120;

// The first sentence of plain text, cut as by clip_title. The end of a sentence is 。！？； or one of .!? before a
// blank and a new beginning ("e.g. this", "v1.2" and "Dr. Li" are none), or a line end.
std::string first_sentence(std::string_view text);

// At most kMaxTitleCharacters characters: cut between words, in Chinese between characters, with "…" as the last one.
// Ticks, emoji and arrows at the start go.
std::string clip_title(std::string_view title);

// A sub-heading as a title: without its number and colon, cut as by clip_title.
std::string heading_title(std::string_view heading);

// Whether a bold start says enough to be a title: three words, or six Chinese characters.
bool is_telling(std::string_view lead);

}  // namespace fupan::importers
