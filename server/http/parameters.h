// What parameters does a call take, and what did the caller say? The table of a call is data; this reads any of them.
//
// An unknown parameter is an error; an empty one counts as absent.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan::http {

enum class ParameterType {
  kText,      // at most kMaxTextCharacters
  kLongText,  // at most kMaxLongTextCharacters; of bodies
  kList,    // at most kMaxListItems items of at most kMaxItemCharacters each; items are one of `choices` when there are
            // any
  kChoice,  // one of `choices`
  kInteger,  // decimal digits, `minimum` to `maximum`
  kFlag,     // "true" or "false"
  kDate,     // "YYYY-MM-DD", a day that exists
  kNumber,   // decimal, with or without a fraction, `minimum` to `maximum`; of bodies
  kObject,   // of bodies: one object, as JSON of at most kMaxLongTextCharacters
  kObjects,  // of bodies: a list of at most kMaxObjects objects, each as JSON of at most kMaxObjectCharacters
};

inline constexpr std::size_t kMaxTextCharacters = 2000;
inline constexpr std::size_t kMaxLongTextCharacters = 250000;
inline constexpr std::size_t kMaxListItems = 100;
inline constexpr std::size_t kMaxItemCharacters = 200;
inline constexpr std::size_t kMaxObjects = 500;
inline constexpr std::size_t kMaxObjectCharacters = 50000;

struct ParameterSpec {
  std::string_view name;
  ParameterType type = ParameterType::kText;
  std::span<const std::string_view> choices = {};
  long minimum = 0;
  long maximum = std::numeric_limits<int>::max();
  bool may_be_empty = false;  // of bodies: an empty text, an empty list and null are a value, not absent
};

inline Error missing(std::string_view name) { return invalid_field(name, "must be given"); }

// The parameters that were given. Const methods are thread-safe.
class ParameterValues {
 public:
  bool has(std::string_view name) const { return find(name) != nullptr; }

  // Of absent parameters: "", an empty list, nothing, false.
  std::string text(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;
  std::optional<long> number(std::string_view name) const;
  std::optional<double> real(std::string_view name) const;
  bool flag(std::string_view name) const { return text(name) == "true"; }

 private:
  friend Result<ParameterValues> parse_parameters(std::span<const ParameterSpec> specs, std::string_view query);
  friend Status add_value(std::span<const ParameterSpec> specs, std::string_view name, std::vector<std::string> items,
                          ParameterValues& values);

  struct Value {
    std::string_view name;  // in the table
    std::vector<std::string> items;
    long number = 0;
    double real = 0;
  };
  const Value* find(std::string_view name) const;

  std::vector<Value> values_;
};

// Reads the raw query of a call. `specs` must outlive the answer.
//
// Errors: invalid_argument  unknown or repeated parameter, or a value that its row of the table does not allow; `field`
//                           names the parameter, the message says what is allowed and what was found
Result<ParameterValues> parse_parameters(std::span<const ParameterSpec> specs, std::string_view query);

// Adds one decoded value (of a list: its items) after the same checks; empty texts are left out. For values that do not
// come from a query.
//
// Errors: invalid_argument  as parse_parameters
Status add_value(std::span<const ParameterSpec> specs, std::string_view name, std::vector<std::string> items,
                 ParameterValues& values);

}  // namespace fupan::http
