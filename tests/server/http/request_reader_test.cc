#include "server/http/request_reader.h"

#include <gtest/gtest.h>

#include <chrono>

namespace fupan::http {
namespace {

using State = RequestReader::State;

constexpr std::string_view kSimple = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

// "METHOD target body", "reading", or "failed STATUS"; of each request in `bytes`, fed `step` bytes at a time.
std::string read(std::string_view bytes, std::size_t step, ReaderLimits limits = {}) {
  RequestReader reader(limits);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += step) {
    reader.feed(bytes.substr(i, step));
    while (reader.state() == State::kComplete) {
      const Request request = reader.take();
      text += request.method + " " + request.target + " " + request.body + "|";
    }
  }
  if (reader.state() == State::kFailed) return text + "failed " + std::to_string(reader.failure().status);
  return text + (reader.is_idle() ? "" : "reading");
}

struct Case {
  std::string_view bytes;
  std::string_view expected;
};

const Case kCases[] = {
    {kSimple, "GET /a |"},
    {"GET /a HTTP/1.0\r\n\r\n", "GET /a |"},
    {"\r\nGET /a HTTP/1.1\r\nHost:x\r\n\r\n", "GET /a |"},
    {"GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a |GET /b |"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", "POST /a hello|"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", "POST /a |"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel", "reading"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
     "POST /a hello|"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n0\r\nT: 1\r\n\r\n", "POST /a h|"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nCookie: a=b; c\r\nAccept: *\r\nContent-Type: foo\r\n\r\n", "GET /a |"},
    {"GET /a HTTP/1.1\r\nHo", "reading"},
    // Refused:
    {"GET /a HTTP/1.1\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\nHost: x\n\n", "failed 400"},
    {"GET /a\r\n\r\n", "failed 400"},
    {"GET  HTTP/1.1\r\nHost: x\r\n\r\n", "failed 400"},
    {"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", "failed 400"},
    {"GET /a HTTP/2.0\r\nHost: x\r\n\r\n", "failed 400"},
    {"GET /a \r\nHost: x\r\n\r\n", "failed 400"},
    {"G(T /a HTTP/1.1\r\nHost: x\r\n\r\n", "failed 400"},
    {"GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n", "failed 400"},
    {"GET /a\t HTTP/1.1\r\nHost: x\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nBad header: y\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nA : y\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nA: y\r\n folded\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nA: \x01\r\n\r\n", "failed 400"},
    {"GET /a HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\nhello", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n", "failed 413"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n", "failed 413"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", "failed 400"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "failed 413"},
    {"POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n", "failed 413"},
    {"\x16\x03\x01\x02\r\n", "failed 400"},
};

TEST(RequestReader, ReadsOrRefusesWholeInput) {
  for (const Case& c : kCases) EXPECT_EQ(read(c.bytes, c.bytes.size()), c.expected) << c.bytes;
}

TEST(RequestReader, AnswerDoesNotDependOnHowBytesArrive) {
  for (const Case& c : kCases) {
    for (const std::size_t step : {1U, 2U, 3U, 7U})
      EXPECT_EQ(read(c.bytes, step), c.expected) << step << ": " << c.bytes;
  }
}

TEST(RequestReader, LongLinesAreRefusedBeforeTheyEnd) {
  EXPECT_EQ(read("GET /" + std::string(70'000, 'a'), 4096), "failed 414");
  EXPECT_EQ(read("GET /" + std::string(40'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 4096), "failed 414");
  EXPECT_EQ(read("GET / HTTP/1.1\r\nA: " + std::string(70'000, 'a'), 4096), "failed 431");
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 201; ++i) many += "A: b\r\n";
  EXPECT_EQ(read(many, 4096), "failed 431");
}

TEST(RequestReader, UnfinishedLineTakesLinearTime) {
  ReaderLimits limits;
  limits.head_bytes = limits.target_bytes = 64 * 1024 * 1024;
  RequestReader reader(limits);
  const std::string chunk(4096, 'a');
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1024; ++i) reader.feed(chunk);  // 4 MB: the transport library's own parser took 13 s for this
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_EQ(reader.state(), State::kReading);
}

TEST(RequestReader, ConnectionIsKeptAsTheClientWants) {
  const struct {
    std::string_view head;
    bool expected;
  } cases[] = {
      {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n", false},
      {"GET / HTTP/1.0\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
  };
  for (const auto& c : cases) {
    RequestReader reader({});
    ASSERT_EQ(reader.feed(c.head), State::kComplete);
    EXPECT_EQ(reader.keep_alive(), c.expected) << c.head;
  }
}

TEST(RequestReader, ExpectationIsToldOnce) {
  RequestReader reader({});
  reader.feed("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_TRUE(reader.take_expectation());
  EXPECT_FALSE(reader.take_expectation());
  EXPECT_EQ(reader.feed("ab"), State::kComplete);
}

TEST(RequestReader, HeadersKeepTheirOrderAndRepetitions) {
  RequestReader reader({});
  reader.feed("GET / HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\naccept-language:  zh;q=0.5 \r\n\r\n");
  EXPECT_EQ(reader.take().headers.joined("ACCEPT-LANGUAGE"), "en, zh;q=0.5");
}

}  // namespace
}  // namespace fupan::http
