// What the tests of the importers share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "importers/importer.h"

namespace fupan::importers {

std::string read_whole_file(const std::string& path);

// tests/golden/importers
std::string golden_folder();

// Of tests/golden/importers/taxonomy.yaml.
const Taxonomy& test_taxonomy();

// Imports `text` as `path` of collection "test"; a failure fails the test and gives an empty document.
Parsed import_text(std::string_view text, const std::string& path = "doc.md", const Document* previous = nullptr);

// "kind: title" of every lesson.
std::vector<std::string> titles_of(const Document& document);

// "phase:planning/author", "tag:x/author?" (not mapped) of every label, sorted.
std::vector<std::string> labels_of(const std::vector<Label>& labels);

}  // namespace fupan::importers
