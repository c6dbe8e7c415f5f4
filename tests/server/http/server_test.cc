// The server on a socket, with a handler of the test's own.
#include "server/http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <latch>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/support/http_client.h"

namespace fupan::http {
namespace {

using test::ClientResponse;
using test::HttpClient;

// Pistache gives a connection to the worker "descriptor modulo workers", and each connection of a test takes two
// descriptors: with two workers all would go to the same one.
ServerOptions quick_options() {
  ServerOptions options;
  options.port = 0;
  options.threads = 3;
  return options;
}

class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto port = server_.start();
    ASSERT_TRUE(port) << port.error().message;
    port_ = *port;
  }

  static Response answer(const Request& request) {
    if (request.target == "/big") return make_response(200, "text/plain", std::string(3'000'000, 'x'));
    if (request.target == "/throw") throw std::runtime_error("secret");
    return make_response(200, "text/plain", request.method + " " + request.target + " " + request.body);
  }

  HttpServer server_{quick_options(), answer};
  std::uint16_t port_ = 0;
};

TEST_F(ServerTest, OneConnectionCarriesManyRequests) {
  HttpClient client(port_);
  for (int i = 0; i < 100; ++i) {
    const auto response = client.get("/" + std::to_string(i));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "GET /" + std::to_string(i) + " ");
    EXPECT_EQ(response->headers.get("Connection"), "keep-alive");
  }
}

TEST_F(ServerTest, OddHeadersThatTheTransportCannotParseAreAnswered) {
  HttpClient client(port_);
  for (const char* header :
       {"Cookie: a=b; c", "Cookie: =", "Cookie: ", "Cache-Control: immutable", "Cache-Control: no-cache, foo=bar",
        "Accept: *", "Accept: ;;;", "Content-Type: foo", "Content-Type: ", "Connection: upgrade, x", "Expect: nothing",
        "Authorization: x", "Date: yesterday", "Accept-Encoding: banana", "Allow: ?", "Content-Encoding: ?",
        "Location: :", "User-Agent: \xFF\xFE", "X: 项目"}) {
    const auto response = client.get("/odd", std::string(header) + "\r\n");
    ASSERT_TRUE(response) << header;
    EXPECT_EQ(response->status, 200) << header;
  }
}

TEST_F(ServerTest, RepeatedQueryKeysReachTheHandler) {
  HttpClient client(port_);
  EXPECT_EQ(client.get("/a?b=2&a=1&b=3")->body, "GET /a?b=2&a=1&b=3 ");
}

TEST_F(ServerTest, PipelinedRequestsAreAllAnswered) {
  HttpClient client(port_);
  std::string requests;
  for (int i = 0; i < 50; ++i) requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_TRUE(client.send(requests));
  for (int i = 0; i < 50; ++i) {
    const auto response = client.receive();
    ASSERT_TRUE(response) << i;
    EXPECT_EQ(response->body, "GET /" + std::to_string(i) + " ");
  }
}

