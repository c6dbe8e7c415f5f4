// `fupan serve` as a process, on a free port.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace fupan::cli {

class Server {
 public:
  // Returns when it listens; port() is 0 when it does not.
  explicit Server(const std::string& data, const char* option = nullptr) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(FUPAN_PROGRAM, "fupan", "serve", "--data", data.c_str(), "--listen", "127.0.0.1:0", option, nullptr);
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

  // As a power cut would: no signal that it can see.
  void kill_hard() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }

  ~Server() {
    if (child_ > 0) stop();
  }

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  pid_t child_ = 0;
  int port_ = 0;
  std::string output_;
};

}  // namespace fupan::cli
