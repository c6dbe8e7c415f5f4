// The whole way: socket, connection, application, fake library.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "server/http/application.h"
#include "server/http/server.h"
#include "tests/server/http/fake_library.h"
#include "tests/server/http/schema_check.h"
#include "tests/support/http_client.h"

namespace fupan::http {
namespace {

using test::HttpClient;

class ApplicationServerTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto port = server_.start();
    ASSERT_TRUE(port) << port.error().message;
    port_ = *port;
  }

  static ServerOptions options() {
    ServerOptions options;
    options.port = 0;
    options.threads = 3;
    return options;
  }

  FakeLibrary library_;
  Application application_{library_, {{}, [](const std::string&) {}}};
  HttpServer server_{options(), [this](const Request& request) { return application_.handle(request); }};
  std::uint16_t port_ = 0;
};

TEST_F(ApplicationServerTest, SearchOverTheWire) {
  HttpClient client(port_);
  const auto response = client.get("/api/v1/search?q=%E5%9B%9E%E6%BB%9A&tag=a%2Cb,c", "Accept-Language: zh\r\n");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(check_schema("SearchPage", response->body), "");
  EXPECT_TRUE(response->headers.has("Date"));
}

TEST_F(ApplicationServerTest, OddTargetsAreProblemsAndNeverA5xx) {
  HttpClient client(port_);
  for (const char* target :
       {"/api/v1/search?q=%", "/api/v1/search?q=%00", "/api/v1/search?q=%FF%FE", "/api/v1/lessons/%00",
        "/api/v1/search?q=a&q=b", "/api//v1/search", "/api/v1/../v1/search", "/api/v1/documents/..%2f..",
        "/api/v1/search?=", "/api/v1/search?limit=999999999999999999999", "/api/v1/search?%q=1"}) {
    const auto response = client.get(target);
    ASSERT_TRUE(response) << target;
    EXPECT_GE(response->status, 400) << target;
    EXPECT_LT(response->status, 500) << target;
    EXPECT_EQ(check_schema("Problem", response->body), "") << target;
  }
}

TEST_F(ApplicationServerTest, HugeQueryIsAClearMessage) {
  HttpClient client(port_);
  const auto response = client.get("/api/v1/search?q=" + std::string(20'000, 'a'));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 400);
  EXPECT_NE(response->body.find("at most 2000 characters"), std::string::npos);
  EXPECT_EQ(client.get("/healthz")->status, 200);
}

TEST_F(ApplicationServerTest, UnescapedChineseInATargetIsUnderstood) {
  HttpClient client(port_);
  const auto response = client.get("/api/v1/search?q=项目延期");
  ASSERT_TRUE(response);
  EXPECT_NE(response->body.find("项目延期"), std::string::npos);
}

TEST_F(ApplicationServerTest, RandomTargetsNeverGiveA5xx) {
  static const std::string kAlphabet = "abq=&%/.,+?;:@~!*()[]'\"0123456789EFefAD9B项";
  std::mt19937 random(7);
  HttpClient client(port_);
  for (int i = 0; i < 2000; ++i) {
    std::string target = random() % 2 == 0 ? "/api/v1/search?q=" : "/api/v1/";
    for (std::size_t length = random() % 60; length > 0; --length) target += kAlphabet[random() % kAlphabet.size()];
    const auto response = client.get(target);
    ASSERT_TRUE(response) << i << ": " << target;
    EXPECT_LT(response->status, 500) << target;
  }
}

TEST_F(ApplicationServerTest, ManyClientsSearchAtOnce) {
  std::atomic<int> good{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&] {
      HttpClient client(port_);
      for (int i = 0; i < 50; ++i) {
        const auto response =
            client.get(i % 2 == 0 ? "/api/v1/search?q=a" : "/api/v1/documents/" + std::string(kDocument));
        if (response && response->status == 200) ++good;
      }
    });
  }
  for (std::thread& thread : clients) thread.join();
  EXPECT_EQ(good, 8 * 50);
}

}  // namespace
}  // namespace fupan::http
