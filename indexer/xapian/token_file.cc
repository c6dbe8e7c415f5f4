#include "indexer/xapian/token_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kEndBytes = 8;
constexpr std::size_t kFlushBytes = std::size_t{1} << 20U;
constexpr std::uint64_t kMaxGap = 8192;         // between two entries that are read together: a call costs as much
constexpr std::uint64_t kMaxRead = 256 << 10U;  // at a time, unless one entry is larger

std::filesystem::path ends_path(std::filesystem::path path) { return path += ".ends"; }

[[noreturn]] void fail(const std::string& what) {
  throw Xapian::DatabaseError(what + " the tokens: " + std::strerror(errno));
}

void write_all(int file, std::string_view bytes, std::uint64_t at) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
    at += static_cast<std::uint64_t>(written);
  }
}

void read_all(int file, char* to, std::size_t size, std::uint64_t at) {
  while (size > 0) {
    const ssize_t got = ::pread(file, to, size, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read");
    if (got == 0) throw Xapian::DatabaseCorruptError("the file of tokens is too short");
    to += got;
    size -= static_cast<std::size_t>(got);
    at += static_cast<std::uint64_t>(got);
  }
}

void append_end(std::string& out, std::uint64_t end) {
  for (std::size_t i = 0; i < kEndBytes; ++i) out += static_cast<char>(end >> (8 * i));
}

std::uint64_t end_at(const char* bytes) {
  std::uint64_t end = 0;
  for (std::size_t i = kEndBytes; i-- > 0;) end = end << 8U | static_cast<unsigned char>(bytes[i]);
  return end;
}

std::vector<std::uint64_t> read_ends(int file, std::size_t first, std::size_t count) {
  std::string bytes(count * kEndBytes, '\0');
  read_all(file, bytes.data(), bytes.size(), first * kEndBytes);
  std::vector<std::uint64_t> ends(count);
  for (std::size_t i = 0; i < count; ++i) ends[i] = end_at(bytes.data() + i * kEndBytes);
  return ends;
}

}  // namespace

TokenFileHandle::TokenFileHandle(const std::filesystem::path& path, int flags)
    : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) throw Xapian::DatabaseOpeningError("open " + path.string() + ": " + std::strerror(errno));
}

TokenFileHandle::TokenFileHandle(TokenFileHandle&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

TokenFileHandle& TokenFileHandle::operator=(TokenFileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

TokenFileHandle::~TokenFileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool holds_tokens(const std::filesystem::path& path, Xapian::docid last) {
  std::error_code failed;
  const std::uintmax_t ends = std::filesystem::file_size(ends_path(path), failed);
  if (failed || ends < (std::uintmax_t{last} + 1) * kEndBytes) return false;
  const TokenFileHandle file(ends_path(path), O_RDONLY);
  const std::uintmax_t bytes = std::filesystem::file_size(path, failed);
  return !failed && bytes >= read_ends(file.number(), last, 1)[0];
}

void TokenWriter::create(const std::filesystem::path& path) {
  *this = {};
  path_ = path;
  bytes_file_ = TokenFileHandle(path, O_RDWR | O_CREAT | O_TRUNC);
  ends_file_ = TokenFileHandle(ends_path(path), O_RDWR | O_CREAT | O_TRUNC);
  append_end(ends_, 0);
  sync();
}

void TokenWriter::open(const std::filesystem::path& path, Xapian::docid last) {
  *this = {};
  path_ = path;
  bytes_file_ = TokenFileHandle(path, O_RDWR);
  ends_file_ = TokenFileHandle(ends_path(path), O_RDWR);
  last_ = last;
  end_ = read_ends(ends_file_.number(), last, 1)[0];
  written_ = end_;
  written_ends_ = (std::uint64_t{last} + 1) * kEndBytes;
}

void TokenWriter::put(Xapian::docid id, const Tokens& tokens) {
  for (; last_ + 1 < id; ++last_) append_end(ends_, end_);
  const std::string encoded = tokens.encode();
  bytes_ += encoded;
  end_ += encoded.size();
  append_end(ends_, end_);
  last_ = id;
  if (bytes_.size() >= kFlushBytes) flush();
}

void TokenWriter::flush() {
  write_all(bytes_file_.number(), bytes_, written_);
  written_ += bytes_.size();
  bytes_.clear();
  write_all(ends_file_.number(), ends_, written_ends_);
  written_ends_ += ends_.size();
  ends_.clear();
}

void TokenWriter::sync() {
  flush();
  if (::fdatasync(bytes_file_.number()) != 0 || ::fdatasync(ends_file_.number()) != 0) fail("sync");
}

void TokenWriter::copy_to(const std::filesystem::path& path) const {
  for (const auto& [from, to] : {std::pair(path_, path), std::pair(ends_path(path_), ends_path(path))}) {
    std::error_code failed;
    std::filesystem::create_hard_link(from, to, failed);
    if (failed) std::filesystem::copy_file(from, to, failed);
    if (failed) throw Xapian::DatabaseError("copy " + from.string() + ": " + failed.message());
  }
}

TokenReader::TokenReader(const std::filesystem::path& path)
    : bytes_file_(path, O_RDONLY), ends_file_(ends_path(path), O_RDONLY), ends_(std::make_shared<const Ends>()) {}

std::shared_ptr<const TokenReader::Ends> TokenReader::ends(Xapian::docid last) const {
  const std::lock_guard lock(mutex_);
  if (ends_->size() > last) return ends_;
  auto more = std::make_shared<Ends>(*ends_);
  const Ends fresh = read_ends(ends_file_.number(), more->size(), std::size_t{last} + 1 - more->size());
  more->insert(more->end(), fresh.begin(), fresh.end());
  ends_ = std::move(more);
  return ends_;
}

Tokens TokenReader::all(Xapian::docid id) const {
  Tokens tokens;
  visit({id}, [&](Xapian::docid, std::string_view bytes) { tokens = Tokens::decode(bytes); });
  return tokens;
}

Tokens TokenReader::shown(Xapian::docid id) const {
  Tokens tokens = all(id);
  tokens.drop_parts(PartKind::kHidden);
  return tokens;
}

void TokenReader::visit(const DocIds& ids, const std::function<void(Xapian::docid, std::string_view)>& visit) const {
  if (ids.empty()) return;
  const std::shared_ptr<const Ends> known = ends(ids.back());
  const auto begin_of = [&](std::size_t i) { return (*known)[ids[i] - 1]; };
  const auto end_of = [&](std::size_t i) { return (*known)[ids[i]]; };
  thread_local std::string spare;  // filling a fresh one with zeros costs as much as reading
  std::string bytes = std::move(spare);
  for (std::size_t i = 0; i < ids.size();) {
    const std::uint64_t begin = begin_of(i);
    std::size_t next = i + 1;
    while (next < ids.size() && begin_of(next) - end_of(next - 1) <= kMaxGap && end_of(next) - begin <= kMaxRead) {
      ++next;
    }
    const std::size_t size = end_of(next - 1) - begin;
    if (bytes.size() < size) bytes.resize(size);
    read_all(bytes_file_.number(), bytes.data(), size, begin);
    for (; i < next; ++i) visit(ids[i], std::string_view(bytes).substr(begin_of(i) - begin, end_of(i) - begin_of(i)));
  }
  if (bytes.size() <= kMaxRead) spare = std::move(bytes);
}

}  // namespace fupan::indexer::xapian
