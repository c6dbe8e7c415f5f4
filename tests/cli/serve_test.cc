// The server as a process: an import from another process shows up in it, and it ends cleanly.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/cli/command_line.h"
#include "tests/support/temp_folder.h"

namespace fupan::cli {
namespace {

class Server {
 public:
  explicit Server(const std::string& data) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(FUPAN_PROGRAM, "fupan", "serve", "--data", data.c_str(), "--listen", "127.0.0.1:0", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    std::string line;
    for (char c = 0; ::read(ends[0], &c, 1) == 1;) {
      output_ += c;
      if (c == '\n' && output_.find("http://") != std::string::npos) break;
    }
    ::close(ends[0]);
    const std::size_t colon = output_.rfind(':');
    if (colon != std::string::npos) port_ = std::atoi(output_.c_str() + colon + 1);
  }

  // The exit status; -1 when it had to be killed.
  int stop() {
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  ~Server() {
    if (child_ > 0) stop();
  }

  int port() const { return port_; }

 private:
  pid_t child_ = 0;
  int port_ = 0;
  std::string output_;
};

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
