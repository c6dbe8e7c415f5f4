#include "server/http/problem.h"

#include <array>
#include <nlohmann/json.hpp>

namespace fupan::http {
namespace {

struct Phrase {
  int status;
  std::string_view text;
};

constexpr std::array kPhrases{
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{204, "No Content"},
    Phrase{304, "Not Modified"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{409, "Conflict"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{421, "Misdirected Request"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{503, "Service Unavailable"},
};

}  // namespace

std::string_view reason_phrase(int status) {
  for (const Phrase& phrase : kPhrases) {
    if (phrase.status == status) return phrase.text;
  }
  return "Error";
}

bool is_for_the_log(ErrorCode code) {
  return code == ErrorCode::kInternal || code == ErrorCode::kIo || code == ErrorCode::kCorrupt;
}

Problem problem_of(const Error& error) {
  const ErrorRow& row = error_row(error.code);
  Problem problem{row.http_status, error.code, error.message, error.field, error.position};
  if (is_for_the_log(error.code)) {
    problem.detail = "Something went wrong on the server. Its log says more under this request_id.";
    problem.field.clear();
    problem.position = -1;
  }
  return problem;
}

Response render_problem(const Problem& problem, std::string_view request_id) {
  nlohmann::ordered_json json{
      {"type", "about:blank"},    {"title", reason_phrase(problem.status)},
      {"status", problem.status}, {"code", error_row(problem.code).name},
      {"detail", problem.detail}, {"request_id", request_id},
  };
  if (!problem.field.empty()) json["field"] = problem.field;
  if (problem.position >= 0) json["position"] = problem.position;
  Response response = make_response(problem.status, "application/problem+json",
                                    json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace fupan::http
