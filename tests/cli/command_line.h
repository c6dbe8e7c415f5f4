// Runs the `fupan` program as a person would.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace fupan::cli {

struct Outcome {
  std::string output;  // standard output and error
  int exit_code = 0;
};

// Runs a shell command line in which `fupan` is the program under test.
inline Outcome run_shell(const std::string& command) {
  Outcome outcome;
  const std::string line = "fupan() { " FUPAN_PROGRAM " \"$@\"; }; export LC_ALL=C.UTF-8; { " + command + "; } 2>&1";
  FILE* pipe = ::popen(("sh -c '" + line + "'").c_str(), "r");
  if (pipe == nullptr) return {"popen failed", -1};
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.output.append(buffer.data(), n);
  }
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

}  // namespace fupan::cli
