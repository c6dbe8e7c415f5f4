// Open databases for readers: each is used by one thread at a time, and sees the newest commit when it is taken.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.h"
#include "indexer/xapian/append_database.h"
#include "indexer/xapian/columns.h"
#include "indexer/xapian/shared_statistics.h"
#include "indexer/xapian/token_file.h"

namespace fupan::indexer::xapian {

// One of the two databases as readers see it.
struct OpenDatabase {
  Xapian::Database database;
  std::shared_ptr<const DocIds> dead;  // entries that readers must leave out
  std::shared_ptr<Columns> columns;
  std::shared_ptr<const TokenReader> tokens;  // of documents only, as are the statistics
  std::shared_ptr<SharedStatistics> shared_statistics;

  std::size_t live() const { return database.get_doccount() - dead->size(); }
  bool is_dead(Xapian::docid id) const;
  std::string data(Xapian::docid id) const;  // of the entry (projection.h)
};

struct OpenIndex {
  std::string generation;
  OpenDatabase documents;
  OpenDatabase lessons;

  std::uint64_t sequence() const;  // of the older of both
  bool is_settled() const;         // both are of one commit
};

// Thread-safe.
class DatabasePool {
 public:
  explicit DatabasePool(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // Errors: unavailable  there is no index. Throws Xapian's exceptions; call inside guard().
  Result<std::unique_ptr<OpenIndex>> take();
  void give_back(std::unique_ptr<OpenIndex> index);

  const std::filesystem::path& directory() const { return directory_; }

 private:
  // The dead entries of a database, shared by all that see the same ones. The latest are kept for pages that were made
  // from them.
  class RecentDead {
   public:
    std::shared_ptr<const DocIds> share(DocIds dead);

   private:
    std::deque<std::shared_ptr<const DocIds>> latest_;  // newest first
  };

  Result<std::unique_ptr<OpenIndex>> open(const std::string& generation);
  void read_dead(OpenIndex& index);

  std::filesystem::path directory_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<OpenIndex>> idle_;
  RecentDead dead_documents_;
  RecentDead dead_lessons_;
  std::string generation_;  // that the columns belong to
  std::shared_ptr<SharedStatistics> statistics_;
  std::shared_ptr<const TokenReader> tokens_;
  std::shared_ptr<Columns> document_columns_;
  std::shared_ptr<Columns> lesson_columns_;
};

}  // namespace fupan::indexer::xapian
