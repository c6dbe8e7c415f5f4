// From request to response: target, route, parameters, handler, and what every response carries. No sockets here; tests
// call handle() directly, HttpServer calls it on its workers.
//
// Thread-safe.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/http/gate.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/service/library.h"

namespace fupan::http {

// Takes one line for the operator. Called from any thread.
using Log = std::function<void(const std::string&)>;

// Writes to standard error with time and level.
Log stderr_log();

struct ApplicationOptions {
  std::filesystem::path web;  // the built web app ("web/dist"); where there is none, a page says how to build it
  Log log = stderr_log();
  std::vector<std::string> public_hosts = {};  // names besides loopback's, as parse_public_host gives them
  GateOptions gate = {};                       // proxies that are trusted, and what passwords cost
};

class Application {
 public:
  // `library` must outlive it. Reads the web app into memory.
  Application(service::Library& library, ApplicationOptions options);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  // Always an answer; whatever a handler throws becomes a 500 and a line in the log. The answer to HEAD is that to GET,
  // body included: its length belongs in the header, and the connection leaves the body out.
  Response handle(const Request& request) const;

 private:
  struct Parts;
  Response answer(const Request& request, const std::string& request_id) const;
  Response route(const Request& request, const std::string& request_id) const;
  Response fail(const Request& request, const std::string& request_id, const Error& error) const;

  std::unique_ptr<Parts> parts_;
};

}  // namespace fupan::http
