#include "server/service/curation_draft.h"

#include <utility>

#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::string_view kQuestionsHome = "questions";

std::string said_of(const Curations& curations, const std::string& target) {
  const Curation* found = curations.find(target);
  return found == nullptr ? std::string() : statement_of(*found);
}

}  // namespace

DocumentId home_of(std::string_view target) {
  if (target.starts_with("question.")) return {std::string(kQuestionsHome)};
  return {std::string(target.substr(0, target.find('.')))};
}

std::string statement_of(const Curation& curation) {
  Curation plain = curation;
  plain.changes.clear();
  Curation silent;
  silent.target = plain.target;
  return plain == silent ? std::string() : encode_curation(plain);
}

Result<CurationDraft::Home*> CurationDraft::home(const DocumentId& id) {
  const auto known = homes_.find(id);
  if (known != homes_.end()) return &known->second;
  Home fresh;
  auto stored = find_document(library_.store(), id);
  if (!stored) return stored.error();
  if (*stored && !viewer_.sees((*stored)->document.collection)) {
    return make_error(ErrorCode::kNotFound, "no document '" + id.value + "'");
  }
  if (*stored) {
    fresh.before = (*stored)->curations;
    fresh.revision = (*stored)->curation_revision;
    fresh.document = std::move(**stored);
  } else {
    const auto record = library_.store().get(curation_key(id));
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    if (record) {
      auto curations = decode_curations(record->value);
      if (!curations) return curations.error();
      fresh.before = std::move(*curations);
      fresh.revision = record->revision;
    }
  }
  fresh.now = fresh.before;
  return &homes_.emplace(id, std::move(fresh)).first->second;
}

Result<const StoredDocument*> CurationDraft::document(const DocumentId& id) {
  const auto found = home(id);
  if (!found) return found.error();
  if (!(*found)->document) return make_error(ErrorCode::kNotFound, "no document '" + id.value + "'");
  return &*(*found)->document;
}

Result<const Lesson*> CurationDraft::lesson(const LessonId& id) {
  const Error unknown = make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
  const auto stored = document(id.document());
  if (!stored) return stored.error().code == ErrorCode::kNotFound ? unknown : stored.error();
  const Lesson* found = (*stored)->document.find_lesson(id);
  if (found == nullptr) return unknown;
  return found;
}

Result<Curation*> CurationDraft::of(const std::string& target) {
  const auto found = home(home_of(target));
  if (!found) return found.error();
  return &(*found)->now.of(target);
}

std::vector<std::string> CurationDraft::changed_targets(const Home& home) {
  std::vector<std::string> changed;
  for (const Curation& curation : home.now.targets) {
    if (statement_of(curation) != said_of(home.before, curation.target)) changed.push_back(curation.target);
  }
  return changed;
}

bool CurationDraft::is_changed() const {
  for (const auto& [id, home] : homes_) {
    if (!changed_targets(home).empty()) return true;
  }
  return false;
}

std::vector<store::Write> CurationDraft::writes(std::uint64_t number) const {
  std::vector<store::Write> writes;
  for (const auto& [id, home] : homes_) {
    const std::vector<std::string> changed = changed_targets(home);
    if (changed.empty()) continue;
    Curations next = home.now;
    for (const std::string& target : changed) next.of(target).changes.push_back(number);
    std::erase_if(next.targets,
                  [](const Curation& c) { return c.changes.empty() && statement_of(c).empty(); });  // only looked at
    writes.push_back({curation_key(id), encode_curations(next), home.revision});
  }
  return writes;
}

Result<AuditEntry> CurationDraft::commit(AuditEntry entry, std::vector<store::Write> extra) {
  for (const auto& [id, home] : homes_) {
    for (const std::string& target : changed_targets(home)) {
      entry.changes.push_back({target, said_of(home.before, target), said_of(home.now, target)});
    }
  }
  if (entry.changes.empty() && extra.empty()) return entry;
  return AuditTrail(library_).commit(std::move(entry), [&](std::uint64_t number) {
    std::vector<store::Write> all = writes(number);
    all.insert(all.end(), extra.begin(), extra.end());
    return all;
  });
}

}  // namespace fupan::service
