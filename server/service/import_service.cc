#include "server/service/import_service.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>

#include "core/codec.h"
#include "core/digest.h"
#include "core/text/utf8.h"
#include "server/service/file_list.h"
#include "server/service/keys.h"
#include "server/service/parse_ahead.h"
#include "server/service/project_records.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kDocumentsPerBatch = 500;
constexpr std::size_t kBytesPerBatch = std::size_t{16} << 20U;
constexpr std::size_t kMaxCollectionBytes = 100;
constexpr int kConflictTries = 5;
constexpr std::size_t kFileRecordDigits = 16;  // 80 bits: two states of one file never meet by chance

Status check_collection(const std::string& name) {
  const bool is_bad = name.empty() || name.size() > kMaxCollectionBytes || name == "." || name == ".." ||
                      name.find('/') != std::string::npos || name.find('\0') != std::string::npos ||
                      !text::is_valid_utf8(name);
  if (!is_bad) return ok_status();
  return Error{ErrorCode::kInvalidArgument,
               "collection '" + text::to_valid_utf8(name) + "': a name is 1 to 100 bytes of text without '/'",
               "collection"};
}

// One run of an import over one collection.
class Run {
 public:
  Run(Library& library, const ImportOptions& options, ImportReport& report)
      : library_(library),
        options_(options),
        report_(report),
        taxonomy_digest_(library.taxonomy_digest()),
        importer_(library.taxonomy()) {}

  Status import_list(const FileList& list, const std::function<void()>& done_one) {
    if (Status chosen = choose_collection(list); !chosen) return chosen;
    std::set<std::string>& seen = seen_[collection_];
    std::vector<const ListedFile*> wanted;
    for (const ListedFile& file : list.files) {
      if (file.skip_reason.empty()) wanted.push_back(&file);
    }
    const auto is_known = [this](const DocumentId& id, const std::string& hash) {
      const auto known = library_.store().get(file_key(collection_, id));
      return known && known->value == file_record(hash);
    };
    ParseAhead ahead({importer_, library_.store(), collection_, is_known}, std::move(wanted), options_.threads);
    for (const ListedFile& file : list.files) {
      seen.insert(make_document_id(collection_, file.path).value);  // a file that is there but skipped is not gone
      unreadable_folder_ = unreadable_folder_ || file.is_folder;
      if (!file.skip_reason.empty()) {
        report_.skipped.push_back({file.path, file.skip_reason});
      } else {
        ParsedFile parsed = ahead.next();
        if (Status imported = import_file(file.path, parsed); !imported) return imported;
        ahead.discard(std::move(parsed));
      }
      done_one();
    }
    return flush();
  }

  // Warns; the import stands whatever is found.
  Status find_duplicates() {
    report_.too_many_for_duplicates = watch_.gave_up();
    auto found = watch_.find(library_);
    if (!found) return found.error();
    report_.near_duplicates = std::move(*found);
    return ok_status();
  }

  // Retires what none of the imported folders of a collection holds any more.
  Status prune() {
    if (unreadable_folder_) {
      return make_error(ErrorCode::kIo,
                        "nothing was retired: a folder could not be read, so what is in it may not be gone");
    }
    for (const auto& [collection, seen] : seen_) {
      if (Status pruned = prune(collection, seen); !pruned) return pruned;
    }
    return flush();
  }

 private:
  struct Pending {
    std::filesystem::path file;
    std::string path;
  };

  // Two folders of the same name are two collections unless the user says otherwise.
  Status choose_collection(const FileList& list) {
    collection_ = options_.collection.empty() ? list.name : options_.collection;
    for (int suffix = 2;; ++suffix) {
      if (Status good = check_collection(collection_); !good) return good;
      const auto record = library_.store().get(collection_key(collection_));
      if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
      if (!record) break;
      const auto known = decode_collection(record->value);
      if (!known) return known.error();
      if (!options_.collection.empty() || known->root == list.root) break;
      collection_ = list.name + "-" + std::to_string(suffix);
    }
    report_.collections.push_back(collection_);
    return note_collection({collection_, list.root});
  }

  Status note_collection(const Collection& collection) {
    const std::string value = encode_collection(collection);
    const auto record = library_.store().get(collection_key(collection.name));
    if (!record || record->value != value) extra_[collection_key(collection.name)] = value;
    return ok_status();
  }

