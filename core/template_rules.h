// Which variant of a template when: the rules that the PMO writes. Plain values and their stored form
// (docs/formats.md). Thread-safe, no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan {

// What is known of a project. Absent numbers are not known: no bound on them holds.
struct ProjectTraits {
  std::vector<std::string> phases, risks, tags;
  std::string method, lang;
  std::optional<double> budget, months;
};

// All that is given must hold; a list holds when one of its values does.
struct RuleCondition {
  std::vector<std::string> phases, risks, tags, methods;
  std::string lang;
  std::optional<double> budget_below, budget_at_least, months_below, months_at_least;
  bool operator==(const RuleCondition&) const = default;
};

struct TemplateRule {
  std::string family, variant;
  RuleCondition when;
  std::string reason;  // in words, for whoever gets the variant
  bool operator==(const TemplateRule&) const = default;
};

// Methods are compared without regard to case and width.
bool holds(const RuleCondition& when, const ProjectTraits& traits);

std::string encode_rules(const std::vector<TemplateRule>& rules);

// Errors: corrupt  not JSON, a member is missing or of the wrong kind, or a newer format; the message names it
Result<std::vector<TemplateRule>> decode_rules(std::string_view bytes);

}  // namespace fupan
