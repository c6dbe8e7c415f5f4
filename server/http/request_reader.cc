#include "server/http/request_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "server/http/token.h"

namespace fupan::http {
namespace {

constexpr std::size_t kMaxMethodBytes = 32;

// A target holds no spaces or control characters; bytes beyond ASCII are left to the decoder.
bool is_target(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F && byte != '#';
  });
}

bool names_item(std::string_view list, std::string_view name) {
  bool is_named = false;
  for_each_item(list, [&](std::string_view item) { is_named = is_named || equals_ignoring_case(item, name); });
  return is_named;
}

}  // namespace

RequestReader::State RequestReader::feed(std::string_view bytes) {
  if (state_ == State::kFailed) return state_;
  buffer_.append(bytes);
  if (state_ == State::kReading) advance();
  return state_;
}

Request RequestReader::take() {
  Request taken = std::exchange(request_, Request{});
  state_ = State::kReading;
  step_ = Step::kRequestLine;
  head_bytes_ = 0;
  keep_alive_ = true;
  expects_continue_ = false;
  advance();
  return taken;
}

bool RequestReader::take_expectation() { return std::exchange(expects_continue_, false); }

// Reads as far as the bytes go. `keep_alive_` stays that of a request until the next one's head is there.
void RequestReader::advance() {
  while (state_ == State::kReading && step_once()) {
  }
  buffer_.erase(0, used_);
  scanned_ -= std::min(scanned_, used_);
  used_ = 0;
}

// Whether there was enough to do something.
bool RequestReader::step_once() {
  switch (step_) {
    case Step::kRequestLine:
      return read_request_line();
    case Step::kHeaders:
      return read_header();
    case Step::kBody:
    case Step::kChunk:
      return read_body();
    case Step::kChunkSize:
      return read_chunk_size();
    case Step::kChunkEnd:
      return read_chunk_end();
    case Step::kTrailers:
      return read_trailer();
    case Step::kDone:
      state_ = State::kComplete;
      return false;
  }
  return false;
}

bool RequestReader::fail(int status, std::string detail) {
  state_ = State::kFailed;
  failure_ = {status, std::move(detail)};
  return false;
}

// The next line without its CR LF; nothing when it is not whole yet, or when reading failed.
std::optional<std::string_view> RequestReader::take_line() {
  const std::size_t end = buffer_.find('\n', std::max(scanned_, used_));
  const std::size_t length = (end == std::string::npos ? buffer_.size() : end + 1) - used_;
  if (head_bytes_ + length > limits_.head_bytes) {
    const bool in_request_line = step_ == Step::kRequestLine;
    fail(in_request_line ? 414 : 431,
         in_request_line ? "the request line is too long" : "the request headers are too long");
    return std::nullopt;
  }
  if (end == std::string::npos) {
    scanned_ = buffer_.size();
    return std::nullopt;
  }
  if (end == used_ || buffer_[end - 1] != '\r') {
    fail(400, "a line of the request does not end with CR LF");
    return std::nullopt;
  }
  const std::string_view line = std::string_view(buffer_).substr(used_, end - 1 - used_);
  used_ = scanned_ = end + 1;
  head_bytes_ += length;
  return line;
}

bool RequestReader::read_request_line() {
  const std::optional<std::string_view> line = take_line();
  if (!line) return false;
  if (line->empty()) return true;  // empty lines before a request are allowed; head_bytes_ bounds them
  const std::size_t first = line->find(' ');
  const std::size_t last = line->rfind(' ');
  if (first == std::string_view::npos || first == last)
    return fail(400, "the request line is not \"METHOD TARGET HTTP/1.1\"");
  const std::string_view method = line->substr(0, first);
  const std::string_view target = line->substr(first + 1, last - first - 1);
  const std::string_view version = line->substr(last + 1);
  if (!is_token(method) || method.size() > kMaxMethodBytes) return fail(400, "the method is not a word");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return fail(400, "only HTTP/1.1 and HTTP/1.0 are spoken here");
  if (target.size() > limits_.target_bytes) return fail(414, "the request target is too long");
  if (!is_target(target)) return fail(400, "the request target holds characters that must be percent-encoded");
  request_.method = method;
  request_.target = target;
  is_http_1_0_ = version == "HTTP/1.0";
  step_ = Step::kHeaders;
  return true;
}

bool RequestReader::read_header() {
  const std::optional<std::string_view> line = take_line();
  if (!line) return false;
  if (line->empty()) return finish_head();
  return add_header(*line);
}

