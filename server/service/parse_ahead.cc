#include "server/service/parse_ahead.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/digest.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMaxFilesAhead = 256;
constexpr std::uint64_t kMaxBytesAhead = std::uint64_t{16} << 20U;

class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  // All of it; false: errno says why.
  bool read(std::string& bytes) const {
    struct stat about {};
    if (fd_ < 0 || ::fstat(fd_, &about) != 0) return false;
    bytes.resize(static_cast<std::size_t>(std::max<off_t>(about.st_size, 0)) + 1);  // one more to see the end at once
    std::size_t length = 0;
    for (;;) {
      const ssize_t got = ::read(fd_, bytes.data() + length, bytes.size() - length);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) break;
      length += static_cast<std::size_t>(got);
      if (length == bytes.size()) bytes.resize(2 * length);
    }
    bytes.resize(length);
    return true;
  }

 private:
  int fd_;
};

std::size_t thread_count(unsigned wanted, std::size_t files) {
  const std::size_t processors = std::max(1U, wanted == 0 ? std::thread::hardware_concurrency() : wanted);
  return std::min(processors, files);
}

}  // namespace

ParseAhead::ParseAhead(ParseSource source, std::vector<const ListedFile*> files, unsigned threads)
    : source_(std::move(source)), files_(std::move(files)), slots_(kMaxFilesAhead) {
  const std::size_t count = thread_count(threads, files_.size());
  discarded_.resize(std::max<std::size_t>(count, 1));
  for (std::size_t n = 1; n < count; ++n) threads_.emplace_back([this, n] { work(n); });
}

ParseAhead::~ParseAhead() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  claimable_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

ParsedFile ParseAhead::next() {
  std::unique_lock lock(mutex_);
  Slot& wanted = slot(taken_);
  while (!wanted.ready()) {
    if (may_claim()) {
      parse_one(lock, 0);
    } else {
      ready_.wait(lock);
    }
  }
  Slot got = std::exchange(wanted, {});
  bytes_ahead_ -= files_[taken_++]->bytes;
  lock.unlock();
  claimable_.notify_all();
  if (got.failed) std::rethrow_exception(got.failed);
  return std::move(*got.file);
}

void ParseAhead::discard(ParsedFile file) {
  if (file.parsed_by == 0) return;
  const std::lock_guard lock(mutex_);
  discarded_[file.parsed_by].push_back(std::move(file));
}

void ParseAhead::work(std::size_t thread) {
  std::unique_lock lock(mutex_);
  for (;;) {
    claimable_.wait(lock, [this] { return stop_ || claimed_ == files_.size() || may_claim(); });
    if (stop_ || claimed_ == files_.size()) return;
    parse_one(lock, thread);
  }
}

// The file that next() waits for may always be claimed: it cannot wait for ever.
bool ParseAhead::may_claim() const {
  if (claimed_ == files_.size() || claimed_ - taken_ == slots_.size()) return false;
  return claimed_ == taken_ || bytes_ahead_ + files_[claimed_]->bytes <= kMaxBytesAhead;
}

// Without the lock while it reads and parses.
void ParseAhead::parse_one(std::unique_lock<std::mutex>& lock, std::size_t thread) {
  const std::size_t at = claimed_++;
  bytes_ahead_ += files_[at]->bytes;
  std::vector<ParsedFile> discarded = std::exchange(discarded_[thread], {});
  lock.unlock();
  discarded.clear();
  Slot done;
  try {
    done.file = parse(*files_[at]);
    done.file->parsed_by = thread;
  } catch (...) {
    done.failed = std::current_exception();
  }
  lock.lock();
  slot(at) = std::move(done);
  if (at == taken_) ready_.notify_one();
}

ParsedFile ParseAhead::parse(const ListedFile& listed) const {
  ParsedFile out;
  if (!OpenFile(listed.file).read(out.bytes)) {
    out.unreadable = std::strerror(errno);
    return out;
  }
  out.id = make_document_id(source_.collection, listed.path);
  const std::string hash = sha256_hex(out.bytes);
  out.is_unchanged = source_.is_known(out.id, hash);
  if (out.is_unchanged) {
    out.bytes = {};
    return out;
  }
  out.previous = find_imported_document(source_.store, out.id);
  if (!out.previous) return out;
  const Document* before = *out.previous ? &(*out.previous)->document : nullptr;
  out.parsed = source_.importer.parse({source_.collection, listed.path, out.bytes, hash}, before);
  return out;
}

}  // namespace fupan::service
