#include "server/http/connection.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "server/http/token.h"

namespace fupan::http {
namespace {

constexpr std::string_view kRequest = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() {
    host_.handle = [this](const Request& request) {
      ++handled_;
      if (request.target == "/throw") throw std::runtime_error("secret");
      if (request.target == "/throw-int") throw 42;
      return make_response(200, "text/plain", "you asked " + request.target);
    };
  }

  bool receive(std::string_view bytes) {
    return connection_.receive(bytes, [this](std::string_view sent) {
      sent_ += sent;
      return can_send_;
    });
  }

  ConnectionHost host_;
  Connection connection_{host_};
  std::string sent_;
  bool can_send_ = true;
  int handled_ = 0;
};

TEST_F(ConnectionTest, AnswersAndStaysOpen) {
  EXPECT_TRUE(receive(kRequest));
  EXPECT_TRUE(sent_.starts_with("HTTP/1.1 200 OK\r\n")) << sent_;
  EXPECT_TRUE(sent_.ends_with("\r\n\r\nyou asked /a")) << sent_;
  EXPECT_NE(sent_.find("Connection: keep-alive\r\n"), std::string::npos);
  EXPECT_TRUE(connection_.is_idle());
}

TEST_F(ConnectionTest, PipelinedRequestsAreAnsweredInOrder) {
  EXPECT_TRUE(receive("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HT"));
  EXPECT_EQ(handled_, 2);
  EXPECT_LT(sent_.find("you asked /1"), sent_.find("you asked /2"));
  EXPECT_FALSE(connection_.is_idle());
}

TEST_F(ConnectionTest, HeadHasLengthButNoBody) {
  EXPECT_TRUE(receive("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_NE(sent_.find("Content-Length: 12\r\n"), std::string::npos);
  EXPECT_TRUE(sent_.ends_with("\r\n\r\n"));
}

TEST_F(ConnectionTest, CloseIsHonoured) {
  EXPECT_FALSE(receive("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(handled_, 1);
  EXPECT_NE(sent_.find("Connection: close\r\n"), std::string::npos);
  EXPECT_FALSE(receive(kRequest));
  EXPECT_EQ(handled_, 1);
}

TEST_F(ConnectionTest, UnreadableRequestIsAProblemAndCloses) {
  EXPECT_FALSE(receive("nonsense\r\n"));
  EXPECT_TRUE(sent_.starts_with("HTTP/1.1 400 ")) << sent_;
  EXPECT_NE(sent_.find("application/problem+json"), std::string::npos);
  EXPECT_NE(sent_.find("X-Request-Id: "), std::string::npos);
  EXPECT_EQ(handled_, 0);
}

TEST_F(ConnectionTest, WhateverTheHandlerThrowsIsA500WithoutItsText) {
  EXPECT_TRUE(receive("GET /throw HTTP/1.1\r\nHost: x\r\n\r\nGET /throw-int HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(sent_.find("secret"), std::string::npos);
  EXPECT_NE(sent_.find("HTTP/1.1 500 ", 1), std::string::npos);
}

TEST_F(ConnectionTest, ClosedGateGives503) {
  host_.gate.close();
  EXPECT_FALSE(receive(kRequest));
  EXPECT_TRUE(sent_.starts_with("HTTP/1.1 503 ")) << sent_;
  EXPECT_EQ(handled_, 0);
}

TEST_F(ConnectionTest, GateIsLeftWhenSendingFails) {
  can_send_ = false;
  EXPECT_FALSE(receive(kRequest));
  EXPECT_TRUE(host_.gate.wait_until_empty(std::chrono::milliseconds(0)));
}

TEST_F(ConnectionTest, HundredContinueIsSentBeforeTheBody) {
  EXPECT_TRUE(receive("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
  EXPECT_EQ(sent_, "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(receive("ab"));
  EXPECT_EQ(handled_, 1);
}

}  // namespace
}  // namespace fupan::http
