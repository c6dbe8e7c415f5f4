#include "indexer/xapian/database_pool.h"

#include "indexer/xapian/index_directory.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {

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
  if (index && index->generation == generation) {
    index->documents.reopen();
    index->passages.reopen();
    return index;
  }
  index = std::make_unique<OpenIndex>();
  index->generation = generation;
  index->documents = Xapian::Database(documents_path(directory_, generation).string());
  index->passages = Xapian::Database(passages_path(directory_, generation).string());
  if (index->documents.get_metadata(std::string(kFormatKey)) != format_id()) {
    return make_error(ErrorCode::kUnavailable, "the index in " + directory_.string() +
                                                   " was made by another version of this program; `fupan reindex` or a "
                                                   "running server makes it anew");
  }
  return index;
}

void DatabasePool::give_back(std::unique_ptr<OpenIndex> index) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(index));
}

}  // namespace fupan::indexer::xapian
