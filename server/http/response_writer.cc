#include "server/http/response_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "server/http/problem.h"
#include "server/http/token.h"

namespace fupan::http {
namespace {

bool is_sendable(const Headers::Field& field) { return is_token(field.first) && is_field_value(field.second); }

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string http_date(std::chrono::system_clock::time_point time) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[parts.tm_wday], parts.tm_mday,
                     kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string write_response(const Response& response, const WriteOptions& options) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  out.reserve(out.size() + response.body.size() + 1024);
  for (const Headers::Field& field : response.headers.fields()) {
    if (is_sendable(field)) append_field(out, field.first, field.second);
  }
  append_field(out, "Date", http_date(options.now));
  append_field(out, "Connection", options.keep_alive ? "keep-alive" : "close");
  const bool has_body = response.status != 204 && response.status != 304;
  if (has_body) append_field(out, "Content-Length", std::to_string(response.body.size()));
  out += "\r\n";
  if (has_body && !options.is_head) out += response.body;
  return out;
}

}  // namespace fupan::http
