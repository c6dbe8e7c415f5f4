#include "server/http/static_files.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_folder.h"

namespace fupan::http {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  void write(const std::string& path, std::string_view content) {
    std::filesystem::create_directories((folder_.path() / path).parent_path());
    std::ofstream(folder_.path() / path, std::ios::binary) << content;
  }

  Response get(std::string_view target, std::string_view if_none_match = "") {
    const StaticFiles files = StaticFiles::load(folder_.path());
    Request request;
    if (!if_none_match.empty()) request.headers.add("If-None-Match", std::string(if_none_match));
    const auto parsed = parse_target(target);
    return parsed ? files.get(request, *parsed) : Response{400, {}, {}};
  }

  test::TempFolder folder_;
};

TEST_F(StaticFilesTest, ServesFilesWithTypeAndTag) {
  write("index.html", "<html>");
  write("assets/app-1a2b.js", "let a;");
  write("图.svg", "<svg/>");
  EXPECT_EQ(get("/").body, "<html>");
  EXPECT_EQ(get("/index.html").headers.get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/").headers.get("Cache-Control"), "no-cache");
  const Response script = get("/assets/app-1a2b.js");
  EXPECT_EQ(script.body, "let a;");
  EXPECT_EQ(script.headers.get("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/%E5%9B%BE.svg").headers.get("Content-Type"), "image/svg+xml");
  const Response again = get("/assets/app-1a2b.js", script.headers.get("ETag"));
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

TEST_F(StaticFilesTest, PathsThatNameNoFileArePagesOfTheApp) {
  write("index.html", "<html>");
  for (const char* page : {"/documents/abc", "/lessons/abc.l12345", "/lessons", "/a/", "//"}) EXPECT_EQ(get(page).body, "<html>") << page;
  for (const char* gone : {"/favicon.ico", "/assets/gone.js", "/documents/abc.l12345.png", "//index.html"}) {
    EXPECT_EQ(get(gone).status, 404) << gone;
  }
}

TEST_F(StaticFilesTest, NothingOutsideTheFolderIsServed) {
  write("index.html", "<html>");
  write("../outside.txt", "secret");
  std::filesystem::create_symlink(folder_.path() / ".." / "outside.txt", folder_.path() / "link.txt");
  for (const char* target : {"/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/link.txt",
                             "/a/../../outside.txt", "/..%5coutside.txt"}) {
    EXPECT_NE(get(target).status, 200) << target;
  }
  std::filesystem::remove(folder_.path() / ".." / "outside.txt");
}

TEST_F(StaticFilesTest, WithoutBuildAPageSaysHow) {
  const Response page = get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("script/server"), std::string::npos);
  EXPECT_FALSE(StaticFiles::load(folder_.path() / "missing").is_built());
}

}  // namespace
}  // namespace fupan::http
