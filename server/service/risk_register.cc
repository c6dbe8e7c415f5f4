#include "server/service/risk_register.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/brief_companion.h"
#include "server/service/csv.h"
#include "server/service/render_brief.h"
#include "server/service/render_json.h"

namespace fupan::service {
namespace {

constexpr std::size_t kLeastPart = 6;        // bytes; shorter pieces say nothing: "it", "这"
constexpr std::size_t kMostResponses = 600;  // bytes of one response

enum class Link { kCauseFollows, kEffectFollows };

struct LinkWord {
  std::string_view text;
  Link link;
};

// Longest first where one holds another. English ones stand between spaces.
constexpr std::array kLinkWords{
    LinkWord{" because of ", Link::kCauseFollows},     LinkWord{" because ", Link::kCauseFollows},
    LinkWord{" due to ", Link::kCauseFollows},         LinkWord{" caused by ", Link::kCauseFollows},
    LinkWord{" as a result of ", Link::kCauseFollows}, LinkWord{", resulting in ", Link::kEffectFollows},
    LinkWord{" resulted in ", Link::kEffectFollows},   LinkWord{", leading to ", Link::kEffectFollows},
    LinkWord{" led to ", Link::kEffectFollows},        LinkWord{", causing ", Link::kEffectFollows},
    LinkWord{" which caused ", Link::kEffectFollows},  LinkWord{", so that ", Link::kEffectFollows},
    LinkWord{", so ", Link::kEffectFollows},           LinkWord{"，原因是", Link::kCauseFollows},
    LinkWord{"，是因为", Link::kCauseFollows},         LinkWord{"，因为", Link::kCauseFollows},
    LinkWord{"，从而导致", Link::kEffectFollows},      LinkWord{"，最终导致", Link::kEffectFollows},
    LinkWord{"，导致", Link::kEffectFollows},          LinkWord{"，造成", Link::kEffectFollows},
    LinkWord{"，致使", Link::kEffectFollows},          LinkWord{"，使得", Link::kEffectFollows},
    LinkWord{"，引发", Link::kEffectFollows},          LinkWord{"导致", Link::kEffectFollows}};

// A sentence that begins with its cause, up to the comma.
constexpr std::array<std::string_view, 7> kCauseFirst{"because of ", "because ", "due to ", "由于",
                                                      "因为",        "因",       "鉴于"};

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

std::string tidy(std::string_view part) {
  part = text::trim(part);
  for (const std::string_view end : {".", "。", ",", "，", ";", "；", ":", "："}) {
    while (part.ends_with(end)) part = text::trim(part.substr(0, part.size() - end.size()));
    while (part.starts_with(end)) part = text::trim(part.substr(end.size()));
  }
  return std::string(part);
}

std::string_view first_sentence(std::string_view text) {
  std::size_t end = text.find('\n');
  for (const std::string_view stop : {"。", "！", "？", ". ", "! ", "? "}) end = std::min(end, text.find(stop));
  return text.substr(0, end);
}

struct Found {
  std::size_t at, length;
};

std::optional<Found> first_link(const std::string& folded, Link link) {
  std::optional<Found> first;
  for (const LinkWord& word : kLinkWords) {
    const std::size_t at = word.link == link ? folded.find(word.text) : std::string::npos;
    if (at != std::string::npos && at > 0 && (!first || at < first->at)) first = Found{at, word.text.size()};
  }
  return first;
}

// "由于 X，Y" and "Due to X, Y": X; the rest stays in `sentence`.
std::string take_leading_cause(std::string_view& sentence) {
  const std::string folded = lower_ascii(sentence);
  for (const std::string_view word : kCauseFirst) {
    if (!folded.starts_with(word) || folded.starts_with("因此") || folded.starts_with("因而")) continue;
    const std::size_t comma = std::min(folded.find("，"), folded.find(", "));
    if (comma == std::string::npos || comma < word.size() + kLeastPart) return "";
    std::string cause = tidy(sentence.substr(word.size(), comma - word.size()));
    sentence.remove_prefix(comma);
    // "由于 X，导致 Y": what followed is the event.
    std::string_view rest = text::trim(sentence.substr(sentence.starts_with(",") ? 1 : 3));
    for (const std::string_view then : {"导致", "造成", "致使", "使得", "从而", "引发"}) {
      if (rest.starts_with(then)) rest.remove_prefix(then.size());
    }
    sentence = rest;
    return cause;
  }
  return "";
}

const Lesson* lesson_of(const BriefView& view, const BriefLesson& chosen) {
  const auto found = view.lessons.find(chosen.id.value);
  return found == view.lessons.end() ? nullptr : &found->second;
}

double likelihood_of(const BriefView& view, const std::string& category) {
  for (const BriefRisk& risk : view.brief.risks) {
    if (risk.risk != category) continue;
    if (risk.likelihood) return *risk.likelihood;
    if (risk.similar >= kLeastSimilar) return static_cast<double>(risk.hit) / static_cast<double>(risk.similar);
    if (risk.all > 0) return static_cast<double>(risk.all_hit) / static_cast<double>(risk.all);
  }
  return -1;
}

bool tells_advice(const Lesson& lesson) {
  return lesson.kind == LessonKind::kRecommendation || lesson.kind == LessonKind::kAction ||
         lesson.kind == LessonKind::kWorked;
}

void fill(std::string& field, const std::string& text) {
  if (field.empty()) field = text;
}

// What one lesson tells: its fields, then its kind, then its words.
void add_lesson(RegisterRow& row, const Lesson& lesson) {
  fill(row.cause, lesson.cause);
  fill(row.effect, lesson.impact);
  fill(row.response, lesson.recommendation);
  if (tells_advice(lesson)) {
    fill(row.event, lesson.event);
    return fill(row.response, lesson.title);
  }
  const Chain chain = read_chain(lesson.event.empty() ? first_sentence(lesson.text) : std::string_view(lesson.event));
  if (lesson.kind == LessonKind::kCause) {
    fill(row.cause, chain.event.empty() ? lesson.title : chain.event);
    fill(row.event, lesson.event.empty() ? chain.effect : lesson.event);
    return;
  }
  fill(row.cause, chain.cause);
  fill(row.effect, chain.effect);
  fill(row.event, chain.event.empty() ? lesson.title : chain.event);
}

void add_source(RegisterRow& row, const std::string& lesson) {
  if (std::find(row.sources.begin(), row.sources.end(), lesson) == row.sources.end()) row.sources.push_back(lesson);
}

// Whether a risk is that of a whole document: half of its lessons have nothing to do with it.
bool is_of_document(const BriefView& view, const DocumentId& id, const std::string& risk) {
  const auto document = view.documents.find(id.value);
  return document != view.documents.end() && has_label(document->second.labels, Facet::kRisk, risk);
}

// Advice goes to the row of the same event; without one, to a lesson from the same document that speaks of the same
// thing, or has the same risk by itself.
bool joins(const BriefView& view, std::vector<RegisterRow>& rows, const RegisterRow& advice) {
  const LessonId id{advice.sources.front()};
  for (RegisterRow& row : rows) {
    const LessonId other{row.sources.front()};
    if (row.risk != advice.risk || other.document() != id.document()) continue;
    const bool is_related = !is_of_document(view, id.document(), row.risk) ||
                            belong_together(view.lessons.at(id.value), view.lessons.at(other.value));
    const bool is_same = advice.event.empty() ? is_related : advice.event == row.event;
    if (!is_same || row.response.size() + advice.response.size() > kMostResponses) continue;
    if (row.response.find(advice.response) == std::string::npos) {
      row.response += (row.response.empty() ? "" : "; ") + advice.response;
    }
    for (const std::string& source : advice.sources) add_source(row, source);
    return true;
  }
  return false;
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

}  // namespace

Chain read_chain(std::string_view sentence) {
  Chain chain;
  sentence = text::trim(first_sentence(text::trim(sentence)));
  chain.cause = take_leading_cause(sentence);
  const std::string folded = lower_ascii(sentence);
  const auto effect = first_link(folded, Link::kEffectFollows);
  const auto cause = chain.cause.empty() ? first_link(folded, Link::kCauseFollows) : std::nullopt;
  std::size_t event_end = sentence.size();
  if (effect) event_end = std::min(event_end, effect->at);
  if (cause) event_end = std::min(event_end, cause->at);
  chain.event = tidy(sentence.substr(0, event_end));
  if (cause) {
    const std::size_t begin = cause->at + cause->length;
    const std::size_t end = effect && effect->at > begin ? effect->at : sentence.size();
    chain.cause = tidy(sentence.substr(begin, end - begin));
  }
  if (effect) {
    const std::size_t begin = effect->at + effect->length;
    const std::size_t end = cause && cause->at > begin ? cause->at : sentence.size();
    chain.effect = tidy(sentence.substr(begin, end - begin));
  }
  if (chain.cause.size() < kLeastPart) chain.cause.clear();
  if (chain.effect.size() < kLeastPart) chain.effect.clear();
  if (chain.event.size() < kLeastPart) chain.event = tidy(sentence);
  return chain;
}

std::vector<RegisterRow> register_of(const BriefView& view) {
  std::vector<RegisterRow> rows, advice;
  for (const BriefLesson& chosen : view.brief.lessons) {
    const Lesson* lesson = lesson_of(view, chosen);
    if (lesson == nullptr || chosen.decision == Decision::kRejected) continue;
    RegisterRow row;
    row.risk = risk_of(view, chosen);
    row.sources = {lesson->id.value};
    for (const std::string& folded : chosen.folded) add_source(row, folded);
    add_lesson(row, *lesson);
    const auto companion = view.companions.find(chosen.id.value);
    const bool is_whole = !row.event.empty() && !row.response.empty();
    if (companion != view.companions.end() && !is_whole) {
      add_lesson(row, companion->second);
      add_source(row, companion->second.id.value);
    }
    row.likelihood = likelihood_of(view, row.risk);
    (tells_advice(*lesson) ? advice : rows).push_back(std::move(row));
  }
  for (RegisterRow& row : advice) {
    if (joins(view, rows, row) || row.event.empty()) continue;
    rows.push_back(std::move(row));
  }
  std::erase_if(rows, [](const RegisterRow& row) { return row.event.empty(); });
  return rows;
}

RegisterCells register_heading(std::string_view lang) {
  if (lang == "zh") return {"类别", "原因", "风险事件", "影响", "可能性", "应对", "负责人", "来源"};
  return {"Category", "Cause", "Risk event", "Effect", "Likelihood", "Response", "Owner", "Source"};
}

RegisterCells register_cells(const RegisterRow& row, const Taxonomy& taxonomy, std::string_view lang) {
  const std::string category = row.risk.empty() ? "" : facet_label(indexer::Field::kRisk, row.risk, taxonomy, lang);
  const std::string likelihood = row.likelihood < 0 ? "" : std::to_string(std::lround(row.likelihood * 100)) + " %";
  return {category, row.cause, row.event, row.effect, likelihood, row.response, "", joined(row.sources)};
}

std::string render_register_csv(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang) {
  std::string out = "\xEF\xBB\xBF";
  for (const std::string& title : register_heading(lang)) out.append(out.size() > 3 ? "," : "").append(title);
  out += "\r\n";
  for (const RegisterRow& row : register_of(view)) out += csv_line(register_cells(row, taxonomy, lang));
  return out;
}

}  // namespace fupan::service
