// The gallery of templates: which there are, what they ask for, what a copy would be. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/service/document_service.h"
#include "server/service/library.h"
#include "server/service/template_index.h"

namespace fupan::service {

struct TemplateFilter {
  std::string lang, family, words;  // empty: any
  std::vector<std::string> phases, risks, tags;
  std::size_t limit = 20, offset = 0;
};

struct TemplateRow {
  std::shared_ptr<const KnownTemplate> known;
  CopyCounts copies;  // that the viewer may see
};

struct TemplatePage {
  std::size_t total = 0;
  std::vector<TemplateRow> items;
};

struct NamedLesson {
  std::string id, title;
};

struct TemplateView {
  TemplateRow row;
  std::map<std::string, std::size_t> copies_of;             // by version
  std::map<std::string, std::vector<NamedLesson>> lessons;  // by version
  std::vector<std::shared_ptr<const KnownTemplate>> variants;
};

// One version of a template.
struct TemplateVersion {
  std::shared_ptr<const KnownTemplate> known;
  const ReleasedVersion* version = nullptr;  // of `known`
};

struct TemplatePreview {
  std::string markdown, html;
  std::vector<std::string> missing, unknown;
};

class TemplateService {
 public:
  // `library` must outlive it.
  TemplateService(Library& library, std::shared_ptr<TemplateIndex> index)
      : library_(library), index_(std::move(index)) {}

  // By title. Errors: as the store
  Result<TemplatePage> list(const Viewer& viewer, const TemplateFilter& filter) const;

  // Errors: not_found  there is none that the viewer may see; as the store
  Result<TemplateView> get(const Viewer& viewer, const std::string& id) const;

  // `version`: empty: the newest. Errors: not_found  also of the version (field "version")
  Result<TemplateVersion> version(const Viewer& viewer, const std::string& id, const std::string& version) const;

  // Values that are wrong are filled in as they are; nothing is written. Errors: as version
  Result<TemplatePreview> preview(const Viewer& viewer, const std::string& id, const std::string& version,
                                  const FieldValues& values) const;

  // Releases that a lesson caused, of templates that the viewer may see. Errors: as the store
  Result<std::vector<CausedRelease>> caused_by(const Viewer& viewer, const LessonId& lesson) const;

  // All templates that the viewer may see. Errors: as the store
  Result<std::vector<std::shared_ptr<const KnownTemplate>>> shown(const Viewer& viewer) const;

  // The lessons of `ids` that the viewer may see. Errors: as the store
  Result<std::vector<NamedLesson>> lessons(const Viewer& viewer, const std::vector<std::string>& ids) const;

  TemplateIndex& index() const { return *index_; }

 private:
  Library& library_;
  std::shared_ptr<TemplateIndex> index_;
};

}  // namespace fupan::service
