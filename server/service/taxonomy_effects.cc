#include "server/service/taxonomy_effects.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/brief.h"
#include "core/codec.h"
#include "core/saved_search.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"
#include "server/service/settings_service.h"

namespace fupan::service {
namespace {

constexpr std::size_t kExcerptBytes = 300;

void count(Affected& affected, const std::string& id, const std::string& name) {
  if (affected.examples.size() < kMostExamples) affected.examples.emplace_back(id, name);
  ++affected.total;
}

std::vector<std::string> values_of(const std::vector<Label>& labels, Facet facet) {
  std::vector<std::string> values;
  for (const Label& label : labels) {
    if (label.facet == facet) values.push_back(label.value);
  }
  std::sort(values.begin(), values.end());
  return values;
}

bool holds(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

class Counter {
 public:
  Counter(const TaxonomyStep& step, const Viewer& viewer, const store::Reader& reader)
      : step_(step), viewer_(viewer), reader_(reader), facet_(step.order.facet) {
    for (const SplitTarget& part : step.order.parts) {
      const TaxonomyValue* known = step.before.find(facet_, part.value.empty() ? part.label_en : part.value);
      parts_[known != nullptr ? known->id : part.value.empty() ? id_of_label(part.label_en) : part.value] = 0;
    }
    for (const auto& [target, value] : step.order.by_hand) by_hand_[target] = value;
  }

  Result<TaxonomyEffects> run() {
    const LabelMoves none;
    const auto look = [this](const StoredDocument& stored) -> Status {
      if (viewer_.sees(stored.document.collection)) look_at(stored);
      return ok_status();
    };
    if (Status read = for_each_document(reader_, none, look); !read) return read.error();
    if (Status read = count_adoptions(); !read) return read.error();
    if (Status read = count_briefs(); !read) return read.error();
    if (Status read = count_projects(); !read) return read.error();
    if (Status read = count_searches(); !read) return read.error();
    if (Status read = count_rules(); !read) return read.error();
    for (auto& [value, number] : parts_) effects_.parts.emplace_back(value, number);
    return std::move(effects_);
  }

 private:
  bool is_about(const std::string& name) const {
    const TaxonomyValue* value = step_.before.find(facet_, name);
    return value != nullptr ? value->id == step_.id : text::fold_label(name) == text::fold_label(step_.id);
  }

  bool may_change(const std::string& name) const {
    return is_about(name) || step_.moves_before.id_of(facet_, name) != step_.moves_after.id_of(facet_, name);
  }

  bool touches(const std::vector<Label>& labels) const {
    return std::any_of(labels.begin(), labels.end(),
                       [&](const Label& label) { return label.facet == facet_ && may_change(label.value); });
  }

  // Changes that move no label change how it reads, or whether it is offered.
  bool is_shown_differently(const std::vector<std::string>& before) const {
    const TaxonomyAction action = step_.order.action;
    const bool is_word =
        action == TaxonomyAction::kSet || action == TaxonomyAction::kRetire || action == TaxonomyAction::kRestore;
    return is_word && holds(before, step_.id);
  }

  void look_at(const StoredDocument& stored) {
    const Document& document = stored.document;
    const bool is_touched = touches(document.labels) || std::any_of(document.lessons.begin(), document.lessons.end(),
                                                                    [&](const Lesson& l) { return touches(l.labels); });
    if (!is_touched) return;
    Document before = document;
    Document after = document;
    step_.moves_before.apply(stored.curations, before);
    step_.moves_after.apply(stored.curations, after);
    whole_ = {};
    if (is_changed(before.labels, after.labels)) {
      count(effects_.documents, document.id.value, document.title);
      divide({document.id.value, document.title, ""}, false, before.labels, after.labels);
    }
    for (std::size_t i = 0; i < document.lessons.size(); ++i) {
      const Lesson& lesson = document.lessons[i];
      if (!is_changed(before.lessons[i].labels, after.lessons[i].labels)) continue;
      count(effects_.lessons, lesson.id.value, lesson.title);
      changed_lessons_.insert(lesson.id.value);
      divide({lesson.id.value, lesson.title, std::string(text::clip_utf8(lesson.text, kExcerptBytes))}, true,
             before.lessons[i].labels, after.lessons[i].labels);
    }
  }

  bool is_changed(const std::vector<Label>& before, const std::vector<Label>& after) const {
    const std::vector<std::string> were = values_of(before, facet_);
    return were != values_of(after, facet_) || is_shown_differently(were) ||
           (step_.order.action == TaxonomyAction::kSplit && holds(were, step_.id));
  }

  // What became of the label of the document around a lesson.
  struct Whole {
    bool is_undecided = false;
    std::string by_hand;
  };

  // Where the labels of a split go. What a document as a whole waits for, its lessons do not wait for on their own.
  void divide(const UndecidedRecord& record, bool is_lesson, const std::vector<Label>& before,
              const std::vector<Label>& after) {
    const std::vector<std::string> were = values_of(before, facet_);
    if (step_.order.action != TaxonomyAction::kSplit || !holds(were, step_.id)) return;
    const auto chosen = by_hand_.find(record.id);
    const std::string& by_hand = chosen == by_hand_.end() ? whole_.by_hand : chosen->second;
    if (!is_lesson) whole_.by_hand = by_hand;
    for (const Label& label : after) {
      if (label.facet != facet_) continue;
      const bool is_undecided = label.value == step_.id && label.origin == LabelOrigin::kModel;
      if (chosen != by_hand_.end() || (is_undecided && !by_hand.empty())) {
        ++parts_[by_hand];
        return;
      }
      if (is_undecided) {
        wait_for(record, is_lesson);
      } else if (label.value == step_.id || !holds(were, label.value)) {
        ++parts_[label.value];
      }
    }
  }

  void wait_for(const UndecidedRecord& record, bool is_lesson) {
    if (!is_lesson) whole_.is_undecided = true;
    if (is_lesson && whole_.is_undecided) return;
    ++effects_.undecided_total;
    if (effects_.undecided.size() < kMostUndecided) effects_.undecided.push_back(record);
  }

  Status count_adoptions() {
    return for_each_record(reader_, kAdoptionPrefix, [&](const store::Record& record) -> Status {
      const auto adoption = decode_adoption(record.value);
      if (!adoption) return adoption.error();
      if (changed_lessons_.contains(adoption->lesson.value)) {
        count(effects_.adoptions, adoption->id, adoption->project.empty() ? adoption->lesson.value : adoption->project);
      }
      return ok_status();
    });
  }

  Status count_briefs() {
    return for_each_record(reader_, kBriefPrefix, [&](const store::Record& record) -> Status {
      const auto brief = decode_brief(record.value);
      if (!brief) return brief.error();
      const BriefProfile& profile = brief->profile;
      const auto& asked = facet_ == Facet::kPhase  ? profile.phases
                          : facet_ == Facet::kRisk ? profile.risks
                                                   : profile.tags;
      const bool asks = std::any_of(asked.begin(), asked.end(), [&](const auto& name) { return is_about(name); });
      const bool tells = facet_ == Facet::kRisk && std::any_of(brief->risks.begin(), brief->risks.end(),
                                                               [&](const BriefRisk& r) { return is_about(r.risk); });
      if (asks || tells) count(effects_.briefs, brief->id, brief->title);
      return ok_status();
    });
  }

  Status count_projects() {
    if (facet_ != Facet::kPhase) return ok_status();
    return for_each_record(reader_, kProjectPrefix, [&](const store::Record& record) -> Status {
      const auto project = decode_project(record.value);
      if (!project) return project.error();
      const bool has_passed = std::any_of(project->gates.begin(), project->gates.end(),
                                          [&](const Gate& gate) { return is_about(gate.from) || is_about(gate.to); });
      const bool is_in = !project->phase.empty() && is_about(project->phase);
      if (is_in || has_passed) count(effects_.projects, project->id, project->name);
      return ok_status();
    });
  }

  Status count_searches() {
    return for_each_record(reader_, kSavedSearchPrefix, [&](const store::Record& record) -> Status {
      const auto search = decode_saved_search(record.value);
      if (!search) return search.error();
      const bool filters = std::any_of(search->filters.begin(), search->filters.end(), [&](const auto& filter) {
        return filter.first == name_of(facet_) && std::any_of(filter.second.begin(), filter.second.end(),
                                                              [&](const auto& value) { return is_about(value); });
      });
      if (filters) count(effects_.searches, search->id, search->name);
      return ok_status();
    });
  }

  Status count_rules() {
    const auto settings = read_settings(reader_);
    if (!settings) return settings.error();
    for (const AuthorityTier& tier : settings->settings.authority) {
      if (tier.facet != facet_ || !is_about(tier.value)) continue;
      count(effects_.rules, tier.value, std::string(name_of(tier.role)));
    }
    return ok_status();
  }

  const TaxonomyStep& step_;
  const Viewer& viewer_;
  const store::Reader& reader_;
  const Facet facet_;
  std::map<std::string, std::size_t> parts_;
  std::map<std::string, std::string> by_hand_;
  std::set<std::string> changed_lessons_;
  Whole whole_;
  TaxonomyEffects effects_;
};

}  // namespace

Result<TaxonomyEffects> effects_of(const TaxonomyStep& step, const Viewer& viewer, const store::Reader& reader) {
  return Counter(step, viewer, reader).run();
}

}  // namespace fupan::service
