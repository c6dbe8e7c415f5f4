#include "server/service/projector.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>
#include <map>
#include <set>

#include "indexer/open_index.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kChangesPerStep = 2000;
constexpr std::size_t kDocumentsAhead = 64;
constexpr auto kPoll = 100ms;  // how soon a commit of another process is seen
constexpr auto kRetryLock = 1000ms;
// While there is more to do a commit may cost a tenth of the time, as long as nobody waits for ever.
constexpr int kWorkPerCommit = 10;
constexpr SteadyClock::duration kMostDelay = 60s;

// What the index is to hold of a document. Nothing: it is gone, or its record is damaged.
struct Read {
  std::string id;
  Result<std::optional<indexer::IndexUpsert>> upsert{std::nullopt};
};

Read read_document(const store::Reader& reader, const DocumentId& id) {
  auto document = find_document(reader, id);
  if (!document && document.error().code == ErrorCode::kCorrupt) {  // `fupan check` names it; the others must go on
    spdlog::error("index: {}", document.error().message);
    return {id.value};
  }
  if (!document) return {id.value, document.error()};
  if (!*document) return {id.value};
  std::string fingerprint = fingerprint_of(**document);
  return {id.value, indexer::IndexUpsert{std::move((*document)->document), std::move(fingerprint)}};
}

Status apply(indexer::IndexWriter& writer, Read read) {
  if (!read.upsert) return read.upsert.error();
  return *read.upsert ? writer.upsert(std::move(**read.upsert)) : writer.remove(read.id);
}

Status apply(const store::Reader& reader, indexer::IndexWriter& writer, const DocumentId& id) {
  return apply(writer, read_document(reader, id));
}

// Reads the next documents while the last ones are analysed.
Status apply_all(const store::Reader& reader, indexer::IndexWriter& writer, const std::set<DocumentId>& ids) {
  auto next = ids.begin();
  const auto read_some = [&] {
    std::vector<Read> some;
    for (; next != ids.end() && some.size() < kDocumentsAhead; ++next) some.push_back(read_document(reader, *next));
    return some;
  };
  std::vector<Read> present = read_some();
  while (!present.empty()) {
    std::future<std::vector<Read>> following;
    if (next != ids.end()) following = std::async(std::launch::async, read_some);
    for (Read& read : present) {
      if (Status applied = apply(writer, std::move(read)); !applied) return applied;
    }
    present = following.valid() ? following.get() : std::vector<Read>();
  }
  return ok_status();
}

}  // namespace

Projector::Projector(Library& library, ProjectorOptions options)
    : library_(library), options_(options), thread_([this] { run(); }) {}

Projector::~Projector() {
  stopping_ = true;
  wake();
  thread_.join();
}

void Projector::wake() { changed_.notify_all(); }

void Projector::finish_soon() {
  hurrying_ = true;
  wake();
}

void Projector::report(Status status) {
  const std::lock_guard lock(mutex_);
  if (status) {
    error_.reset();
    return;
  }
  if (status.error().code != ErrorCode::kUnavailable) spdlog::error("index: {}", status.error().message);
  error_ = status.error();
}

void Projector::run() {
  while (!stopping_) {
    report(follow());
    std::unique_lock lock(mutex_);
    if (!stopping_) changed_.wait_for(lock, kRetryLock);
  }
}

// Opens the writer and applies until told to stop or until something fails.
Status Projector::follow() {
  auto opened = indexer::open_writer(index_path(library_.data()), indexer::WriterMode::kContinue);
  if (!opened) return opened.error();
  indexer::IndexWriter& writer = **opened;
  report(ok_status());
  taken_ = writer.applied_sequence();
  pending_documents_ = 0;
  while (true) {
    bool did_something = false;
    if (Status stepped = step(writer, did_something); !stepped) return stepped;
    if (did_something) continue;
    const bool is_pending = taken_ > writer.applied_sequence();
    if (Status tidied = is_pending ? ok_status() : writer.tidy(); !tidied) return tidied;
    if (stopping_) return ok_status();
    if (writer.wants_rebuild()) {
      opened->reset();  // lets go of the writer's lock
      return reindex(library_, {});
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kPoll);
  }
}

