#include "core/codec.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

// Writes only what differs from the default, to keep records small.
class Writer {
 public:
  void text(const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  }
  void number(const char* key, const std::optional<double>& value) {
    if (value && std::isfinite(*value)) json[key] = *value;  // JSON has no word for the others
  }
  Json json = Json::object();
};

// Runs `read` on the member called `key` when it is there. Whatever is wrong with it is thrown with the path of the
// member in front ("lessons: lines: ..."), and caught in decode().
template <class F>
void read_member(const Json& json, const char* key, F&& read) {
  if (!json.is_object()) throw std::runtime_error(std::string("expected an object, found ") + json.type_name());
  const auto found = json.find(key);
  if (found == json.end()) return;
  try {
    read(*found);
  } catch (const std::exception& e) {
    throw std::runtime_error(std::string(key) + ": " + e.what());
  }
}

template <class T>
T value_or(const Json& json, const char* key, T fallback) {
  read_member(json, key, [&](const Json& member) { fallback = member.get<T>(); });
  return fallback;
}

template <class T>
T required(const Json& json, const char* key) {
  if (!json.contains(key)) throw std::runtime_error(std::string("member '") + key + "' is missing");
  return value_or(json, key, T{});
}

template <class F>
void each(const Json& json, const char* key, F&& read) {
  read_member(json, key, [&](const Json& list) {
    if (!list.is_array()) throw std::runtime_error(std::string("expected a list, found ") + list.type_name());
    for (const Json& entry : list) read(entry);
  });
}

std::string text(const Json& json, const char* key) { return value_or(json, key, std::string{}); }

std::optional<double> number(const Json& json, const char* key) {
  std::optional<double> value;
  read_member(json, key, [&](const Json& member) { value = member.get<double>(); });
  return value;
}

template <class Enum, std::size_t N>
Enum named(const Json& json, const char* key, const std::array<std::string_view, N>& names) {
  const std::string name = text(json, key);
  if (name.empty()) return Enum{};
  const std::optional<Enum> value = enum_of<Enum>(names, name);
  if (!value) throw std::invalid_argument("unknown " + std::string(key) + " '" + name + "'");
  return *value;
}

Json lines_json(const LineRange& lines) { return Json::array({lines.first, lines.last}); }

LineRange lines_of(const Json& json) {
  LineRange lines;
  read_member(json, "lines", [&](const Json& pair) { lines = {pair.at(0).get<int>(), pair.at(1).get<int>()}; });
  return lines;
}

Json labels_json(const std::vector<Label>& labels) {
  Json list = Json::array();
  for (const Label& label : labels) {
    Json entry{{"f", name_of(label.facet)}, {"v", label.value}};
    if (label.origin != LabelOrigin::kAuthor) entry["o"] = name_of(label.origin);
    if (!label.mapped) entry["mapped"] = false;
    if (label.confidence != 1.0 && std::isfinite(label.confidence)) entry["c"] = label.confidence;
    list.push_back(std::move(entry));
  }
  return list;
}

std::vector<Label> labels_of(const Json& json) {
  std::vector<Label> labels;
  each(json, "labels", [&](const Json& entry) {
    Label label;
    label.facet = named<Facet>(entry, "f", kFacetNames);
    label.value = text(entry, "v");
    label.origin = named<LabelOrigin>(entry, "o", kOriginNames);
    label.mapped = value_or(entry, "mapped", true);
    label.confidence = value_or(entry, "c", 1.0);
    labels.push_back(std::move(label));
  });
  return labels;
}

