// Importing files and folders into the store. One import at a time per object; several processes may import at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "importers/importer.h"
#include "server/service/library.h"
#include "server/service/near_duplicates.h"

namespace fupan::service {

struct ImportOptions {
  std::vector<std::filesystem::path> paths;   // files and folders
  std::string collection;                     // empty: the name of each folder (of a file: of the folder it is in)
  bool dry_run = false;                       // report only
  bool subfolders_only = false;               // leave out files that lie directly in a path
  bool prune = false;                         // retire documents of the collection whose file is gone
  unsigned threads = 0;                       // that read and parse; 0: one for each processor
  std::chrono::milliseconds batch_age{1000};  // what was read waits no longer for its commit
};

struct SkippedFile {
  std::string path;
  std::string reason;
};

struct FileNotes {
  std::string path;
  std::vector<importers::Note> notes;
};

struct ImportReport {
  std::uint64_t read = 0;     // files looked at
  std::uint64_t added = 0;    // new documents
  std::uint64_t changed = 0;  // new revisions of known documents
  std::uint64_t unchanged = 0;
  std::uint64_t retired = 0;  // with prune
  std::uint64_t lessons = 0;  // in added and changed documents
  std::vector<SkippedFile> skipped;
  std::vector<FileNotes> notes;                // of added and changed documents
  std::vector<NearDuplicate> near_duplicates;  // of new lessons; each one time
  bool too_many_for_duplicates = false;        // more than kMostWatchedLessons new lessons: none was looked for
  std::vector<std::string> collections;
  std::uint64_t sequence = 0;  // the last commit; the index is up to date when it has applied this
};

struct ImportProgress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

class ImportService {
 public:
  // `library` must outlive the service.
  explicit ImportService(Library& library) : library_(library) {}

  // Every file is either in the report as read, or skipped with a reason; one bad file never stops the rest. Documents
  // are committed in batches, each document whole; what a batch holds is durable once it is committed.
  //
  // Errors: invalid_argument  a path does not exist, or the collection name is not usable
  //         unavailable, io, corrupt  the store failed; documents of earlier batches stay imported
  Result<ImportReport> run(const ImportOptions& options, const std::function<void(const ImportProgress&)>& progress);

  // The collection of the shipped starter library.
  static constexpr const char* kStarterCollection = "starter";

  // Imports the starter library when the store holds no document. Returns whether it did.
  Result<bool> load_starter();

 private:
  Library& library_;
};

}  // namespace fupan::service
