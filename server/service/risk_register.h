// The draft risk register of a brief: cause -> risk event -> effect. Thread-safe, no state.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "server/service/brief_service.h"

namespace fupan::service {

// From fewer similar projects with lessons the base rate of all projects is the likelihood.
inline constexpr std::uint64_t kLeastSimilar = 5;

// A field that no source gives is empty. What happened is never: a row without an event is no risk.
struct RegisterRow {
  std::string risk;  // category, id in the taxonomy; may be empty
  std::string cause, event, effect, response;
  double likelihood = -1;            // 0 .. 1; -1: history says nothing
  std::vector<std::string> sources;  // lesson ids: the lesson, then what its fields were taken from
};

// A sentence cut at the words that say why and what followed: "we tested late because the vendor shipped late, so
// go-live slipped", "由于供应商延期，导致上线推迟两周". A part that the sentence does not tell is empty.
struct Chain {
  std::string cause, event, effect;
  bool operator==(const Chain&) const = default;
};
Chain read_chain(std::string_view sentence);

// One row for each lesson that was not rejected and tells of something that went wrong, or what to do about it: in its
// own fields, in its words, or in the lesson of the same document that belongs to it (BriefView::companions). Advice on
// a row that is there already becomes part of its response.
std::vector<RegisterRow> register_of(const BriefView& view);

// The columns, and one row under them. `lang`: "en", "zh".
inline constexpr std::size_t kRegisterColumns = 8;
using RegisterCells = std::array<std::string, kRegisterColumns>;
RegisterCells register_heading(std::string_view lang);
RegisterCells register_cells(const RegisterRow& row, const Taxonomy& taxonomy, std::string_view lang);

// The register, with a BOM so that spreadsheets see UTF-8, without formulas.
std::string render_register_csv(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang);

}  // namespace fupan::service
