#include "indexer/xapian/projection.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr Xapian::termcount kTitleWeight = 3;
constexpr Xapian::termcount kHeadingWeight = 2;
constexpr Xapian::termcount kParagraphGap = 10;  // positions between texts, so that no phrase spans two of them
constexpr std::size_t kMinSpellingBytes = 3;
constexpr std::size_t kMaxSpellingBytes = 24;

// Adds the terms of texts to one Xapian document, text after text.
class Terms final : public TermSink {
 public:
  Terms(Xapian::Document& out, std::unordered_set<std::string>* words) : out_(out), words_(words) {}

  void add_text(std::string_view text, TextField field, Xapian::termcount weight) {
    prefix_ = row_of(field).prefix;
    weight_ = weight;
    const std::uint32_t used = analyze(text, *this);
    base_ += used + kParagraphGap;
  }

  void add(TermKind kind, std::string_view term, std::uint32_t position) override {
    name_.assign(prefix_);
    switch (kind) {
      case TermKind::kPositional:
        name_ += term;
        out_.add_posting(name_, base_ + position, weight_);
        return;
      case TermKind::kCharacter:
        name_.append(kCharacterPrefix).append(term);
        out_.add_term(name_, 0);
        return;
      case TermKind::kDictionaryWord:
        name_.append(kWordPrefix).append(term);
        out_.add_term(name_, weight_);
        return;
    }
  }

  void add_surface(std::string_view word) override {
    if (words_ == nullptr || word.size() < kMinSpellingBytes || word.size() > kMaxSpellingBytes) return;
    words_->emplace(word);
  }

 private:
  Xapian::Document& out_;
  std::unordered_set<std::string>* words_;
  std::string_view prefix_;
  std::string name_;
  Xapian::termcount weight_ = 1;
  Xapian::termpos base_ = 1;
};

using Values = std::vector<std::string>;

void add_field(Xapian::Document& out, Field field, const Values& values) {
  std::string joined;
  for (const std::string& value : values) {
    if (value.empty()) continue;
    out.add_boolean_term(filter_term(field, value));
    if (!joined.empty()) joined += kValueSeparator;
    joined += value;
  }
  if (!joined.empty()) out.add_value(row_of(field).slot, joined);
}

void collect(const std::vector<Label>& labels, Facet facet, Values& values) {
  for (const Label& label : labels) {
    if (label.facet != facet) continue;
    if (std::find(values.begin(), values.end(), label.value) == values.end()) values.push_back(label.value);
  }
}

// What documents and passages have in common.
void add_document_fields(Xapian::Document& out, const Document& document) {
  add_field(out, Field::kProject, {document.project});
  add_field(out, Field::kCollection, {document.collection});
  if (!document.date.empty()) {
    add_field(out, Field::kYear, {document.date.substr(0, 4)});
    out.add_value(kDateSlot, document.date);
  }
}

void add_labels(Xapian::Document& out, Terms& terms, const std::vector<const std::vector<Label>*>& sources) {
  constexpr std::array<Field, kFacetCount> kLabelFields{Field::kPhase, Field::kRisk, Field::kTag};
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    Values values;
    for (const auto* labels : sources) collect(*labels, static_cast<Facet>(f), values);
    add_field(out, kLabelFields[f], values);
    if (static_cast<Facet>(f) != Facet::kTag) continue;
    for (const std::string& tag : values) {
      terms.add_text(tag, TextField::kTag, 1);
      terms.add_text(tag, TextField::kText, 1);
    }
  }
}

void add_project(Terms& terms, const Document& document) {
  if (document.project.empty()) return;
  terms.add_text(document.project, TextField::kProject, 1);
  terms.add_text(document.project, TextField::kText, 1);
}

// The headings of a path that were not yet indexed for this document.
class Headings {
 public:
  void add_new(Terms& terms, const std::vector<std::string>& path) {
    std::string key;
    for (const std::string& heading : path) {
      key += heading;
      key += '\n';
      if (seen_.insert(key).second) terms.add_text(heading, TextField::kText, kHeadingWeight);
    }
  }

 private:
  std::set<std::string> seen_;
};

// Sections and lessons in the order of the source.
struct Part {
  const Section* section = nullptr;
  const Lesson* lesson = nullptr;
  int line = 0;
};

std::vector<Part> parts_of(const Document& document) {
  std::vector<Part> parts;
  for (const Section& section : document.sections) parts.push_back({&section, nullptr, section.lines.first});
  for (const Lesson& lesson : document.lessons) parts.push_back({nullptr, &lesson, lesson.lines.first});
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.line < b.line; });
  return parts;
}

// Whether a lesson's title says something that its text does not: a sub-heading, not the first sentence.
bool has_own_title(const Lesson& lesson) {
  std::string_view title = lesson.title;
  if (title.ends_with("…")) title.remove_suffix(std::string_view("…").size());
  return lesson.text.find(title) == std::string::npos;
}

