// Reads and parses the files of an import on all processors, ahead of the one thread that commits them.
//
// Results come in the order of the files whatever the number of threads. At most 256 files, and 16 MiB of sources (or
// one larger file), are ahead of what was taken.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "importers/importer.h"
#include "server/service/file_list.h"
#include "server/service/repository.h"

namespace fupan::service {

// One file on its way into the store. Filled up to the first step that fails or says that no more is needed.
struct ParsedFile {
  DocumentId id;
  std::string unreadable;  // not empty: the file could not be read, and why
  bool is_unchanged = false;
  std::string bytes;
  Result<std::optional<StoredDocument>> previous{std::nullopt};  // the document as the store has it
  Result<importers::Parsed> parsed{importers::Parsed{}};
  std::size_t parsed_by = 0;  // number of the thread; 0: the one that calls next()
};

struct ParseSource {
  const importers::MarkdownImporter& importer;
  const store::Reader& store;
  std::string collection;
  // Whether a file with this content hash is in the store already. Called from several threads at once.
  std::function<bool(const DocumentId&, const std::string& content_hash)> is_known;
};

class ParseAhead {
 public:
  // Threads that work for an import, the one that calls next() among them; 0: one for each processor. What `source`
  // and `files` refer to must outlive the object.
  ParseAhead(ParseSource source, std::vector<const ListedFile*> files, unsigned threads);

  // Gives up files that nobody took; waits for those that are being parsed.
  ~ParseAhead();
  ParseAhead(const ParseAhead&) = delete;
  ParseAhead& operator=(const ParseAhead&) = delete;

  // The next file; as many calls as there are files. One thread calls this, and parses too while it would wait.
  ParsedFile next();

  // Ends the life of a file where it began: memory that one thread takes and another frees makes both wait.
  void discard(ParsedFile file);

 private:
  struct Slot {
    std::optional<ParsedFile> file;
    std::exception_ptr failed;
    bool ready() const { return file.has_value() || failed != nullptr; }
  };

  void work(std::size_t thread);
  bool may_claim() const;
  void parse_one(std::unique_lock<std::mutex>& lock, std::size_t thread);
  ParsedFile parse(const ListedFile& listed) const;
  Slot& slot(std::size_t at) { return slots_[at % slots_.size()]; }

  const ParseSource source_;
  const std::vector<const ListedFile*> files_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable claimable_;
  std::condition_variable ready_;
  std::vector<Slot> slots_;        // a ring: of files taken_ to claimed_
  std::size_t claimed_ = 0;        // files that somebody parses or has parsed
  std::size_t taken_ = 0;          // files that next() has returned
  std::uint64_t bytes_ahead_ = 0;  // of files claimed and not taken
  bool stop_ = false;
  std::vector<std::vector<ParsedFile>> discarded_;  // for each thread
  std::vector<std::thread> threads_;
};

}  // namespace fupan::service
