#include "store/lmdb/change_entry.h"

#include <optional>

#include "core/varint.h"

namespace fupan::store {
namespace {

constexpr char kEntryFormat = 1;

Error corrupt(Sequence sequence, std::string_view what) {
  return make_error(ErrorCode::kCorrupt, "read change log at " + std::to_string(sequence) + ": " + std::string(what));
}

}  // namespace

std::string encode_changes(const std::vector<Write>& writes) {
  std::string bytes{kEntryFormat};
  for (const Write& write : writes) {
    append_varint(bytes, (write.key.size() << 1U) | (write.value ? 0U : 1U));
    bytes += write.key;
  }
  return bytes;
}

Status decode_changes(Sequence sequence, std::string_view bytes, std::vector<Change>& out) {
  if (bytes.empty() || bytes.front() != kEntryFormat) return corrupt(sequence, "unknown entry format");
  bytes.remove_prefix(1);
  while (!bytes.empty()) {
    const std::optional<std::uint64_t> head = take_varint(bytes);
    if (!head || (*head >> 1U) > bytes.size()) return corrupt(sequence, "the entry is cut short");
    const auto length = static_cast<std::size_t>(*head >> 1U);
    out.push_back({sequence, std::string(bytes.substr(0, length)), (*head & 1U) != 0});
    bytes.remove_prefix(length);
  }
  return ok_status();
}

}  // namespace fupan::store
