// What kind of document is this, by its names? Const methods are thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/labels/phrase_matcher.h"

namespace fupan::importers {

class DocumentKinds {
 public:
  explicit DocumentKinds(const Taxonomy& taxonomy);

  // From title, then file name, then folders (innermost first). A word of the taxonomy counts where it says what the
  // thing is: at the end of a name or of a part of it ("Sprint 3 retrospective", "故障复盘 - 支付"), or before "of",
  // "for", "on"
  // ("Guide to …"). Whatever lies in a folder of templates and is not a guide is a template. kNote when nothing tells.
  DocumentKind guess(std::string_view title, std::string_view path) const;

 private:
  std::optional<DocumentKind> find_in_name(std::string_view name) const;
  std::optional<DocumentKind> find_in_part(std::string_view part) const;

  PhraseMatcher names_;
};

}  // namespace fupan::importers
