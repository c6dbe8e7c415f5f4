// How two lessons stand to each other. A record of its own, so that importing their documents anew does not touch it.
// Plain values and their stored form (docs/formats.md).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kRelationFormat = 1;

// Stored by name. Supersedes: `from` takes the place of `to`. Contradicts: they cannot both be followed; read alike
// from both ends.
enum class RelationKind { kSupersedes, kContradicts };
inline constexpr std::array<std::string_view, 2> kRelationKindNames{"supersedes", "contradicts"};

constexpr std::string_view name_of(RelationKind kind) { return kRelationKindNames[static_cast<std::size_t>(kind)]; }

struct Relation {
  RelationKind kind = RelationKind::kSupersedes;
  LessonId from, to;
  std::string note;
  std::string who;  // Viewer::name; empty: nobody was signed in
  std::string at;   // RFC 3339
  bool operator==(const Relation&) const = default;
};

std::string encode_relation(const Relation& relation);

// Errors: corrupt  not JSON, a member is missing or of the wrong kind, an unknown kind, or a newer format
Result<Relation> decode_relation(std::string_view bytes);

}  // namespace fupan
