// Templates: fields, released versions, filled copies. Plain values and their stored form (docs/formats.md).
// Thread-safe, no state.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan {

inline constexpr int kTemplateFormat = 1;

enum class FieldType { kText, kLongText, kNumber, kDate, kChoice };
inline constexpr std::array<std::string_view, 5> kFieldTypeNames{"text", "longtext", "number", "date", "choice"};
constexpr std::string_view name_of(FieldType type) { return kFieldTypeNames[static_cast<std::size_t>(type)]; }

struct TemplateField {
  std::string name;  // as in {{name}}
  FieldType type = FieldType::kText;
  std::string label, initial, help;  // `initial`: the value of whoever says nothing
  std::vector<std::string> options;  // of a choice
  bool is_required = false;
  bool operator==(const TemplateField&) const = default;
};

// What a template's source says.
struct TemplateText {
  std::string title, lang, version, family, variant;
  std::string makes;  // kind of document that a copy is
  std::vector<TemplateField> fields;
  std::string body;  // Markdown behind the front matter
  const TemplateField* find(std::string_view name) const;
};

using FieldValues = std::map<std::string, std::string>;

// A version that was released by hand. Those that a source names by itself are read from its revisions.
struct TemplateRelease {
  std::string version;
  int revision = 1;   // source revision of the document
  std::string notes;  // Markdown
  std::vector<std::string> lessons;
  std::string at, by;  // RFC 3339; name of who released it
  bool operator==(const TemplateRelease&) const = default;
};

// A copy as it was delivered.
struct TemplateCopy {
  std::string id, template_id, version, title, project, lang;
  FieldValues fields;
  std::string at, account, by;  // when; id and name of who made it
  std::string markdown;         // with its front matter
  bool operator==(const TemplateCopy&) const = default;
};

// Numbers joined by dots, at most four of them: "1", "1.2", "1.10.0".
bool is_version(std::string_view text);

// Below 0, 0 or above 0 as `a` is lower than, the same as or higher than `b`. 1.0 and 1 are the same; what is no
// version is lower than every version, and ordered as text.
int compare_versions(std::string_view a, std::string_view b);

std::string encode_releases(const std::vector<TemplateRelease>& releases);
std::string encode_copy(const TemplateCopy& copy);

// Errors: corrupt  not JSON, a member is missing or of the wrong kind, or a newer format; the message names it
Result<std::vector<TemplateRelease>> decode_releases(std::string_view bytes);
Result<TemplateCopy> decode_copy(std::string_view bytes);

}  // namespace fupan
