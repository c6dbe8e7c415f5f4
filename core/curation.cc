#include "core/curation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::ordered_json;

bool is_same(const Label& label, const LabelVerdict& verdict) {
  return label.facet == verdict.facet && label.value == verdict.value;
}

// A verdict on a document says nothing new of a lesson that does not have the label.
void apply(const LabelVerdict& verdict, bool is_inherited, std::vector<Label>& labels) {
  const auto known =
      std::find_if(labels.begin(), labels.end(), [&](const Label& label) { return is_same(label, verdict); });
  if (!verdict.holds) {
    std::erase_if(labels, [&](const Label& label) { return is_same(label, verdict); });
  } else if (known != labels.end()) {
    known->origin = LabelOrigin::kCurator;
    known->confidence = 1;
  } else if (!is_inherited) {
    labels.push_back({verdict.facet, verdict.value, LabelOrigin::kCurator, true, 1});
  }
}

// What a document's verdicts put in the place of a label goes to the lessons that had the label.
void inherit(const Curation& document, std::vector<Label>& labels) {
  const bool loses_some = std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
    return std::any_of(document.verdicts.begin(), document.verdicts.end(),
                       [&](const LabelVerdict& verdict) { return !verdict.holds && is_same(label, verdict); });
  });
  for (const LabelVerdict& verdict : document.verdicts) apply(verdict, !(verdict.holds && loses_some), labels);
}

void lay_state_over(const std::optional<State>& said, State& state) {
  if (said && state != State::kRetired) state = *said;
}

template <class Enum, std::size_t N>
Enum value_of(const Json& json, const std::array<std::string_view, N>& names) {
  const auto name = json.get<std::string>();
  const std::optional<Enum> value = enum_of<Enum>(names, name);
  if (!value) throw std::runtime_error("unknown name '" + name + "'");
  return *value;
}

Json render(const LessonEdit& edit) {
  Json json = Json::object();
  if (edit.kind) json["kind"] = name_of(*edit.kind);
  for (const EditField& field : kEditFields) {
    if (const auto& text = edit.*field.edited) json[std::string(field.name)] = *text;
  }
  return json;
}

LessonEdit read_edit(const Json& json) {
  LessonEdit edit;
  if (json.contains("kind")) edit.kind = value_of<LessonKind>(json.at("kind"), kLessonKindNames);
  for (const EditField& field : kEditFields) {
    const auto found = json.find(field.name);
    if (found != json.end()) edit.*field.edited = found->get<std::string>();
  }
  return edit;
}

struct TextMember {
  const char* name;
  std::string Curation::*member;
};
constexpr std::array<TextMember, 5> kTexts{{{"reason", &Curation::reason},
                                            {"proposed_by", &Curation::proposed_by},
                                            {"review_by", &Curation::review_by},
                                            {"assignee", &Curation::assignee},
                                            {"merged_into", &Curation::merged_into}}};

Json render(const Curation& curation) {
  Json json{{"target", curation.target}};
  if (curation.state) json["state"] = name_of(*curation.state);
  for (const TextMember& text : kTexts) {
    if (!(curation.*text.member).empty()) json[text.name] = curation.*text.member;
  }
  if (!curation.edit.empty()) json["edit"] = render(curation.edit);
  if (!curation.proposal.empty()) json["proposal"] = render(curation.proposal);
  for (const LabelVerdict& verdict : curation.verdicts) {
    json["verdicts"].push_back({{"facet", name_of(verdict.facet)}, {"value", verdict.value}, {"holds", verdict.holds}});
  }
  if (!curation.merged.empty()) json["merged"] = curation.merged;
  if (!curation.settled.empty()) json["settled"] = curation.settled;
  if (!curation.changes.empty()) json["changes"] = curation.changes;
  return json;
}

