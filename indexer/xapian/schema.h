// The Xapian schema as one table: used by indexing, querying, tests and docs/formats.md.
//
// An index is a folder: CURRENT names the generation in use, `<generation>/documents` holds one Xapian document for
// each of our documents (its whole text), `<generation>/passages` one for each lesson and each section. A document's
// passages lie next to each other. Both databases keep the applied sequence and the analyser's id in their metadata.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "indexer/query/node.h"
#include "indexer/search_request.h"

namespace fupan::indexer::xapian {

// Raise when terms, slots or document data change meaning; a mismatch rebuilds the index.
inline constexpr int kIndexFormat = 1;

inline constexpr std::size_t kMaxTermBytes = 200;  // Xapian allows 245; escaping of zero bytes needs room

// Exact terms and value slots of what can be filtered and counted. A slot holds all values of a document, separated by
// kValueSeparator, as they are shown; the term holds the folded value.
struct FieldRow {
  Field field;
  std::string_view prefix;
  unsigned slot;
};
inline constexpr std::array kFields{
    FieldRow{Field::kPhase, "XP", 0}, FieldRow{Field::kRisk, "XR", 1},       FieldRow{Field::kTag, "XT", 2},
    FieldRow{Field::kKind, "XK", 3},  FieldRow{Field::kProject, "XJ", 4},    FieldRow{Field::kLang, "XL", 5},
    FieldRow{Field::kState, "XS", 6}, FieldRow{Field::kCollection, "XC", 7}, FieldRow{Field::kYear, "XD", 8},
};
inline constexpr char kValueSeparator = '\x1F';
inline constexpr unsigned kDateSlot = 9;  // "YYYY-MM-DD"; empty when unknown

inline constexpr std::string_view kIdPrefix = "Q";            // document id, or passage id
inline constexpr std::string_view kDocumentPrefix = "XO";     // of a passage: the document it belongs to
inline constexpr std::string_view kPassageTypePrefix = "XY";  // "lesson" or "section"

// Prefixes of analysed text. Body text, title, tags and project name are all in the unprefixed field; the others can be
// asked for alone. What kind of term it is (indexer/analysis/analyzer.h) comes behind the field's prefix.
struct TextFieldRow {
  TextField field;
  std::string_view prefix;
  std::string_view name;
};
inline constexpr std::array kTextFields{
    TextFieldRow{TextField::kText, "", "text"},
    TextFieldRow{TextField::kTitle, "S", "title"},
    TextFieldRow{TextField::kTag, "XG", "tag"},
    TextFieldRow{TextField::kProject, "XN", "project"},
};

inline constexpr std::string_view kSequenceKey = "sequence";
inline constexpr std::string_view kFormatKey = "format";  // format_id()

constexpr const FieldRow& row_of(Field field) { return kFields[static_cast<std::size_t>(field)]; }
constexpr const TextFieldRow& row_of(TextField field) { return kTextFields[static_cast<std::size_t>(field)]; }

// The exact term of a value: folded, and shortened with a digest when too long.
std::string filter_term(Field field, std::string_view value);
std::string prefixed_term(std::string_view prefix, std::string_view folded);

// Names everything that must be equal for an index to be usable by this program.
std::string format_id();

}  // namespace fupan::indexer::xapian
