#include "server/service/learn_cases.h"

#include <algorithm>

#include "core/clock.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostPromptCharacters = 300;
constexpr std::size_t kMostTextBytes = 20000;

Error unknown_lesson(const LessonId& id) { return make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'"); }

std::string first_of(std::initializer_list<const std::string*> texts) {
  for (const std::string* text : texts) {
    if (!text::trim(*text).empty()) return std::string(text::trim(*text));
  }
  return {};
}

Error needs(const std::string& what, Role least) {
  return make_error(ErrorCode::kForbidden, what + " needs the role " + std::string(name_of(least)));
}

// Empty texts: the lesson does not say, the curator does.
CaseStudy case_of(const Lesson& lesson) {
  const std::string nothing;
  const bool is_chinese = lesson.lang == "zh";
  const bool is_advice = lesson.kind == LessonKind::kRecommendation || lesson.kind == LessonKind::kAction ||
                         lesson.kind == LessonKind::kWorked;
  const bool is_story = lesson.kind == LessonKind::kFailed || lesson.kind == LessonKind::kCause;
  CaseStudy study;
  study.id = case_id_of(lesson.id);
  study.lesson = lesson.id;
  study.lang = lesson.lang;
  study.prompt = is_chinese ? "如果是你，会怎么做？" : "What would you do?";
  study.situation = first_of({&lesson.event, &lesson.cause, is_story ? &lesson.text : &nothing});
  study.recommendation = first_of({&lesson.recommendation, is_advice ? &lesson.text : &nothing});
  study.outcome = first_of({&lesson.impact, &study.recommendation});
  if (!lesson.applies_when.empty()) {
    study.situation += std::string("\n\n") + (is_chinese ? "适用条件：" : "Applies when: ") + lesson.applies_when;
  }
  study.lesson_digest = digest_of(lesson);
  return study;
}

Status check_text(const char* field, const std::string& value, bool may_be_empty) {
  if (!may_be_empty && text::trim(value).empty()) return invalid_field(field, "must not be empty");
  if (value.size() > kMostTextBytes || !text::is_valid_utf8(value))
    return invalid_field(field, "is too long or not UTF-8");
  return ok_status();
}

// Until it is approved a case may have gaps.
Status check_texts(const CaseStudy& study) {
  const bool may_be_empty = study.state != CaseState::kApproved;
  if (Status checked = check_text("prompt", study.prompt, false); !checked) return checked;
  if (text::count_code_points(study.prompt) > kMostPromptCharacters || study.prompt.find('\n') != std::string::npos) {
    return invalid_field("prompt", "must be one line of at most 300 characters");
  }
  if (Status checked = check_text("situation", study.situation, may_be_empty); !checked) return checked;
  if (Status checked = check_text("recommendation", study.recommendation, may_be_empty); !checked) return checked;
  return check_text("outcome", study.outcome, may_be_empty);
}

}  // namespace

Result<std::optional<CaseView>> LearnCases::view_of(const Viewer& viewer, CaseStudy study,
                                                    store::Revision revision) const {
  const auto stored = find_document(library_.store(), study.lesson.document());
  if (!stored) return stored.error();
  if (*stored && !is_open_to(viewer, (*stored)->document)) return std::optional<CaseView>();
  const Lesson* lesson = *stored ? (*stored)->document.find_lesson(study.lesson) : nullptr;
  CaseView view{std::move(study), revision, lesson == nullptr ? "" : lesson->title, false};
  view.is_stale = lesson == nullptr || digest_of(*lesson) != view.study.lesson_digest;
  return std::optional<CaseView>(std::move(view));
}

Result<CaseView> LearnCases::write(const Viewer& viewer, CaseStudy study, store::Revision expected) const {
  const auto committed = library_.store().commit({{case_key(study.id), encode_case(study), expected}});
  if (!committed) return committed.error();
  const LessonId lesson = study.lesson;
  auto view = view_of(viewer, std::move(study), expected + 1);
  if (!view) return view.error();
  if (!*view) return unknown_lesson(lesson);
  return std::move(**view);
}

