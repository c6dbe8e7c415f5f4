// What became of the projects: facts and labels of each, and which risks hit. Derived from documents and kept in
// memory; what was imported since the last question is read when the next one comes.
//
// A project counts as hit by a risk when a document of it has a lesson of kind failed or cause with that risk, written
// by the author, found by rule or confirmed by a curator. Projects without any lesson say nothing about risks.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/document.h"
#include "indexer/insight/similar_projects.h"
#include "server/service/library.h"

namespace fupan::service {

struct HistoryProject {
  std::string id, name;
  ProjectFacts facts;
  indexer::insight::ProjectProfile profile;
  std::vector<std::string> realised;   // risks that hit
  std::vector<std::string> documents;  // ids
  bool has_lessons = false;
  std::optional<bool> has_failed;  // nothing: the outcome is not known
  std::optional<double> schedule_overrun, cost_overrun;
};

struct HistoryTemplate {
  std::string id, title, lang;
  std::vector<std::string> phases, risks, tags;
};

// Immutable; thread-safe.
struct History {
  std::vector<HistoryProject> projects;  // by id; positions as in `similarity`
  indexer::insight::ProjectSimilarity similarity;
  std::map<std::string, std::size_t> project_of_document;
  std::vector<HistoryTemplate> templates;
  std::vector<std::string> collections;  // that all of this comes from, in order
  std::set<std::string> named;           // ids of all projects of which there are documents, retired ones too
};

inline constexpr std::size_t kMostViews = 16;

// "failed", "cancelled", "失败", "终止" …: true; any other outcome: false; none: nothing.
std::optional<bool> is_failure(std::string_view outcome);

// Thread-safe.
class ProjectHistory {
 public:
  // `library` must outlive it.
  explicit ProjectHistory(Library& library) : library_(library) {}

  // The first call reads every document (about 30 µs each); later ones what has changed. Nothing of it comes from the
  // hidden collections; the histories of kMostViews different sets of them are kept. Errors: as the store
  Result<std::shared_ptr<const History>> current(const std::vector<std::string>& hidden_collections = {});

 private:
  // What is kept of a document.
  struct Summary {
    std::string id, project, title, lang, collection;
    DocumentKind kind = DocumentKind::kNote;
    ProjectFacts facts;
    std::vector<std::string> phases, risks, tags, realised;
    bool has_lessons = false;
    bool is_hidden = false;  // retired or rejected: only its project is known of
  };
  static Summary summary_of(const Document& document);
  void take(const Document& document);
  Status read_all();
  Result<bool> read_changes();
  Status refresh();
  Result<std::shared_ptr<const History>> build(const std::vector<std::string>& hidden) const;

  Library& library_;
  std::mutex mutex_;
  std::map<std::string, Summary> documents_;
  std::uint64_t sequence_ = 0;
  bool is_read_ = false;
  std::map<std::vector<std::string>, std::shared_ptr<const History>> built_;  // by hidden collections
};

}  // namespace fupan::service