Curation read_curation(const Json& json) {
  Curation curation;
  curation.target = json.at("target").get<std::string>();
  if (json.contains("state")) curation.state = value_of<State>(json.at("state"), kStateNames);
  for (const TextMember& text : kTexts) curation.*text.member = json.value(text.name, std::string());
  if (json.contains("edit")) curation.edit = read_edit(json.at("edit"));
  if (json.contains("proposal")) curation.proposal = read_edit(json.at("proposal"));
  for (const Json& verdict : json.value("verdicts", Json::array())) {
    curation.verdicts.push_back({value_of<Facet>(verdict.at("facet"), kFacetNames),
                                 verdict.at("value").get<std::string>(), verdict.at("holds").get<bool>()});
  }
  curation.merged = json.value("merged", std::vector<std::string>());
  curation.settled = json.value("settled", std::vector<std::string>());
  curation.changes = json.value("changes", std::vector<std::uint64_t>());
  return curation;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

template <class Read>
auto decode(const char* what, std::string_view bytes, Read read) -> Result<decltype(read(Json()))> {
  try {
    return read(Json::parse(bytes));
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode ") + what + ": " + e.what());
  }
}

}  // namespace

const Curation* Curations::find(std::string_view target) const {
  const auto found =
      std::find_if(targets.begin(), targets.end(), [&](const Curation& curation) { return curation.target == target; });
  return found == targets.end() ? nullptr : &*found;
}

Curation& Curations::of(std::string_view target) {
  const auto place =
      std::lower_bound(targets.begin(), targets.end(), target,
                       [](const Curation& curation, std::string_view id) { return curation.target < id; });
  if (place != targets.end() && place->target == target) return *place;
  Curation fresh;
  fresh.target = target;
  return *targets.insert(place, std::move(fresh));
}

void add_verdict(Curation& curation, LabelVerdict verdict) {
  std::erase_if(curation.verdicts,
                [&](const LabelVerdict& v) { return v.facet == verdict.facet && v.value == verdict.value; });
  curation.verdicts.push_back(std::move(verdict));
}

void lay_over(const Curation& curation, PlainText plain, Lesson& lesson) {
  const LessonEdit& edit = curation.edit;
  if (edit.kind) lesson.kind = *edit.kind;
  for (const EditField& field : kEditFields) {
    if (const auto& text = edit.*field.edited) lesson.*field.shown = *text;
  }
  if (edit.markdown) lesson.text = plain(*edit.markdown);
  for (const LabelVerdict& verdict : curation.verdicts) apply(verdict, false, lesson.labels);
  lay_state_over(curation.state, lesson.state);
}

void lay_over(const Curations& curations, PlainText plain, Document& document) {
  const Curation* whole = curations.find(document.id.value);
  const State imported = document.state;
  if (whole != nullptr) {
    for (const LabelVerdict& verdict : whole->verdicts) apply(verdict, false, document.labels);
    lay_state_over(whole->state, document.state);
  }
  for (std::vector<Lesson>* lessons : {&document.lessons, &document.gone}) {
    for (Lesson& lesson : *lessons) {
      if (whole != nullptr) inherit(*whole, lesson.labels);
      if (lesson.state == imported) lesson.state = document.state;  // an import gives lessons their document's
      if (const Curation* own = curations.find(lesson.id.value)) lay_over(*own, plain, lesson);
      if (document.state != State::kPublished && lesson.state == State::kPublished) lesson.state = document.state;
    }
  }
  const auto is_hidden = [](const Lesson& lesson) { return lesson.state != State::kPublished; };
  const bool is_all_lessons = document.sections.empty() && !document.lessons.empty();
  if (is_all_lessons && document.state == State::kPublished &&
      std::all_of(document.lessons.begin(), document.lessons.end(), is_hidden)) {
    document.state = document.lessons.front().state;
  }
}

LessonEdit wording_of(const Lesson& lesson) {
  LessonEdit edit;
  edit.kind = lesson.kind;
  for (const EditField& field : kEditFields) edit.*field.edited = lesson.*field.shown;
  return edit;
}

std::string encode_curation(const Curation& curation) { return dump(render(curation)); }

std::string encode_curations(const Curations& curations) {
  Json targets = Json::array();
  for (const Curation& curation : curations.targets) targets.push_back(render(curation));
  return dump({{"v", kCurationFormat}, {"targets", std::move(targets)}});
}

Result<Curation> decode_curation(std::string_view bytes) { return decode("curation", bytes, read_curation); }

Result<Curations> decode_curations(std::string_view bytes) {
  return decode("curations", bytes, [](const Json& json) {
    if (json.at("v").get<int>() > kCurationFormat) throw std::runtime_error("it is newer than this program");
    Curations curations;
    for (const Json& target : json.at("targets")) {
      Curation curation = read_curation(target);
      curations.of(curation.target) = curation;
    }
    return curations;
  });
}

}  // namespace fupan
