// Releasing a version of a template, with notes and the lessons that caused it. Thread-safe.
//
// A release is one batch: the new source where there is one, the record of releases, and one audit record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "importers/importer.h"
#include "server/service/by_taxonomy.h"
#include "server/service/template_service.h"

namespace fupan::service {

struct ReleaseOrder {
  std::string template_id, version, notes;
  std::vector<std::string> lessons;
  std::optional<std::string> source;      // nothing: the text as it is
  std::optional<std::uint64_t> expected;  // KnownTemplate::version that was seen
};

class TemplateReleases {
 public:
  // Both must outlive it.
  TemplateReleases(Library& library, const TemplateService& templates)
      : library_(library), templates_(templates), importer_(library) {}

  // Errors: not_found; forbidden  the viewer is no curator, or may not change what is published; conflict  `expected`
  //         is not the version, or somebody was quicker; invalid_argument  the version is none, is there already or is
  //         not higher than the newest, there are no notes, a lesson is not known, or the source is no template;
  //         `field` says which
  Result<TemplateRelease> release(const Viewer& viewer, const ReleaseOrder& order) const;

 private:
  struct NewSource {
    int revision = 1;                  // that is released
    std::vector<store::Write> writes;  // none: the text stays as it is
    std::string hash;
  };
  Result<NewSource> source_of_release(const Viewer& viewer, const ReleaseOrder& order) const;

  Library& library_;
  const TemplateService& templates_;
  ByTaxonomy<importers::MarkdownImporter> importer_;
};

}  // namespace fupan::service
