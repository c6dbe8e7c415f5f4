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
  kText,    // at most kMaxTextCharacters
  kList,    // at most kMaxListItems items of at most kMaxItemCharacters each; items are one of `choices` when there are
            // any
  kChoice,  // one of `choices`
  kInteger,  // decimal digits, `minimum` to `maximum`
  kFlag,     // "true" or "false"
  kDate,     // "YYYY-MM-DD", a day that exists
};

inline constexpr std::size_t kMaxTextCharacters = 2000;
inline constexpr std::size_t kMaxListItems = 100;
inline constexpr std::size_t kMaxItemCharacters = 200;

struct ParameterSpec {
  std::string_view name;
  ParameterType type = ParameterType::kText;
  std::span<const std::string_view> choices = {};
  long minimum = 0;
  long maximum = std::numeric_limits<int>::max();
};

// The parameters that were given. Const methods are thread-safe.
class ParameterValues {
 public:
  bool has(std::string_view name) const { return find(name) != nullptr; }

  // Of absent parameters: "", an empty list, nothing, false.
  std::string text(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;
  std::optional<long> number(std::string_view name) const;
  bool flag(std::string_view name) const { return text(name) == "true"; }

 private:
  friend Result<ParameterValues> parse_parameters(std::span<const ParameterSpec> specs, std::string_view query);

  struct Value {
    std::string_view name;  // in the table
    std::vector<std::string> items;
    long number = 0;
  };
  const Value* find(std::string_view name) const;

  std::vector<Value> values_;
};

// Reads the raw query of a call. `specs` must outlive the answer.
//
// Errors: invalid_argument  unknown or repeated parameter, or a value that its row of the table does not allow; `field`
//                           names the parameter, the message says what is allowed and what was found
Result<ParameterValues> parse_parameters(std::span<const ParameterSpec> specs, std::string_view query);

}  // namespace fupan::http
