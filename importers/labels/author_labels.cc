#include "importers/labels/author_labels.h"

#include <algorithm>
#include <array>

#include "core/text/utf8.h"
#include "importers/lessons/placeholder.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxValueBytes = 200;

std::vector<std::string_view> split(std::string_view text, bool is_list) {
  static constexpr std::array<std::string_view, 7> kMarks{"»", ",", ";", "、", "，", "；", "\n"};
  static constexpr std::string_view kStarts = ",;\n\xC2\xE3\xEF";  // the first bytes of all of them
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 0;
    i = std::min(text.find_first_of(kStarts, i), text.size());
    for (std::size_t m = 0; m < (is_list ? 1 : kMarks.size()) && length == 0; ++m) {
      if (text.substr(i).starts_with(kMarks[m])) length = kMarks[m].size();
    }
    if (length > 0) {
      parts.push_back(text.substr(start, i - start));
      start = i + length;
    }
    i += std::max<std::size_t>(length, 1);
  }
  parts.push_back(text.substr(start));
  return parts;
}

void add_value(Facet facet, std::string_view value, int line, const Taxonomy& taxonomy, std::vector<Label>& labels,
               std::vector<Note>& notes) {
  const TaxonomyValue* known = taxonomy.find(facet, value);
  if (known != nullptr) {
    if (!has_label(labels, facet, known->id)) labels.push_back({facet, known->id, LabelOrigin::kAuthor, true, 1.0});
    return;
  }
  if (has_label(labels, facet, value)) return;
  labels.push_back({facet, std::string(value), LabelOrigin::kAuthor, false, 1.0});
  if (facet == Facet::kTag) return;  // any tag is legal
  std::string text = "unknown " + std::string(name_of(facet)) + " '" + std::string(value) + "'";
  const bool noted = std::any_of(notes.begin(), notes.end(), [&](const Note& n) { return n.text == text; });
  if (!noted) notes.push_back({line, std::move(text)});
}

}  // namespace

void add_author_labels(const AuthorFacet& facet, const Taxonomy& taxonomy, std::vector<Label>& labels,
                       std::vector<Note>& notes) {
  for (const std::string& written : facet.written.values) {
    // A comma can be part of a name that the taxonomy knows.
    if (taxonomy.find(facet.facet, written) != nullptr) {
      add_value(facet.facet, text::trim(written), facet.written.line, taxonomy, labels, notes);
      continue;
    }
    for (std::string_view part : split(written, facet.written.is_list)) {
      part = text::trim(part);
      if (part.starts_with('#')) part.remove_prefix(1);
      if (!is_placeholder(part)) {
        add_value(facet.facet, text::clip_utf8(part, kMaxValueBytes), facet.written.line, taxonomy, labels, notes);
      }
    }
  }
}

}  // namespace fupan::importers
