// The Xapian schema as one table: used by indexing, querying, tests and docs/formats.md.
//
// An index is a folder: CURRENT names the generation in use, `<generation>/documents` holds one Xapian document for
// each of our documents (its whole text), `<generation>/lessons` one for each lesson. Both only grow: a changed
// document is added anew, and the earlier entries are listed as dead (append_database.h). Both keep the applied
// sequence, the dead entries and the analyser's id in their metadata. `<generation>/tokens` has the tokens of documents
// (token_file.h).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "indexer/query/node.h"
#include "indexer/search_request.h"

namespace fupan::indexer::xapian {

// Raise when terms, slots or document data change meaning; a mismatch rebuilds the index.
inline constexpr int kIndexFormat = 6;

inline constexpr std::size_t kMaxTermBytes = 200;  // Xapian allows 245; escaping of zero bytes needs room

// Exact terms and value slots of what can be filtered and counted. A slot holds all values of a document, separated by
// kValueSeparator, as they are shown, as a number (value_codes.h); the term holds the folded value.
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
inline constexpr unsigned kDateSlot = 9;  // encode_date(); empty when unknown

inline constexpr unsigned kSectionsSlot = 10;  // how many sections a document has

inline constexpr std::string_view kIdPrefix = "Q";  // document id; of a lesson: of its document
inline constexpr std::string_view kHasSectionsTerm = "XYsection";

// Prefixes of analysed text. Body text, title, tags and project name are all in the unprefixed field. What kind of term
// it is (indexer/analysis/analyzer.h) comes behind the field's prefix. Words of a tag or project are not terms of their
// own: they are looked up in the list of all tags or projects.
struct TextFieldRow {
  TextField field;
  std::string_view prefix;
  std::string_view name;
};
inline constexpr std::array kTextFields{
    TextFieldRow{TextField::kText, "", "text"},
    TextFieldRow{TextField::kTitle, "S", "title"},
    TextFieldRow{TextField::kTag, "", "tag"},
    TextFieldRow{TextField::kProject, "", "project"},
};

inline constexpr std::string_view kSequenceKey = "sequence";
inline constexpr std::string_view kFormatKey = "format";  // format_id()
inline constexpr std::string_view kDeadKey = "dead";      // numbers of dead entries, as varints of their differences

constexpr const FieldRow& row_of(Field field) { return kFields[static_cast<std::size_t>(field)]; }
constexpr const TextFieldRow& row_of(TextField field) { return kTextFields[static_cast<std::size_t>(field)]; }

// The exact term of a value: folded, and shortened with a digest when too long.
std::string filter_term(Field field, std::string_view value);
std::string prefixed_term(std::string_view prefix, std::string_view folded);

// Names everything that must be equal for an index to be usable by this program.
std::string format_id();

}  // namespace fupan::indexer::xapian
