// The facts of a project by name, for whoever reads or shows all of them. Thread-safe, no state.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/document.h"

namespace fupan {

template <class Member>
struct NamedFact {
  std::string_view name;  // of the API
  Member ProjectFacts::*member;
};

inline constexpr std::array<NamedFact<std::string>, 6> kTextFacts{{{"sector", &ProjectFacts::sector},
                                                                   {"method", &ProjectFacts::method},
                                                                   {"outcome", &ProjectFacts::outcome},
                                                                   {"currency", &ProjectFacts::currency},
                                                                   {"start_date", &ProjectFacts::start_date},
                                                                   {"end_date", &ProjectFacts::end_date}}};
inline constexpr std::array<NamedFact<std::optional<double>>, 8> kNumberFacts{
    {{"budget", &ProjectFacts::budget},
     {"planned_duration_days", &ProjectFacts::planned_duration_days},
     {"actual_duration_days", &ProjectFacts::actual_duration_days},
     {"planned_cost", &ProjectFacts::planned_cost},
     {"actual_cost", &ProjectFacts::actual_cost},
     {"planned_value", &ProjectFacts::planned_value},
     {"earned_value", &ProjectFacts::earned_value},
     {"health_score", &ProjectFacts::health_score}}};

// `facts`, with every fact of `corrections` that is there in its place.
inline ProjectFacts corrected(ProjectFacts facts, const ProjectFacts& corrections) {
  for (const auto& [name, member] : kTextFacts) {
    if (!(corrections.*member).empty()) facts.*member = corrections.*member;
  }
  for (const auto& [name, member] : kNumberFacts) {
    if (corrections.*member) facts.*member = corrections.*member;
  }
  return facts;
}

}  // namespace fupan
