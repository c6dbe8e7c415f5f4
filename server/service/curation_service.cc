#include "server/service/curation_service.h"

#include <algorithm>

#include "core/codec.h"
#include "core/text/utf8.h"
#include "importers/markdown/plain_markdown.h"
#include "server/service/permission.h"
#include "server/service/settings_service.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostMarkdownBytes = std::size_t{256} << 10U;
constexpr std::size_t kMostTextBytes = 4000;
constexpr std::string_view kUndo = "undo";
constexpr std::string_view kCreate = "lesson.create";

Status check_edit(const LessonEdit& edit) {
  for (const EditField& field : kEditFields) {
    const auto& text = edit.*field.edited;
    if (!text) continue;
    const std::size_t most = field.name == "markdown" ? kMostMarkdownBytes : kMostTextBytes;
    if (text->size() > most) return invalid_field(field.name, "has more than " + std::to_string(most) + " bytes");
    if (!text::is_valid_utf8(*text)) return invalid_field(field.name, "is not UTF-8");
    const bool is_needed = field.name == "title" || field.name == "markdown";
    if (is_needed && text::trim(*text).empty()) return invalid_field(field.name, "must not be empty");
  }
  if (edit.due_date && !edit.due_date->empty() && !is_date(*edit.due_date)) {
    return invalid_field("due_date", "must be a day as YYYY-MM-DD");
  }
  return ok_status();
}

// What an edit changes of `shown`; the rest of it is left out.
LessonEdit difference(const LessonEdit& edit, const Lesson& shown) {
  LessonEdit changed;
  if (edit.kind && *edit.kind != shown.kind) changed.kind = edit.kind;
  for (const EditField& field : kEditFields) {
    if (edit.*field.edited && *(edit.*field.edited) != shown.*field.shown) changed.*field.edited = edit.*field.edited;
  }
  return changed;
}

void add_to(LessonEdit& edit, const LessonEdit& more) {
  if (more.kind) edit.kind = more.kind;
  for (const EditField& field : kEditFields) {
    if (more.*field.edited) edit.*field.edited = more.*field.edited;
  }
}

std::string who(const Viewer& viewer) { return viewer.name.empty() ? viewer.account : viewer.name; }

// By whatever name of the taxonomy a value was given, its id.
std::vector<std::string> ids_of(const Taxonomy& taxonomy, Facet facet, std::vector<std::string> values) {
  for (std::string& value : values) {
    if (const TaxonomyValue* known = taxonomy.find(facet, value)) value = known->id;
  }
  return values;
}

// Verdicts that make the labels of a facet the ones wanted.
void set_labels(const Lesson& lesson, Facet facet, const std::vector<std::string>& wanted, Curation& curation) {
  for (const Label& label : lesson.labels) {
    const bool is_wanted = std::find(wanted.begin(), wanted.end(), label.value) != wanted.end();
    if (label.facet == facet && !is_wanted) add_verdict(curation, {facet, label.value, false});
  }
  for (const std::string& value : wanted) {
    const bool is_there = std::any_of(lesson.labels.begin(), lesson.labels.end(),
                                      [&](const Label& label) { return label.facet == facet && label.value == value; });
    if (!is_there) add_verdict(curation, {facet, value, true});
  }
}

Status check_values(const Taxonomy& taxonomy, Facet facet, const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    const TaxonomyValue* known = taxonomy.find(facet, value);
    if (known != nullptr && known->retired) {
      return invalid_field(std::string(name_of(facet)) + "s", "'" + value + "' is retired: nothing new gets it");
    }
    if (facet != Facet::kTag && known == nullptr) {
      return invalid_field(std::string(name_of(facet)) + "s", "the taxonomy does not know '" + value + "'");
    }
  }
  return ok_status();
}

Error explain(StepVerdict verdict, State from, State to) {
  const std::string step = "from " + std::string(name_of(from)) + " to " + std::string(name_of(to));
  if (verdict == StepVerdict::kNoSuchStep) return invalid_field("state", "there is no step " + step);
  if (verdict == StepVerdict::kNeedsReason) return invalid_field("reason", "a rejection says why");
  return not_allowed("to move a lesson " + step, "somebody who may approve it (GET /api/v1/settings says who)",
                     "state");
}

// One change of one lesson, part by part.
class Change {
 public:
  Change(Library& library, const Viewer& viewer, const LessonChange& change)
      : library_(library), viewer_(viewer), change_(change) {}

