#include "indexer/insight/earned_value.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace fupan::indexer::insight {
namespace {

using Figure = std::optional<double>;

Status check(const char* name, const Figure& figure) {
  if (!figure || (std::isfinite(*figure) && *figure >= 0)) return ok_status();
  return Error{ErrorCode::kInvalidArgument, std::string("earned value: ") + name + " must be a number of 0 or more",
               name};
}

Figure minus(const Figure& a, const Figure& b) { return a && b ? Figure(*a - *b) : std::nullopt; }

// Nothing also where the quotient of two finite numbers is not finite.
Figure ratio(const Figure& a, const Figure& b) {
  if (!a || !b || *b == 0) return std::nullopt;
  const double value = *a / *b;
  return std::isfinite(value) ? Figure(value) : std::nullopt;
}

}  // namespace

Result<EarnedValue> earned_value(const EarnedValueFigures& figures) {
  const std::array named{std::pair{"planned_value", figures.planned_value},
                         std::pair{"earned_value", figures.earned_value}, std::pair{"actual_cost", figures.actual_cost},
                         std::pair{"budget_at_completion", figures.budget_at_completion}};
  for (const auto& [name, figure] : named) {
    if (auto status = check(name, figure); !status) return status.error();
  }
  EarnedValue result;
  result.schedule_variance = minus(figures.earned_value, figures.planned_value);
  result.cost_variance = minus(figures.earned_value, figures.actual_cost);
  result.schedule_performance_index = ratio(figures.earned_value, figures.planned_value);
  result.cost_performance_index = ratio(figures.earned_value, figures.actual_cost);
  result.estimate_at_completion = ratio(figures.budget_at_completion, result.cost_performance_index);
  result.variance_at_completion = minus(figures.budget_at_completion, result.estimate_at_completion);
  result.to_complete_index = ratio(minus(figures.budget_at_completion, figures.earned_value),
                                   minus(figures.budget_at_completion, figures.actual_cost));
  return result;
}

Result<std::optional<double>> overrun(std::optional<double> actual, std::optional<double> planned) {
  if (auto status = check("actual", actual); !status) return status.error();
  if (auto status = check("planned", planned); !status) return status.error();
  const Figure quotient = ratio(actual, planned);
  return quotient ? Figure(*quotient - 1) : std::nullopt;
}

}  // namespace fupan::indexer::insight
