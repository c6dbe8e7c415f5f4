// Labels: a phase, a risk category or a tag on a lesson or document, and who says so.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fupan {

enum class Facet { kPhase, kRisk, kTag };
inline constexpr std::size_t kFacetCount = 3;

// In the API by name, on disk by position: a new one goes at the end. The same holds for Facet and the enumerations of
// core/document.h.
enum class LabelOrigin {
  kAuthor,   // written in the source
  kRule,     // a taxonomy alias found in heading path or text
  kModel,    // predicted, with a confidence
  kCurator,  // confirmed by a person
};

struct Label {
  Facet facet = Facet::kTag;
  std::string value;  // taxonomy id, or the author's own words when not mapped
  LabelOrigin origin = LabelOrigin::kAuthor;
  bool mapped = true;       // false: the taxonomy does not know `value`
  double confidence = 1.0;  // 0..1

  bool operator==(const Label&) const = default;
};

inline constexpr std::array<std::string_view, kFacetCount> kFacetNames{"phase", "risk", "tag"};
inline constexpr std::array<std::string_view, 4> kOriginNames{"author", "rule", "model", "curator"};

constexpr std::string_view name_of(Facet facet) { return kFacetNames[static_cast<std::size_t>(facet)]; }
constexpr std::string_view name_of(LabelOrigin origin) { return kOriginNames[static_cast<std::size_t>(origin)]; }

// The position of `name` in a table of names as an enum value; nothing when it is not there.
template <class Enum, std::size_t N>
constexpr std::optional<Enum> enum_of(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

inline bool has_label(const std::vector<Label>& labels, Facet facet, std::string_view value) {
  return std::any_of(labels.begin(), labels.end(),
                     [&](const Label& label) { return label.facet == facet && label.value == value; });
}

}  // namespace fupan