  Status import_file(const std::string& path, ParsedFile& file) {
    ++report_.read;
    if (file.is_unchanged) {
      ++report_.unchanged;
      return ok_status();
    }
    if (!file.unreadable.empty()) {
      report_.skipped.push_back({path, "not readable: " + file.unreadable});
      return ok_status();
    }
    return take(path, file);
  }

  Status take(const std::string& path, ParsedFile& file) {
    const auto& previous = file.previous;
    if (!previous && previous.error().code == ErrorCode::kCorrupt) {
      report_.skipped.push_back({path, "what the store holds of it cannot be read (" + previous.error().message + ")"});
      return ok_status();
    }
    if (!previous) return previous.error();
    const StoredDocument* stored = *previous ? &**previous : nullptr;
    const Document* before = stored != nullptr ? &stored->document : nullptr;
    auto& parsed = file.parsed;
    if (!parsed) {
      report_.skipped.push_back({path, parsed.error().message});
      return ok_status();
    }
    Document& document = parsed->document;
    document.imported_at = to_rfc3339(library_.clock().now());
    const bool is_same_source = before != nullptr && before->content_hash == document.content_hash;
    document.source_revision = before == nullptr ? 1 : before->source_revision + (is_same_source ? 0 : 1);
    std::string record = encode_document(document, file.bytes);
    if (record.size() > store::kMaxValueBytes) {
      report_.skipped.push_back({path, "too large: its record would have " + std::to_string(record.size()) + " bytes"});
      return ok_status();
    }
    ++(before != nullptr ? report_.changed : report_.added);
    report_.lessons += document.lessons.size();
    if (!parsed->notes.empty()) report_.notes.push_back({path, std::move(parsed->notes)});
    watch_.add(document, before);
    if (options_.dry_run) return ok_status();
    if (stored != nullptr && !is_same_source) {
      if (Status kept = keep_source(*stored); !kept) return kept;
    }
    add_writes(document, std::move(record), stored != nullptr ? stored->revision : 0);
    return is_full() ? flush() : ok_status();
  }

  // The document's record is about to get another source: the present one gets a record of its own.
  Status keep_source(const StoredDocument& stored) {
    const int revision = stored.document.source_revision;
    auto source = get_source(library_.store(), stored, revision);
    if (!source) return source.error();
    note_batch(source->size());
    batch_.push_back({source_key(stored.document.id, revision), std::move(*source), std::nullopt});
    return ok_status();
  }

  void add_writes(const Document& document, std::string record, store::Revision expected) {
    note_batch(record.size());
    batch_.push_back({document_key(document.id), std::move(record), expected});
    batch_.push_back({file_key(document.collection, document.id), file_record(document.content_hash), std::nullopt});
    ++batch_documents_;
    if (!document.project.empty()) note_project(document);
  }

  void note_batch(std::size_t bytes) {
    if (batch_.empty()) batch_since_ = SteadyClock::now();
    batch_bytes_ += bytes;
  }

  void note_project(const Document& document) {
    const std::string id = make_project_id(document.project);
    const std::string key = project_key(id);
    const bool is_told = projects_.contains(key) || static_cast<bool>(library_.store().get(key));
    if (is_told && document.facts.empty()) return;
    Project project;
    project.id = id;
    project.name = document.project;
    project.facts = document.facts;
    projects_[key] = encode_project(project);
  }

  // Equal when the same bytes would be read to the same document again.
  std::string file_record(const std::string& content_hash) const {
    return short_digest(content_hash + " " + std::to_string(importers::kImporterVersion) + " " + taxonomy_digest_,
                        kFileRecordDigits);
  }

  bool is_full() const {
    return batch_documents_ >= kDocumentsPerBatch || batch_bytes_ >= kBytesPerBatch ||
           SteadyClock::now() - batch_since_ >= options_.batch_age;
  }

  Status flush() {
    if (options_.dry_run) return ok_status();
    for (const auto& [key, value] : extra_) batch_.push_back({key, value, std::nullopt});
    extra_.clear();
    if (Status added = add_projects(); !added) return added;
    if (batch_.empty()) return ok_status();
    auto sequence = library_.store().commit(batch_);
    for (int attempt = 1; !sequence && sequence.error().code == ErrorCode::kConflict && attempt < kConflictTries;
         ++attempt) {
      if (Status renewed = renew_revisions(); !renewed) return renewed;
      sequence = library_.store().commit(batch_);
    }
    if (!sequence) return sequence.error();
    report_.sequence = *sequence;
    batch_.clear();
    batch_bytes_ = 0;
    batch_documents_ = 0;
    return ok_status();
  }

