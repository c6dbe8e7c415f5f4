#include "server/service/follow_ups.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "server/service/adoptions.h"
#include "server/service/keys.h"
#include "server/service/project_records.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostNoteBytes = 4000;

// Each project's gates are read once.
class Gates {
 public:
  explicit Gates(const store::Reader& reader) : reader_(reader) {}

  Result<std::uint64_t> of(const Adoption& adoption) {
    const std::string id = project_id_of(adoption);
    const auto known = passed_.find(id);
    if (known != passed_.end()) return known->second;
    const auto passed = gates_passed(reader_, adoption.project);
    if (passed) passed_.emplace(id, *passed);
    return passed;
  }

 private:
  const store::Reader& reader_;
  std::map<std::string, std::uint64_t> passed_;
};

std::string today_of(const Clock& clock) { return to_rfc3339(clock.now()).substr(0, 10); }

bool fits(const FollowUp& item, const FollowUpQuery& query) {
  if (query.due && *query.due != item.is_due) return false;
  if (query.state && *query.state != item.adoption.state) return false;
  if (query.project.empty()) return true;
  const std::string id = project_id_of(item.adoption);
  return !id.empty() && (id == query.project || id == make_project_id(query.project));
}

}  // namespace

bool is_due(const Adoption& adoption, std::uint64_t gates, std::string_view today) {
  if (adoption.state != AdoptionState::kPending) return false;
  return gates > adoption.gates || (!adoption.follow_up.empty() && adoption.follow_up <= today);
}

Result<std::vector<FollowUp>> FollowUpService::read_all() const {
  std::vector<FollowUp> all;
  Gates gates(library_.store());
  const std::string today = today_of(library_.clock());
  const Status read = for_each_record(library_.store(), kAdoptionPrefix, [&](const store::Record& record) -> Status {
    auto adoption = decode_adoption(record.value);
    if (!adoption) return adoption.error();
    const auto passed = gates.of(*adoption);
    if (!passed) return passed.error();
    const bool due = is_due(*adoption, *passed, today);
    all.push_back({std::move(*adoption), record.revision, due, ""});
    return ok_status();
  });
  if (!read) return read.error();
  return all;
}

Status FollowUpService::fill_title(FollowUp& item, const Viewer& viewer, bool& is_seen) const {
  const auto stored = find_document(library_.store(), item.adoption.lesson.document());
  if (!stored) return stored.error();
  is_seen = true;
  if (!*stored) return ok_status();
  is_seen = viewer.sees((*stored)->document.collection);
  if (const Lesson* lesson = (*stored)->document.find_lesson(item.adoption.lesson)) item.title = lesson->title;
  return ok_status();
}

Status FollowUpService::drop_hidden_projects(std::vector<FollowUp>& items, const Viewer& viewer) const {
  std::map<std::string, bool> is_hidden;
  for (FollowUp& item : items) {
    Adoption& adoption = item.adoption;
    const auto [known, is_new] = is_hidden.emplace(adoption.project, false);
    if (is_new) {
      const auto hidden = is_hidden_project(library_, adoption.project, viewer);
      if (!hidden) return hidden.error();
      known->second = *hidden;
    }
    if (known->second) adoption.project = adoption.note = adoption.brief = "";
  }
  return ok_status();
}

Result<FollowUpPage> FollowUpService::list(const FollowUpQuery& query, const Viewer& viewer) const {
  auto all = read_all();
  if (!all) return all.error();
  if (!viewer.hidden_collections.empty()) {
    if (Status dropped = drop_hidden_projects(*all, viewer); !dropped) return dropped.error();
  }
  std::erase_if(*all, [&](const FollowUp& item) { return !fits(item, query); });
  std::stable_sort(all->begin(), all->end(), [](const FollowUp& a, const FollowUp& b) {
    return std::pair(!a.is_due, a.adoption.created_at) < std::pair(!b.is_due, b.adoption.created_at);
  });
  // Who sees everything needs the titles of one page only.
  const bool sees_all = viewer.hidden_collections.empty();
  FollowUpPage page;
  for (FollowUp& item : *all) {
    const std::size_t place = page.total;
    const bool is_on_page = place >= query.offset && page.items.size() < query.limit;
    bool is_seen = true;
    if (is_on_page || !sees_all) {
      if (Status filled = fill_title(item, viewer, is_seen); !filled) return filled.error();
    }
    if (!is_seen) continue;
    ++page.total;
    if (is_on_page) page.items.push_back(std::move(item));
  }
  return page;
}

Result<std::map<std::string, AdoptionTally>> FollowUpService::tallies(const Viewer& viewer) const {
  auto all = read_all();
  if (!all) return all.error();
  std::map<std::string, AdoptionTally> tallies;
  const bool sees_all = viewer.hidden_collections.empty();
  for (FollowUp& item : *all) {
    const std::string id = project_id_of(item.adoption);
    if (id.empty()) continue;
    bool is_seen = true;
    if (!sees_all) {
      if (Status filled = fill_title(item, viewer, is_seen); !filled) return filled.error();
    }
    if (!is_seen) continue;
    AdoptionTally& tally = tallies[id];
    tally.pending += item.adoption.state == AdoptionState::kPending ? 1 : 0;
    tally.due += item.is_due ? 1 : 0;
  }
  return tallies;
}

Result<FollowUp> FollowUpService::answer(std::string_view id, const FollowUpAnswer& answer,
                                         std::optional<store::Revision> expected, const Viewer& viewer) const {
  if (answer.note && (answer.note->size() > kMostNoteBytes || !text::is_valid_utf8(*answer.note))) {
    return Error{ErrorCode::kInvalidArgument, "note: too long or not UTF-8", "note"};
  }
  const Error unknown = make_error(ErrorCode::kNotFound, "no adoption '" + std::string(id) + "'");
  auto all = read_all();
  if (!all) return all.error();
  const auto found =
      std::find_if(all->begin(), all->end(), [&](const FollowUp& item) { return item.adoption.id == id; });
  if (found == all->end()) return unknown;
  FollowUp item = std::move(*found);
  bool is_seen = true;
  if (Status filled = fill_title(item, viewer, is_seen); !filled) return filled.error();
  if (!is_seen) return unknown;
  if (expected && *expected != item.revision) {
    return make_error(ErrorCode::kConflict, "adoption '" + std::string(id) + "' is at revision " +
                                                std::to_string(item.revision) + ", not " + std::to_string(*expected));
  }
  Adoption& adoption = item.adoption;
  if (answer.state) adoption.state = *answer.state;
  if (answer.note) adoption.note = *answer.note;
  const auto passed = gates_passed(library_.store(), adoption.project);
  if (!passed) return passed.error();
  if (answer.follow_up) {
    adoption.follow_up = *answer.follow_up;
    adoption.gates = *passed;
  }
  adoption.updated_at = to_rfc3339(library_.clock().now());
  const auto committed =
      library_.store().commit({{adoption_key(adoption.lesson, adoption.id), encode_adoption(adoption), item.revision}});
  if (!committed) return committed.error();
  ++item.revision;
  item.is_due = is_due(adoption, *passed, today_of(library_.clock()));
  return item;
}

}  // namespace fupan::service
