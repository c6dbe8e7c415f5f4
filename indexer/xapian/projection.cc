#include "indexer/xapian/projection.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/digest.h"
#include "core/text/utf8.h"
#include "core/varint.h"
#include "indexer/analysis/analyzer.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr Xapian::termcount kTitleWeight = 3;
constexpr Xapian::termcount kHeadingWeight = 2;

using Values = std::vector<std::string_view>;  // of the document

// An entry in the making.
class Draft {
 public:
  Draft(TextTerms& texts, TermCounts& counts, ValueCodes& codes) : texts_(texts), counts_(counts), codes_(codes) {}

  // A text that is indexed in the unprefixed field, and in that of titles too when it is one.
  TextTerms::Text add_text(std::string_view text, Xapian::termcount weight, bool is_title = false) {
    const TextTerms::Text found = texts_.of(text);
    for (const TextTerms::Number term : texts_.terms(found)) counts_.add(term, weight);
    if (!is_title) return found;
    for (const TextTerms::Number term : texts_.terms(found)) counts_.add(texts_.title_term(term), 1);
    return found;
  }

  // A term that is there, and does not count.
  void add_exact(std::string_view term) { counts_.add(texts_.exact_term(term), 0); }

  void add_value(Xapian::valueno slot, const std::string& text) { entry_.add_value(slot, codes_.encode(slot, text)); }
  void add_date(std::string_view date) { entry_.add_value(kDateSlot, encode_date(date)); }

  void add_field(Field field, const Values& values) {
    joined_.clear();
    for (const std::string_view value : values) {
      if (value.empty()) continue;
      counts_.add(texts_.filter_term_of(field, value), 0);
      if (!joined_.empty()) joined_ += kValueSeparator;
      joined_ += value;
    }
    if (!joined_.empty()) add_value(row_of(field).slot, joined_);
  }

  Entry finish(std::string data) {
    counts_.move_to(entry_, texts_);
    entry_.set_data(std::move(data));
    return std::move(entry_);
  }

 private:
  TextTerms& texts_;
  TermCounts& counts_;
  ValueCodes& codes_;
  Entry entry_;
  std::string joined_;
};

// The texts of a document: their tokens, and what they add to its entry.
class Body {
 public:
  Body(TextTerms& texts, Draft& draft) : texts_(texts), draft_(draft) {}

  void begin_part(PartKind kind, std::size_t ordinal = 0, std::size_t depth = 0) {
    tokens_.begin_part(kind, static_cast<std::uint32_t>(ordinal), static_cast<std::uint32_t>(depth));
  }

  void add_text(std::string_view text, Xapian::termcount weight, bool is_title = false) {
    const TextTerms::Text found = draft_.add_text(text, weight, is_title);
    tokens_.add(texts_.tokens(found));
    if (counts_words_) texts_.count_words(found);
  }

  void add_part(PartKind kind, std::string_view text, Xapian::termcount weight, bool is_title = false) {
    begin_part(kind);
    add_text(text, weight, is_title);
  }

  // Only its tokens are kept.
  void add_hidden_text(std::string_view text) { tokens_.add(texts_.tokens(texts_.of(text))); }

  void count_words() { counts_words_ = true; }
  Tokens& tokens() { return tokens_; }

 private:
  TextTerms& texts_;
  Draft& draft_;
  Tokens tokens_;
  bool counts_words_ = false;
};

void collect(const std::vector<Label>& labels, Facet facet, Values& values) {
  for (const Label& label : labels) {
    if (label.facet != facet) continue;
    if (std::find(values.begin(), values.end(), label.value) == values.end()) values.push_back(label.value);
  }
}

// What documents and lessons have in common.
void add_common_fields(Draft& out, const Document& document, State state, std::string_view kind,
                       const std::string& lang) {
  out.add_field(Field::kProject, {document.project});
  out.add_field(Field::kCollection, {document.collection});
  out.add_field(Field::kKind, {kind});
  out.add_field(Field::kLang, {lang});
  out.add_field(Field::kState, {name_of(state)});
  if (document.date.empty()) return;
  out.add_field(Field::kYear, {std::string_view(document.date).substr(0, 4)});
  out.add_date(document.date);
}

// `add_tag` gets each tag.
template <class F>
void add_labels(Draft& out, const std::vector<const std::vector<Label>*>& sources, F&& add_tag) {
  constexpr std::array<Field, kFacetCount> kLabelFields{Field::kPhase, Field::kRisk, Field::kTag};
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    Values values;
    for (const auto* labels : sources) collect(*labels, static_cast<Facet>(f), values);
    out.add_field(kLabelFields[f], values);
    if (kLabelFields[f] != Field::kTag) continue;
    for (const std::string_view tag : values) add_tag(tag);
  }
}

