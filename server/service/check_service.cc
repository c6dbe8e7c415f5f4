#include "server/service/check_service.h"

#include <chrono>
#include <map>
#include <thread>

#include "core/account.h"
#include "core/brief.h"
#include "core/case_study.h"
#include "core/codec.h"
#include "core/digest.h"
#include "core/learner.h"
#include "core/query_counts.h"
#include "core/relation.h"
#include "core/saved_search.h"
#include "core/template.h"
#include "core/template_rules.h"
#include "core/webhook.h"
#include "server/service/audit_trail.h"
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
    if (Status read = read_others(); !read) return read;
    if (Status read = read_audit_trail(); !read) return read;
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
      fingerprints_.emplace(document->document.id.value, fingerprint_of(*document));
      check_sources(*document);
      return ok_status();
    });
  }

  void check_sources(const StoredDocument& stored) {
    const Document& document = stored.document;
    for (int revision = 1; revision <= document.source_revision; ++revision) {
      const auto source = get_source(*reader_, stored, revision);
      const std::string name = "source " + std::to_string(revision) + " of document " + document.id.value;
      if (!source) {
        problem(name + ": " + source.error().message);
        continue;
      }
      ++report_.sources;
      if (revision == document.source_revision && sha256_hex(*source) != document.content_hash) {
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

  // Small records that have no other proof than that they can be read.
  Status read_others() {
    const auto counts = reader_->get(kQueryCountsKey);
    if (counts && !decode_query_counts(counts->value)) problem("the query counts cannot be read");
    if (!counts && counts.error().code != ErrorCode::kNotFound) return counts.error();
    Status read = read_all_of(kSavedSearchPrefix, "saved search", decode_saved_search);
    if (read) read = read_all_of(kProjectPrefix, "project", decode_project);
    if (read) read = read_all_of(kDeliveryPrefix, "delivery", decode_delivery);
    if (read) read = read_all_of(kRelationPrefix, "relation", decode_relation);
    if (read) read = read_all_of(kWebhookPrefix, "webhook", decode_webhook);
    if (read) read = read_all_of(kWebhookProgressPrefix, "progress of a webhook", decode_webhook_progress);
    if (read) read = read_all_of(kAccountPrefix, "account", decode_account);
    if (read) read = read_all_of(kSessionPrefix, "session", decode_session);
    if (read) read = read_all_of(kTokenPrefix, "token", decode_token);
    if (read) read = read_all_of(kCollectionAccessPrefix, "collection rule", decode_collection_access);
    if (read) read = read_all_of(kLearnerPrefix, "learner", decode_learner);
    if (read) read = read_all_of(kDeckPrefix, "deck", decode_deck);
    if (read) read = read_all_of(kCasePrefix, "case", decode_case);
    if (read) read = read_all_of(kTemplatePrefix, "releases of a template", decode_releases);
    if (read) read = read_all_of(kTemplateRulesKey, "rules of templates", decode_rules);
    if (read) read = read_all_of(kCopyPrefix, "copy of a template", decode_copy);
    return read;
  }

  template <class Decode>
  Status read_all_of(std::string_view prefix, const std::string& what, Decode decode) {
    return for_each_record(*reader_, prefix, [&](const store::Record& record) -> Status {
      if (!decode(record.value)) problem(what + " " + record.key + " cannot be read");
      return ok_status();
    });
  }

  Status read_audit_trail() {
    const auto verdict = AuditTrail::verify(*reader_);
    if (!verdict) return verdict.error();
    report_.audit_records = verdict->records;
    if (!verdict->problem.empty()) problem(verdict->problem);
    return ok_status();
  }

  // Whether a document was changed behind what the index has; other records are none of its business.
  bool lacks_documents(store::Sequence applied) {
    constexpr std::size_t kChangesPerStep = 2000;
    if (applied > report_.sequence) return true;
    while (applied < report_.sequence) {
      const auto changes = library_.store().changes(applied, kChangesPerStep);
      if (!changes || changes->empty()) return true;
      for (const store::Change& change : *changes) {
        if (change.sequence > report_.sequence) continue;
        if (document_of_key(change.key) || moves_labels(change.key)) return true;
      }
      applied = changes->back().sequence;
    }
    return false;
  }

  void check_index() {
    const auto applied = library_.index().applied_sequence();
    if (!applied) return problem("index: " + applied.error().message);
    report_.applied_sequence = *applied;
    if (lacks_documents(*applied)) {
      problem("the index has applied change " + std::to_string(*applied) + " of " + std::to_string(report_.sequence));
    }
    std::map<std::string, std::string> missing = fingerprints_;
    if (const Status checked = library_.index().check_files(); !checked) problem("index: " + checked.error().message);
    const Status read = library_.index().for_each_document([&](const indexer::IndexedDocument& indexed) {
      ++report_.indexed;
      const auto expected = missing.find(indexed.document_id);
      if (expected == missing.end()) return problem("the index holds " + indexed.document_id + ", the store does not");
      if (expected->second != indexed.fingerprint) problem("the index holds an old state of " + indexed.document_id);
      missing.erase(expected);
    });
    if (!read) problem("index: " + read.error().message);
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
