#include "store/batch_check.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/utf8.h"

namespace fupan::store {
namespace {

constexpr std::size_t kShownKeyBytes = 80;

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F; }

Error bad_batch(std::string what) { return make_error(ErrorCode::kInvalidArgument, "commit: " + std::move(what)); }

Status check_write(const Write& write) {
  if (write.key.empty()) return bad_batch("a key is empty");
  if (write.key.size() > kMaxKeyBytes) {
    return bad_batch("key '" + describe_key(write.key) + "' has " + std::to_string(write.key.size()) +
                     " bytes; at most " + std::to_string(kMaxKeyBytes) + " are allowed");
  }
  if (write.value && write.value->size() > kMaxValueBytes) {
    return bad_batch("the value of '" + describe_key(write.key) + "' has " + std::to_string(write.value->size()) +
                     " bytes; at most " + std::to_string(kMaxValueBytes) + " are allowed");
  }
  return ok_status();
}

}  // namespace

Status check_batch(const std::vector<Write>& writes) {
  std::vector<std::string_view> keys;
  keys.reserve(writes.size());
  for (const Write& write : writes) {
    if (Status status = check_write(write); !status) return status;
    keys.push_back(write.key);
  }
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice != keys.end()) return bad_batch("key '" + describe_key(*twice) + "' occurs twice");
  return ok_status();
}

std::string describe_key(std::string_view key) {
  const std::string_view shown = text::clip_utf8(key, kShownKeyBytes);
  const bool cut = shown.size() < key.size();
  std::string out;
  if (text::is_valid_utf8(shown) && std::none_of(shown.begin(), shown.end(), is_control)) {
    out = shown;
  } else {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char c : shown) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x20 && byte < 0x7F) {
        out += c;
      } else {
        out.append("\\x").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
      }
    }
  }
  return cut ? out + "..." : out;
}

Error conflict_error(std::string_view key, Revision expected, Revision found) {
  const auto name = [](Revision revision) {
    return revision == 0 ? std::string("no record") : "revision " + std::to_string(revision);
  };
  return make_error(ErrorCode::kConflict,
                    "commit: '" + describe_key(key) + "': expected " + name(expected) + ", found " + name(found));
}

}  // namespace fupan::store