constexpr std::array<std::pair<const char*, std::string ProjectFacts::*>, 6> kFactTexts{{
    {"sector", &ProjectFacts::sector},
    {"method", &ProjectFacts::method},
    {"outcome", &ProjectFacts::outcome},
    {"currency", &ProjectFacts::currency},
    {"start_date", &ProjectFacts::start_date},
    {"end_date", &ProjectFacts::end_date},
}};
constexpr std::array<std::pair<const char*, std::optional<double> ProjectFacts::*>, 8> kFactNumbers{{
    {"budget", &ProjectFacts::budget},
    {"planned_duration_days", &ProjectFacts::planned_duration_days},
    {"actual_duration_days", &ProjectFacts::actual_duration_days},
    {"planned_cost", &ProjectFacts::planned_cost},
    {"actual_cost", &ProjectFacts::actual_cost},
    {"planned_value", &ProjectFacts::planned_value},
    {"earned_value", &ProjectFacts::earned_value},
    {"health_score", &ProjectFacts::health_score},
}};

Json facts_json(const ProjectFacts& facts) {
  Writer out;
  for (const auto& [key, member] : kFactTexts) out.text(key, facts.*member);
  for (const auto& [key, member] : kFactNumbers) out.number(key, facts.*member);
  return std::move(out.json);
}

ProjectFacts facts_of(const Json& json) {
  ProjectFacts facts;
  read_member(json, "facts", [&](const Json& object) {
    for (const auto& [key, member] : kFactTexts) facts.*member = text(object, key);
    for (const auto& [key, member] : kFactNumbers) facts.*member = number(object, key);
  });
  return facts;
}

constexpr std::array<std::pair<const char*, std::string Lesson::*>, 10> kLessonTexts{{
    {"title", &Lesson::title},
    {"markdown", &Lesson::markdown},
    {"lang", &Lesson::lang},
    {"event", &Lesson::event},
    {"cause", &Lesson::cause},
    {"impact", &Lesson::impact},
    {"recommendation", &Lesson::recommendation},
    {"applies_when", &Lesson::applies_when},
    {"owner", &Lesson::owner},
    {"due_date", &Lesson::due_date},
}};

Json lesson_json(const Lesson& lesson) {
  Writer out;
  out.text("id", lesson.id.value);
  out.json["kind"] = name_of(lesson.kind);
  if (lesson.state != State::kPublished) out.json["state"] = name_of(lesson.state);
  for (const auto& [key, member] : kLessonTexts) out.text(key, lesson.*member);
  if (lesson.text != lesson.markdown) out.json["text"] = lesson.text;
  if (!lesson.heading_path.empty()) out.json["path"] = lesson.heading_path;
  out.json["lines"] = lines_json(lesson.lines);
  if (!lesson.labels.empty()) out.json["labels"] = labels_json(lesson.labels);
  return std::move(out.json);
}

Lesson lesson_of(const Json& json) {
  Lesson lesson;
  lesson.id.value = required<std::string>(json, "id");
  lesson.kind = named<LessonKind>(json, "kind", kLessonKindNames);
  lesson.state = json.contains("state") ? named<State>(json, "state", kStateNames) : State::kPublished;
  for (const auto& [key, member] : kLessonTexts) lesson.*member = text(json, key);
  lesson.text = json.contains("text") ? text(json, "text") : lesson.markdown;
  lesson.heading_path = value_or(json, "path", std::vector<std::string>{});
  lesson.lines = lines_of(json);
  lesson.labels = labels_of(json);
  return lesson;
}

Json lessons_json(const std::vector<Lesson>& lessons) {
  Json list = Json::array();
  for (const Lesson& lesson : lessons) list.push_back(lesson_json(lesson));
  return list;
}

std::vector<Lesson> lessons_of(const Json& json, const char* key) {
  std::vector<Lesson> lessons;
  each(json, key, [&](const Json& entry) { lessons.push_back(lesson_of(entry)); });
  return lessons;
}

Json sections_json(const std::vector<Section>& sections) {
  Json list = Json::array();
  for (const Section& section : sections) {
    Json entry{{"lines", lines_json(section.lines)}, {"text", section.text}};
    if (!section.heading_path.empty()) entry["path"] = section.heading_path;
    list.push_back(std::move(entry));
  }
  return list;
}

std::vector<Section> sections_of(const Json& json) {
  std::vector<Section> sections;
  each(json, "sections", [&](const Json& entry) {
    sections.push_back({value_or(entry, "path", std::vector<std::string>{}), lines_of(entry), text(entry, "text")});
  });
  return sections;
}

