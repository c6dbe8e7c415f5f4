#include "importers/split.h"

namespace fupan::importers {

std::vector<std::string_view> split_at(std::string_view text, std::span<const std::string_view> separators) {
  std::vector<std::string_view> parts{text};
  for (const std::string_view separator : separators) {
    std::vector<std::string_view> finer;
    for (std::string_view part : parts) {
      for (std::size_t at = part.find(separator); at != std::string_view::npos; at = part.find(separator)) {
        finer.push_back(part.substr(0, at));
        part.remove_prefix(at + separator.size());
      }
      finer.push_back(part);
    }
    parts = std::move(finer);
  }
  return parts;
}

}  // namespace fupan::importers
