#include "core/codec.h"

#include <array>
#include <cmath>
#include <optional>

#include "core/fields.h"

namespace fupan {
namespace {

// What is wrong with a record. Thrown inside this file only; decode() makes an Error of it.
struct Damage {
  std::string what;
};

[[noreturn]] void damage(const char* record, const Field& field, std::string_view what) {
  throw Damage{std::string(record) + ": field " + std::to_string(field.tag) + std::string(what)};
}

template <class F>
void each_field(const char* record, std::string_view bytes, F&& take) {
  FieldReader fields(bytes);
  while (const std::optional<Field> field = fields.next()) take(*field);
  if (fields.is_damaged()) throw Damage{std::string(record) + ": the fields are cut short"};
}

std::string_view bytes_of(const char* record, const Field& field) {
  if (field.is_number) damage(record, field, " is a number, expected bytes");
  return field.bytes;
}

std::string text_of(const char* record, const Field& field) { return std::string(bytes_of(record, field)); }

std::uint64_t number_of(const char* record, const Field& field) {
  if (!field.is_number) damage(record, field, " is no number");
  return field.number;
}

int int_of(const char* record, const Field& field) {
  const std::uint64_t number = number_of(record, field);
  if (number > 0x7FFFFFFFU) damage(record, field, " is out of range");
  return static_cast<int>(number);
}

double double_of(const char* record, const Field& field) {
  const std::optional<double> value = real_of(bytes_of(record, field));
  if (!value) damage(record, field, " is no number");
  return *value;
}

template <class Enum, std::size_t N>
Enum enum_value(const char* record, const Field& field, const std::array<std::string_view, N>& /*names*/) {
  const std::uint64_t position = number_of(record, field);
  if (position >= N) damage(record, field, " has the unknown value " + std::to_string(position));
  return static_cast<Enum>(position);
}

// Zeros and empty texts are left out: reading starts from them.
void put(FieldWriter& out, unsigned tag, std::uint64_t value) {
  if (value != 0) out.number(tag, value);
}
template <class Enum>
requires std::is_enum_v<Enum>
void put(FieldWriter& out, unsigned tag, Enum value) { put(out, tag, static_cast<std::uint64_t>(value)); }
void put(FieldWriter& out, unsigned tag, const std::string& value) {
  if (!value.empty()) out.text(tag, value);
}

template <class Record>
struct TextField {
  unsigned tag;
  std::string Record::*member;
};

template <class Record, std::size_t N>
void put_texts(FieldWriter& out, const Record& record, const std::array<TextField<Record>, N>& table) {
  for (const auto& [tag, member] : table) put(out, tag, record.*member);
}

// Whether `field` is one of `table`'s, which then is read.
template <class Record, std::size_t N>
bool take_text(const char* name, const Field& field, const std::array<TextField<Record>, N>& table, Record& record) {
  for (const auto& [tag, member] : table) {
    if (tag != field.tag) continue;
    record.*member = text_of(name, field);
    return true;
  }
  return false;
}

// A digest of 64 lower-case hexadecimal digits takes 32 bytes. Nothing: `text` is none.
std::optional<std::string> packed_hex(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (text.size() != 64 || text.find_first_not_of(kDigits) != std::string::npos) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    bytes += static_cast<char>(kDigits.find(text[i]) * 16 + kDigits.find(text[i + 1]));
  }
  return bytes;
}

std::string hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += "0123456789abcdef"[byte >> 4U];
    text += "0123456789abcdef"[byte & 15U];
  }
  return text;
}

namespace label_tag {
enum : unsigned { kFacet = 1, kValue = 2, kOrigin = 3, kUnmapped = 4, kConfidence = 5 };
}  // namespace label_tag

void write_label(FieldWriter& out, const Label& label) {
  put(out, label_tag::kFacet, label.facet);
  put(out, label_tag::kValue, label.value);
  put(out, label_tag::kOrigin, label.origin);
  put(out, label_tag::kUnmapped, label.mapped ? 0U : 1U);
  if (label.confidence != 1.0 && std::isfinite(label.confidence)) out.real(label_tag::kConfidence, label.confidence);
}

