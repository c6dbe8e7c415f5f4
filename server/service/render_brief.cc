#include "server/service/render_brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "core/text/utf8.h"
#include "server/service/brief_risks.h"
#include "server/service/render_json.h"
#include "server/service/risk_register.h"

namespace fupan::service {
namespace {

std::string pick(std::string_view lang, std::string_view en, std::string_view zh) {
  return std::string(lang == "zh" ? zh : en);
}

std::string label_of(indexer::Field field, const std::string& value, const Taxonomy& taxonomy, std::string_view lang) {
  return facet_label(field, value, taxonomy, lang);
}

std::string joined(const std::vector<std::string>& values, std::string_view lang) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : pick(lang, ", ", "、")) + value;
  return text;
}

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

std::string signed_percent(const std::optional<double>& share) {
  if (!share) return "–";
  return (*share >= 0 ? "+" : "") + percent(*share);
}

std::string amount(const std::optional<double>& value) {
  return value ? fmt::format("{:+.0f}", *value) : std::string("–");
}

std::string ratio(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f}", *value) : std::string("–");
}

std::string labels(const BriefReason& reason, indexer::Field field, const Taxonomy& taxonomy, std::string_view lang) {
  std::vector<std::string> names;
  for (const std::string& value : reason.values) names.push_back(label_of(field, value, taxonomy, lang));
  return joined(names, lang);
}

// Words, which may mean something else in each text; of a lesson in the other language as both have them.
std::string words_in_common(const BriefReason& reason, std::string_view lang) {
  std::vector<std::string> words = reason.values;
  for (std::size_t i = 0; i < words.size() && i < reason.shared.size(); ++i) {
    words[i] = reason.shared[i] + pick(lang, " (", "（") + words[i] + pick(lang, ")", "）");
  }
  return pick(lang, "words in common: ", "共有词语：") + joined(words, lang);
}

// What stands before the names: "same tag: ".
std::string shared_labels(const BriefReason& reason, std::string_view lang, const std::string& en,
                          const std::string& zh) {
  if (lang == "zh") return reason.of_document ? "所在文档" + zh + "相同：" : "相同" + zh + "：";
  return (reason.of_document ? "its document has the same " : "same ") + en + ": ";
}

// Which project, and what makes it similar.
std::string project_text(const BriefReason& reason, const Taxonomy& taxonomy, std::string_view lang) {
  std::vector<std::string> shared;
  for (const std::string& fact : reason.shared) {
    const std::size_t colon = fact.find(':');
    const std::string value = fact.substr(colon + 1);
    shared.push_back(fact.starts_with("tag:") ? label_of(indexer::Field::kTag, value, taxonomy, lang) : value);
  }
  const std::string name = joined(reason.values, lang);
  if (shared.empty()) return pick(lang, "from the project ", "来自项目：") + name;
  return pick(lang, "from a project that shares ", "来自同有“") + joined(shared, lang) + pick(lang, ": ", "”的项目：") +
         name;
}

const Lesson* lesson_of(const BriefView& view, const BriefLesson& chosen) {
  const auto found = view.lessons.find(chosen.id.value);
  return found == view.lessons.end() ? nullptr : &found->second;
}

std::string first_label(const BriefView& view, const BriefLesson& chosen, Facet facet,
                        const std::vector<std::string>& wanted) {
  const Lesson* lesson = lesson_of(view, chosen);
  if (lesson == nullptr) return "";
  std::string first;
  for (const Label& label : lesson->labels) {
    if (label.facet != facet) continue;
    if (std::find(wanted.begin(), wanted.end(), label.value) != wanted.end()) return label.value;
    if (first.empty()) first = label.value;
  }
  return first;
}

// Markdown's own characters do nothing.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// So much that a brief of ten lessons stays within two pages; the other formats give everything.
constexpr std::size_t kMostShortCharacters = 110;
constexpr std::size_t kMostRisks = 8;
constexpr std::size_t kMostProjects = 6;
constexpr std::size_t kMostEarnedValue = 5;

