#include "indexer/xapian/database_pool.h"

#include <algorithm>

#include "indexer/xapian/index_directory.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMostRecent = 32;  // commits, of pages that are asked for again

DocIds dead_of(const Xapian::Database& database) {
  return decode_doc_ids(database.get_metadata(std::string(kDeadKey)));
}

}  // namespace

std::uint64_t OpenIndex::sequence() const {
  return std::min(sequence_of(documents.database), sequence_of(lessons.database));
}

bool OpenIndex::is_settled() const { return sequence_of(documents.database) == sequence_of(lessons.database); }

std::shared_ptr<const DocIds> DatabasePool::RecentDead::share(DocIds dead) {
  for (const auto& known : latest_) {
    if (*known == dead) return known;
  }
  latest_.push_front(std::make_shared<const DocIds>(std::move(dead)));
  if (latest_.size() > kMostRecent) latest_.pop_back();
  return latest_.front();
}

void DatabasePool::read_dead(OpenIndex& index) {
  DocIds documents = dead_of(index.documents.database), lessons = dead_of(index.lessons.database);
  const std::lock_guard lock(mutex_);
  index.documents.dead = dead_documents_.share(std::move(documents));
  index.lessons.dead = dead_lessons_.share(std::move(lessons));
}

bool OpenDatabase::is_dead(Xapian::docid id) const { return std::binary_search(dead->begin(), dead->end(), id); }

std::string OpenDatabase::data(Xapian::docid id) const {
  return database.get_document(id, Xapian::DOC_ASSUME_VALID).get_data();
}

Result<std::unique_ptr<OpenIndex>> DatabasePool::take() {
  const std::string generation = current_generation(directory_);
  if (generation.empty()) {
    return make_error(ErrorCode::kUnavailable, "there is no index in " + directory_.string() + " yet");
  }
  std::unique_ptr<OpenIndex> index;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      index = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!index || index->generation != generation) return open(generation);
  const bool has_moved = index->documents.database.reopen();
  if (index->lessons.database.reopen() || has_moved) read_dead(*index);
  return index;
}

Result<std::unique_ptr<OpenIndex>> DatabasePool::open(const std::string& generation) {
  auto index = std::make_unique<OpenIndex>();
  index->generation = generation;
  index->documents.database = Xapian::Database(documents_path(directory_, generation).string());
  index->lessons.database = Xapian::Database(lessons_path(directory_, generation).string());
  if (index->documents.database.get_metadata(std::string(kFormatKey)) != format_id()) {
    return make_error(ErrorCode::kUnavailable, "the index in " + directory_.string() +
                                                   " was made by another version of this program; `fupan reindex` or a "
                                                   "running server makes it anew");
  }
  read_dead(*index);
  const std::lock_guard lock(mutex_);
  if (generation_ != generation) {
    tokens_ = std::make_shared<const TokenReader>(tokens_path(directory_, generation));  // may throw: comes first
    generation_ = generation;
    statistics_ = std::make_shared<SharedStatistics>();
    document_columns_ = std::make_shared<Columns>();
    lesson_columns_ = std::make_shared<Columns>();
    idle_.clear();
  }
  index->documents.tokens = tokens_;
  index->documents.shared_statistics = statistics_;
  index->documents.columns = document_columns_;
  index->lessons.columns = lesson_columns_;
  return index;
}

void DatabasePool::give_back(std::unique_ptr<OpenIndex> index) {
  const std::lock_guard lock(mutex_);
  if (index->generation == generation_) idle_.push_back(std::move(index));
}

}  // namespace fupan::indexer::xapian
