// tests/golden/importers/*.in.md -> *.out.json. FUPAN_UPDATE_GOLDEN=1 writes what the importer says now.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/importers/fixture.h"

namespace fupan::importers {
namespace {

using Json = nlohmann::ordered_json;

std::string lines_text(const LineRange& lines) {
  return std::to_string(lines.first) + "-" + std::to_string(lines.last);
}

std::string path_text(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& heading : path) out += (out.empty() ? "" : " > ") + heading;
  return out;
}

void put_text(Json& to, const char* name, const std::string& value) {
  if (!value.empty()) to[name] = value;
}

void put_number(Json& to, const char* name, const std::optional<double>& value) {
  if (value) to[name] = *value;
}

Json facts_json(const ProjectFacts& facts) {
  Json out = Json::object();
  put_text(out, "sector", facts.sector);
  put_text(out, "start_date", facts.start_date);
  put_number(out, "budget", facts.budget);
  put_number(out, "planned_duration_days", facts.planned_duration_days);
  put_number(out, "actual_duration_days", facts.actual_duration_days);
  put_number(out, "actual_cost", facts.actual_cost);
  return out;
}

Json lesson_json(const Lesson& lesson) {
  Json out;
  out["kind"] = name_of(lesson.kind);
  out["lines"] = lines_text(lesson.lines);
  out["path"] = path_text(lesson.heading_path);
  out["title"] = lesson.title;
  out["text"] = lesson.text;
  out["markdown"] = lesson.markdown;
  out["labels"] = labels_of(lesson.labels);
  out["lang"] = lesson.lang;
  put_text(out, "event", lesson.event);
  put_text(out, "cause", lesson.cause);
  put_text(out, "impact", lesson.impact);
  put_text(out, "recommendation", lesson.recommendation);
  put_text(out, "applies_when", lesson.applies_when);
  put_text(out, "owner", lesson.owner);
  put_text(out, "due_date", lesson.due_date);
  return out;
}

Json document_json(const Parsed& parsed) {
  const Document& document = parsed.document;
  Json out;
  out["title"] = document.title;
  out["kind"] = name_of(document.kind);
  out["lang"] = document.lang;
  out["state"] = name_of(document.state);
  put_text(out, "date", document.date);
  put_text(out, "project", document.project);
  for (const auto& [key, value] : document.metadata) out["metadata"][key] = value;
  if (!document.facts.empty()) out["facts"] = facts_json(document.facts);
  out["labels"] = labels_of(document.labels);
  out["notes"] = Json::array();
  for (const Note& note : parsed.notes) out["notes"].push_back(std::to_string(note.line) + ": " + note.text);
  for (const Lesson& lesson : document.lessons) out["lessons"].push_back(lesson_json(lesson));
  for (const Section& section : document.sections) {
    out["sections"].push_back(
        {{"lines", lines_text(section.lines)}, {"path", path_text(section.heading_path)}, {"text", section.text}});
  }
  return out;
}

TEST(ImporterGolden, DocumentsReadAsExpected) {
  std::vector<std::filesystem::path> inputs;
  for (const auto& entry : std::filesystem::directory_iterator(golden_folder())) {
    if (entry.path().string().ends_with(".in.md")) inputs.push_back(entry.path());
  }
  std::sort(inputs.begin(), inputs.end());
  ASSERT_GE(inputs.size(), 5U);
  for (const std::filesystem::path& input : inputs) {
    std::string stem = input.filename().string();
    stem.resize(stem.size() - std::string_view(".in.md").size());
    const std::string json = document_json(import_text(read_whole_file(input.string()), stem + ".md")).dump(2) + "\n";
    const std::string expected = golden_folder() + "/" + stem + ".out.json";
    if (std::getenv("FUPAN_UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << json;
    EXPECT_EQ(json, read_whole_file(expected)) << stem;
  }
}

}  // namespace
}  // namespace fupan::importers