  Status run(const LessonId& id, std::optional<std::uint64_t> expected, CurationDraft& draft) {
    const auto settings = read_settings(library_.store());
    if (!settings) return settings.error();
    settings_ = settings->settings;
    const auto stored = draft.document(id.document());
    const auto lesson = draft.lesson(id);
    if (!lesson) return lesson.error();
    lesson_ = *lesson;
    if (expected && *expected != (*stored)->version()) {
      return make_error(ErrorCode::kConflict, "lesson '" + id.value + "' was changed meanwhile: it has version " +
                                                  std::to_string((*stored)->version()) + ", not " +
                                                  std::to_string(*expected));
    }
    const auto curation = draft.of(id.value);
    if (!curation) return curation.error();
    curation_ = *curation;
    if (Status done = reword(); !done) return done;
    if (Status done = relabel(); !done) return done;
    if (Status done = look_after(); !done) return done;
    if (!change_.state) return ok_status();
    return CurationService::move(viewer_, settings_, id.value, *change_.state, change_.reason, draft);
  }

 private:
  Status reword() {
    if (change_.edit.empty()) return ok_status();
    if (!viewer_.is_at_least(Role::kContributor)) return not_allowed("to edit a lesson", "a contributor");
    if (Status checked = check_edit(change_.edit); !checked) return checked;
    const LessonEdit news = difference(change_.edit, *lesson_);
    if (lesson_->state != State::kPublished) {
      add_to(curation_->edit, news);
      return ok_status();
    }
    if (!change_.publish) {
      curation_->proposal = news;
      curation_->proposed_by = news.empty() ? std::string() : who(viewer_);
      return ok_status();
    }
    if (!may_publish(lesson_->labels, settings_, viewer_)) {
      return not_allowed("to change what is published without a review", "somebody who may approve it", "publish");
    }
    add_to(curation_->edit, news);
    curation_->proposal = {};
    curation_->proposed_by.clear();
    return ok_status();
  }

  Status relabel() {
    const std::pair<Facet, const std::optional<std::vector<std::string>>*> facets[] = {
        {Facet::kPhase, &change_.phases}, {Facet::kRisk, &change_.risks}, {Facet::kTag, &change_.tags}};
    for (const auto& [facet, wanted] : facets) {
      if (!*wanted) continue;
      if (Status allowed = may_change_labels(); !allowed) return allowed;
      if (Status known = check_values(library_.taxonomy(), facet, new_ones(facet, **wanted)); !known) return known;
      set_labels(*lesson_, facet, ids_of(library_.taxonomy(), facet, **wanted), *curation_);
    }
    return ok_status();
  }

  // Values that the author wrote and the taxonomy does not know may stay.
  std::vector<std::string> new_ones(Facet facet, std::vector<std::string> values) const {
    for (const Label& label : lesson_->labels) {
      if (label.facet == facet) std::erase(values, label.value);
    }
    return values;
  }

  // Whoever works on a draft may label it.
  Status may_change_labels() const {
    const bool is_draft = lesson_->state == State::kDraft && viewer_.is_at_least(Role::kContributor);
    return is_draft || may_curate(settings_, viewer_) ? ok_status() : not_allowed("to change labels", "a curator");
  }

  Status look_after() {
    if (!change_.review_by && !change_.assignee) return ok_status();
    if (!may_curate(settings_, viewer_)) return not_allowed("to assign and to set review dates", "a curator");
    if (change_.review_by) {
      if (!change_.review_by->empty() && !is_date(*change_.review_by)) {
        return invalid_field("review_by", "must be a day as YYYY-MM-DD");
      }
      curation_->review_by = *change_.review_by;
    }
    if (change_.assignee) curation_->assignee = *change_.assignee;
    return ok_status();
  }

  Library& library_;
  const Viewer& viewer_;
  const LessonChange& change_;
  Settings settings_;
  const Lesson* lesson_ = nullptr;
  Curation* curation_ = nullptr;
};

// What a step is taken with: a lesson, or its document as a whole.
struct Moved {
  std::string target;
  State state = State::kDraft;
  std::vector<Label> labels;
};

Moved whole_of(const Document& document, State own_state) {
  Moved moved{document.id.value, own_state, document.labels};
  for (const Lesson& lesson : document.lessons) {
    moved.labels.insert(moved.labels.end(), lesson.labels.begin(), lesson.labels.end());
  }
  return moved;
}

