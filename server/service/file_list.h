// Which files an import reads: walks folders in a fixed order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace fupan::service {

struct ListedFile {
  std::filesystem::path file;  // to open
  std::string path;            // relative to the collection, '/' separated
  std::string skip_reason;     // not empty: not to be read, and why
  bool is_folder = false;      // a folder that could not be read
  std::uintmax_t bytes = 0;    // when it was listed; 0 for what is skipped
};

struct FileList {
  std::string name;        // of the folder; what the collection is called unless the user says otherwise
  std::string root;        // absolute
  bool is_folder = false;  // the path was a folder, not a file
  std::vector<ListedFile> files;
};

// Symbolic links are listed as skipped, so that nothing is read twice or from outside the folder; version control's
// folders are passed over. Errors: invalid_argument  `path` does not exist; io  it cannot be read.
Result<FileList> list_files(const std::filesystem::path& path);

}  // namespace fupan::service
