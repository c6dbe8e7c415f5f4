#include "indexer/insight/logistic_regression.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace fupan::indexer::insight {
namespace {

// The length of the gradient at which to stop, squared, for each case: far below what another project would change.
constexpr double kEnough = 1e-7;

using Vector = std::vector<double>;  // weights, then the intercept last

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void add_scaled(Vector& to, double factor, const Vector& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * from[i];
}

class Objective {
 public:
  Objective(const SparseRows& cases, std::span<const Outcome> outcomes, double penalty)
      : cases_(cases), outcomes_(outcomes), penalty_(penalty), curvature_(cases.rows()) {}

  double loss(const Vector& at) const {
    double sum = 0;
    for (std::size_t i = 0; i < cases_.rows(); ++i) {
      const double eta = product(i, at);
      sum += std::max(eta, 0.0) + std::log1p(std::exp(-std::abs(eta))) - (outcomes_[i] ? eta : 0);
    }
    for (std::size_t j = 0; j + 1 < at.size(); ++j) sum += penalty_ / 2 * at[j] * at[j];
    return sum;
  }

  // Also keeps the curvature at this point for hessian_times() and fills `diagonal`.
  Vector gradient(const Vector& at, Vector& diagonal) {
    Vector result(at.size());
    diagonal.assign(at.size(), penalty_);
    diagonal.back() = 1e-9;
    for (std::size_t j = 0; j + 1 < at.size(); ++j) result[j] = penalty_ * at[j];
    for (std::size_t i = 0; i < cases_.rows(); ++i) {
      const double p = logistic(product(i, at));
      const double residual = p - (outcomes_[i] ? 1 : 0);
      curvature_[i] = std::max(p * (1 - p), 1e-9);
      for (const SparseCell& cell : cases_.row(i)) {
        result[cell.column] += residual * cell.value;
        diagonal[cell.column] += curvature_[i] * cell.value * cell.value;
      }
      result.back() += residual;
      diagonal.back() += curvature_[i];
    }
    return result;
  }

  Vector hessian_times(const Vector& direction) const {
    Vector result(direction.size());
    for (std::size_t j = 0; j + 1 < direction.size(); ++j) result[j] = penalty_ * direction[j];
    for (std::size_t i = 0; i < cases_.rows(); ++i) {
      const double weighted = curvature_[i] * product(i, direction);
      for (const SparseCell& cell : cases_.row(i)) result[cell.column] += weighted * cell.value;
      result.back() += weighted;
    }
    return result;
  }

 private:
  double product(std::size_t row, const Vector& with) const {
    double sum = with.back();
    for (const SparseCell& cell : cases_.row(row)) sum += cell.value * with[cell.column];
    return sum;
  }

  const SparseRows& cases_;
  std::span<const Outcome> outcomes_;
  double penalty_;
  Vector curvature_;
};

// Solves H step = -gradient to a tenth of the gradient's length.
Vector newton_step(const Objective& objective, const Vector& gradient, const Vector& diagonal) {
  Vector step(gradient.size());
  Vector residual = gradient;
  for (double& value : residual) value = -value;
  Vector scaled(residual.size());
  const auto precondition = [&] {
    for (std::size_t j = 0; j < residual.size(); ++j) scaled[j] = residual[j] / diagonal[j];
  };
  precondition();
  Vector direction = scaled;
  double product = dot(residual, scaled);
  const double enough = 0.01 * dot(gradient, gradient);
  for (int iteration = 0; iteration < 50 && dot(residual, residual) > enough; ++iteration) {
    const Vector image = objective.hessian_times(direction);
    const double length = product / dot(direction, image);
    add_scaled(step, length, direction);
    add_scaled(residual, -length, image);
    precondition();
    const double next = dot(residual, scaled);
    for (std::size_t j = 0; j < direction.size(); ++j) direction[j] = scaled[j] + next / product * direction[j];
    product = next;
  }
  return step;
}

// Halves `step` until the loss falls; false when it cannot.
bool descend(const Objective& objective, Vector& at, double& loss, Vector step) {
  for (int half = 0; half < 20; ++half) {
    Vector next = at;
    add_scaled(next, 1, step);
    const double there = objective.loss(next);
    if (there <= loss) {
      const bool is_worth_more = loss - there > 1e-8 * (1 + loss);
      at = std::move(next);
      loss = there;
      return is_worth_more;
    }
    for (double& value : step) value /= 2;
  }
  return false;
}

}  // namespace

double LogisticModel::log_odds(std::span<const SparseCell> row) const {
  double sum = intercept;
  for (const SparseCell& cell : row) sum += cell.value * weights[cell.column];
  return sum;
}

LogisticModel fit_logistic(const SparseRows& cases, std::span<const Outcome> outcomes, double penalty,
                           LogisticModel start) {
  assert(cases.rows() == outcomes.size() && penalty > 0);
  const auto hits =
      static_cast<double>(std::count_if(outcomes.begin(), outcomes.end(), [](Outcome o) { return o != 0; }));
  const auto n = static_cast<double>(outcomes.size());
  LogisticModel model{logit((hits + 0.5) / (n + 1)), Vector(cases.columns())};
  if (hits == 0 || hits == n) return model;
  if (start.weights.size() == cases.columns()) model = std::move(start);

  Vector at = std::move(model.weights);
  at.push_back(model.intercept);
  Objective objective(cases, outcomes, penalty);
  double loss = objective.loss(at);
  Vector diagonal;
  for (int iteration = 0; iteration < 50; ++iteration) {
    const Vector gradient = objective.gradient(at, diagonal);
    if (dot(gradient, gradient) < kEnough * n) break;
    if (!descend(objective, at, loss, newton_step(objective, gradient, diagonal))) break;
  }
  model.intercept = at.back();
  at.pop_back();
  model.weights = std::move(at);
  return model;
}

}  // namespace fupan::indexer::insight
