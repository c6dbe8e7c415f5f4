// The server as a process: an import from another process shows up in it, and it ends cleanly.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/command_line.h"
#include "tests/cli/server_process.h"
#include "tests/support/temp_folder.h"

namespace fupan::cli {
namespace {

std::string get(int port, const std::string& target) {
  return run_shell(
             "python3 -c \"import urllib.request,sys; "
             "print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())\" "
             "\"http://127.0.0.1:" +
             std::to_string(port) + target + "\"")
      .output;
}

TEST(Serve, StarterLibraryAnswersAndAnImportBesideItShowsUp) {
  const test::TempFolder folder;
  const std::string data = (folder.path() / "data").string();
  Server server(data);
  ASSERT_GT(server.port(), 0);
  EXPECT_NE(get(server.port(), "/api/v1/search?q=%E4%BE%9B%E5%BA%94%E5%95%86").find("<mark>"), std::string::npos);
  std::ofstream(folder.path() / "new.md") << "# Zanzibar\n\nA word that nobody used before: quokka.\n";
  const Outcome imported = run_shell("fupan import --data " + data + " " + (folder.path() / "new.md").string());
  EXPECT_EQ(imported.exit_code, 0) << imported.output;
  EXPECT_NE(get(server.port(), "/api/v1/search?q=quokka").find("\"total\":1"), std::string::npos);
  const Outcome refused = run_shell("fupan reindex --data " + data);
  EXPECT_EQ(refused.exit_code, 6);
  EXPECT_NE(refused.output.find("another process"), std::string::npos) << refused.output;
  EXPECT_EQ(server.stop(), 0);
  EXPECT_EQ(run_shell("fupan check --data " + data).exit_code, 0);
}

}  // namespace
}  // namespace fupan::cli