Label label_of(std::string_view bytes) {
  Label label;
  label.facet = Facet{};
  each_field("label", bytes, [&](const Field& field) {
    switch (field.tag) {
      case label_tag::kFacet:
        label.facet = enum_value<Facet>("label", field, kFacetNames);
        break;
      case label_tag::kValue:
        label.value = text_of("label", field);
        break;
      case label_tag::kOrigin:
        label.origin = enum_value<LabelOrigin>("label", field, kOriginNames);
        break;
      case label_tag::kUnmapped:
        label.mapped = number_of("label", field) == 0;
        break;
      case label_tag::kConfidence:
        label.confidence = double_of("label", field);
        break;
      default:
        break;
    }
  });
  return label;
}

constexpr std::array<TextField<ProjectFacts>, 6> kFactTexts{{
    {1, &ProjectFacts::sector},
    {2, &ProjectFacts::method},
    {3, &ProjectFacts::outcome},
    {4, &ProjectFacts::currency},
    {5, &ProjectFacts::start_date},
    {6, &ProjectFacts::end_date},
}};
constexpr std::array<std::pair<unsigned, std::optional<double> ProjectFacts::*>, 8> kFactNumbers{{
    {7, &ProjectFacts::budget},
    {8, &ProjectFacts::planned_duration_days},
    {9, &ProjectFacts::actual_duration_days},
    {10, &ProjectFacts::planned_cost},
    {11, &ProjectFacts::actual_cost},
    {12, &ProjectFacts::planned_value},
    {13, &ProjectFacts::earned_value},
    {14, &ProjectFacts::health_score},
}};

void write_facts(FieldWriter& out, const ProjectFacts& facts) {
  put_texts(out, facts, kFactTexts);
  for (const auto& [tag, member] : kFactNumbers) {
    const std::optional<double>& value = facts.*member;
    if (value && std::isfinite(*value)) out.real(tag, *value);  // the others are no facts, and JSON cannot say them
  }
}

ProjectFacts facts_of(std::string_view bytes) {
  ProjectFacts facts;
  each_field("facts", bytes, [&](const Field& field) {
    if (take_text("facts", field, kFactTexts, facts)) return;
    for (const auto& [tag, member] : kFactNumbers) {
      if (tag == field.tag) facts.*member = double_of("facts", field);
    }
  });
  return facts;
}

namespace section_tag {
enum : unsigned { kHeading = 1, kFirstLine = 2, kLastLine = 3, kText = 4 };
}  // namespace section_tag

void write_section(FieldWriter& out, const Section& section) {
  for (const std::string& heading : section.heading_path) out.text(section_tag::kHeading, heading);
  put(out, section_tag::kFirstLine, static_cast<std::uint64_t>(section.lines.first));
  put(out, section_tag::kLastLine, static_cast<std::uint64_t>(section.lines.last));
  put(out, section_tag::kText, section.text);
}

Section section_of(std::string_view bytes) {
  Section section;
  each_field("section", bytes, [&](const Field& field) {
    switch (field.tag) {
      case section_tag::kHeading:
        section.heading_path.push_back(text_of("section", field));
        break;
      case section_tag::kFirstLine:
        section.lines.first = int_of("section", field);
        break;
      case section_tag::kLastLine:
        section.lines.last = int_of("section", field);
        break;
      case section_tag::kText:
        section.text = text_of("section", field);
        break;
      default:
        break;
    }
  });
  return section;
}

namespace lesson_tag {
enum : unsigned {
  kId = 1,
  kIdEnd = 2,  // what follows the document's id
  kHeading = 3,
  kKind = 4,
  kState = 5,
  kLabel = 6,
  kFirstLine = 7,
  kLastLine = 8,
  kText = 9  // left out when equal to the markdown, so an empty one stands there
};
}  // namespace lesson_tag

constexpr std::array<TextField<Lesson>, 10> kLessonTexts{{
    {10, &Lesson::title},
    {11, &Lesson::markdown},
    {12, &Lesson::lang},
    {13, &Lesson::event},
    {14, &Lesson::cause},
    {15, &Lesson::impact},
    {16, &Lesson::recommendation},
    {17, &Lesson::applies_when},
    {18, &Lesson::owner},
    {19, &Lesson::due_date},
}};