  // Only the facts of a project are the import's to write.
  Status add_projects() {
    for (const auto& [key, value] : projects_) {
      store::Write write{key, value, std::nullopt};
      const auto is_news = merge_with_stored(library_.store(), write);
      if (!is_news) return is_news.error();
      if (*is_news) batch_.push_back(std::move(write));
    }
    projects_.clear();
    return ok_status();
  }

  // Somebody else wrote one of our documents meanwhile: the import of the same file wins, as the later one.
  Status renew_revisions() {
    for (store::Write& write : batch_) {
      if (!write.expected) continue;
      if (write.key.starts_with(kProjectPrefix)) {
        if (const auto merged = merge_with_stored(library_.store(), write); !merged) return merged.error();
        continue;
      }
      const auto record = library_.store().get(write.key);
      if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
      write.expected = record ? record->revision : 0;
    }
    return ok_status();
  }

  Status prune(const std::string& collection, const std::set<std::string>& seen) {
    const std::string prefix = file_prefix(collection);
    return for_each_record(library_.store(), prefix, [&](const store::Record& record) -> Status {
      const DocumentId id{record.key.substr(prefix.size())};
      return seen.contains(id.value) ? ok_status() : retire(record.key, id);
    });
  }

  Status retire(const std::string& key, const DocumentId& id) {
    auto stored = get_imported_document(library_.store(), id);
    if (!stored) return stored.error();
    ++report_.retired;
    if (options_.dry_run) return ok_status();
    stored->document.state = State::kRetired;
    for (Lesson& lesson : stored->document.lessons) lesson.state = State::kRetired;
    const auto source = source_of(stored->record);
    if (!source) return source.error();
    batch_.push_back({document_key(id), encode_document(stored->document, *source), stored->revision});
    batch_.push_back({key, std::nullopt, std::nullopt});
    return ok_status();
  }

  Library& library_;
  const ImportOptions& options_;
  ImportReport& report_;
  std::string taxonomy_digest_;  // of the taxonomy that `importer_` knows, or of an older one
  importers::MarkdownImporter importer_;
  NearDuplicateWatch watch_;
  std::string collection_;                             // of the list being imported
  std::map<std::string, std::set<std::string>> seen_;  // collection -> ids of documents whose file is there
  bool unreadable_folder_ = false;
  std::vector<store::Write> batch_;
  std::map<std::string, std::string> extra_;     // collections: few, rewritten often
  std::map<std::string, std::string> projects_;  // the same of projects, as documents tell them
  std::size_t batch_documents_ = 0;
  std::size_t batch_bytes_ = 0;
  SteadyClock::time_point batch_since_;
};

}  // namespace

Result<ImportReport> ImportService::run(const ImportOptions& options,
                                        const std::function<void(const ImportProgress&)>& progress) {
  ImportReport report;
  ImportProgress at;
  std::vector<FileList> lists;
  for (const std::filesystem::path& path : options.paths) {
    auto list = list_files(path);
    if (!list) return list.error();
    if (options.prune && !list->is_folder) {
      return Error{ErrorCode::kInvalidArgument, "--prune needs whole folders; " + path.string() + " is a file",
                   "prune"};
    }
    if (options.subfolders_only) {
      std::erase_if(list->files, [](const ListedFile& file) { return file.path.find('/') == std::string::npos; });
    }
    at.total += list->files.size();
    lists.push_back(std::move(*list));
  }
  Run run(library_, options, report);
  for (const FileList& list : lists) {
    Status imported = run.import_list(list, [&] {
      ++at.done;
      if (progress) progress(at);
    });
    if (!imported) return imported.error();
  }
  if (options.prune) {
    if (Status pruned = run.prune(); !pruned) return pruned.error();
  }
  if (Status looked = run.find_duplicates(); !looked) return looked.error();
  if (report.sequence == 0) {
    const auto last = library_.store().last_sequence();
    if (!last) return last.error();
    report.sequence = *last;
  }
  return report;
}

Result<bool> ImportService::load_starter() {
  const auto any = library_.store().scan(kDocumentPrefix, "", 1);
  if (!any) return any.error();
  if (!any->empty()) return false;
  ImportOptions options;
  options.paths = {library_.starter()};
  options.collection = kStarterCollection;
  options.subfolders_only = true;  // the taxonomy, the terms and the README are no documents
  auto report = run(options, {});
  if (!report) return report.error();
  return true;
}

}  // namespace fupan::service
