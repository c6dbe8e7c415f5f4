#include "server/http/server.h"

#include <pistache/endpoint.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <mutex>
#include <thread>

#include "server/http/listen_address.h"
#include "server/http/pistache_handler.h"

namespace fupan::http {
namespace {

constexpr std::chrono::hours kNever{24 * 365 * 10};  // the library's own timeouts; see open_connections.h
constexpr std::chrono::milliseconds kReapInterval{250};
constexpr std::chrono::milliseconds kCloseLimit{1'000};  // for workers to notice that their connections were shut down

int thread_count(int asked) {
  if (asked > 0) return asked;
  return std::clamp(2 * static_cast<int>(std::thread::hardware_concurrency()), 4, 16);
}

Pistache::Address address_of(const ListenAddress& address, std::uint16_t port) {
  const std::string host = address.is_ipv6 ? "[" + address.host + "]" : address.host;
  return {host, Pistache::Port(port)};
}

Error cannot_listen(const ServerOptions& options, std::string_view reason) {
  std::string message =
      "cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " + std::string(reason);
  if (reason.find(std::strerror(EADDRINUSE)) != std::string_view::npos) {
    message +=
        ". Another program uses this port, perhaps another \"fupan serve\"; stop it, or choose another port with "
        "--listen 127.0.0.1:PORT";
  } else if (reason.find(std::strerror(EACCES)) != std::string_view::npos) {
    message += ". Ports below 1024 need rights that this program should not have; choose a higher one";
  }
  return make_error(ErrorCode::kUnavailable, std::move(message));
}

}  // namespace

class HttpServer::Running {
 public:
  Running(const ServerOptions& options, const RequestHandler& handler, const ListenAddress& address)
      : drain_timeout_(options.drain_timeout),
        endpoint_(std::make_unique<Pistache::Http::Endpoint>(address_of(address, options.port))) {
    shared_.host.handle = handler;
    shared_.host.limits.body_bytes = options.max_body_bytes;
    shared_.request_timeout = options.request_timeout;
    shared_.keep_alive_timeout = options.keep_alive_timeout;
    endpoint_->init(Pistache::Http::Endpoint::options()
                        .threads(thread_count(options.threads))
                        .threadsName("fupan-http")
                        .flags(Pistache::Tcp::Options::ReuseAddr | Pistache::Tcp::Options::CloseOnExec)
                        .headerTimeout(kNever)
                        .bodyTimeout(kNever)
                        .keepaliveTimeout(kNever));
    endpoint_->setHandler(std::make_shared<PistacheHandler>(shared_));
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { stop(); }

  std::uint16_t serve() {
    endpoint_->serveThreaded();
    reaper_ = std::thread([this] { reap(); });
    return endpoint_->getPort();
  }

 private:
  void stop() {
    if (!reaper_.joinable()) return;  // never served
    shared_.host.gate.close();
    shared_.host.gate.wait_until_empty(drain_timeout_);
    shared_.is_giving_up = true;
    shared_.connections.shut_down_all();
    shared_.connections.wait_until_none(kCloseLimit);
    endpoint_->shutdown();
    endpoint_.reset();  // waits for the workers
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    wake_.notify_all();
    reaper_.join();
  }

  void reap() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, kReapInterval, [this] { return is_stopping_; }))
      shared_.connections.shut_down_overdue();
  }

  std::chrono::milliseconds drain_timeout_;
  SharedState shared_;  // before the endpoint, whose peers refer to it
  std::unique_ptr<Pistache::Http::Endpoint> endpoint_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;  // guarded by mutex_
  std::thread reaper_;
};

HttpServer::HttpServer(ServerOptions options, RequestHandler handler)
    : options_(std::move(options)), handler_(std::move(handler)) {}

HttpServer::~HttpServer() { stop(); }

Result<std::uint16_t> HttpServer::start() {
  const Result<ListenAddress> address = parse_listen_address(options_.address, options_.allow_network);
  if (!address) return address.error();
  std::signal(SIGPIPE, SIG_IGN);
  try {
    running_ = std::make_unique<Running>(options_, handler_, *address);
    return running_->serve();
  } catch (const std::exception& error) {
    running_.reset();
    return cannot_listen(options_, error.what());
  }
}

void HttpServer::stop() { running_.reset(); }

}  // namespace fupan::http