void write_lesson(FieldWriter& out, const Lesson& lesson, const DocumentId& document) {
  const bool is_own = lesson.id.value.size() > document.value.size() && lesson.id.value.starts_with(document.value);
  if (is_own) {
    out.text(lesson_tag::kIdEnd, std::string_view(lesson.id.value).substr(document.value.size()));
  } else {
    out.text(lesson_tag::kId, lesson.id.value);
  }
  for (const std::string& heading : lesson.heading_path) out.text(lesson_tag::kHeading, heading);
  put(out, lesson_tag::kKind, lesson.kind);
  put(out, lesson_tag::kState, lesson.state);
  for (const Label& label : lesson.labels) {
    out.record(lesson_tag::kLabel, [&](FieldWriter& inner) { write_label(inner, label); });
  }
  put(out, lesson_tag::kFirstLine, static_cast<std::uint64_t>(lesson.lines.first));
  put(out, lesson_tag::kLastLine, static_cast<std::uint64_t>(lesson.lines.last));
  if (lesson.text != lesson.markdown) out.text(lesson_tag::kText, lesson.text);
  put_texts(out, lesson, kLessonTexts);
}

void take_lesson_field(const Field& field, const DocumentId& document, Lesson& lesson) {
  if (take_text("lesson", field, kLessonTexts, lesson)) return;
  switch (field.tag) {
    case lesson_tag::kId:
      lesson.id.value = text_of("lesson", field);
      break;
    case lesson_tag::kIdEnd:
      lesson.id.value = document.value + text_of("lesson", field);
      break;
    case lesson_tag::kHeading:
      lesson.heading_path.push_back(text_of("lesson", field));
      break;
    case lesson_tag::kKind:
      lesson.kind = enum_value<LessonKind>("lesson", field, kLessonKindNames);
      break;
    case lesson_tag::kState:
      lesson.state = enum_value<State>("lesson", field, kStateNames);
      break;
    case lesson_tag::kLabel:
      lesson.labels.push_back(label_of(bytes_of("lesson", field)));
      break;
    case lesson_tag::kFirstLine:
      lesson.lines.first = int_of("lesson", field);
      break;
    case lesson_tag::kLastLine:
      lesson.lines.last = int_of("lesson", field);
      break;
    default:
      break;
  }
}

Lesson lesson_of(std::string_view bytes, const DocumentId& document) {
  Lesson lesson;
  lesson.state = State{};
  bool has_own_text = false;
  each_field("lesson", bytes, [&](const Field& field) {
    if (field.tag == lesson_tag::kText) {
      has_own_text = true;
      lesson.text = text_of("lesson", field);
    } else {
      take_lesson_field(field, document, lesson);
    }
  });
  if (lesson.id.value.empty()) throw Damage{"lesson: the id is missing"};
  if (!has_own_text) lesson.text = lesson.markdown;
  return lesson;
}

namespace document_tag {
enum : unsigned {
  kId = 1,  // the first field: ids of lessons refer to it
  kKind = 10,
  kState = 11,
  kExample = 12,
  kSourceBytes = 13,
  kSourceRevision = 14,
  kPackedHash = 15,  // 32 bytes
  kHash = 16,        // anything else, as it is
  kMetadata = 17,
  kFacts = 18,
  kLabel = 19,
  kSection = 20,
  kLesson = 21,
  kGone = 22,
  kSource = 23,
  kQuestion = 40
};
}  // namespace document_tag

namespace question_tag {
enum : unsigned { kId = 1, kPrompt = 2 };
}  // namespace question_tag

namespace metadata_tag {
enum : unsigned { kKey = 1, kValue = 2 };
}  // namespace metadata_tag

constexpr std::array<TextField<Document>, 8> kDocumentTexts{{
    {2, &Document::collection},
    {3, &Document::path},
    {4, &Document::title},
    {5, &Document::lang},
    {6, &Document::date},
    {7, &Document::project},
    {8, &Document::encoding},
    {9, &Document::imported_at},
}};

void write_plain_fields(FieldWriter& out, const Document& document) {
  out.text(document_tag::kId, document.id.value);
  put_texts(out, document, kDocumentTexts);
  put(out, document_tag::kKind, document.kind);
  put(out, document_tag::kState, document.state);
  put(out, document_tag::kExample, document.example ? 1U : 0U);
  put(out, document_tag::kSourceBytes, document.source_bytes);
  put(out, document_tag::kSourceRevision, static_cast<std::uint64_t>(document.source_revision));
  if (const auto packed = packed_hex(document.content_hash)) {
    out.bytes(document_tag::kPackedHash, *packed);
  } else {
    put(out, document_tag::kHash, document.content_hash);
  }
}

