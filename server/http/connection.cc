#include "server/http/connection.h"

#include <chrono>
#include <string>

#include "server/http/problem.h"
#include "server/http/response_writer.h"
#include "server/http/standard_headers.h"

namespace fupan::http {
namespace {

// Leaves the gate when the answer is out, also when sending throws.
class Visit {
 public:
  explicit Visit(DrainGate& gate) : gate_(gate), is_inside_(gate.enter()) {}
  ~Visit() {
    if (is_inside_) gate_.leave();
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  bool is_inside() const { return is_inside_; }

 private:
  DrainGate& gate_;
  bool is_inside_;
};

Response plain_problem(int status, ErrorCode code, std::string_view detail) {
  const std::string id = RequestIds().make_id();
  Response response = render_problem({status, code, std::string(detail), {}, -1}, id);
  add_standard_headers(response, id);
  return response;
}

// The last line of defence: the handler has a catch-all of its own, which knows the request id and the log.
Response call(const RequestHandler& handle, const Request& request) {
  try {
    return handle(request);
  } catch (...) {
    return plain_problem(500, ErrorCode::kInternal, "Something went wrong on the server.");
  }
}

}  // namespace

bool Connection::receive(std::string_view bytes, const Send& send) {
  if (!is_open_) return false;
  reader_.feed(bytes);
  while (is_open_ && reader_.state() == RequestReader::State::kComplete) is_open_ = answer(send);
  if (is_open_ && reader_.state() == RequestReader::State::kFailed) {
    is_open_ = refuse(send, reader_.failure().status, reader_.failure().detail);
  }
  if (is_open_ && reader_.take_expectation()) is_open_ = send("HTTP/1.1 100 Continue\r\n\r\n");
  return is_open_;
}

bool Connection::answer(const Send& send) {
  const Visit visit(host_.gate);
  if (!visit.is_inside()) return refuse(send, 503, "the server is shutting down; try again in a moment");
  WriteOptions options;
  options.keep_alive = reader_.keep_alive();
  Request request = reader_.take();
  request.peer = peer_;
  options.is_head = request.method == "HEAD";
  const Response response = call(host_.handle, request);
  options.now = std::chrono::system_clock::now();
  return send(write_response(response, options)) && options.keep_alive;
}

bool Connection::refuse(const Send& send, int status, std::string_view detail) {
  const ErrorCode code = status == 503 ? ErrorCode::kUnavailable : ErrorCode::kInvalidArgument;
  WriteOptions options;
  options.keep_alive = false;
  options.now = std::chrono::system_clock::now();
  send(write_response(plain_problem(status, code, detail), options));
  return false;
}

}  // namespace fupan::http