bool RequestReader::add_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return fail(400, "a header is not \"Name: value\"");
  const std::string_view value = trim_field(line.substr(colon + 1));
  if (!is_field_value(value)) return fail(400, "a header holds control characters");
  if (request_.headers.fields().size() == limits_.header_count) return fail(431, "there are too many request headers");
  request_.headers.add(std::string(line.substr(0, colon)), std::string(value));
  return true;
}

bool RequestReader::finish_head() {
  const auto hosts =
      std::count_if(request_.headers.fields().begin(), request_.headers.fields().end(),
                    [](const Headers::Field& field) { return equals_ignoring_case(field.first, "Host"); });
  if (hosts > 1 || (hosts == 0 && !is_http_1_0_)) return fail(400, "a request needs exactly one Host header");
  const std::string connection = request_.headers.joined("Connection");
  keep_alive_ = is_http_1_0_ ? names_item(connection, "keep-alive") : !names_item(connection, "close");
  expects_continue_ = !is_http_1_0_ && equals_ignoring_case(request_.headers.get("Expect"), "100-continue");
  return choose_framing();
}

bool RequestReader::choose_framing() {
  const bool has_encoding = request_.headers.has("Transfer-Encoding");
  const bool has_length = request_.headers.has("Content-Length");
  if (has_encoding && has_length) return fail(400, "Transfer-Encoding and Content-Length exclude each other");
  if (has_length) return read_content_length(request_.headers.joined("Content-Length"));
  if (!has_encoding) {
    step_ = Step::kDone;
    return true;
  }
  if (is_http_1_0_ || !equals_ignoring_case(request_.headers.joined("Transfer-Encoding"), "chunked")) {
    return fail(400, "the only Transfer-Encoding understood is \"chunked\"");
  }
  step_ = Step::kChunkSize;
  return true;
}

// Equal repetitions ("5, 5") are refused with the rest: they are no client's habit.
bool RequestReader::read_content_length(const std::string& value) {
  const char* end = value.data() + value.size();
  std::size_t length = 0;
  const auto [rest, failure] = std::from_chars(value.data(), end, length);
  if (failure == std::errc::result_out_of_range) return fail(413, "the request body is too large");
  if (failure != std::errc{} || rest != end) return fail(400, "Content-Length is not a number");
  if (length > limits_.body_bytes) {
    return fail(413, "the request body is larger than " + std::to_string(limits_.body_bytes) + " bytes");
  }
  body_left_ = length;
  step_ = length == 0 ? Step::kDone : Step::kBody;
  return true;
}

bool RequestReader::read_body() {
  const std::size_t taken = std::min(body_left_, buffer_.size() - used_);
  if (taken == 0) return false;
  request_.body.append(buffer_, used_, taken);
  used_ += taken;
  body_left_ -= taken;
  if (body_left_ == 0) step_ = step_ == Step::kBody ? Step::kDone : Step::kChunkEnd;
  return true;
}

bool RequestReader::read_chunk_size() {
  const std::optional<std::string_view> line = take_line();
  if (!line) return false;
  head_bytes_ -= line->size() + 2;  // only a single such line is bounded, not their sum
  const std::string_view digits = trim_field(line->substr(0, line->find(';')));
  const char* end = digits.data() + digits.size();
  std::size_t size = 0;
  const auto [rest, failure] = std::from_chars(digits.data(), end, size, 16);
  if (digits.empty() || failure == std::errc::invalid_argument || rest != end)
    return fail(400, "a chunk size is not a number");
  if (failure != std::errc{} || size > limits_.body_bytes - request_.body.size()) {
    return fail(413, "the request body is larger than " + std::to_string(limits_.body_bytes) + " bytes");
  }
  body_left_ = size;
  step_ = size == 0 ? Step::kTrailers : Step::kChunk;
  return true;
}

bool RequestReader::read_chunk_end() {
  const std::optional<std::string_view> line = take_line();
  if (!line) return false;
  head_bytes_ -= 2;
  if (!line->empty()) return fail(400, "a chunk is longer than its size says");
  step_ = Step::kChunkSize;
  return true;
}

// Trailers are read and dropped.
bool RequestReader::read_trailer() {
  const std::optional<std::string_view> line = take_line();
  if (!line) return false;
  if (line->empty()) step_ = Step::kDone;
  return true;
}

}  // namespace fupan::http