void write_document(FieldWriter& out, const Document& document, std::string_view source) {
  write_plain_fields(out, document);
  for (const auto& pair : document.metadata) {
    out.record(document_tag::kMetadata, [&](FieldWriter& inner) {
      put(inner, metadata_tag::kKey, pair.first);
      put(inner, metadata_tag::kValue, pair.second);
    });
  }
  if (!document.facts.empty()) {
    out.record(document_tag::kFacts, [&](FieldWriter& inner) { write_facts(inner, document.facts); });
  }
  for (const Label& label : document.labels) {
    out.record(document_tag::kLabel, [&](FieldWriter& inner) { write_label(inner, label); });
  }
  for (const Section& section : document.sections) {
    out.record(document_tag::kSection, [&](FieldWriter& inner) { write_section(inner, section); });
  }
  for (const Lesson& lesson : document.lessons) {
    out.record(document_tag::kLesson, [&](FieldWriter& inner) { write_lesson(inner, lesson, document.id); });
  }
  for (const Lesson& lesson : document.gone) {
    out.record(document_tag::kGone, [&](FieldWriter& inner) { write_lesson(inner, lesson, document.id); });
  }
  for (const QuestionMark& question : document.questions) {
    out.record(document_tag::kQuestion, [&](FieldWriter& inner) {
      put(inner, question_tag::kId, question.id);
      put(inner, question_tag::kPrompt, question.prompt);
    });
  }
  out.bytes(document_tag::kSource, source);
}

QuestionMark question_of(std::string_view bytes) {
  QuestionMark question;
  each_field("question", bytes, [&](const Field& field) {
    if (field.tag == question_tag::kId) question.id = text_of("question", field);
    if (field.tag == question_tag::kPrompt) question.prompt = text_of("question", field);
  });
  return question;
}

std::pair<std::string, std::string> metadata_of(std::string_view bytes) {
  std::pair<std::string, std::string> pair;
  each_field("metadata", bytes, [&](const Field& field) {
    if (field.tag == metadata_tag::kKey) pair.first = text_of("metadata", field);
    if (field.tag == metadata_tag::kValue) pair.second = text_of("metadata", field);
  });
  return pair;
}

void take_document_field(const Field& field, Document& document) {
  constexpr const char* kName = "document";
  if (take_text(kName, field, kDocumentTexts, document)) return;
  switch (field.tag) {
    case document_tag::kId:
      document.id.value = text_of(kName, field);
      break;
    case document_tag::kKind:
      document.kind = enum_value<DocumentKind>(kName, field, kDocumentKindNames);
      break;
    case document_tag::kState:
      document.state = enum_value<State>(kName, field, kStateNames);
      break;
    case document_tag::kExample:
      document.example = number_of(kName, field) != 0;
      break;
    case document_tag::kSourceBytes:
      document.source_bytes = number_of(kName, field);
      break;
    case document_tag::kSourceRevision:
      document.source_revision = int_of(kName, field);
      break;
    case document_tag::kPackedHash:
      document.content_hash = hex(bytes_of(kName, field));
      break;
    case document_tag::kHash:
      document.content_hash = text_of(kName, field);
      break;
    case document_tag::kMetadata:
      document.metadata.push_back(metadata_of(bytes_of(kName, field)));
      break;
    case document_tag::kFacts:
      document.facts = facts_of(bytes_of(kName, field));
      break;
    case document_tag::kLabel:
      document.labels.push_back(label_of(bytes_of(kName, field)));
      break;
    case document_tag::kSection:
      document.sections.push_back(section_of(bytes_of(kName, field)));
      break;
    case document_tag::kLesson:
      document.lessons.push_back(lesson_of(bytes_of(kName, field), document.id));
      break;
    case document_tag::kGone:
      document.gone.push_back(lesson_of(bytes_of(kName, field), document.id));
      break;
    case document_tag::kQuestion:
      document.questions.push_back(question_of(bytes_of(kName, field)));
      break;
    default:
      break;
  }
}

namespace project_tag {
enum : unsigned { kFacts = 3, kCorrections = 4, kGate = 6, kIsMade = 7 };
}  // namespace project_tag

constexpr std::array<TextField<Project>, 3> kProjectTexts{
    {{1, &Project::id}, {2, &Project::name}, {5, &Project::phase}}};
constexpr std::array<TextField<Gate>, 5> kGateTexts{
    {{1, &Gate::at}, {2, &Gate::who}, {3, &Gate::from}, {4, &Gate::to}, {5, &Gate::note}}};

