// Writes the Xapian index. One thread calls it (the passages are written by a second one inside); at most one writer
// per folder in all processes.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"
#include "indexer/index.h"
#include "indexer/xapian/index_directory.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/work_queue.h"

namespace fupan::indexer::xapian {

class XapianWriter final : public IndexWriter {
 public:
  // Opens the index for writing; makes an empty one where there is none or where it was made by another format or
  // analyser (then applied_sequence() is 0). With `rebuild` a new generation is filled beside the present one, which
  // readers go on using until publish().
  static Result<std::unique_ptr<XapianWriter>> open(const std::filesystem::path& directory, bool rebuild);

  std::uint64_t applied_sequence() const override { return applied_; }
  Status upsert(const IndexUpsert& upsert) override;
  Status remove(const std::string& document_id) override;
  Status commit(std::uint64_t sequence) override;
  Status publish() override;

 private:
  XapianWriter(WriterLock lock, std::filesystem::path directory);
  Status open_databases(bool rebuild);
  void begin();

  WriterLock lock_;
  std::filesystem::path directory_;
  std::string generation_;
  Xapian::WritableDatabase documents_;
  Xapian::WritableDatabase passages_;  // while tasks wait, touched by queue_'s thread only
  Projection projection_;
  std::uint64_t applied_ = 0;
  bool in_transaction_ = false;
  WorkQueue queue_;  // last: ends before what its tasks use
};

}  // namespace fupan::indexer::xapian
