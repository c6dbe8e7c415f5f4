#include "server/service/check_service.h"

#include <chrono>
#include <map>
#include <thread>

#include "core/digest.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMaxProblems = 100;

class Check {
 public:
  Check(Library& library, CheckReport& report) : library_(library), report_(report) {}

  Status run() {
    wait_for_index();
    auto snapshot = library_.store().snapshot();
    if (!snapshot) return snapshot.error();
    reader_ = std::move(*snapshot);
    const auto sequence = reader_->last_sequence();
    if (!sequence) return sequence.error();
    report_.sequence = *sequence;
    if (Status read = read_documents(); !read) return read;
    if (Status read = read_files(); !read) return read;
    check_index();
    return ok_status();
  }

 private:
  // A running server may be a moment behind; a damaged index never catches up.
  void wait_for_index() {
    constexpr int kTries = 20;
    for (int i = 0; i < kTries; ++i) {
      const auto applied = library_.index().applied_sequence();
      const auto last = library_.store().last_sequence();
      if (!applied || !last || *applied == *last) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }

  void problem(std::string text) {
    if (report_.problems.size() < kMaxProblems) report_.problems.push_back(std::move(text));
  }

  Status read_documents() {
    return for_each_record(*reader_, kDocumentPrefix, [&](const store::Record& record) -> Status {
      ++report_.documents;
      const auto document = get_document(*reader_, *document_of_key(record.key));
      if (!document) {
        problem(document.error().message);
        return ok_status();
      }
      fingerprints_.emplace(document->document.id.value, document->fingerprint);
      check_sources(document->document);
      return ok_status();
    });
  }

  void check_sources(const Document& document) {
    for (int revision = 1; revision <= document.source_revision; ++revision) {
      const auto source = reader_->get(source_key(document.id, revision));
      const std::string name = "source " + std::to_string(revision) + " of document " + document.id.value;
      if (!source) {
        problem(name + ": " + source.error().message);
        continue;
      }
      ++report_.sources;
      if (revision == document.source_revision && sha256_hex(source->value) != document.content_hash) {
        problem(name + " does not have its digest");
      }
    }
  }

  Status read_files() {
    return for_each_record(*reader_, kFilePrefix, [&](const store::Record& record) -> Status {
      const std::string id = record.key.substr(record.key.rfind('/') + 1);
      if (!fingerprints_.contains(id)) problem("file record " + record.key + " names a document that is not there");
      return ok_status();
    });
  }

  void check_index() {
    const auto applied = library_.index().applied_sequence();
    if (!applied) return problem("index: " + applied.error().message);
    report_.applied_sequence = *applied;
    if (*applied != report_.sequence) {
      problem("the index has applied change " + std::to_string(*applied) + " of " + std::to_string(report_.sequence));
    }
    std::map<std::string, std::string> missing = fingerprints_;
    const Status verified = library_.index().verify([&](const indexer::IndexedDocument& indexed) {
      ++report_.indexed;
      const auto expected = missing.find(indexed.document_id);
      if (expected == missing.end()) return problem("the index holds " + indexed.document_id + ", the store does not");
      if (expected->second != indexed.fingerprint) problem("the index holds an old state of " + indexed.document_id);
      missing.erase(expected);
    });
    if (!verified) problem("index: " + verified.error().message);
    for (const auto& [id, fingerprint] : missing) problem("the index lacks document " + id);
  }

  Library& library_;
  CheckReport& report_;
  std::unique_ptr<store::Reader> reader_;
  std::map<std::string, std::string> fingerprints_;
};

}  // namespace

Result<CheckReport> check(Library& library) {
  CheckReport report;
  if (Status done = Check(library, report).run(); !done) return done.error();
  return report;
}

}  // namespace fupan::service
