#include "indexer/xapian/writer.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/xapian/guard.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMaxWaitingDocuments = 64;
constexpr std::size_t kMinTidyDocuments = 1000;  // fewer are not worth copying the files
constexpr std::size_t kMinDead = 1000;

std::string next_generation(const std::string& present) {
  return present.empty() ? "g1" : "g" + std::to_string(std::stoull(present.substr(1)) + 1);
}

bool is_usable(const std::filesystem::path& path) {
  try {
    return Xapian::Database(path.string()).get_metadata(std::string(kFormatKey)) == format_id();
  } catch (const Xapian::Error&) {
    return false;
  }
}

bool has_all_tokens(const std::filesystem::path& directory, const std::string& generation) {
  return holds_tokens(tokens_path(directory, generation),
                      Xapian::Database(documents_path(directory, generation).string()).get_lastdocid());
}

bool is_mostly_waste(const AppendDatabase& database) {
  return database.dead() >= kMinDead && database.dead() * 3 >= database.live();
}

}  // namespace

XapianWriter::XapianWriter(WriterLock lock, std::filesystem::path directory)
    : lock_(std::move(lock)), directory_(std::move(directory)), queue_(kMaxWaitingDocuments) {}

Result<std::unique_ptr<XapianWriter>> XapianWriter::open(const std::filesystem::path& directory, bool rebuild) {
  auto lock = WriterLock::acquire(directory);
  if (!lock) return lock.error();
  std::unique_ptr<XapianWriter> writer(new XapianWriter(std::move(*lock), directory));
  if (Status opened = guard("open index", [&] { return writer->open_databases(rebuild); }); !opened)
    return opened.error();
  return writer;
}

Status XapianWriter::open_databases(bool rebuild) {
  const std::string present = current_generation(directory_);
  const bool usable = !present.empty() && is_usable(documents_path(directory_, present)) &&
                      is_usable(lessons_path(directory_, present)) && has_all_tokens(directory_, present);
  if (usable && !rebuild) {
    generation_ = present;
    documents_.open(documents_path(directory_, generation_));
    tokens_.open(tokens_path(directory_, generation_), documents_.last());
    lessons_.open(lessons_path(directory_, generation_));
    applied_ = std::min(documents_.sequence(), lessons_.sequence());
    return ok_status();
  }
  generation_ = next_generation(present);
  std::error_code failed;
  std::filesystem::create_directories(directory_ / generation_, failed);
  documents_.create(documents_path(directory_, generation_));
  tokens_.create(tokens_path(directory_, generation_));
  lessons_.create(lessons_path(directory_, generation_));
  return rebuild && usable ? ok_status() : switch_generation(directory_, generation_);
}

Status XapianWriter::upsert(IndexUpsert upsert) {
  const std::string what = "index document " + upsert.document.id.value;
  const std::string owner = prefixed_term(kIdPrefix, upsert.document.id.value);
  return guard(what, [&]() -> Status {
    const auto projected =
        std::make_shared<const Projected>(projection_.project(upsert, documents_.codes(), lessons_.codes()));
    queue_.add([this, what, owner, projected] {
      return guard(what, [&] {
        lessons_.put(owner, projected->lessons);
        tokens_.put(documents_.put(owner, projected->document), projected->tokens);
        return ok_status();
      });
    });
    ++added_;
    return ok_status();
  });
}

Status XapianWriter::remove(const std::string& document_id) {
  const std::string what = "remove document " + document_id + " from the index";
  const std::string owner = prefixed_term(kIdPrefix, document_id);
  queue_.add([this, what, owner] {
    return guard(what, [&] {
      lessons_.remove(owner);
      documents_.remove(owner);
      return ok_status();
    });
  });
  return ok_status();
}

Status XapianWriter::commit(std::uint64_t sequence) {
  if (Status written = queue_.wait(); !written) return written;
  documents_.count_words(projection_.take_words());
  Status committed = guard("commit index", [&] {
    return documents_.wants_copy() || lessons_.wants_copy() ? copy(sequence) : commit_in_place(sequence);
  });
  if (committed) applied_ = sequence;
  return committed;
}

Status XapianWriter::commit_in_place(std::uint64_t sequence) {
  queue_.add(
      [this, sequence] { return guard("commit lessons", [&] { return lessons_.commit(sequence), ok_status(); }); });
  tokens_.sync();
  documents_.commit(sequence);
  return queue_.wait();
}

bool XapianWriter::wants_rebuild() const { return is_mostly_waste(documents_) || is_mostly_waste(lessons_); }

Status XapianWriter::tidy() {
  if (Status written = queue_.wait(); !written) return written;
  if (added_ < std::max(kMinTidyDocuments, documents_.live() / 4)) return ok_status();
  return guard("make the index small", [&] { return copy(applied_); });
}

// Both databases are copied side by side into a new generation, with what was put since the last commit. Until that is
// the one in use the old one stays whole.
Status XapianWriter::copy(std::uint64_t sequence) {
  const std::string fresh = next_generation(generation_);
  std::error_code failed;
  std::filesystem::remove_all(directory_ / fresh, failed);
  std::filesystem::create_directories(directory_ / fresh, failed);
  queue_.add([this, fresh, sequence] {
    return guard("copy the lessons",
                 [&] { return lessons_.copy_to(lessons_path(directory_, fresh), sequence), ok_status(); });
  });
  tokens_.sync();
  tokens_.copy_to(tokens_path(directory_, fresh));
  documents_.copy_to(documents_path(directory_, fresh), sequence);
  tokens_.open(tokens_path(directory_, fresh), documents_.last());
  if (Status copied = queue_.wait(); !copied) return copied;
  const bool is_in_use = current_generation(directory_) == generation_;
  if (!is_in_use) std::filesystem::remove_all(directory_ / generation_, failed);
  generation_ = fresh;
  added_ = 0;
  return is_in_use ? switch_generation(directory_, generation_) : ok_status();
}

Status XapianWriter::publish() { return switch_generation(directory_, generation_); }

}  // namespace fupan::indexer::xapian
