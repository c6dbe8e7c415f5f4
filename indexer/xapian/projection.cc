#include "indexer/xapian/projection.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "core/text/string_hash.h"
#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr Xapian::termcount kTitleWeight = 3;
constexpr Xapian::termcount kHeadingWeight = 2;
constexpr std::size_t kMinSpellingBytes = 3;
constexpr std::size_t kMaxSpellingBytes = 24;

using Counts = std::unordered_map<std::string, Xapian::termcount, text::StringHash, std::equal_to<>>;

// Collects the terms and tokens of one Xapian document, text after text.
class Terms final : public TermSink {
 public:
  // A text that is indexed in the unprefixed field, and in `field` too when that is another one.
  void add_text(std::string_view text, Xapian::termcount weight, TextField field = TextField::kText) {
    weight_ = weight;
    prefix_ = row_of(field).prefix;
    analyze(text, *this);
  }

  void add_part(PartKind kind, std::string_view text, Xapian::termcount weight) {
    begin_part(kind);
    add_text(text, weight);
  }

  void begin_part(PartKind kind, std::size_t ordinal = 0, std::size_t depth = 0) {
    tokens_.begin_part(kind, static_cast<std::uint32_t>(ordinal), static_cast<std::uint32_t>(depth));
  }

  // Of the texts that follow only the tokens are kept.
  void keep_tokens_only() { keeps_terms_ = false; }

  void add(TermKind kind, std::string_view term) override {
    if (!keeps_terms_) return;
    const std::string_view kind_prefix = kind == TermKind::kDictionaryWord ? kWordPrefix : std::string_view{};
    count({}, kind_prefix, term, weight_);
    if (!prefix_.empty()) count(prefix_, kind_prefix, term, 1);
  }

  void add_atom(std::string_view atom, bool joined) override { tokens_.add(atom, joined); }

  void add_surface(std::string_view word) override {
    if (keeps_terms_ && word.size() >= kMinSpellingBytes && word.size() <= kMaxSpellingBytes &&
        !words_.contains(word)) {
      words_.emplace(word, 1);
    }
  }

  void write_to(Xapian::Document& out) const {
    for (const auto& [term, weight] : counts_) out.add_term(term, weight);
  }

  Tokens& tokens() { return tokens_; }
  const Counts& words() const { return words_; }

 private:
  void count(std::string_view prefix, std::string_view kind, std::string_view term, Xapian::termcount weight) {
    name_.assign(prefix).append(kind).append(term);
    const auto found = counts_.find(name_);
    if (found != counts_.end()) {
      found->second += weight;
    } else {
      counts_.emplace(name_, weight);
    }
  }

  Counts counts_;
  Counts words_;  // unstemmed
  Tokens tokens_;
  std::string_view prefix_;
  std::string name_;
  Xapian::termcount weight_ = 1;
  bool keeps_terms_ = true;
};

using Values = std::vector<std::string>;

// A Xapian document in the making.
struct Entry {
  explicit Entry(ValueCodes& value_codes) : codes(value_codes) {}

  void add_field(Field field, const Values& values) {
    std::string joined;
    for (const std::string& value : values) {
      if (value.empty()) continue;
      document.add_boolean_term(filter_term(field, value));
      if (!joined.empty()) joined += kValueSeparator;
      joined += value;
    }
    if (!joined.empty()) document.add_value(row_of(field).slot, codes.encode(row_of(field).slot, joined));
  }

  Xapian::Document document;
  Terms terms;
  ValueCodes& codes;
};

void collect(const std::vector<Label>& labels, Facet facet, Values& values) {
  for (const Label& label : labels) {
    if (label.facet != facet) continue;
    if (std::find(values.begin(), values.end(), label.value) == values.end()) values.push_back(label.value);
  }
}

// What documents and lessons have in common.
void add_common_fields(Entry& out, const Document& document, State state, std::string_view kind,
                       const std::string& lang) {
  out.add_field(Field::kProject, {document.project});
  out.add_field(Field::kCollection, {document.collection});
  out.add_field(Field::kKind, {std::string(kind)});
  out.add_field(Field::kLang, {lang});
  out.add_field(Field::kState, {std::string(name_of(state))});
  if (document.date.empty()) return;
  out.add_field(Field::kYear, {document.date.substr(0, 4)});
  out.document.add_value(kDateSlot, encode_date(document.date));
}

Values add_labels(Entry& out, const std::vector<const std::vector<Label>*>& sources) {
  constexpr std::array<Field, kFacetCount> kLabelFields{Field::kPhase, Field::kRisk, Field::kTag};
  Values values;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    values.clear();
    for (const auto* labels : sources) collect(*labels, static_cast<Facet>(f), values);
    out.add_field(kLabelFields[f], values);
  }
  return values;  // the tags
}

// The headings of a path that were not yet indexed for this document.
class Headings {
 public:
  void add_new(Terms& terms, const std::vector<std::string>& path) {
    std::string key;
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
      key += path[depth];
      key += '\n';
      if (!seen_.insert(key).second) continue;
      terms.begin_part(PartKind::kHeading, 0, depth);
      terms.add_text(path[depth], kHeadingWeight);
    }
  }

 private:
  std::set<std::string> seen_;
};

// A section or a lesson.
struct Passage {
  const Section* section = nullptr;
  const Lesson* lesson = nullptr;
  std::size_t ordinal = 0;
  int line = 0;
};

std::vector<Passage> in_source_order(const Document& document) {
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    passages.push_back({&document.sections[i], nullptr, i, document.sections[i].lines.first});
  }
  for (std::size_t i = 0; i < document.lessons.size(); ++i) {
    passages.push_back({nullptr, &document.lessons[i], i, document.lessons[i].lines.first});
  }
  std::stable_sort(passages.begin(), passages.end(),
                   [](const Passage& a, const Passage& b) { return a.line < b.line; });
  return passages;
}

