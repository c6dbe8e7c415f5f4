// Writes the Xapian index. One thread calls it and analyses texts, a second one inside collects what comes of it; at
// most one writer per folder in all processes.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"
#include "indexer/index.h"
#include "indexer/xapian/append_database.h"
#include "indexer/xapian/index_directory.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/token_file.h"
#include "indexer/xapian/work_queue.h"

namespace fupan::indexer::xapian {

class XapianWriter final : public IndexWriter {
 public:
  // Opens the index for writing; makes an empty one where there is none or where it was made by another format or
  // analyser (then applied_sequence() is 0). With `rebuild` a new generation is filled beside the present one, which
  // readers go on using until publish().
  static Result<std::unique_ptr<XapianWriter>> open(const std::filesystem::path& directory, bool rebuild);

  std::uint64_t applied_sequence() const override { return applied_; }
  Status upsert(IndexUpsert upsert) override;
  Status remove(const std::string& document_id) override;
  Status commit(std::uint64_t sequence) override;
  bool wants_rebuild() const override;
  Status tidy() override;
  Status publish() override;

 private:
  XapianWriter(WriterLock lock, std::filesystem::path directory);
  Status open_databases(bool rebuild);
  Status commit_in_place(std::uint64_t sequence);
  Status copy(std::uint64_t sequence);

  WriterLock lock_;
  std::filesystem::path directory_;
  std::string generation_;
  // While tasks wait, touched by queue_'s thread only, but for their codes: only projection_'s.
  AppendDatabase documents_;
  TokenWriter tokens_;  // of documents_
  AppendDatabase lessons_;
  Projection projection_;
  std::uint64_t applied_ = 0;
  std::size_t added_ = 0;  // documents since the files were last made small
  WorkQueue queue_;        // last: ends before what its tasks use
};

}  // namespace fupan::indexer::xapian