Projected project_lesson(const Document& document, const Lesson& lesson) {
  Projected out{{}, prefixed_term(kIdPrefix, lesson.id.value)};
  Terms terms(out.document, nullptr);
  if (has_own_title(lesson)) {
    terms.add_text(lesson.title, TextField::kTitle, 1);
    terms.add_text(lesson.title, TextField::kText, kHeadingWeight);
  }
  for (const std::string& heading : lesson.heading_path) terms.add_text(heading, TextField::kText, 1);
  terms.add_text(lesson.text, TextField::kText, 1);
  add_labels(out.document, terms, {&lesson.labels});
  terms.add_text(document.project, TextField::kProject, 1);
  add_field(out.document, Field::kKind, {std::string(name_of(lesson.kind))});
  add_field(out.document, Field::kLang, {lesson.lang});
  add_field(out.document, Field::kState, {std::string(name_of(lesson.state))});
  out.document.add_boolean_term(std::string(kPassageTypePrefix) + "lesson");
  out.document.set_data(encode_data({lesson.id.value, "", lesson.title}));
  return out;
}

Projected project_section(const Document& document, std::size_t ordinal) {
  const Section& section = document.sections[ordinal];
  Projected out{{}, prefixed_term(kIdPrefix, document.section_id(ordinal))};
  Terms terms(out.document, nullptr);
  const std::string& heading = section.heading_path.empty() ? document.title : section.heading_path.back();
  terms.add_text(heading, TextField::kTitle, 1);
  for (const std::string& name : section.heading_path) terms.add_text(name, TextField::kText, 1);
  terms.add_text(section.text, TextField::kText, 1);
  add_labels(out.document, terms, {&document.labels});
  terms.add_text(document.project, TextField::kProject, 1);
  add_field(out.document, Field::kKind, {std::string(name_of(document.kind))});
  add_field(out.document, Field::kLang, {document.lang});
  add_field(out.document, Field::kState, {std::string(name_of(document.state))});
  out.document.add_boolean_term(std::string(kPassageTypePrefix) + "section");
  out.document.set_data(encode_data({document.section_id(ordinal), "", heading}));
  return out;
}

}  // namespace

std::string encode_data(const StoredData& data) { return data.id + '\n' + data.fingerprint + '\n' + data.title; }

StoredData decode_data(const std::string& data) {
  const std::size_t first = data.find('\n');
  const std::size_t second = first == std::string::npos ? first : data.find('\n', first + 1);
  if (second == std::string::npos) return {data, "", ""};
  return {data.substr(0, first), data.substr(first + 1, second - first - 1), data.substr(second + 1)};
}

Projected Projection::project_document(const IndexUpsert& upsert) {
  const Document& document = upsert.document;
  Projected out{{}, prefixed_term(kIdPrefix, document.id.value)};
  std::unordered_set<std::string> words;
  Terms terms(out.document, &words);
  terms.add_text(document.title, TextField::kTitle, 1);
  terms.add_text(document.title, TextField::kText, kTitleWeight);
  Headings headings;
  std::vector<const std::vector<Label>*> labels{&document.labels};
  for (const Part& part : parts_of(document)) {
    if (part.lesson != nullptr && has_own_title(*part.lesson)) {
      terms.add_text(part.lesson->title, TextField::kText, kHeadingWeight);
    }
    headings.add_new(terms, part.lesson != nullptr ? part.lesson->heading_path : part.section->heading_path);
    terms.add_text(part.lesson != nullptr ? part.lesson->text : part.section->text, TextField::kText, 1);
    if (part.lesson != nullptr) labels.push_back(&part.lesson->labels);
  }
  add_labels(out.document, terms, labels);
  add_project(terms, document);
  add_document_fields(out.document, document);
  add_field(out.document, Field::kKind, {std::string(name_of(document.kind))});
  add_field(out.document, Field::kLang, {document.lang});
  add_field(out.document, Field::kState, {std::string(name_of(document.state))});
  out.document.add_boolean_term(out.id_term);
  out.document.set_data(encode_data({document.id.value, upsert.fingerprint, document.title}));
  for (const std::string& word : words) ++words_[word];
  return out;
}

std::vector<Projected> Projection::project_passages(const Document& document) {
  std::vector<Projected> passages;
  for (const Lesson& lesson : document.lessons) passages.push_back(project_lesson(document, lesson));
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    if (!text::trim(document.sections[i].text).empty()) passages.push_back(project_section(document, i));
  }
  for (Projected& passage : passages) {
    add_document_fields(passage.document, document);
    passage.document.add_boolean_term(passage.id_term);
    passage.document.add_boolean_term(prefixed_term(kDocumentPrefix, document.id.value));
  }
  return passages;
}

std::map<std::string, unsigned> Projection::take_words() { return std::exchange(words_, {}); }

}  // namespace fupan::indexer::xapian
