#include "server/service/adoptions.h"

#include <algorithm>

#include "core/digest.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/project_records.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdLength = 10;
constexpr std::size_t kMostTextBytes = 4000;

void count(const Adoption& adoption, AdoptionCounts& counts) {
  switch (adoption.state) {
    case AdoptionState::kPending:
      ++counts.pending;
      break;
    case AdoptionState::kHelped:
      ++counts.helped;
      break;
    case AdoptionState::kNotHelped:
      ++counts.not_helped;
      break;
    case AdoptionState::kNotApplicable:
      ++counts.not_applicable;
      break;
  }
}

Status check_text(const char* field, const std::string& value) {
  if (value.size() <= kMostTextBytes && text::is_valid_utf8(value)) return ok_status();
  return Error{ErrorCode::kInvalidArgument, std::string(field) + ": too long or not UTF-8", field};
}

// Errors: not_found  no such lesson
Status check_lesson(store::Store& store, const LessonId& id, const Viewer& viewer) {
  const auto stored = find_document(store, id.document());
  if (!stored) return stored.error();
  const bool is_shown = *stored && viewer.sees((*stored)->document.collection);
  if (is_shown && (*stored)->document.find_lesson(id) != nullptr) return ok_status();
  return make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
}

}  // namespace

Result<bool> is_hidden_project(Library& library, const std::string& project, const Viewer& viewer) {
  if (project.empty() || viewer.hidden_collections.empty()) return false;
  indexer::SearchRequest request;
  request.type = indexer::HitType::kDocument;
  request.filters = {{indexer::Field::kProject, {project}}};
  request.limit = 1;
  const auto all = library.index().search(request);
  if (!all) return all.error();
  request.hidden_collections = viewer.hidden_collections;
  const auto shown = library.index().search(request);
  if (!shown) return shown.error();
  return all->total > 0 && shown->total == 0;
}

std::string adoption_id(const LessonId& lesson, std::string_view brief) {
  return short_digest(lesson.value + "\n" + std::string(brief), kIdLength);
}

Result<std::vector<Adoption>> AdoptionService::of_lesson(const LessonId& id) const {
  std::vector<Adoption> found;
  const Status read =
      for_each_record(library_.store(), adoption_prefix(id), [&](const store::Record& record) -> Status {
        auto adoption = decode_adoption(record.value);
        if (!adoption) return adoption.error();
        found.push_back(std::move(*adoption));
        return ok_status();
      });
  if (!read) return read.error();
  std::stable_sort(found.begin(), found.end(),
                   [](const Adoption& a, const Adoption& b) { return a.created_at < b.created_at; });
  return found;
}

Result<AdoptionCounts> AdoptionService::counts_of(const LessonId& id) const {
  const auto found = of_lesson(id);
  if (!found) return found.error();
  AdoptionCounts counts;
  for (const Adoption& adoption : *found) count(adoption, counts);
  return counts;
}

Result<AdoptionPage> AdoptionService::list(const LessonId& id, std::size_t limit, std::size_t offset,
                                           const Viewer& viewer) const {
  if (Status exists = check_lesson(library_.store(), id, viewer); !exists) return exists.error();
  auto found = of_lesson(id);
  if (!found) return found.error();
  AdoptionPage page{found->size(), {}};
  std::reverse(found->begin(), found->end());
  for (std::size_t i = offset; i < found->size() && page.items.size() < limit; ++i) {
    Adoption& adoption = (*found)[i];
    const auto is_hidden = is_hidden_project(library_, adoption.project, viewer);
    if (!is_hidden) return is_hidden.error();
    if (*is_hidden) adoption.project = adoption.note = adoption.brief = "";
    page.items.push_back(std::move(adoption));
  }
  return page;
}

Result<std::map<std::string, AdoptionCounts>> AdoptionService::counts() const {
  std::map<std::string, AdoptionCounts> counts;
  const Status read = for_each_record(library_.store(), kAdoptionPrefix, [&](const store::Record& record) -> Status {
    const auto adoption = decode_adoption(record.value);
    if (!adoption) return adoption.error();
    count(*adoption, counts[adoption->lesson.value]);
    return ok_status();
  });
  if (!read) return read.error();
  return counts;
}

Result<Adoption> AdoptionService::add(Adoption adoption, const Viewer& viewer) const {
  if (Status checked = check_text("project", adoption.project); !checked) return checked.error();
  if (Status checked = check_text("note", adoption.note); !checked) return checked.error();
  if (Status exists = check_lesson(library_.store(), adoption.lesson, viewer); !exists) return exists.error();
  const auto gates = gates_passed(library_.store(), adoption.project);
  if (!gates) return gates.error();
  adoption.gates = *gates;
  const auto sequence = library_.store().last_sequence();
  if (!sequence) return sequence.error();
  adoption.created_at = adoption.updated_at = to_rfc3339(library_.clock().now());
  adoption.id = adoption_id(adoption.lesson, adoption.brief + "\n" + adoption.created_at + std::to_string(*sequence));
  const auto committed = library_.store().commit(
      {{adoption_key(adoption.lesson, adoption.id), encode_adoption(adoption), store::Revision{0}}});
  if (!committed) return committed.error();
  return adoption;
}

}  // namespace fupan::service