// Every document whose labels are not as they are indexed. Commits with the sequence before the change that moved them,
// so that whoever is killed in between begins again.
Status Projector::apply_moved_labels(indexer::IndexWriter& writer) {
  std::map<std::string, std::string> indexed;
  Status read = library_.index().for_each_document(
      [&](const indexer::IndexedDocument& document) { indexed[document.document_id] = document.fingerprint; });
  if (!read && read.error().code != ErrorCode::kUnavailable) return read;  // unavailable: nothing is indexed yet
  std::size_t pending = 0;
  return for_each_record(library_.store(), kDocumentPrefix, [&](const store::Record& record) -> Status {
    if (stopping_) return make_error(ErrorCode::kUnavailable, "stopped while labels were moved");
    const auto id = document_of_key(record.key);
    const auto stored = find_document(library_.store(), *id);
    const auto known = indexed.find(id->value);
    const bool is_same = stored && *stored && known != indexed.end() && known->second == fingerprint_of(**stored);
    if (is_same) return ok_status();
    if (Status applied = apply(library_.store(), writer, *id); !applied) return applied;
    if (++pending < options_.documents_per_commit) return ok_status();
    pending = 0;
    return writer.commit(writer.applied_sequence());
  });
}

Status Projector::step(indexer::IndexWriter& writer, bool& did_something) {
  const auto changes = library_.store().changes(taken_, kChangesPerStep);
  if (!changes) return changes.error();
  std::set<DocumentId> documents;
  for (const store::Change& change : *changes) {
    if (auto id = document_of_key(change.key)) documents.insert(std::move(*id));
  }
  if (!changes->empty()) {
    if (taken_ == writer.applied_sequence()) pending_since_ = SteadyClock::now();
    // Each from the store as it is by now, not from a snapshot: indexing takes long, and no page that an import frees
    // meanwhile could be used again. What is newer than the changes at hand is applied a second time, which does no
    // harm.
    if (Status applied = apply_all(library_.store(), writer, documents); !applied) return applied;
    const auto moves = [](const store::Change& change) { return moves_labels(change.key); };
    if (std::any_of(changes->begin(), changes->end(), moves)) {
      if (Status applied = apply_moved_labels(writer); !applied) return applied;
    }
    taken_ = changes->back().sequence;
    pending_documents_ += documents.size();
    did_something = true;
  }
  const bool is_pending = taken_ > writer.applied_sequence();
  const bool is_at_end = changes->empty();
  if (!is_pending || !is_due(is_at_end)) return ok_status();
  pending_documents_ = 0;
  did_something = true;
  const auto begin = SteadyClock::now();
  if (Status committed = writer.commit(taken_); !committed) return committed;
  commit_took_ = SteadyClock::now() - begin;
  changed_.notify_all();
  return ok_status();
}

bool Projector::is_due(bool is_at_end) const {
  if (pending_documents_ >= options_.documents_per_commit || (is_at_end && (stopping_ || hurrying_))) return true;
  SteadyClock::duration delay = options_.max_delay;
  if (!is_at_end) delay = std::max(delay, std::min(kMostDelay, kWorkPerCommit * commit_took_));
  return SteadyClock::now() - pending_since_ >= delay;
}

Status Projector::wait_for(std::uint64_t sequence, std::chrono::seconds patience,
                           const std::function<void(std::uint64_t)>& progress) {
  std::uint64_t last = 0;
  auto moved = SteadyClock::now();
  while (true) {
    const auto applied = library_.index().applied_sequence();
    const std::uint64_t now = applied ? *applied : 0;
    if (now >= sequence) return ok_status();
    if (progress) progress(now);
    if (now != last) {
      last = now;
      moved = SteadyClock::now();
    }
    std::unique_lock lock(mutex_);
    if (SteadyClock::now() - moved > patience) {
      return error_ ? *error_
                    : make_error(ErrorCode::kUnavailable, "the index did not get beyond change " + std::to_string(now) +
                                                              " of " + std::to_string(sequence));
    }
    if (error_ && error_->code != ErrorCode::kUnavailable) return *error_;
    changed_.wait_for(lock, kPoll);
  }
}

Status reindex(Library& library, const std::function<void(std::size_t)>& progress) {
  auto opened = indexer::open_writer(index_path(library.data()), indexer::WriterMode::kRebuild);
  if (!opened) return opened.error();
  const auto snapshot = library.store().snapshot();
  if (!snapshot) return snapshot.error();
  const auto sequence = (*snapshot)->last_sequence();
  if (!sequence) return sequence.error();
  std::size_t done = 0;
  constexpr std::size_t kDocumentsPerReport = 5000;
  Status walked = for_each_document(**snapshot, [&](StoredDocument stored) -> Status {
    std::string fingerprint = fingerprint_of(stored);
    if (Status put = (*opened)->upsert({std::move(stored.document), std::move(fingerprint)}); !put) return put;
    if (++done % kDocumentsPerReport == 0 && progress) progress(done);
    return ok_status();
  });
  if (!walked) return walked;
  if (progress) progress(done);
  if (Status committed = (*opened)->commit(*sequence); !committed) return committed;
  if (Status tidied = (*opened)->tidy(); !tidied) return tidied;
  return (*opened)->publish();
}

}  // namespace fupan::service
