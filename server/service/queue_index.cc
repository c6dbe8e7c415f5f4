#include "server/service/queue_index.h"

#include <algorithm>
#include <set>

#include "server/service/duplicate_rule.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::size_t kChangesPerStep = 2000;

// The lessons that somebody decided are no duplicates of this one: the other half of settled items.
std::set<std::string> apart_from(const std::string& lesson, const Curation* said) {
  std::set<std::string> apart;
  if (said == nullptr) return apart;
  const std::string prefix = std::string(name_of(QueueKind::kNearDuplicate)) + "~";
  for (const std::string& item : said->settled) {
    if (!item.starts_with(prefix)) continue;
    const std::string pair = item.substr(prefix.size());
    const std::string first = pair.substr(0, pair.find('~'));
    apart.insert(first == lesson ? pair.substr(first.size() + 1) : first);
  }
  return apart;
}

}  // namespace

Result<std::vector<QueueItem>> QueueIndex::items() {
  const std::lock_guard lock(mutex_);
  if (Status followed = follow(); !followed) return followed.error();
  std::vector<QueueItem> items;
  for (const auto& [id, entry] : documents_) items.insert(items.end(), entry.items.begin(), entry.items.end());
  add_duplicates(items);
  std::stable_sort(items.begin(), items.end(), [](const QueueItem& a, const QueueItem& b) { return a.kind < b.kind; });
  return items;
}

void QueueIndex::add_duplicates(std::vector<QueueItem>& items) const {
  for (const DuplicatePair& pair : duplicates_.pairs()) {
    QueueItem item;
    item.kind = QueueKind::kNearDuplicate;
    item.target = pair.first;
    item.other = pair.second;
    item.confidence = pair.likeness;
    const auto entry = documents_.find(LessonId{pair.first}.document().value);
    const auto other = documents_.find(LessonId{pair.second}.document().value);
    if (other != documents_.end()) item.other_collection = other->second.collection;
    if (entry != documents_.end()) {
      item.collection = entry->second.collection;
      const auto assignee = entry->second.assignees.find(pair.first);
      if (assignee != entry->second.assignees.end()) item.assignee = assignee->second;
    }
    items.push_back(std::move(item));
  }
}

Status QueueIndex::start() {
  const auto snapshot = store_.snapshot();
  if (!snapshot) return snapshot.error();
  const auto last = (*snapshot)->last_sequence();
  if (!last) return last.error();
  documents_.clear();
  duplicates_ = {};
  Status read = for_each_document(**snapshot, [&](const StoredDocument& stored) -> Status {
    take(stored);
    return ok_status();
  });
  if (!read) return read;
  position_ = *last;
  is_started_ = true;
  return ok_status();
}

Status QueueIndex::follow() {
  if (!is_started_) {
    if (Status started = start(); !started) return started;
  }
  while (true) {
    const auto changes = store_.changes(position_, kChangesPerStep);
    if (!changes) return changes.error();
    if (changes->empty()) return ok_status();
    const auto moves = [](const store::Change& change) { return moves_labels(change.key); };
    if (std::any_of(changes->begin(), changes->end(), moves)) {
      if (Status started = start(); !started) return started;
      continue;
    }
    std::set<DocumentId> documents;
    for (const store::Change& change : *changes) {
      if (const auto id = document_of_key(change.key)) documents.insert(*id);
    }
    for (const DocumentId& id : documents) {
      if (Status looked = look_at(id); !looked) return looked;
    }
    position_ = changes->back().sequence;
  }
}

Status QueueIndex::look_at(const DocumentId& id) {
  const auto stored = find_document(store_, id);
  if (!stored && stored.error().code != ErrorCode::kCorrupt) return stored.error();
  if (stored && *stored) {
    take(**stored);
  } else {
    forget(id.value);
  }
  return ok_status();
}

void QueueIndex::forget(const std::string& id) {
  const auto known = documents_.find(id);
  if (known == documents_.end()) return;
  for (const std::string& lesson : known->second.lessons) duplicates_.remove(lesson);
  documents_.erase(known);
}

void QueueIndex::take(const StoredDocument& stored) {
  const Document& document = stored.document;
  Entry entry;
  entry.items = items_of(stored);
  entry.collection = document.collection;
  for (const Lesson& lesson : document.lessons) {
    if (!is_compared(lesson)) continue;
    const Curation* said = stored.curations.find(lesson.id.value);
    duplicates_.put(lesson.id.value, lesson.text, apart_from(lesson.id.value, said));
    entry.lessons.push_back(lesson.id.value);
    if (said != nullptr && !said->assignee.empty()) entry.assignees[lesson.id.value] = said->assignee;
  }
  Entry& known = documents_[document.id.value];
  for (const std::string& lesson : known.lessons) {
    const bool stays = std::find(entry.lessons.begin(), entry.lessons.end(), lesson) != entry.lessons.end();
    if (!stays) duplicates_.remove(lesson);
  }
  known = std::move(entry);
}

}  // namespace fupan::service
