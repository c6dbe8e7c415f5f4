// Writing sources back to files, byte for byte.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/result.h"
#include "server/service/library.h"

namespace fupan::service {

struct ExportReport {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

// Writes the newest source of every document that is not retired to directory/<collection>/<path>; existing files there
// are overwritten. Each file is written whole under another name first.
//
// Errors: io  a file cannot be written (the message names it); corrupt  a stored source does not have its digest
Result<ExportReport> export_sources(Library& library, const std::filesystem::path& directory);

}  // namespace fupan::service
