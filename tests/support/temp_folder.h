// A folder of its own for one test, removed with everything in it on destruction.
#pragma once

#include <filesystem>

namespace fupan::test {

class TempFolder {
 public:
  // Below the system's folder for temporary files. Throws std::filesystem::filesystem_error when it cannot be made.
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace fupan::test
