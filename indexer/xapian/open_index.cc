#include "indexer/open_index.h"

#include "indexer/xapian/reader.h"
#include "indexer/xapian/writer.h"

namespace fupan::indexer {

std::unique_ptr<IndexReader> open_reader(const std::filesystem::path& directory) {
  return std::make_unique<xapian::XapianReader>(directory);
}

Result<std::unique_ptr<IndexWriter>> open_writer(const std::filesystem::path& directory, WriterMode mode) {
  auto writer = xapian::XapianWriter::open(directory, mode == WriterMode::kRebuild);
  if (!writer) return writer.error();
  return std::unique_ptr<IndexWriter>(std::move(*writer));
}

}  // namespace fupan::indexer
