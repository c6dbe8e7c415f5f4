#include "store/lmdb/resident_pages.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

namespace fupan::store {

ResidentPages::ResidentPages(const std::filesystem::path& file) {
  std::error_code failed;
  const std::string wanted = std::filesystem::canonical(file, failed).string();
  std::ifstream maps("/proc/self/maps");
  for (std::string line; !failed && std::getline(maps, line);) {
    if (!line.ends_with(wanted)) continue;
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx", &begin, &end) != 2) continue;
    begin_ = reinterpret_cast<void*>(begin);
    bytes_ = end - begin;
  }
}

// The map is shared and read-only: nothing is lost, whoever reads at the moment finds its page again.
void ResidentPages::note_read() {
  if (bytes_ != 0 && ++reads_ % kReadsBetween == 0) ::madvise(begin_, bytes_, MADV_DONTNEED);
}

}  // namespace fupan::store