constexpr std::array<std::pair<const char*, std::string Document::*>, 9> kDocumentTexts{{
    {"collection", &Document::collection},
    {"path", &Document::path},
    {"title", &Document::title},
    {"lang", &Document::lang},
    {"date", &Document::date},
    {"project", &Document::project},
    {"encoding", &Document::encoding},
    {"content_hash", &Document::content_hash},
    {"imported_at", &Document::imported_at},
}};

Document document_of(const Json& json) {
  Document document;
  document.id.value = required<std::string>(json, "id");
  for (const auto& [key, member] : kDocumentTexts) document.*member = text(json, key);
  document.kind = named<DocumentKind>(json, "kind", kDocumentKindNames);
  document.state = named<State>(json, "state", kStateNames);
  document.example = value_or(json, "example", false);
  document.source_bytes = value_or(json, "source_bytes", std::uint64_t{0});
  document.source_revision = value_or(json, "source_revision", 1);
  each(json, "metadata", [&](const Json& pair) {
    document.metadata.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
  });
  document.facts = facts_of(json);
  document.labels = labels_of(json);
  document.sections = sections_of(json);
  document.lessons = lessons_of(json, "lessons");
  document.gone = lessons_of(json, "gone");
  return document;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

template <class F>
auto decode(const char* what, int format, std::string_view bytes, F&& read) -> Result<decltype(read(Json{}))> {
  try {
    const Json json = Json::parse(bytes);
    const int found = required<int>(json, "v");
    if (found > format) {
      return make_error(ErrorCode::kCorrupt, "decode " + std::string(what) + ": format " + std::to_string(found) +
                                                 " is newer than this program's " + std::to_string(format));
    }
    return read(json);
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, "decode " + std::string(what) + ": " + e.what());
  }
}

}  // namespace

std::string encode_document(const Document& document) {
  Writer out;
  out.json["v"] = kDocumentFormat;
  out.text("id", document.id.value);
  for (const auto& [key, member] : kDocumentTexts) out.text(key, document.*member);
  out.json["kind"] = name_of(document.kind);
  out.json["state"] = name_of(document.state);
  if (document.example) out.json["example"] = true;
  out.json["source_bytes"] = document.source_bytes;
  out.json["source_revision"] = document.source_revision;
  if (!document.metadata.empty()) {
    Json list = Json::array();
    for (const auto& [key, value] : document.metadata) list.push_back(Json::array({key, value}));
    out.json["metadata"] = std::move(list);
  }
  if (!document.facts.empty()) out.json["facts"] = facts_json(document.facts);
  if (!document.labels.empty()) out.json["labels"] = labels_json(document.labels);
  if (!document.sections.empty()) out.json["sections"] = sections_json(document.sections);
  if (!document.lessons.empty()) out.json["lessons"] = lessons_json(document.lessons);
  if (!document.gone.empty()) out.json["gone"] = lessons_json(document.gone);
  return dump(out.json);
}

Result<Document> decode_document(std::string_view bytes) {
  return decode("document", kDocumentFormat, bytes, document_of);
}

std::string encode_project(const Project& project) {
  return dump(
      Json{{"v", kProjectFormat}, {"id", project.id}, {"name", project.name}, {"facts", facts_json(project.facts)}});
}

Result<Project> decode_project(std::string_view bytes) {
  return decode("project", kProjectFormat, bytes, [](const Json& json) {
    return Project{required<std::string>(json, "id"), required<std::string>(json, "name"), facts_of(json)};
  });
}

std::string encode_collection(const Collection& collection) {
  return dump(Json{{"v", kCollectionFormat}, {"name", collection.name}, {"root", collection.root}});
}

Result<Collection> decode_collection(std::string_view bytes) {
  return decode("collection", kCollectionFormat, bytes, [](const Json& json) {
    return Collection{required<std::string>(json, "name"), text(json, "root")};
  });
}

}  // namespace fupan
