#include "importers/importer.h"

#include <algorithm>
#include <utility>

#include "core/digest.h"
#include "core/text/fold.h"
#include "importers/characters.h"
#include "importers/encoding/decoder.h"
#include "importers/labels/author_labels.h"
#include "importers/labels/rule_labels.h"
#include "importers/learning/path_reader.h"
#include "importers/learning/quiz_reader.h"
#include "importers/lesson_identity.h"
#include "importers/lessons/lesson_finder.h"
#include "importers/lessons/placeholder.h"
#include "importers/lines.h"
#include "importers/markdown/reader.h"
#include "importers/metadata/date.h"
#include "importers/metadata/document_fields.h"
#include "importers/metadata/document_kind.h"
#include "importers/metadata/file_name.h"
#include "importers/metadata/leading_lines.h"
#include "importers/source_text.h"

namespace fupan::importers {

struct MarkdownImporter::Tables {
  explicit Tables(Taxonomy words) : taxonomy(std::move(words)), finder(taxonomy), rules(taxonomy), kinds(taxonomy) {}

  Taxonomy taxonomy;
  LessonFinder finder;
  RuleLabels rules;
  DocumentKinds kinds;
};

namespace {

constexpr std::size_t kShortEvent = 500;  // an event longer than this is read in the document, not copied
constexpr std::size_t kManyFields = 10;
constexpr std::size_t kBytesPerField = 400;
constexpr std::size_t kLanguageMinBytes = 12;  // less text than this is in the document's language

const Block* first_heading(const std::vector<Block>& blocks) {
  const auto found = std::find_if(blocks.begin(), blocks.end(),
                                  [](const Block& b) { return b.kind == BlockKind::kHeading && !b.text.empty(); });
  return found == blocks.end() ? nullptr : &*found;
}

// What the file name adds to the author's metadata.
void add_file_name(Document& document, const FileName& name) {
  if (document.date.empty()) document.date = name.date;
  const auto is_number = [](const auto& pair) { return pair.first == "number"; };
  if (!name.number.empty() && std::none_of(document.metadata.begin(), document.metadata.end(), is_number)) {
    document.metadata.emplace_back("number", name.number);
  }
}

void set_title(Document& document, const std::vector<Block>& blocks, const FileName& name) {
  const Block* heading = first_heading(blocks);
  if (document.title.empty() && heading != nullptr) document.title = heading->text;
  if (document.title.empty()) document.title = name.title;
  if (document.date.empty() && heading != nullptr) {
    if (const auto prefix = find_date_prefix(heading->text)) document.date = prefix->date;
  }
}

// A page full of "[Project name]" is a template whatever it is called. Code has brackets of its own.
bool is_full_of_fields(const std::vector<Block>& blocks) {
  std::size_t fields = 0;
  std::size_t bytes = 0;
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::kCode) continue;
    const std::string text = plain_text(block);
    fields += count_fields_to_fill(text);
    bytes += text.size();
  }
  return fields >= kManyFields && fields * kBytesPerField >= bytes;
}

// A copy of a template says so in its front matter, whatever it is called and however little of it is filled in.
bool is_marked_copy(const Document& document) {
  return std::any_of(document.metadata.begin(), document.metadata.end(),
                     [](const auto& entry) { return entry.first == "template.copy"; });
}

std::string document_language(const Document& document) {
  std::string text = document.title;
  for (const Section& section : document.sections) text += "\n" + section.text;
  for (const Lesson& lesson : document.lessons) text += "\n" + lesson.text;
  const std::string_view guess = guess_language(text);
  return std::string(guess.empty() ? "en" : guess);
}

// The document's account of what happened ("Driving event"), when it is short and stands outside the lessons.
std::string find_event(const Document& document, const Taxonomy& taxonomy) {
  for (const Section& section : document.sections) {
    if (section.heading_path.empty() || section.text.size() > kShortEvent || section.text.empty()) continue;
    if (taxonomy.lesson_field(section.heading_path.back()) == "event") return section.text;
  }
  return {};
}