// The headings of a path that were not yet indexed for this document.
class Headings {
 public:
  void add_new(Body& body, const std::vector<std::string>& path) {
    std::string key;
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
      key += path[depth];
      key += '\n';
      if (!seen_.insert(key).second) continue;
      body.begin_part(PartKind::kHeading, 0, depth);
      body.add_text(path[depth], kHeadingWeight);
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

void add_passages(Body& body, const Document& document) {
  Headings headings;
  for (const Passage& passage : in_source_order(document)) {
    if (passage.lesson != nullptr && !is_shown(*passage.lesson, document)) continue;
    if (passage.section != nullptr) {
      headings.add_new(body, passage.section->heading_path);
      body.begin_part(PartKind::kSection, passage.ordinal, passage.section->heading_path.size());
      body.add_text(passage.section->text, 1);
      continue;
    }
    const Lesson& lesson = *passage.lesson;
    std::size_t depth = lesson.heading_path.size();
    headings.add_new(body, lesson.heading_path);
    if (has_own_title(lesson)) {
      body.begin_part(PartKind::kHeading, 0, depth++);
      body.add_text(lesson.title, kHeadingWeight);
    }
    body.begin_part(PartKind::kLesson, passage.ordinal, depth);
    body.add_text(lesson.text, 1);
  }
}

// For phrases in searches for lessons.
void add_hidden_passages(Body& body, const Document& document) {
  for (std::size_t i = 0; i < document.lessons.size(); ++i) {
    const Lesson& lesson = document.lessons[i];
    if (is_shown(lesson, document)) continue;
    body.begin_part(PartKind::kHidden, i);
    if (has_own_title(lesson)) body.add_hidden_text(lesson.title);
    body.add_hidden_text(lesson.text);
  }
}

// Its tokens are those of the document's part with the same ordinal.
Entry project_lesson(const Document& document, std::size_t ordinal, Draft out) {
  const Lesson& lesson = document.lessons[ordinal];
  if (has_own_title(lesson)) out.add_text(lesson.title, kHeadingWeight, true);
  for (const std::string& heading : lesson.heading_path) out.add_text(heading, 1);
  out.add_text(lesson.text, 1);
  add_labels(out, {&lesson.labels}, [&](std::string_view tag) { out.add_text(tag, 1); });
  add_common_fields(out, document, lesson.state, name_of(lesson.kind), lesson.lang);
  out.add_exact(prefixed_term(kIdPrefix, document.id.value));
  return out.finish(encode_lesson_data({lesson.id.value, ordinal}));
}

// The usual id of a lesson is that of its document, a mark and five more digits: 18 digits of 5 bits, 12 bytes. Others
// stand behind kUnusualId, which no usual one begins with.
constexpr std::string_view kLessonMark = ".l";
constexpr std::size_t kDocumentIdBytes = 13;
constexpr std::size_t kUsualIdBytes = 20;
constexpr char kUnusualId = '\xff';

// Without the mark; empty: it is another id.
std::string digits_of_usual_id(const std::string& id) {
  if (id.size() != kUsualIdBytes || id.compare(kDocumentIdBytes, kLessonMark.size(), kLessonMark) != 0) return {};
  std::string digits = id;
  digits.erase(kDocumentIdBytes, kLessonMark.size());
  const bool begins_like_unusual = digits[0] == 'v' && digits[1] >= 's';  // eight bits that are 1
  return begins_like_unusual || digits.find_first_not_of(kBase32Digits) != std::string::npos ? std::string{} : digits;
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

std::string encode_lesson_data(const LessonData& lesson) {
  std::string out;
  append_varint(out, lesson.ordinal);
  const std::string digits = digits_of_usual_id(lesson.id);
  if (digits.empty()) return out + kUnusualId + lesson.id;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char digit : digits) {
    bits = (bits << 5U | static_cast<unsigned>(kBase32Digits.find(digit))) & 0xFFFFU;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held);
  }
  return out += static_cast<char>(bits << (8 - held));
}

LessonData decode_lesson_data(std::string_view data) {
  LessonData out;
  out.ordinal = take_varint(data).value_or(0);
  if (data.starts_with(kUnusualId)) {
    out.id = data.substr(1);
    return out;
  }
  unsigned bits = 0;
  unsigned held = 0;
  for (const char byte : data) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
    for (held += 8; held >= 5 && out.id.size() < kUsualIdBytes; held -= 5) {
      if (out.id.size() == kDocumentIdBytes) out.id += kLessonMark;
      out.id += kBase32Digits[bits >> (held - 5) & 31U];
    }
    bits &= 0xFFU;
  }
  return out;
}

Projected Projection::project(const IndexUpsert& upsert, ValueCodes& document_codes, ValueCodes& lesson_codes) {
  const Document& document = upsert.document;
  texts_.begin_document();
  Draft out(texts_, counts_, document_codes);
  Body body(texts_, out);
  if (document.state == State::kPublished) body.count_words();
  body.add_part(PartKind::kTitle, document.title, kTitleWeight, true);
  add_passages(body, document);
  std::vector<const std::vector<Label>*> labels{&document.labels};
  for (const Lesson& lesson : document.lessons) {
    if (is_shown(lesson, document)) labels.push_back(&lesson.labels);
  }
  add_labels(out, labels, [&](std::string_view tag) { body.add_part(PartKind::kTag, tag, 1); });
  if (!document.project.empty()) body.add_part(PartKind::kProject, document.project, 1);
  add_hidden_passages(body, document);
  add_common_fields(out, document, document.state, name_of(document.kind), document.lang);
  if (!document.sections.empty()) {
    out.add_exact(kHasSectionsTerm);
    out.add_value(kSectionsSlot, std::to_string(document.sections.size()));
  }
  out.add_exact(prefixed_term(kIdPrefix, document.id.value));
  Projected projected;
  projected.document.push_back(out.finish(document.id.value + '\n' + upsert.fingerprint + '\n' + document.title));
  projected.tokens = std::move(body.tokens());
  for (std::size_t i = 0; i < document.lessons.size(); ++i) {
    projected.lessons.push_back(project_lesson(document, i, Draft(texts_, counts_, lesson_codes)));
  }
  return projected;
}

}  // namespace fupan::indexer::xapian