// Chinese characters take the room of two.
std::string short_text(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = text::decode_at(text, at);
    width += next.length > 2 ? 2 : 1;
    if (width > kMostShortCharacters) return plain(text::trim(text.substr(0, at))) + "…";
    at += next.length;
  }
  return plain(text);
}

// One brief as Markdown.
class Page {
 public:
  Page(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang)
      : view_(view), brief_(view.brief), taxonomy_(taxonomy), lang_(lang) {}

  std::string write() {
    out_ =
        "# " + say("Kickoff brief: ", "启动简报：") + plain(brief_.title.empty() ? brief_.id : brief_.title) + "\n\n";
    profile();
    lessons();
    risks();
    overruns();
    earned_value();
    patterns();
    templates();
    rows();
    return std::move(out_);
  }

 private:
  std::string say(std::string_view en, std::string_view zh) const { return pick(lang_, en, zh); }
  std::string name(indexer::Field field, const std::string& value) const {
    return value.empty() ? say("other", "其他") : label_of(field, value, taxonomy_, lang_);
  }
  void heading(std::string_view en, std::string_view zh) { out_ += "\n## " + say(en, zh) + "\n\n"; }

  void profile() {
    const auto line = [&](std::string_view en, std::string_view zh, indexer::Field field,
                          const std::vector<std::string>& values) {
      if (values.empty()) return;
      std::vector<std::string> names;
      for (const std::string& value : values) names.push_back(plain(name(field, value)));
      out_ += "- " + say(en, zh) + joined(names, lang_) + "\n";
    };
    line("Phases: ", "阶段：", indexer::Field::kPhase, brief_.profile.phases);
    line("Risks: ", "风险：", indexer::Field::kRisk, brief_.profile.risks);
    line("Tags: ", "标签：", indexer::Field::kTag, brief_.profile.tags);
  }

  void lesson(const BriefLesson& chosen) {
    const Lesson* lesson = lesson_of(view_, chosen);
    if (lesson == nullptr) return;
    const auto document = view_.documents.find(lesson->id.document().value);
    out_ += "- **" + short_text(lesson->title) + "**";
    if (!chosen.folded.empty()) {
      out_ += say(" (said ", "（另有 ") +
              std::to_string(lang_ == "zh" ? chosen.folded.size() : chosen.folded.size() + 1) +
              say(" times)", " 条近似）");
    }
    if (chosen.decision != Decision::kOpen) out_ += " — " + decision_name(chosen);
    out_ += "\n";
    std::string reasons;
    for (const BriefReason& reason : chosen.reasons) {
      if (reason.weight != 0) reasons += (reasons.empty() ? "" : "; ") + reason_text(reason, taxonomy_, lang_);
    }
    out_ += "  - " + say("Why: ", "理由：") + plain(reasons) + "\n";
    if (!lesson->applies_when.empty()) {
      out_ += "  - " + say("Applies when: ", "适用条件：") + short_text(lesson->applies_when) + "\n";
    }
    if (document == view_.documents.end()) return;
    out_ += "  - " + say("Source: ", "来源：") + plain(document->second.title) + " (" + lesson->id.value + ")\n";
  }

  std::string decision_name(const BriefLesson& chosen) const {
    const std::string text = decision_text(chosen.decision, lang_) + what_became_of(chosen);
    return chosen.note.empty() ? text : text + say(": ", "：") + plain(chosen.note);
  }

  // Of an accepted lesson, once there is something to say.
  std::string what_became_of(const BriefLesson& chosen) const {
    const auto found = view_.adoptions.find(chosen.id.value);
    if (found == view_.adoptions.end()) return "";
    switch (found->second.adoption.state) {
      case AdoptionState::kPending:
        return found->second.is_due ? say(", due: did it help?", "，待回访：有用吗？") : "";
      case AdoptionState::kHelped:
        return say(", it helped", "，有用");
      case AdoptionState::kNotHelped:
        return say(", it did not help", "，没有用");
      case AdoptionState::kNotApplicable:
        return say(", did not apply", "，用不上");
    }
    return "";
  }

