#include "server/service/recent_documents.h"

#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::size_t kChangesPerStep = 2000;
constexpr store::Sequence kCommitsPerStep = 100;

}  // namespace

Result<std::vector<DocumentId>> RecentDocuments::written_after(store::Sequence after) {
  const std::lock_guard lock(mutex_);
  if (Status followed = follow(); !followed) return followed.error();
  std::vector<DocumentId> documents;
  for (auto entry = order_.rbegin(); entry != order_.rend() && entry->first > after; ++entry) {
    documents.push_back({entry->second});
  }
  return documents;
}

Status RecentDocuments::follow() {
  if (!is_started_) {
    const auto last = store_.last_sequence();
    if (!last) return last.error();
    if (Status read = read_back(*last); !read) return read;
    position_ = *last;
    is_started_ = true;
  }
  while (true) {
    const auto changes = store_.changes(position_, kChangesPerStep);
    if (!changes) return changes.error();
    if (changes->empty()) return ok_status();
    for (const store::Change& change : *changes) take(change);
    position_ = changes->back().sequence;
    drop_oldest();
  }
}

// Towards the beginning of the log, some commits at a time: what a later step finds was written before.
Status RecentDocuments::read_back(store::Sequence last) {
  written_.clear();
  order_.clear();
  std::set<std::string> removed;
  std::size_t entries = 0;
  while (last > 0 && order_.size() < kMostRecent && entries < kMostLogEntries) {
    const store::Sequence begin = last > kCommitsPerStep ? last - kCommitsPerStep : 0;
    const auto changes = changes_between(begin, last);
    if (!changes) return changes.error();
    entries += changes->size();
    for (auto change = changes->rbegin(); change != changes->rend(); ++change) {
      const auto id = document_of_key(change->key);
      if (!id || written_.contains(id->value) || removed.contains(id->value)) continue;
      if (change->removed) {
        removed.insert(id->value);
      } else {
        take(*change);
      }
    }
    last = begin;
  }
  drop_oldest();
  return ok_status();
}

Result<std::vector<store::Change>> RecentDocuments::changes_between(store::Sequence after, store::Sequence last) const {
  std::vector<store::Change> all;
  while (after < last) {
    auto changes = store_.changes(after, kChangesPerStep);
    if (!changes) return changes.error();
    if (changes->empty()) break;
    after = changes->back().sequence;
    for (store::Change& change : *changes) {
      if (change.sequence <= last) all.push_back(std::move(change));
    }
  }
  return all;
}

void RecentDocuments::take(const store::Change& change) {
  const auto id = document_of_key(change.key);
  if (!id) return;
  if (const auto known = written_.find(id->value); known != written_.end()) {
    order_.erase({known->second, known->first});
    written_.erase(known);
  }
  if (change.removed) return;
  written_[id->value] = change.sequence;
  order_.insert({change.sequence, id->value});
}

void RecentDocuments::drop_oldest() {
  while (order_.size() > kMostRecent) {
    written_.erase(order_.begin()->second);
    order_.erase(order_.begin());
  }
}

}  // namespace fupan::service
