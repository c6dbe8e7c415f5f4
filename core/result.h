// Result<T>: either a value or an Error. The only way a failure travels inside Fupan; exceptions of libraries stop at
// the adapter that includes the library.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>

namespace fupan {

// The closed set of failures. A new one needs a row in kErrorTable (same order).
enum class ErrorCode {
  kNotFound,         // the thing asked for does not exist
  kInvalidArgument,  // what the caller said cannot be understood or is not allowed
  kConflict,         // the record moved since the caller read it
  kUnavailable,      // try again later, or an operator must act (lock held, map full, disk full)
  kCorrupt,          // stored bytes are not what they must be
  kIo,               // the operating system refused
  kInternal,         // a bug in Fupan
  kUnauthenticated,  // nobody is signed in, or the credentials are not good
  kForbidden,        // who asks may not do this
  kThrottled,        // too many attempts; try again later
};

struct ErrorRow {
  ErrorCode code;
  std::string_view name;  // stable; part of the API (`code` of a problem document)
  int http_status;
  int exit_code;  // of the `fupan` command
};

inline constexpr std::array kErrorTable{
    ErrorRow{ErrorCode::kNotFound, "not_found", 404, 4},
    ErrorRow{ErrorCode::kInvalidArgument, "invalid_argument", 400, 2},
    ErrorRow{ErrorCode::kConflict, "conflict", 409, 5},
    ErrorRow{ErrorCode::kUnavailable, "unavailable", 503, 6},
    ErrorRow{ErrorCode::kCorrupt, "corrupt", 500, 7},
    ErrorRow{ErrorCode::kIo, "io", 500, 8},
    ErrorRow{ErrorCode::kInternal, "internal", 500, 9},
    ErrorRow{ErrorCode::kUnauthenticated, "unauthenticated", 401, 10},
    ErrorRow{ErrorCode::kForbidden, "forbidden", 403, 11},
    ErrorRow{ErrorCode::kThrottled, "throttled", 429, 12},
};

constexpr const ErrorRow& error_row(ErrorCode code) { return kErrorTable[static_cast<std::size_t>(code)]; }

// `message` says what was attempted, on which id, field or file, and what was found. `field` and `position` are set for
// bad input only: the parameter or column, and the 0-based character in it (-1: not known).
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string field = {};
  long position = -1;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}  // NOLINT: implicit on purpose
};

using Status = Result<std::monostate>;

inline Status ok_status() { return Status(std::monostate{}); }

inline Error make_error(ErrorCode code, std::string message) { return Error{code, std::move(message)}; }

// Of bad input: the message begins with the field.
inline Error invalid_field(std::string_view field, std::string_view what) {
  return Error{ErrorCode::kInvalidArgument, std::string(field).append(": ").append(what), std::string(field)};
}

}  // namespace fupan
