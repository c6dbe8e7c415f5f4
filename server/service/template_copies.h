// Filled copies of templates: delivered, or written into the library, each with its lineage. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "importers/importer.h"
#include "server/service/audit_trail.h"
#include "server/service/by_taxonomy.h"
#include "server/service/template_service.h"

namespace fupan::service {

// The collection of copies that are written into the library; those of a template that not everybody may see stay in
// its collection.
inline constexpr const char* kCopiesCollection = "copies";

struct CopyOrder {
  std::string template_id, version;  // version: empty: the newest
  FieldValues fields;
  std::string project, title;  // title: empty: made from the template's and the project
  bool is_for_library = false;
};

struct CopyView {
  std::string id, template_id, template_title, version, title, project, lang;
  std::string document;  // its id in the library; empty: it is not there
  std::string markdown;  // the document as it is now, else as it was delivered
};

class TemplateCopies {
 public:
  // Both must outlive it.
  TemplateCopies(Library& library, const TemplateService& templates)
      : library_(library), templates_(templates), importer_(library) {}

  // Writes the record of the copy and, for the library, its document in the same batch.
  // Errors: not_found  no such template or version; invalid_argument  a value is wrong, `field` is its name; forbidden
  //         the viewer may not write into the library; as the store
  Result<CopyView> make(const Viewer& viewer, const CopyOrder& order) const;

  // Errors: not_found  there is none that the viewer may see; as the store
  Result<CopyView> get(const Viewer& viewer, const std::string& id) const;

 private:
  Result<std::vector<store::Write>> document_of(const Viewer& viewer, const TemplateCopy& copy,
                                                const KnownTemplate& known, Document& document) const;

  Result<AuditEntry> write_document(const Viewer& viewer, const TemplateCopy& copy, const KnownTemplate& known,
                                    std::vector<store::Write> writes, CopyView& view) const;

  Library& library_;
  const TemplateService& templates_;
  ByTaxonomy<importers::MarkdownImporter> importer_;
};

// The copy as DOCX, without its front matter. Errors: as markdown_to_docx
Result<std::string> docx_of(const CopyView& copy);

}  // namespace fupan::service
