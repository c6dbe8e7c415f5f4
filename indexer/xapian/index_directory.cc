#include "indexer/xapian/index_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace fupan::indexer::xapian {
namespace {

constexpr const char* kCurrent = "CURRENT";

bool is_generation(const std::string& name) {
  return name.starts_with("g") && name.find_first_not_of("0123456789", 1) == std::string::npos;
}

}  // namespace

Result<WriterLock> WriterLock::acquire(const std::filesystem::path& directory) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  const std::filesystem::path file = directory / "writer.lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return make_error(ErrorCode::kIo, "open " + file.string() + ": " + std::strerror(errno));
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return make_error(ErrorCode::kUnavailable,
                      "the index " + directory.string() + " is being written by another process (a running server?)");
  }
  return WriterLock(descriptor);
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string current_generation(const std::filesystem::path& directory) {
  std::ifstream in(directory / kCurrent);
  std::string name;
  std::getline(in, name);
  return is_generation(name) ? name : std::string{};
}

Status switch_generation(const std::filesystem::path& directory, const std::string& generation) {
  const std::filesystem::path fresh = directory / "CURRENT.new";
  {
    std::ofstream out(fresh, std::ios::trunc);
    out << generation << '\n';
    out.flush();
    if (!out) return make_error(ErrorCode::kIo, "write " + fresh.string() + ": " + std::strerror(errno));
  }
  std::error_code failed;
  std::filesystem::rename(fresh, directory / kCurrent, failed);
  if (failed) return make_error(ErrorCode::kIo, "rename " + fresh.string() + ": " + failed.message());
  for (const auto& entry : std::filesystem::directory_iterator(directory, failed)) {
    const std::string name = entry.path().filename().string();
    if (is_generation(name) && name != generation) std::filesystem::remove_all(entry.path(), failed);
  }
  return ok_status();
}

std::filesystem::path documents_path(const std::filesystem::path& directory, const std::string& generation) {
  return directory / generation / "documents";
}

std::filesystem::path tokens_path(const std::filesystem::path& directory, const std::string& generation) {
  return directory / generation / "tokens";
}

std::filesystem::path lessons_path(const std::filesystem::path& directory, const std::string& generation) {
  return directory / generation / "lessons";
}

}  // namespace fupan::indexer::xapian
