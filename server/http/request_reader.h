// Reads HTTP/1.1 requests from bytes as they arrive (RFC 9112). One reader a connection, one thread at a time.
//
// Ours and not the transport library's, because that one fails on legal headers (Cookie without "=", unknown
// Cache-Control directives), loses repeated query parameters and pipelined requests, and takes quadratic time; see
// pistache_handler.h. Time here is linear in the bytes; memory is bounded by the limits.
//
// Strict where leniency lets two programs disagree about where a request ends: lines end with CR LF, Content-Length and
// Transfer-Encoding exclude each other, no folded headers, exactly one Host in HTTP/1.1.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/request.h"

namespace fupan::http {

struct ReaderLimits {
  std::size_t target_bytes = 32 * 1024;
  std::size_t head_bytes = 64 * 1024;  // request line and headers; also the trailers of a chunked body
  std::size_t header_count = 200;
  std::size_t body_bytes = 1024 * 1024;
};

// Why a request could not be read. The connection cannot be used any further.
struct ReadFailure {
  int status = 400;  // 400, 413, 414 or 431
  std::string detail;
};

class RequestReader {
 public:
  explicit RequestReader(ReaderLimits limits) : limits_(limits) {}

  enum class State { kReading, kComplete, kFailed };

  // Takes more bytes in. Does nothing after a failure.
  State feed(std::string_view bytes);

  State state() const { return state_; }
  const ReadFailure& failure() const { return failure_; }

  // Of the complete request: whether the client wants to send another one on this connection.
  bool keep_alive() const { return keep_alive_; }

  // The complete request. The reader goes on with the bytes after it: look at state() again, another may be complete.
  Request take();

  // Whether nothing of a next request has arrived.
  bool is_idle() const { return state_ == State::kReading && step_ == Step::kRequestLine && buffer_.empty(); }

  // Whether the client waits for "100 Continue" before it sends the body. True once for a request.
  bool take_expectation();

 private:
  enum class Step { kRequestLine, kHeaders, kBody, kChunkSize, kChunk, kChunkEnd, kTrailers, kDone };

  void advance();
  bool step_once();
  bool fail(int status, std::string detail);
  std::optional<std::string_view> take_line();

  bool read_request_line();
  bool read_header();
  bool add_header(std::string_view line);
  bool finish_head();
  bool choose_framing();
  bool read_content_length(const std::string& value);
  bool read_body();
  bool read_chunk_size();
  bool read_chunk_end();
  bool read_trailer();

  ReaderLimits limits_;
  State state_ = State::kReading;
  Step step_ = Step::kRequestLine;
  ReadFailure failure_;
  Request request_;
  std::string buffer_;          // bytes not consumed yet, from used_ on
  std::size_t used_ = 0;        // consumed bytes at the front of the buffer
  std::size_t scanned_ = 0;     // no line end before this offset
  std::size_t head_bytes_ = 0;  // of lines read for this request
  std::size_t body_left_ = 0;   // of the body or the present chunk
  bool is_http_1_0_ = false;
  bool keep_alive_ = true;
  bool expects_continue_ = false;
};

}  // namespace fupan::http