void inherit(Document& document, const std::string& event, const std::string& applies_when) {
  for (Lesson& lesson : document.lessons) {
    for (const Label& label : document.labels) {
      if (!has_label(lesson.labels, label.facet, label.value)) lesson.labels.push_back(label);
    }
    if (lesson.event.empty()) lesson.event = event;
    if (lesson.applies_when.empty()) lesson.applies_when = applies_when;
    const bool is_short = lesson.text.size() < kLanguageMinBytes;
    const std::string_view guess = is_short ? std::string_view{} : guess_language(lesson.text);
    lesson.lang = guess.empty() ? document.lang : std::string(guess);
    lesson.state = document.state;
  }
}

// A quiz is found by what it asks; a search or a likeness does not tell its answers.
void hide_answers(Document& document) {
  if (document.questions.empty()) return;
  const bool is_all_quiz = opens_quiz(document.title);
  for (Section& section : document.sections) {
    const std::vector<std::string>& path = section.heading_path;
    if (is_all_quiz || std::any_of(path.begin(), path.end(), opens_quiz)) section.text.clear();
  }
}

// What the document teaches: the ids of its questions are part of it, and an author is told of steps and questions that
// nobody could take.
void read_learning(Document& document, const Document* previous, std::string_view body, std::vector<Note>& notes) {
  if (may_have_quiz(body)) {
    std::vector<Question> questions = read_questions(body, notes);
    assign_question_ids(document.id, previous == nullptr ? std::vector<QuestionMark>{} : previous->questions,
                        questions);
    for (Question& question : questions) {
      document.questions.push_back({std::move(question.id), std::move(question.prompt)});
    }
  }
  if (document.kind == DocumentKind::kPath) (void)read_path(document, body, notes);
}

}  // namespace

MarkdownImporter::MarkdownImporter(const Taxonomy& taxonomy) : tables_(std::make_unique<const Tables>(taxonomy)) {}
MarkdownImporter::~MarkdownImporter() = default;
MarkdownImporter::MarkdownImporter(MarkdownImporter&&) noexcept = default;
MarkdownImporter& MarkdownImporter::operator=(MarkdownImporter&&) noexcept = default;

Result<Parsed> MarkdownImporter::parse(const SourceFile& file, const Document* previous) const {
  Result<DecodedText> decoded = decode(file.bytes);
  if (!decoded) return decoded.error();
  const Taxonomy& taxonomy = tables_->taxonomy;

  SourceText source = separate_metadata(decoded->text);
  LeadingLines leading = read_leading_lines(Lines(source.body), source.body_first_line, taxonomy);
  if (!leading.invisible_lines.empty()) source.body = blank_lines(source.body, leading.invisible_lines);
  FoundEntries entries{std::move(source.entries), std::move(leading.shown)};
  std::move(leading.stated.begin(), leading.stated.end(), std::back_inserter(entries.stated));
  DocumentFields fields = read_fields(entries, taxonomy);

  Parsed parsed{std::move(fields.document), std::move(decoded->notes)};
  Document& document = parsed.document;
  document.id = make_document_id(file.collection, file.path);
  document.collection = file.collection;
  document.path = file.path;
  document.encoding = decoded->encoding;
  document.content_hash = file.content_hash.empty() ? sha256_hex(file.bytes) : file.content_hash;
  document.source_bytes = file.bytes.size();

  const Lines lines(decoded->text);
  const std::vector<Block> blocks = read_blocks(source.body, lines);
  const FileName name = read_file_name(file.path);
  add_file_name(document, name);
  set_title(document, blocks, name);
  if (!fields.has_kind) document.kind = tables_->kinds.guess(document.title, file.path);
  if (document.kind == DocumentKind::kNote && is_full_of_fields(blocks)) document.kind = DocumentKind::kTemplate;
  if (document.kind == DocumentKind::kTemplate && is_marked_copy(document)) document.kind = DocumentKind::kNote;

  FoundText found = tables_->finder.find(blocks, lines, document.title, document.kind);
  document.lessons = std::move(found.lessons);
  document.sections = std::move(found.sections);
  if (document.lang.empty()) document.lang = document_language(document);
  inherit(document, find_event(document, taxonomy), fields.applies_when);
  tables_->rules.add_to(document.lessons);
  if (document.lessons.empty()) tables_->rules.add_to(document);
  assign_identities(document, previous);
  read_learning(document, previous, source.body, parsed.notes);
  hide_answers(document);

  for (std::vector<Note>* notes : {&source.notes, &fields.notes, &found.notes}) {
    std::move(notes->begin(), notes->end(), std::back_inserter(parsed.notes));
  }
  return parsed;
}

}  // namespace fupan::importers
