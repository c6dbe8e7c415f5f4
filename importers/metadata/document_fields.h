// From what authors wrote to the fields of a document. Thread-safe, no state.
#pragma once

#include <string>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/importer.h"
#include "importers/metadata/entry.h"

namespace fupan::importers {

struct DocumentFields {
  Document document;      // title, date, kind, lang, state, project, example, metadata, facts and labels, where given
  bool has_kind = false;  // `document.kind` was given
  std::string applies_when;  // for the lessons that say nothing themselves
  std::vector<Note> notes;
};

// Where an entry was found, best first: what a better place says of a field counts.
struct FoundEntries {
  std::vector<MetadataEntry> stated;  // front matter, invisible lines, a quotation
  std::vector<MetadataEntry>
      shown;  // lines for readers: phases and risks that the taxonomy does not know are no labels
};

DocumentFields read_fields(const FoundEntries& entries, const Taxonomy& taxonomy);

// "zh" or "en" for "zh-CN", "中文", "English", …; "" for another language.
std::string language_code(std::string_view written);

}  // namespace fupan::importers
