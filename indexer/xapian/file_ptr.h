// A C file that is closed with its owner.
#pragma once

#include <cstdio>
#include <memory>

namespace fupan::indexer::xapian {

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace fupan::indexer::xapian