  void lessons() {
    heading("Lessons worth reading", "值得一读的经验");
    if (brief_.lessons.empty()) out_ += say("No lesson fits yet.", "暂无合适的经验。") + "\n";
    std::vector<std::pair<std::string, std::vector<const BriefLesson*>>> groups;
    for (const BriefLesson& chosen : brief_.lessons) {
      const std::string title = name(indexer::Field::kPhase, phase_of(view_, chosen)) + " · " +
                                name(indexer::Field::kRisk, risk_of(view_, chosen));
      auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == title; });
      if (group == groups.end()) group = groups.insert(groups.end(), {title, {}});
      group->second.push_back(&chosen);
    }
    for (const auto& [title, chosen] : groups) {
      out_ += "### " + plain(title) + "\n\n";
      for (const BriefLesson* one : chosen) lesson(*one);
      out_ += "\n";
    }
  }

  void risks() {
    heading("Risks that hit similar projects", "相似项目遇到的风险");
    out_ += say("| Risk | Similar projects hit | Interval (90 %) | All projects | What history says |",
                "| 风险 | 相似项目受影响 | 90 % 区间 | 全部项目 | 历史说明 |");
    out_ += "\n| --- | --- | --- | --- | --- |\n";
    std::size_t rows = 0;
    for (const BriefRisk& risk : brief_.risks) {
      const auto& asked = brief_.profile.risks;
      const bool is_asked = std::find(asked.begin(), asked.end(), risk.risk) != asked.end();
      if (!is_asked && (risk.hit == 0 || rows >= kMostRisks)) continue;
      ++rows;
      out_ += "| " + plain(name(indexer::Field::kRisk, risk.risk)) + " | " + std::to_string(risk.hit) + " / " +
              std::to_string(risk.similar) + " | " + percent(risk.lower) + " – " + percent(risk.upper) + " | " +
              std::to_string(risk.all_hit) + " / " + std::to_string(risk.all) + " | " + risk_text(risk, lang_) + " |\n";
    }
  }

  void spread(std::string_view en, std::string_view zh, const BriefSpread& spread) {
    out_ += "| " + say(en, zh) + " | " + std::to_string(spread.n) + " | " + signed_percent(spread.p20) + " | " +
            signed_percent(spread.p50) + " | " + signed_percent(spread.p80) + " |\n";
  }

  void overruns() {
    heading("How far similar projects overran", "相似项目的偏差");
    out_ += say("| | Projects | P20 | P50 | P80 |", "| | 项目数 | P20 | P50 | P80 |") +
            "\n| --- | --- | --- | --- | --- |\n";
    spread("Schedule", "进度", brief_.schedule);
    spread("Cost", "成本", brief_.cost);
    std::vector<std::string> names;
    std::size_t others = 0;
    for (const BriefProject& project : brief_.projects) {
      if (!project.schedule_overrun && !project.cost_overrun) continue;
      names.size() < kMostProjects ? names.push_back(plain(project.name)) : void(++others);
    }
    if (names.empty()) return;
    out_ += "\n" + say("From: ", "依据：") + joined(names, lang_);
    if (others > 0) out_ += say(" and ", "等另外 ") + std::to_string(others) + say(" more", " 个项目");
    out_ += "\n";
  }

  // Of the nearest projects that give the figures.
  void earned_value() {
    std::string table;
    std::size_t count = 0;
    for (const BriefProject& project : brief_.projects) {
      const auto figures = earned_value_of(project);
      if (!figures || count++ >= kMostEarnedValue) continue;
      table += "| " + plain(project.name) + " | " + amount(figures->schedule_variance) + " | " +
               amount(figures->cost_variance) + " | " + ratio(figures->schedule_performance_index) + " | " +
               ratio(figures->cost_performance_index) + " |\n";
    }
    if (table.empty()) return;
    out_ += "\n" + say("| Earned value | SV | CV | SPI | CPI |", "| 挣值 | SV | CV | SPI | CPI |") +
            "\n| --- | --- | --- | --- | --- |\n" + table;
  }

  void patterns() {
    if (brief_.patterns.empty()) return;
    heading("Combinations that went with failure", "与失败相关的组合");
    for (const BriefPattern& pattern : brief_.patterns) {
      out_ += "- " + plain(joined(pattern.items, lang_)) + say(": failed ", "：失败 ") +
              std::to_string(pattern.failures) + " / " + std::to_string(pattern.support) + "\n";
    }
  }

  void templates() {
    if (view_.templates.empty()) return;
    heading("Templates to start from", "可用模板");
    for (const BriefTemplate& one : view_.templates) {
      out_ += "- " + plain(one.document.title) + " (" + one.document.id.value + ")";
      out_ += one.reason.empty() ? "\n" : say(": ", "：") + plain(one.reason) + "\n";
    }
  }

  void rows() {
    heading("Draft risk register", "风险登记册草稿");
    line(register_heading(lang_), false);
    out_ += "|";
    for (std::size_t i = 0; i < kRegisterColumns; ++i) out_ += " --- |";
    out_ += "\n";
    for (const RegisterRow& row : register_of(view_)) line(register_cells(row, taxonomy_, lang_), true);
  }

  void line(const RegisterCells& cells, bool is_short) {
    out_ += "|";
    for (const std::string& cell : cells) out_ += " " + (is_short ? short_text(cell) : plain(cell)) + " |";
    out_ += "\n";
  }

  const BriefView& view_;
  const Brief& brief_;
  const Taxonomy& taxonomy_;
  std::string_view lang_;
  std::string out_;
};

}  // namespace