Gate gate_of(std::string_view bytes) {
  Gate gate;
  each_field("gate", bytes, [&](const Field& field) { take_text("gate", field, kGateTexts, gate); });
  return gate;
}

void take_project_field(const Field& field, Project& project) {
  constexpr const char* kName = "project";
  if (take_text(kName, field, kProjectTexts, project)) return;
  if (field.tag == project_tag::kFacts) project.facts = facts_of(bytes_of(kName, field));
  if (field.tag == project_tag::kCorrections) project.corrections = facts_of(bytes_of(kName, field));
  if (field.tag == project_tag::kIsMade) project.is_made = number_of(kName, field) != 0;
  if (field.tag == project_tag::kGate) project.gates.push_back(gate_of(bytes_of(kName, field)));
}
constexpr std::array<TextField<Collection>, 2> kCollectionTexts{{{1, &Collection::name}, {2, &Collection::root}}};

FieldWriter start(int format) { return FieldWriter(std::string(1, static_cast<char>(format))); }

// Takes the format from the front of `bytes` and calls `read` with the fields.
template <class F>
auto decode(const char* what, int format, std::string_view bytes, F&& read) -> Result<decltype(read(bytes))> {
  const auto corrupt = [&](const std::string& why) {
    return make_error(ErrorCode::kCorrupt, "decode " + std::string(what) + ": " + why);
  };
  if (bytes.empty()) return corrupt("the record is empty");
  const int found = static_cast<unsigned char>(bytes.front());
  if (found == '{') return corrupt("format 1, of a version before the first release, is not read: import again");
  if (found != format) {
    return corrupt("format " + std::to_string(found) + (found > format ? " is newer than" : " is none of") +
                   " this program's " + std::to_string(format));
  }
  try {
    return read(bytes.substr(1));
  } catch (const Damage& damage) {
    return corrupt(damage.what);
  }
}

}  // namespace

std::string encode_document(const Document& document, std::string_view source) {
  FieldWriter out = start(kDocumentFormat);
  write_document(out, document, source);
  return out.take();
}

Result<Document> decode_document(std::string_view bytes) {
  return decode("document", kDocumentFormat, bytes, [](std::string_view fields) {
    Document document;
    document.state = State{};
    document.source_revision = 0;
    each_field("document", fields, [&](const Field& field) { take_document_field(field, document); });
    if (document.id.value.empty()) throw Damage{"document: the id is missing"};
    return document;
  });
}

Result<std::string_view> source_of(std::string_view bytes) {
  return decode("document", kDocumentFormat, bytes, [](std::string_view fields) {
    std::optional<std::string_view> source;
    each_field("document", fields, [&](const Field& field) {
      if (field.tag == document_tag::kSource) source = bytes_of("document", field);
    });
    if (!source) throw Damage{"document: the source is missing"};
    return *source;
  });
}

std::string encode_project(const Project& project) {
  FieldWriter out = start(kProjectFormat);
  put_texts(out, project, kProjectTexts);
  out.record(project_tag::kFacts, [&](FieldWriter& inner) { write_facts(inner, project.facts); });
  if (!project.corrections.empty()) {
    out.record(project_tag::kCorrections, [&](FieldWriter& inner) { write_facts(inner, project.corrections); });
  }
  if (project.is_made) out.number(project_tag::kIsMade, 1);
  for (const Gate& gate : project.gates) {
    out.record(project_tag::kGate, [&](FieldWriter& inner) { put_texts(inner, gate, kGateTexts); });
  }
  return out.take();
}

Result<Project> decode_project(std::string_view bytes) {
  return decode("project", kProjectFormat, bytes, [](std::string_view fields) {
    Project project;
    each_field("project", fields, [&](const Field& field) { take_project_field(field, project); });
    if (project.id.empty()) throw Damage{"project: the id is missing"};
    return project;
  });
}

std::string encode_collection(const Collection& collection) {
  FieldWriter out = start(kCollectionFormat);
  put_texts(out, collection, kCollectionTexts);
  return out.take();
}

Result<Collection> decode_collection(std::string_view bytes) {
  return decode("collection", kCollectionFormat, bytes, [](std::string_view fields) {
    Collection collection;
    each_field("collection", fields,
               [&](const Field& field) { take_text("collection", field, kCollectionTexts, collection); });
    if (collection.name.empty()) throw Damage{"collection: the name is missing"};
    return collection;
  });
}

}  // namespace fupan
