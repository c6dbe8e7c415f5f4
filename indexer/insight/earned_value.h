// Earned value and overruns. Pure functions; thread-safe. Formulas: PMI, Practice Standard for Earned Value Management,
// 2nd ed. 2011; PMBOK Guide, 6th ed. 2017, table 7-1. Money in one currency, whichever; indices and overruns are
// ratios.
#pragma once

#include <optional>

#include "core/result.h"

namespace fupan::indexer::insight {

struct EarnedValueFigures {
  std::optional<double> planned_value;         // PV (BCWS): budgeted cost of what should be done by now
  std::optional<double> earned_value;          // EV (BCWP): budgeted cost of what is done
  std::optional<double> actual_cost;           // AC (ACWP)
  std::optional<double> budget_at_completion;  // BAC
};

// Each is nothing when a figure is missing or a divisor is 0.
struct EarnedValue {
  std::optional<double> schedule_variance;           // SV = EV - PV
  std::optional<double> cost_variance;               // CV = EV - AC
  std::optional<double> schedule_performance_index;  // SPI = EV / PV
  std::optional<double> cost_performance_index;      // CPI = EV / AC
  std::optional<double> estimate_at_completion;      // EAC = BAC / CPI
  std::optional<double> variance_at_completion;      // VAC = BAC - EAC
  std::optional<double> to_complete_index;           // TCPI = (BAC - EV) / (BAC - AC)
};

// Errors: invalid_argument  a figure is negative or not finite; `field` names it
Result<EarnedValue> earned_value(const EarnedValueFigures& figures);

// actual / planned - 1: 0.25 is a quarter over plan, -0.1 a tenth below. Both durations (days) or both costs. Nothing
// when one is missing or planned is 0.
//
// Errors: invalid_argument  negative or not finite
Result<std::optional<double>> overrun(std::optional<double> actual, std::optional<double> planned);

}  // namespace fupan::indexer::insight
