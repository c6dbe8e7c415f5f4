// Failures as RFC 9457 problem documents (application/problem+json). Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "server/http/response.h"

namespace fupan::http {

// What the client is told. `code` is one of the closed set even where the status is HTTP's own business (405, 413, …).
struct Problem {
  int status = 500;
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;
  std::string field;   // "": no field
  long position = -1;  // 0-based character in the field; -1: not known
};

// Status and code from kErrorTable. The message of internal, io and corrupt errors is not for clients: a general text
// that asks to quote the request id takes its place, and the caller logs the message.
Problem problem_of(const Error& error);

// Whether the message of such an error must go to the log.
bool is_for_the_log(ErrorCode code);

// The response: {type, title, status, code, detail, request_id, field?, position?}. Bytes that are not UTF-8 are
// replaced.
Response render_problem(const Problem& problem, std::string_view request_id);

// "Not Found"; for a status that has no name here, "Error".
std::string_view reason_phrase(int status);

}  // namespace fupan::http