TEST_F(ServerTest, HeadLeavesTheBodyOut) {
  HttpClient client(port_);
  ASSERT_TRUE(client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(client.receive(true)->headers.get("Content-Length"), "8");
  EXPECT_EQ(client.get("/next")->body, "GET /next ");
}

TEST_F(ServerTest, LargeAnswersAndBodiesPass) {
  HttpClient client(port_);
  EXPECT_EQ(client.get("/big")->body.size(), 3'000'000U);
  const std::string body(900'000, 'b');
  ASSERT_TRUE(client.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + body));
  EXPECT_EQ(client.receive()->body.size(), body.size() + 8);
}

TEST_F(ServerTest, TooLargeBodyIsRefusedAndTheRestOfItIsNotARequest) {
  HttpClient client(port_);
  client.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n" + std::string(2'000'000, 'b'));
  const auto response = client.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 413);
  EXPECT_EQ(response->headers.get("Content-Type"), "application/problem+json");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(ServerTest, LongRequestLineIs414) {
  HttpClient client(port_);
  client.send("GET /" + std::string(200'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 414);
}

TEST_F(ServerTest, CloseIsHonouredAtOnce) {
  HttpClient client(port_);
  EXPECT_EQ(client.get("/a", "Connection: close\r\n")->headers.get("Connection"), "close");
  EXPECT_TRUE(client.is_closed_by_server(std::chrono::seconds(5)));
  HttpClient old(port_);
  ASSERT_TRUE(old.send("GET /a HTTP/1.0\r\n\r\n"));
  EXPECT_EQ(old.receive()->status, 200);
  EXPECT_TRUE(old.is_closed_by_server(std::chrono::seconds(5)));
}

TEST_F(ServerTest, HandlerThatThrowsIsA500WithoutItsText) {
  HttpClient client(port_);
  const auto response = client.get("/throw");
  EXPECT_EQ(response->status, 500);
  EXPECT_EQ(response->body.find("secret"), std::string::npos);
  EXPECT_EQ(client.get("/a")->status, 200);
}

TEST_F(ServerTest, ManyClientsAtOnce) {
  std::atomic<int> good{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 16; ++c) {
    clients.emplace_back([&, c] {
      HttpClient client(port_);
      for (int i = 0; i < 50; ++i) {
        const std::string target = "/" + std::to_string(c) + "/" + std::to_string(i);
        const auto response = client.get(target);
        if (response && response->body == "GET " + target + " ") ++good;
      }
    });
  }
  for (std::thread& thread : clients) thread.join();
  EXPECT_EQ(good, 16 * 50);
}

TEST_F(ServerTest, ClientThatDoesNotReadBlocksNobodyElse) {
  HttpClient slow(port_);
  for (int i = 0; i < 8; ++i) slow.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");  // 24 MB: more than sockets hold
  ASSERT_TRUE(slow.receive(true));
  HttpClient other(port_);
  other.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(other.receive(false, std::chrono::seconds(3)));
}

// Mutations of real requests and pure noise, one connection each, with a fixed seed.
std::string hostile_request(std::mt19937& random) {
  static const std::string kSeeds[] = {
      "GET /api/v1/search?q=%E9%A1%B9%E7%9B%AE&limit=5&facets=phase,risk HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n",
      "POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      "HEAD /healthz HTTP/1.1\r\nHost: x\r\nCookie: a=b; c\r\nCache-Control: immutable\r\n\r\n",
      "OPTIONS * HTTP/1.0\r\n\r\n",
  };
  std::string bytes = kSeeds[random() % std::size(kSeeds)];
  const std::size_t changes = 1 + random() % 6;
  for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 5) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.erase(at, 1 + random() % 8);
        break;
      case 2:
        bytes.insert(at, std::string(random() % 40, static_cast<char>(random())));
        break;
      case 3:
        bytes.insert(at, bytes.substr(at / 2, random() % 60));
        break;
      default:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

TEST_F(ServerTest, TwoThousandMutatedRequestsNeverGiveA5xx) {
  std::mt19937 random(20260301);
  for (int i = 0; i < 2000; ++i) {
    const std::string bytes = hostile_request(random);
    HttpClient client(port_);
    ASSERT_TRUE(client.is_connected()) << i;
    client.send(bytes);
    client.finish_sending();
    const std::string answers = client.receive_all();
    EXPECT_EQ(answers.find("HTTP/1.1 5"), std::string::npos) << i << ": " << bytes << "\n" << answers;
    EXPECT_TRUE(answers.empty() || answers.starts_with("HTTP/1.1 ")) << i << ": " << answers;
  }
  HttpClient client(port_);
  EXPECT_EQ(client.get("/alive")->status, 200);
}

TEST(HttpServer, StopDeliversTheAnswerUnderWay) {
  std::latch is_inside(1);
  std::promise<void> may_answer;
  std::shared_future<void> answer(may_answer.get_future());
  HttpServer server(quick_options(), [&](const Request& request) {
    if (request.target != "/slow") return make_response(200, "text/plain", "quick");
    is_inside.count_down();
    answer.wait();
    return make_response(200, "text/plain", "late");
  });
  const auto port = server.start();
  ASSERT_TRUE(port);
  HttpClient client(*port);
  client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  is_inside.wait();
  std::thread stopping([&] { server.stop(); });
  // Once a new request is refused, stop() has begun. Some of these wait behind the slow one.
  std::vector<std::unique_ptr<HttpClient>> others;
  for (bool is_refused = false; !is_refused;) {
    others.push_back(std::make_unique<HttpClient>(*port));
    others.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto response = others.back()->receive(false, std::chrono::milliseconds(100));
    is_refused = response && response->status == 503;
  }
  may_answer.set_value();
  stopping.join();
  const auto response = client.receive();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "late");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(HttpServer, StopGivesUpOnAClientThatDoesNotRead) {
  ServerOptions options = quick_options();
  options.drain_timeout = std::chrono::milliseconds(200);
  HttpServer server(options,
                    [](const Request&) { return make_response(200, "text/plain", std::string(30'000'000, 'x')); });
  const auto port = server.start();
  ASSERT_TRUE(port);
  HttpClient client(*port);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(client.receive(true));  // the head is there: the server is sending
  const auto start = std::chrono::steady_clock::now();
  server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(HttpServer, TakenPortIsAnErrorThatHelps) {
  const auto handler = [](const Request&) { return Response{}; };
  HttpServer first(quick_options(), handler);
  const auto port = first.start();
  ASSERT_TRUE(port);
  ServerOptions same = quick_options();
  same.port = *port;
  HttpServer second(same, handler);
  const auto failed = second.start();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(failed.error().message.find("--listen"), std::string::npos) << failed.error().message;
  first.stop();
  EXPECT_TRUE(second.start()) << "a stopped server gives its port back";
}

TEST(HttpServer, NetworkAddressIsRefused) {
  ServerOptions options = quick_options();
  options.address = "0.0.0.0";
  HttpServer server(options, [](const Request&) { return Response{}; });
  EXPECT_EQ(server.start().error().code, ErrorCode::kInvalidArgument);
}

std::size_t count_threads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

// Pistache leaves some event descriptors of a stopped endpoint open; sockets are what matters.
std::size_t count_sockets() {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code ignored;
    if (std::filesystem::read_symlink(entry, ignored).string().starts_with("socket:")) ++count;
  }
  return count;
}

void run_once() {
  HttpServer server(quick_options(), [](const Request&) { return make_response(200, "text/plain", "x"); });
  const auto port = server.start();
  ASSERT_TRUE(port);
  HttpClient idle(*port), half(*port);
  EXPECT_TRUE(idle.get("/"));
  EXPECT_TRUE(half.get("/"));
  half.send("GET / HT");
  server.stop();
  EXPECT_TRUE(idle.is_closed_by_server());
  EXPECT_TRUE(half.is_closed_by_server());
}

TEST(HttpServer, StopLeavesNoConnectionAndNoThread) {
  run_once();
  const std::size_t threads = count_threads();
  const std::size_t sockets = count_sockets();
  for (int i = 0; i < 10; ++i) run_once();
  EXPECT_EQ(count_threads(), threads);
  EXPECT_EQ(count_sockets(), sockets);
}

TEST(HttpServer, SilentClientIsClosedAfterTheKeepAliveTimeout) {
  ServerOptions options = quick_options();
  options.keep_alive_timeout = std::chrono::milliseconds(300);
  HttpServer server(options, [](const Request&) { return make_response(200, "text/plain", "x"); });
  const auto port = server.start();
  ASSERT_TRUE(port);
  HttpClient client(*port);
  ASSERT_TRUE(client.get("/"));
  EXPECT_TRUE(client.is_closed_by_server(std::chrono::seconds(5)));
}

TEST(HttpServer, HandlerMayTakeLongerThanTheTimeouts) {
  ServerOptions options = quick_options();
  options.request_timeout = options.keep_alive_timeout = std::chrono::milliseconds(100);
  std::promise<void> never;
  HttpServer server(options, [future = never.get_future().share()](const Request&) {
    future.wait_for(std::chrono::milliseconds(800));
    return make_response(200, "text/plain", "late");
  });
  const auto port = server.start();
  ASSERT_TRUE(port);
  HttpClient client(*port);
  const auto response = client.get("/");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "late");
}

TEST(HttpServer, HalfARequestIsClosedAfterTheRequestTimeout) {
  ServerOptions options = quick_options();
  options.request_timeout = std::chrono::milliseconds(300);
  HttpServer server(options, [](const Request&) { return make_response(200, "text/plain", "x"); });
  const auto port = server.start();
  ASSERT_TRUE(port);
  HttpClient client(*port);
  ASSERT_TRUE(client.get("/"));
  client.send("GET / HTTP/1.1\r\nHost");
  EXPECT_TRUE(client.is_closed_by_server(std::chrono::seconds(5)));
}

}  // namespace
}  // namespace fupan::http