std::string decision_text(Decision decision, std::string_view lang) {
  if (decision == Decision::kAccepted) return pick(lang, "accepted", "已采纳");
  if (decision == Decision::kRejected) return pick(lang, "rejected", "不采纳");
  return decision == Decision::kLater ? pick(lang, "later", "稍后再议") : pick(lang, "open", "待定");
}

std::string phase_of(const BriefView& view, const BriefLesson& chosen) {
  return first_label(view, chosen, Facet::kPhase, view.brief.profile.phases);
}

std::string risk_of(const BriefView& view, const BriefLesson& chosen) {
  return first_label(view, chosen, Facet::kRisk, view.brief.profile.risks);
}

std::string reason_text(const BriefReason& reason, const Taxonomy& taxonomy, std::string_view lang) {
  switch (reason.kind) {
    case ReasonKind::kText:
      return words_in_common(reason, lang);
    case ReasonKind::kPhase:
      return shared_labels(reason, lang, "phase", "阶段") + labels(reason, indexer::Field::kPhase, taxonomy, lang);
    case ReasonKind::kRisk:
      return shared_labels(reason, lang, "risk", "风险") + labels(reason, indexer::Field::kRisk, taxonomy, lang);
    case ReasonKind::kTag:
      return shared_labels(reason, lang, "tag", "标签") + labels(reason, indexer::Field::kTag, taxonomy, lang);
    case ReasonKind::kProject:
      return project_text(reason, taxonomy, lang);
    case ReasonKind::kAdoption:
      break;
  }
  const std::string applied = std::to_string(reason.applied), helped = std::to_string(reason.helped);
  if (lang == "zh") return "已应用 " + applied + " 次，有帮助 " + helped + " 次";
  return "applied " + applied + (reason.applied == 1 ? " time" : " times") + ", helped in " + helped;
}

std::string risk_text(const BriefRisk& risk, std::string_view lang) {
  if (risk.likelihood) {
    return pick(lang, "forecast from history: ", "由历史预测：") + percent(*risk.likelihood);
  }
  if (risk.similar == 0) return pick(lang, "no similar project with lessons yet", "尚无可比的相似项目");
  if (risk.comparison == "higher") return pick(lang, "more often than elsewhere", "高于其他项目");
  if (risk.comparison == "lower") return pick(lang, "less often than elsewhere", "低于其他项目");
  if (risk.similar < kLeastSimilar || risk.comparison == "too_few") {
    return pick(lang, "too little history to tell", "历史太少，不足以判断");
  }
  return pick(lang, "no different from elsewhere", "与其他项目无显著差别");
}

std::string render_brief_markdown(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang) {
  return Page(view, taxonomy, lang).write();
}

}  // namespace fupan::service