Result<CaseView> LearnCases::create(const Viewer& viewer, const LessonId& id) const {
  if (!viewer.is_at_least(Role::kContributor)) return needs("to make a case", Role::kContributor);
  const auto stored = find_document(library_.store(), id.document());
  if (!stored) return stored.error();
  const bool is_open = *stored && is_open_to(viewer, (*stored)->document);
  const Lesson* lesson = is_open ? (*stored)->document.find_lesson(id) : nullptr;
  if (lesson == nullptr) return unknown_lesson(id);
  CaseStudy study = case_of(*lesson);
  if (study.situation.empty()) return invalid_field("lesson", "it does not say what happened (event or cause)");
  const auto record = library_.store().get(case_key(study.id));
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (record) {
    const auto before = decode_case(record->value);
    if (!before) return before.error();
    if (before->state == CaseState::kApproved) {
      return make_error(ErrorCode::kConflict, "the case of lesson '" + id.value + "' is approved already");
    }
  }
  study.created_at = to_rfc3339(library_.clock().now());
  return write(viewer, std::move(study), record ? record->revision : 0);
}

Result<CasePage> LearnCases::list(const Viewer& viewer, std::optional<CaseState> state, std::size_t limit,
                                  std::size_t offset) const {
  if (!viewer.is_at_least(Role::kCurator)) {
    if (state && *state != CaseState::kApproved) return CasePage{};
    state = CaseState::kApproved;
  }
  std::vector<CaseView> all;
  const Status read = for_each_record(library_.store(), kCasePrefix, [&](const store::Record& record) -> Status {
    auto study = decode_case(record.value);
    if (!study) return study.error();
    if (state && study->state != *state) return ok_status();
    auto view = view_of(viewer, std::move(*study), record.revision);
    if (!view) return view.error();
    if (*view) all.push_back(std::move(**view));
    return ok_status();
  });
  if (!read) return read.error();
  std::stable_sort(all.begin(), all.end(),
                   [](const CaseView& a, const CaseView& b) { return a.study.created_at > b.study.created_at; });
  CasePage page{all.size(), {}};
  for (std::size_t i = offset; i < all.size() && page.items.size() < limit; ++i) page.items.push_back(all[i]);
  return page;
}

Result<CaseView> LearnCases::edit(const Viewer& viewer, std::string_view id, const CaseEdit& edit,
                                  std::optional<store::Revision> expected) const {
  if (!viewer.is_at_least(Role::kCurator)) return needs("to decide on a case", Role::kCurator);
  const Error unknown = make_error(ErrorCode::kNotFound, "no case '" + std::string(id) + "'");
  const auto record = library_.store().get(case_key(id));
  if (!record) return record.error().code == ErrorCode::kNotFound ? unknown : record.error();
  auto study = decode_case(record->value);
  if (!study) return study.error();
  const auto before = view_of(viewer, *study, record->revision);
  if (!before) return before.error();
  if (!*before) return unknown;
  if (edit.prompt) study->prompt = text::trim(*edit.prompt);
  if (edit.situation) study->situation = *edit.situation;
  if (edit.recommendation) study->recommendation = *edit.recommendation;
  if (edit.outcome) study->outcome = *edit.outcome;
  if (edit.state) study->state = *edit.state;
  if (Status checked = check_texts(*study); !checked) return checked.error();
  if (edit.state) {
    study->decided_at = *edit.state == CaseState::kDraft ? "" : to_rfc3339(library_.clock().now());
    study->decided_by = *edit.state == CaseState::kDraft ? "" : viewer.name;
    const auto stored = find_document(library_.store(), study->lesson.document());
    if (!stored) return stored.error();
    const Lesson* lesson = *stored ? (*stored)->document.find_lesson(study->lesson) : nullptr;
    if (lesson != nullptr && *edit.state == CaseState::kApproved) study->lesson_digest = digest_of(*lesson);
  }
  return write(viewer, std::move(*study), expected.value_or(record->revision));
}

}  // namespace fupan::service
