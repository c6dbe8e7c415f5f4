// All templates with their released versions, and all copies of them, as they are at one moment. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "core/template.h"
#include "core/template_fill.h"

namespace fupan::service {

// Behind: of a version that is not the newest. Changed: its fixed text was edited. Unknown: its version is not there.
enum class CopyState { kCurrent, kChanged, kBehind, kBehindChanged, kUnknown };
inline constexpr std::array<std::string_view, 5> kCopyStateNames{"current", "changed", "behind", "behind_changed",
                                                                 "unknown"};
constexpr std::string_view name_of(CopyState state) { return kCopyStateNames[static_cast<std::size_t>(state)]; }

// A version with its text.
struct ReleasedVersion {
  TemplateRelease release;
  std::shared_ptr<const TemplateText> text;
};

struct KnownTemplate {
  Document document;                      // without texts
  std::uint64_t version = 0;              // of the document and of its releases, for ETag
  std::uint64_t releases = 0;             // revision of the record of releases
  std::vector<ReleasedVersion> versions;  // lowest first; never empty
  bool is_unreleased = false;             // the text is not that of the newest version any more
  std::string description;

  const ReleasedVersion& newest() const { return versions.back(); }
  const ReleasedVersion* find(std::string_view wanted) const;
};

// A copy in the library, delivered, or both.
struct KnownCopy {
  std::string id;  // of the copy; of a second document with the same mark, and of one without, the document's
  CopyMark mark;
  CopyState state = CopyState::kUnknown;
  bool is_guessed = false;  // known by its text
  std::string title, project, at, account, by;
  std::optional<Document> document;  // without texts
  std::uint64_t document_version = 0;
};

struct TemplateCatalogue {
  std::map<std::string, std::shared_ptr<const KnownTemplate>> templates;  // by document id
  std::vector<KnownCopy> copies;                                          // by document, then what was only delivered
};

// How many copies are in which state.
struct CopyCounts {
  std::array<std::size_t, kCopyStateNames.size()> of{};
  std::size_t total() const;
  void add(CopyState state) { ++of[static_cast<std::size_t>(state)]; }
};

// Whether a viewer may see a document in this state in this collection.
bool is_shown(const Viewer& viewer, const Document& document);

// A copy in the library as its document; one that was only delivered by whoever made it, and by curators.
bool is_shown(const Viewer& viewer, const KnownCopy& copy);

}  // namespace fupan::service