Result<Moved> target_of_move(const std::string& target, State state, CurationDraft& draft) {
  const auto stored = draft.document(home_of(target));
  if (!stored) return stored.error();
  const Document& document = (*stored)->document;
  if (!is_lesson_id(target)) return whole_of(document, document.state);
  const auto lesson = draft.lesson({target});
  if (!lesson) return lesson.error();
  const auto imported = decode_document((*stored)->record);
  if (!imported) return imported.error();
  const Curation* whole = (*stored)->curations.find(document.id.value);
  const State own_state = whole != nullptr && whole->state ? *whole->state : imported->state;
  const bool hides_lessons = own_state == State::kDraft || own_state == State::kInReview;
  const bool is_with_document = hides_lessons && (*lesson)->state == own_state && state != State::kRejected;
  if (is_with_document) return whole_of(document, own_state);
  return Moved{target, (*lesson)->state, (*lesson)->labels};
}

std::string action_of(const LessonChange& change) {
  if (change.state) return "lesson.state";
  return change.edit.empty() ? "lesson.labels" : "lesson.edit";
}

// Whether `before` in place of `now` shows something that is not shown, or other words.
bool republishes(const Curation& before, const Curation& now) {
  const bool is_shown = before.state.value_or(State::kPublished) == State::kPublished;
  const bool was_shown = now.state.value_or(State::kPublished) == State::kPublished;
  return is_shown && (!was_shown || before.edit != now.edit);
}

// What somebody else decided is taken back only by whoever may publish what that shows again.
Status check_republishing(const Viewer& viewer, const Settings& settings, const std::string& target,
                          CurationDraft& draft) {
  const auto stored = draft.document(home_of(target));
  if (!stored) return stored.error();
  std::vector<Label> labels = whole_of((*stored)->document, State::kPublished).labels;
  if (is_lesson_id(target)) {
    const auto lesson = draft.lesson({target});
    if (!lesson) return lesson.error();
    labels = (*lesson)->labels;
  }
  if (may_publish(labels, settings, viewer)) return ok_status();
  return not_allowed("to publish '" + target + "' again", "somebody who may approve it (GET /api/v1/settings says who)",
                     "change");
}

// What one audited statement said; nothing when it is not about a lesson or document.
std::optional<Curation> statement(const std::string& target, const std::string& json) {
  if (json.empty()) {
    Curation silent;
    silent.target = target;
    return silent;
  }
  auto curation = decode_curation(json);
  if (!curation) return std::nullopt;
  return std::move(*curation);
}

// What is said now of the target of an audited change, when it is what that change made of it.
// Errors: conflict  it was changed since; invalid_argument  the change was not of a lesson or document
Result<Curation*> unchanged_since(const AuditedChange& change, std::uint64_t number, CurationDraft& draft) {
  if (!statement(change.target, change.before) || !statement(change.target, change.after)) {
    return invalid_field(
        "change", "audit record " + std::to_string(number) + " cannot be undone here: it changed " + change.target);
  }
  const auto now = draft.of(change.target);
  if (!now) return now.error();
  if (statement_of(**now) == change.after) return *now;
  return make_error(ErrorCode::kConflict, change.target + " was changed after audit record " + std::to_string(number) +
                                              "; nothing was undone");
}

void put_back(Curation before, Curation& now) {
  before.changes = std::move(now.changes);
  now = std::move(before);
}

}  // namespace

Result<AuditEntry> CurationService::change(const Viewer& viewer, const LessonId& id, const LessonChange& change,
                                           std::optional<std::uint64_t> expected) const {
  CurationDraft draft(library_, viewer);
  if (Status made = Change(library_, viewer, change).run(id, expected, draft); !made) return made.error();
  AuditEntry entry = audit_entry(viewer, action_of(change));
  entry.reason = change.reason;
  return draft.commit(std::move(entry));
}

Status CurationService::move(const Viewer& viewer, const Settings& settings, const std::string& target, State state,
                             const std::string& reason, CurationDraft& draft) {
  const auto moved = target_of_move(target, state, draft);
  if (!moved) return moved.error();
  const auto curation = draft.of(moved->target);
  if (!curation) return curation.error();
  Curation& said = **curation;
  const bool is_proposal = !said.proposal.empty() && moved->state == State::kPublished;
  const State from = is_proposal && state != State::kRetired ? State::kInReview : moved->state;
  const StepVerdict verdict = judge_step({from, state, !reason.empty(), moved->labels}, settings, viewer);
  if (verdict != StepVerdict::kAllowed) return explain(verdict, from, state);
  if (is_proposal && state == State::kPublished) add_to(said.edit, said.proposal);
  if (is_proposal && (state == State::kPublished || state == State::kRejected)) {
    said.proposal = {};
    said.proposed_by.clear();
    return ok_status();
  }
  said.state = state;
  said.reason = reason;
  return ok_status();
}

