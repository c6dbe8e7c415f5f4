#include "importers/metadata/document_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/labels/author_labels.h"
#include "importers/metadata/date.h"
#include "importers/metadata/quantity.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxTitleBytes = 500;

using TextMember = std::string ProjectFacts::*;
using NumberMember = std::optional<double> ProjectFacts::*;

struct TextFact {
  std::string_view field;
  TextMember member;
  bool is_date;
};

struct NumberFact {
  std::string_view field;
  NumberMember member;
  bool is_days;
};

constexpr std::array kTextFacts{
    TextFact{"sector", &ProjectFacts::sector, false},        TextFact{"method", &ProjectFacts::method, false},
    TextFact{"outcome", &ProjectFacts::outcome, false},      TextFact{"currency", &ProjectFacts::currency, false},
    TextFact{"start_date", &ProjectFacts::start_date, true}, TextFact{"end_date", &ProjectFacts::end_date, true}};

constexpr std::array kNumberFacts{NumberFact{"budget", &ProjectFacts::budget, false},
                                  NumberFact{"planned_duration_days", &ProjectFacts::planned_duration_days, true},
                                  NumberFact{"actual_duration_days", &ProjectFacts::actual_duration_days, true},
                                  NumberFact{"planned_cost", &ProjectFacts::planned_cost, false},
                                  NumberFact{"actual_cost", &ProjectFacts::actual_cost, false},
                                  NumberFact{"planned_value", &ProjectFacts::planned_value, false},
                                  NumberFact{"earned_value", &ProjectFacts::earned_value, false},
                                  NumberFact{"health_score", &ProjectFacts::health_score, false}};

bool is_yes(std::string_view value) {
  const std::string folded = text::fold_label(value);
  return folded == "true" || folded == "yes" || folded == "1" || folded == "是";
}

class FieldReader {
 public:
  explicit FieldReader(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {}

  void read(const MetadataEntry& entry, bool shown) {
    Document& document = out_.document;
    const auto same_key = [&](const auto& pair) { return pair.first == entry.key; };
    if (std::any_of(document.metadata.begin(), document.metadata.end(), same_key)) return;
    document.metadata.emplace_back(entry.key, entry.joined());
    const std::string_view field = taxonomy_.metadata_key(entry.key);
    const std::string value(text::trim(entry.joined()));
    if (field.empty() || value.empty()) return;
    if (field == "phase" || field == "risk" || field == "tags") {
      read_labels(entry, field, shown);
    } else if (!read_plain(field, value)) {
      read_fact(field, value, entry.line, shown);
    }
  }

  DocumentFields take() { return std::move(out_); }

 private:
  bool read_plain(std::string_view field, const std::string& value) {
    Document& document = out_.document;
    if (field == "title") return set(document.title, std::string(text::clip_utf8(value, kMaxTitleBytes)));
    if (field == "date") return set(document.date, normalise_date(value).value_or(""));
    if (field == "project") return set(document.project, value);
    if (field == "lang") return set(document.lang, language_code(value));
    if (field == "applies_when") return set(out_.applies_when, value);
    if (field == "example") return document.example = document.example || is_yes(value), true;
    if (field == "kind") return read_kind(value);
    if (field == "state") return read_state(value);
    return false;
  }

  static bool set(std::string& to, std::string value) {
    if (to.empty()) to = std::move(value);
    return true;
  }

  bool read_kind(std::string_view value) {
    const auto kind = enum_of<DocumentKind>(kDocumentKindNames, taxonomy_.document_kind(value));
    const auto by_name = enum_of<DocumentKind>(kDocumentKindNames, text::fold(value));
    if (out_.has_kind || (!kind && !by_name)) return true;
    out_.document.kind = kind ? *kind : *by_name;
    out_.has_kind = true;
    return true;
  }

  bool read_state(std::string_view value) {
    std::string name = text::fold_label(value);
    std::replace(name.begin(), name.end(), ' ', '_');
    if (const auto state = enum_of<State>(kStateNames, name)) out_.document.state = *state;
    return true;
  }

  void read_labels(const MetadataEntry& entry, std::string_view field, bool shown) {
    const Facet facet = field == "phase" ? Facet::kPhase : field == "risk" ? Facet::kRisk : Facet::kTag;
    std::vector<Label> labels;
    std::vector<Note> notes;
    add_author_labels({facet, {entry.values, entry.line, entry.is_list}}, taxonomy_, labels, notes);
    for (Label& label : labels) {
      // "**Risk**: High" in the text of a report is no risk category.
      if (shown && !label.mapped && facet != Facet::kTag) continue;
      if (!has_label(out_.document.labels, facet, label.value)) out_.document.labels.push_back(std::move(label));
    }
    if (!shown) std::move(notes.begin(), notes.end(), std::back_inserter(out_.notes));
  }

  void read_fact(std::string_view field, const std::string& value, int line, bool shown) {
    for (const TextFact& fact : kTextFacts) {
      if (fact.field != field) continue;
      const auto date = fact.is_date ? normalise_date(value) : std::optional<std::string>(value);
      if (date) set(out_.document.facts.*fact.member, *date);
      if (!date && !shown) note(line, field, value, "a date");
    }
    for (const NumberFact& fact : kNumberFacts) {
      if (fact.field != field) continue;
      const std::optional<double> number = fact.is_days ? parse_days(value) : parse_amount(value);
      std::optional<double>& member = out_.document.facts.*fact.member;
      if (number && !member) member = number;
      if (!number && !shown) note(line, field, value, fact.is_days ? "a number of days" : "a number");
    }
  }

  void note(int line, std::string_view field, const std::string& value, const std::string& what) {
    out_.notes.push_back({line, std::string(field) + " '" + value + "' is not " + what + "; kept as metadata only"});
  }

  const Taxonomy& taxonomy_;
  DocumentFields out_;
};

}  // namespace

std::string language_code(std::string_view written) {
  const std::string folded = text::fold_label(written);
  for (const std::string_view zh : {"zh", "cn", "chinese", "中文", "汉语", "简体", "繁体"}) {
    if (folded.starts_with(zh)) return "zh";
  }
  for (const std::string_view en : {"en", "英"}) {
    if (folded.starts_with(en)) return "en";
  }
  return {};
}

DocumentFields read_fields(const FoundEntries& entries, const Taxonomy& taxonomy) {
  FieldReader reader(taxonomy);
  for (const MetadataEntry& entry : entries.stated) reader.read(entry, false);
  for (const MetadataEntry& entry : entries.shown) reader.read(entry, true);
  return reader.take();
}

}  // namespace fupan::importers
