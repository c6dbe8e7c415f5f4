// Reads a bilingual glossary (starter/glossary.tsv, <data>/glossary.tsv). Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/thesaurus.h"

namespace fupan::importers {

inline constexpr std::size_t kMaxPhraseCharacters = 64;

struct Glossary {
  std::vector<TermGroup> groups;
  std::vector<std::string> removed;  // phrases that the shipped glossary and the labels are to lose
};

// UTF-8, with or without byte order mark; lines end in LF or CRLF. A line is empty, a comment (# first), a group
// (English phrases, a tab, Chinese phrases, separated by , ， or 、) or -phrase. White space around phrases is dropped.
//
// Errors: invalid_argument  a line is none of these, a phrase is in the wrong language, twice in its group, of one
//                           Chinese character, without letters or too long; the message starts with "line N: " and says
//                           which, and `position` is the line
Result<Glossary> parse_glossary(std::string_view text);

}  // namespace fupan::importers