Status CurationService::take_back(const AuditedChange& change, std::uint64_t number, CurationDraft& draft) {
  const auto now = unchanged_since(change, number, draft);
  if (!now) return now.error();
  put_back(*statement(change.target, change.before), **now);
  return ok_status();
}

Result<AuditEntry> CurationService::undo(const Viewer& viewer, std::uint64_t number) const {
  const AuditTrail trail(library_);
  const auto undone = trail.get(number);
  if (!undone) return undone.error();
  const bool is_own = undone->name == viewer.name && undone->account == viewer.account;
  if (!is_own && !viewer.is_at_least(Role::kCurator)) {
    return not_allowed("to undo what somebody else did", "a curator", "change");
  }
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  CurationDraft draft(library_, viewer);
  for (const AuditedChange& change : undone->changes) {
    auto before = statement(change.target, change.before);
    const auto now = unchanged_since(change, number, draft);
    if (!now) return now.error();
    // A lesson that was not written is none: without a word of anybody its text would be published.
    if (undone->action == kCreate) before->state = State::kRetired;
    if (!is_own && republishes(*before, **now)) {
      if (Status allowed = check_republishing(viewer, settings->settings, change.target, draft); !allowed) {
        return allowed.error();
      }
    }
    put_back(std::move(*before), **now);
  }
  AuditEntry entry = audit_entry(viewer, std::string(kUndo));
  entry.undoes = number;
  return draft.commit(std::move(entry));
}

Result<AuditEntry> CurationService::undo_last(const Viewer& viewer) const {
  const AuditTrail trail(library_);
  const auto last = trail.last();
  if (!last) return last.error();
  std::vector<std::uint64_t> undone;
  for (std::uint64_t number = *last; number > 0; --number) {
    const auto entry = trail.get(number);
    if (!entry) return entry.error();
    if (entry->name != viewer.name || entry->account != viewer.account) continue;
    if (entry->undoes != 0) undone.push_back(entry->undoes);
    const bool is_done = std::find(undone.begin(), undone.end(), number) == undone.end();
    const bool is_ours = entry->action.starts_with("lesson.") || entry->action.starts_with("queue.");
    if (is_done && is_ours && !entry->changes.empty()) return undo(viewer, number);
  }
  return make_error(ErrorCode::kNotFound, "there is nothing of yours to undo");
}

Result<std::vector<LessonStep>> CurationService::history(const LessonId& id) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
  const auto imported = find_imported_document(library_.store(), id.document());
  const auto stored = find_document(library_.store(), id.document());
  if (!imported) return imported.error();
  if (!stored) return stored.error();
  const Lesson* source = *imported ? (*imported)->document.find_lesson(id) : nullptr;
  if (source == nullptr || !*stored) return unknown;
  const Curation* said = (*stored)->curations.find(id.value);
  std::vector<LessonStep> steps;
  if (said == nullptr) return steps;
  for (auto number = said->changes.rbegin(); number != said->changes.rend(); ++number) {
    auto entry = AuditTrail(library_).get(*number);
    if (!entry) return entry.error();
    std::erase_if(entry->changes, [&](const AuditedChange& change) { return change.target != id.value; });
    if (entry->changes.empty()) continue;
    const auto before = statement(id.value, entry->changes.front().before);
    auto after = statement(id.value, entry->changes.front().after);
    if (!before || !after) continue;
    LessonStep step{std::move(*entry), *source, *source, false};
    step.is_proposal = !after->proposal.empty() && after->proposal != before->proposal;
    if (step.is_proposal) add_to(after->edit, after->proposal);
    lay_over(*before, importers::plain_markdown, step.before);
    lay_over(*after, importers::plain_markdown, step.after);
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<AuditEntry> CurationService::restore(const Viewer& viewer, const LessonId& id, std::uint64_t number,
                                            std::optional<std::uint64_t> expected) const {
  const auto steps = history(id);
  if (!steps) return steps.error();
  for (const LessonStep& step : *steps) {
    if (step.entry.number != number) continue;
    LessonChange change;
    change.edit = wording_of(step.after);
    const auto settings = read_settings(library_.store());
    if (!settings) return settings.error();
    change.publish = may_publish(step.after.labels, settings->settings, viewer);
    return this->change(viewer, id, change, expected);
  }
  return Error{ErrorCode::kNotFound, "lesson '" + id.value + "' has no change " + std::to_string(number), "change"};
}

}  // namespace fupan::service
