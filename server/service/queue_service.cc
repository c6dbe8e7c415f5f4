#include "server/service/queue_service.h"

#include <algorithm>
#include <map>

#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/permission.h"
#include "server/service/queue_order.h"
#include "server/service/settings_service.h"
#include "server/service/template_index.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostQuestions = 1000;
constexpr std::size_t kExcerptBytes = 1500;
constexpr std::string_view kQuestionPrefix = "question.";

bool is_wanted(const QueueItem& item, const QueueRequest& request) {
  return !request.assignee || item.assignee == *request.assignee;
}

LessonView view_of(const StoredDocument& stored, const Lesson& lesson) {
  LessonView view;
  view.lesson = lesson;
  view.document = stored.document;
  strip_texts(view.document);
  view.revision = stored.version();
  return view;
}

std::string excerpt_of(const Document& document) {
  std::string text;
  for (const Lesson& lesson : document.lessons) text += lesson.text + "\n";
  for (const Section& section : document.sections) text += section.text + "\n";
  return std::string(text::clip_utf8(text, kExcerptBytes));
}

Result<std::optional<LessonView>> find_view(const store::Reader& reader, const LessonId& id) {
  const auto stored = find_document(reader, id.document());
  if (!stored) return stored.error();
  const Lesson* lesson = *stored ? (*stored)->document.find_lesson(id) : nullptr;
  if (lesson == nullptr) return std::optional<LessonView>();
  return std::optional<LessonView>(view_of(**stored, *lesson));
}

bool is_drifting(CopyState state) {
  return state == CopyState::kBehind || state == CopyState::kChanged || state == CopyState::kBehindChanged;
}

}  // namespace

QueueService::QueueService(Library& library, const QueryLog& queries, std::shared_ptr<TemplateIndex> templates)
    : library_(library),
      queries_(queries),
      index_(std::make_unique<QueueIndex>(library.store())),
      templates_(templates != nullptr ? std::move(templates) : std::make_shared<TemplateIndex>(library.store())) {}

// One item a template that has copies in the library which are behind or were changed.
Status QueueService::add_drift(const Viewer& viewer, std::vector<QueueItem>& items) const {
  const auto catalogue = templates_->current();
  if (!catalogue) return catalogue.error();
  std::map<std::string, std::uint64_t> drifting;  // by template
  for (const KnownCopy& copy : (*catalogue)->copies) {
    if (copy.document && is_drifting(copy.state) && is_shown(viewer, copy)) ++drifting[copy.mark.template_id];
  }
  for (const auto& [id, count] : drifting) {
    const auto known = (*catalogue)->templates.find(id);
    if (known == (*catalogue)->templates.end() || !is_shown(viewer, known->second->document)) continue;
    QueueItem item;
    item.kind = QueueKind::kDrift;
    item.target = id;
    item.count = count;
    item.collection = known->second->document.collection;
    const auto stored = find_document(library_.store(), {id});
    if (!stored) return stored.error();
    const Curation* said = *stored ? (*stored)->curations.find(id) : nullptr;
    if (said != nullptr) item.assignee = said->assignee;
    items.push_back(std::move(item));
  }
  return ok_status();
}

Result<CopyCounts> QueueService::copies_of(const Viewer& viewer, const QueueItem& item) const {
  CopyCounts counts;
  if (item.kind != QueueKind::kDrift) return counts;
  const auto catalogue = templates_->current();
  if (!catalogue) return catalogue.error();
  for (const KnownCopy& copy : (*catalogue)->copies) {
    if (copy.document && copy.mark.template_id == item.target && is_shown(viewer, copy)) counts.add(copy.state);
  }
  return counts;
}

Status QueueService::add_questions(const Viewer& viewer, std::vector<QueueItem>& items) const {
  if (!viewer.is_at_least(Role::kCurator)) return ok_status();  // what people ask is not for everybody
  const auto questions = queries_.unanswered(kMostQuestions, 0, viewer);
  if (!questions) return questions.error();
  CurationDraft draft(library_);
  for (const UnansweredQuery& question : questions->items) {
    QueueItem item;
    item.kind = QueueKind::kUnanswered;
    item.target = std::string(kQuestionPrefix) + question.id;
    item.value = question.query;
    item.count = question.count.asked;
    const auto said = draft.of(item.target);
    if (!said) return said.error();
    item.assignee = (*said)->assignee;
    const auto& settled = (*said)->settled;
    if (std::find(settled.begin(), settled.end(), item.id()) == settled.end()) items.push_back(std::move(item));
  }
  return ok_status();
}

