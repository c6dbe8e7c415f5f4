#include "indexer/xapian/glass_table.h"

#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kPlaceBytes = 2;
constexpr std::size_t kItemHeaderBytes = 3;  // size and flags in two bytes, length of the key in one
constexpr std::size_t kPartNumberBytes = 2;
constexpr std::size_t kBlockNumberBytes = 4;
constexpr std::size_t kMaxItemBytes = (GlassTable::kBlockBytes - 11 - 4 * kPlaceBytes) / 4;  // four to a block
constexpr std::uint32_t kRevision = 1;
constexpr unsigned kIsLast = 0x4000;
constexpr unsigned kIsFirst = 0x2000;

void put_number(char* at, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0; number >>= 8U) at[i] = static_cast<char>(number & 0xFFU);
}

char* put_text(char* at, std::string_view text) { return std::copy(text.begin(), text.end(), at); }

}  // namespace

void GlassTable::Block::clear() {
  bytes_.assign(kBlockBytes, '\0');
  places_ = kHeaderBytes;
  lowest_ = kBlockBytes;
}

char* GlassTable::Block::add(std::size_t size) {
  lowest_ -= size;
  put_number(bytes_.data() + places_, lowest_, kPlaceBytes);
  places_ += kPlaceBytes;
  return bytes_.data() + lowest_;
}

std::string_view GlassTable::Block::seal() {
  char* at = bytes_.data();
  put_number(at, kRevision, 4);
  put_number(at + 4, level_, 1);
  put_number(at + 5, free_bytes(), 2);  // in one piece
  put_number(at + 7, free_bytes(), 2);  // in all
  put_number(at + 9, places_, 2);
  return bytes_;
}

GlassTable::GlassTable(const std::filesystem::path& file) : path_(file), file_(std::fopen(file.c_str(), "wbe")) {
  if (!file_) throw Xapian::DatabaseOpeningError("create " + file.string() + ": " + std::strerror(errno));
  add_part({}, 1, {}, true);  // each tree begins with an item without a key
}

std::size_t GlassTable::room_for(std::size_t key_bytes) const {
  const std::size_t needed = kPlaceBytes + kItemHeaderBytes + key_bytes;
  if (leaf_.free_bytes() <= needed) return 0;
  return std::min(leaf_.free_bytes() - needed, kMaxItemBytes - kItemHeaderBytes - key_bytes);
}

void GlassTable::add(std::string_view key, std::string_view value) {
  const std::size_t most = kMaxItemBytes - kItemHeaderBytes - key.size();
  ++items_;
  if (value.size() <= most) return add_part(key, 1, value, true);
  unsigned part = 1;
  while (!value.empty()) {
    const std::string_view bytes = value.substr(0, part == 1 ? most : most - kPartNumberBytes);
    value.remove_prefix(bytes.size());
    add_part(key, part++, bytes, value.empty());
  }
}

void GlassTable::add_part(std::string_view key, unsigned part, std::string_view bytes, bool is_last) {
  const std::size_t number_bytes = part == 1 ? 0 : kPartNumberBytes;
  const std::size_t size = kItemHeaderBytes + key.size() + number_bytes + bytes.size();
  if (leaf_.free_bytes() < size + kPlaceBytes) begin_leaf(key, part);
  char* at = leaf_.add(size);
  put_number(at, (size - kItemHeaderBytes) | (is_last ? kIsLast : 0U) | (part == 1 ? kIsFirst : 0U), 2);
  put_number(at + 2, key.size(), 1);
  at = put_text(at + kItemHeaderBytes, key);
  if (part > 1) put_number(at, part, kPartNumberBytes);
  put_text(at + number_bytes, bytes);
  last_.key.assign(key);
  last_.part = part;
}

// The key above two leaves is as short as can be: as much of the second's first as tells it from the first's last.
void GlassTable::begin_leaf(std::string_view key, unsigned part) {
  const std::uint32_t block = write(leaf_);
  add_child(0, leaf_from_, block);
  const auto differs = std::mismatch(key.begin(), key.end(), last_.key.begin(), last_.key.end()).first;
  const auto same = static_cast<std::size_t>(differs - key.begin());
  leaf_from_ = {std::string(key.substr(0, same + 1)), part};
}

// Puts a block into the branch above it, and a full branch into the one above that. `from` is a copy: it may be one of
// branch_from_, which grows.
void GlassTable::add_child(std::size_t level, Position from, std::uint32_t block) {
  if (branches_.size() == level) {
    branches_.emplace_back(static_cast<unsigned>(level + 1));
    branch_from_.emplace_back();
  }
  const auto needed = [&](std::string_view key) {
    return kBlockNumberBytes + 1 + key.size() + kPartNumberBytes + kPlaceBytes;
  };
  if (branches_[level].free_bytes() < needed(from.key)) {
    const std::uint32_t full = write(branches_[level]);
    add_child(level + 1, branch_from_[level], full);
    branch_from_[level] = from;
  }
  Block& branch = branches_[level];
  const bool is_first = branch.is_empty();  // its key is never looked at
  const std::string_view key = is_first ? std::string_view{} : std::string_view(from.key);
  char* at = branch.add(needed(key) - kPlaceBytes);
  put_number(at, block, kBlockNumberBytes);
  put_number(at + kBlockNumberBytes, key.size(), 1);
  at = put_text(at + kBlockNumberBytes + 1, key);
  put_number(at, is_first ? 0 : from.part, kPartNumberBytes);
}

std::uint32_t GlassTable::write(Block& block) {
  const std::string_view bytes = block.seal();
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    throw Xapian::DatabaseError("write " + path_.string() + ": " + std::strerror(errno));
  }
  block.clear();
  return blocks_++;
}

GlassRoot GlassTable::finish() {
  std::uint32_t top = write(leaf_);
  if (!branches_.empty()) add_child(0, leaf_from_, top);
  for (std::size_t level = 0; level < branches_.size(); ++level) {
    top = write(branches_[level]);
    if (level + 1 < branches_.size()) add_child(level + 1, branch_from_[level], top);
  }
  if (std::fflush(file_.get()) != 0 || ::fdatasync(::fileno(file_.get())) != 0) {
    throw Xapian::DatabaseError("write " + path_.string() + ": " + std::strerror(errno));
  }
  return {top, static_cast<std::uint32_t>(branches_.size()), items_, blocks_};
}

}  // namespace fupan::indexer::xapian
