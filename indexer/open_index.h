// Opens the index that lies in a folder. What it is made of stays behind IndexReader and IndexWriter.
#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "indexer/index.h"

namespace fupan::indexer {

// The index need not exist yet.
std::unique_ptr<IndexReader> open_reader(const std::filesystem::path& directory);

enum class WriterMode {
  kContinue,  // go on from the last commit; from nothing when there is none or another format or analyser made it
  kRebuild,   // fill a new index beside the present one, which readers use until IndexWriter::publish()
};

// Errors: unavailable  another process writes this index
//         io, corrupt  the files cannot be used; kRebuild still works
Result<std::unique_ptr<IndexWriter>> open_writer(const std::filesystem::path& directory, WriterMode mode);

}  // namespace fupan::indexer