// Whether a lesson's title says something that its text does not: a sub-heading, not the first sentence.
bool has_own_title(const Lesson& lesson) {
  std::string_view title = lesson.title;
  if (title.ends_with("…")) title.remove_suffix(std::string_view("…").size());
  return lesson.text.find(title) == std::string::npos;
}

// A search for documents in a state sees those lessons that are in the same state, or published.
bool is_shown(const Lesson& lesson, const Document& document) {
  return lesson.state == State::kPublished || lesson.state == document.state;
}

void add_passages(Terms& terms, const Document& document) {
  Headings headings;
  for (const Passage& passage : in_source_order(document)) {
    if (passage.lesson != nullptr && !is_shown(*passage.lesson, document)) continue;
    if (passage.section != nullptr) {
      headings.add_new(terms, passage.section->heading_path);
      terms.begin_part(PartKind::kSection, passage.ordinal, passage.section->heading_path.size());
      terms.add_text(passage.section->text, 1);
      continue;
    }
    const Lesson& lesson = *passage.lesson;
    std::size_t depth = lesson.heading_path.size();
    headings.add_new(terms, lesson.heading_path);
    if (has_own_title(lesson)) {
      terms.begin_part(PartKind::kHeading, 0, depth++);
      terms.add_text(lesson.title, kHeadingWeight);
    }
    terms.begin_part(PartKind::kLesson, passage.ordinal, depth);
    terms.add_text(lesson.text, 1);
  }
}

// For phrases in searches for lessons.
void add_hidden_passages(Terms& terms, const Document& document) {
  terms.keep_tokens_only();
  for (std::size_t i = 0; i < document.lessons.size(); ++i) {
    const Lesson& lesson = document.lessons[i];
    if (is_shown(lesson, document)) continue;
    terms.begin_part(PartKind::kHidden, i);
    if (has_own_title(lesson)) terms.add_text(lesson.title, 1);
    terms.add_text(lesson.text, 1);
  }
}

// Its tokens are those of the document's part with the same ordinal.
Xapian::Document project_lesson(const Document& document, std::size_t ordinal, ValueCodes& codes) {
  const Lesson& lesson = document.lessons[ordinal];
  Entry out(codes);
  out.terms.begin_part(PartKind::kLesson);
  if (has_own_title(lesson)) out.terms.add_text(lesson.title, kHeadingWeight, TextField::kTitle);
  for (const std::string& heading : lesson.heading_path) out.terms.add_text(heading, 1);
  out.terms.add_text(lesson.text, 1);
  for (const std::string& tag : add_labels(out, {&lesson.labels})) out.terms.add_text(tag, 1);
  out.terms.write_to(out.document);
  add_common_fields(out, document, lesson.state, name_of(lesson.kind), lesson.lang);
  out.document.add_boolean_term(prefixed_term(kIdPrefix, document.id.value));
  out.document.set_data(lesson.id.value + '\n' + std::to_string(ordinal));
  return out.document;
}

}  // namespace

DocumentData decode_document_data(std::string_view data) {
  DocumentData out;
  const std::size_t first = std::min(data.find('\n'), data.size());
  const std::size_t second = std::min(data.find('\n', first + 1), data.size());
  out.id = data.substr(0, first);
  if (first < data.size()) out.fingerprint = data.substr(first + 1, second - first - 1);
  if (second < data.size()) out.title = data.substr(second + 1);
  return out;
}

LessonData decode_lesson_data(std::string_view data) {
  const std::size_t end = std::min(data.find('\n'), data.size());
  LessonData out{std::string(data.substr(0, end)), 0};
  for (const char digit : data.substr(std::min(end + 1, data.size()))) {
    out.ordinal = out.ordinal * 10 + static_cast<std::size_t>(digit - '0');
  }
  return out;
}

ProjectedDocument project_document(const IndexUpsert& upsert, ValueCodes& codes,
                                   std::map<std::string, unsigned>& words) {
  const Document& document = upsert.document;
  Entry out(codes);
  out.terms.begin_part(PartKind::kTitle);
  out.terms.add_text(document.title, kTitleWeight, TextField::kTitle);
  add_passages(out.terms, document);
  std::vector<const std::vector<Label>*> labels{&document.labels};
  for (const Lesson& lesson : document.lessons) {
    if (is_shown(lesson, document)) labels.push_back(&lesson.labels);
  }
  for (const std::string& tag : add_labels(out, labels)) out.terms.add_part(PartKind::kTag, tag, 1);
  if (!document.project.empty()) out.terms.add_part(PartKind::kProject, document.project, 1);
  add_hidden_passages(out.terms, document);
  out.terms.write_to(out.document);
  add_common_fields(out, document, document.state, name_of(document.kind), document.lang);
  if (!document.sections.empty()) {
    out.document.add_boolean_term(std::string(kHasSectionsTerm));
    out.document.add_value(kSectionsSlot, codes.encode(kSectionsSlot, std::to_string(document.sections.size())));
  }
  out.document.add_boolean_term(prefixed_term(kIdPrefix, document.id.value));
  out.document.set_data(document.id.value + '\n' + upsert.fingerprint + '\n' + document.title);
  if (document.state == State::kPublished) {
    for (const auto& [word, count] : out.terms.words()) ++words[word];
  }
  return {out.document, std::move(out.terms.tokens())};
}

std::vector<Xapian::Document> project_lessons(const Document& document, ValueCodes& codes) {
  std::vector<Xapian::Document> lessons;
  for (std::size_t i = 0; i < document.lessons.size(); ++i) lessons.push_back(project_lesson(document, i, codes));
  return lessons;
}

}  // namespace fupan::indexer::xapian