Result<std::vector<QueueItem>> QueueService::open_items(const Viewer& viewer) const {
  if (!viewer.is_at_least(Role::kContributor)) return not_allowed("the queue", "a contributor");
  auto items = index_->items();
  if (!items) return items.error();
  const std::string today = to_rfc3339(library_.clock().now()).substr(0, 10);
  std::erase_if(*items, [&](const QueueItem& item) {
    const bool is_early = item.kind == QueueKind::kOverdueReview && item.due >= today;
    return is_early || !viewer.sees(item.collection) || !viewer.sees(item.other_collection);
  });
  if (Status added = add_questions(viewer, *items); !added) return added.error();
  if (Status added = add_drift(viewer, *items); !added) return added.error();
  return items;
}

Result<ShownItem> QueueService::shown(const Viewer& viewer, QueueItem item) const {
  ShownItem shown;
  const auto copies = copies_of(viewer, item);
  if (!copies) return copies.error();
  shown.copies = *copies;
  shown.item = std::move(item);
  if (shown.item.kind == QueueKind::kUnanswered) return shown;
  if (!shown.item.other.empty()) {
    auto other = find_view(library_.store(), {shown.item.other});
    if (!other) return other.error();
    shown.other = std::move(*other);
  }
  auto stored = find_document(library_.store(), home_of(shown.item.target));
  if (!stored) return stored.error();
  if (!*stored) return shown;
  shown.revision = (*stored)->version();
  if (const Curation* said = (*stored)->curations.find(shown.item.target)) {
    shown.proposal = said->proposal;
    shown.proposed_by = said->proposed_by;
  }
  const Lesson* lesson = (*stored)->document.find_lesson({shown.item.target});
  if (lesson != nullptr) {
    shown.lesson = view_of(**stored, *lesson);
  } else {
    shown.excerpt = excerpt_of((*stored)->document);
    shown.document = std::move((*stored)->document);
    strip_texts(*shown.document);
  }
  return shown;
}

Result<QueuePage> QueueService::list(const Viewer& viewer, const QueueRequest& request) const {
  auto items = open_items(viewer);
  if (!items) return items.error();
  QueuePage page;
  for (QueueItem& item : *items) {
    if (!is_wanted(item, request)) continue;
    ++page.counts[static_cast<std::size_t>(item.kind)];
    if (request.kind && item.kind != *request.kind) continue;
    if (page.total >= request.offset && page.items.size() < request.limit) {
      auto found = shown(viewer, std::move(item));
      if (!found) return found.error();
      page.items.push_back(std::move(*found));
    }
    ++page.total;
  }
  return page;
}

Result<AuditEntry> QueueService::act(const Viewer& viewer, const QueueOrder& order) const {
  if (order.items.empty()) return Error{ErrorCode::kInvalidArgument, "items: at least one", "items"};
  const auto open = open_items(viewer);
  if (!open) return open.error();
  const auto settings = read_settings(library_.store());
  if (!settings) return settings.error();
  const std::string today = to_rfc3339(library_.clock().now()).substr(0, 10);
  CurationDraft draft(library_, viewer);
  QueueDesk desk{library_.taxonomy(), viewer, settings->settings, today, draft};
  for (const std::string& id : order.items) {
    const auto item = std::find_if(open->begin(), open->end(), [&](const QueueItem& one) { return one.id() == id; });
    if (item == open->end()) {
      return Error{ErrorCode::kNotFound, "the queue has no item '" + id + "' (any more)", "items"};
    }
    if (Status done = carry_out(*item, order, desk); !done) {
      Error error = done.error();
      error.message = id + ": " + error.message;
      return error;
    }
  }
  AuditEntry entry = audit_entry(viewer, "queue." + std::string(name_of(order.action)));
  entry.reason = order.reason;
  return draft.commit(std::move(entry));
}

}  // namespace fupan::service
