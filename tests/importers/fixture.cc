#include "tests/importers/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "importers/taxonomy_file.h"

namespace fupan::importers {

std::string read_whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::string golden_folder() { return std::string(FUPAN_SOURCE_DIR) + "/tests/golden/importers"; }

const Taxonomy& test_taxonomy() {
  static const Result<Taxonomy> taxonomy = parse_taxonomy(read_whole_file(golden_folder() + "/taxonomy.yaml"));
  EXPECT_TRUE(taxonomy.has_value()) << taxonomy.error().message;
  return *taxonomy;
}

Parsed import_text(std::string_view text, const std::string& path, const Document* previous) {
  static const MarkdownImporter importer(test_taxonomy());
  Result<Parsed> parsed = importer.parse({"test", path, text}, previous);
  EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error().message);
  return parsed ? std::move(*parsed) : Parsed{};
}

std::vector<std::string> titles_of(const Document& document) {
  std::vector<std::string> titles;
  for (const Lesson& lesson : document.lessons)
    titles.push_back(std::string(name_of(lesson.kind)) + ": " + lesson.title);
  return titles;
}

std::vector<std::string> labels_of(const std::vector<Label>& labels) {
  std::vector<std::string> out;
  for (const Label& label : labels) {
    out.push_back(std::string(name_of(label.facet)) + ":" + label.value + "/" + std::string(name_of(label.origin)) +
                  (label.mapped ? "" : "?"));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace fupan::importers
