#include "server/http/request_target.h"

#include <gtest/gtest.h>

namespace fupan::http {
namespace {

std::string describe(std::string_view target) {
  const auto parsed = parse_target(target);
  if (!parsed) return "error " + parsed.error().field;
  std::string text;
  for (const std::string& segment : parsed->segments) text += "/" + segment;
  return text + (parsed->query.empty() ? "" : " ? " + parsed->query);
}

TEST(RequestTarget, PathIsDecodedPieceByPiece) {
  const struct {
    std::string_view target, expected;
  } cases[] = {
      {"/", "/"},
      {"/a/b", "/a/b"},
      {"/a/", "/a/"},
      {"//a", "//a"},
      {"/a+b", "/a+b"},
      {"/%E9%A1%B9", "/项"},
      {"/a?b=c?d", "/a ? b=c?d"},
      {"/a?", "/a"},
      {"http://host:1/a?b", "/a ? b"},
      {"http://host", "/"},
      {"*", ""},
      {"", "error path"},
      {"a", "error path"},
      {"?a", "error path"},
      {"/a/../b", "error path"},
      {"/%2e%2E/b", "error path"},
      {"/./b", "error path"},
      {"/...", "/..."},
      {"/a%00", "error path"},
      {"/%", "error path"},
      {"/%FF", "error path"},
      {"/\xFF", "error path"},
  };
  for (const auto& c : cases) EXPECT_EQ(describe(c.target), c.expected) << c.target;
}

TEST(RequestTarget, EscapedSlashStaysInsideItsSegment) {
  const auto parsed = parse_target("/api/v1/lessons/a%2Fb");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->segments.size(), 4U);
  EXPECT_EQ(parsed->last_segment(), "a/b");
}

}  // namespace
}  // namespace fupan::http
