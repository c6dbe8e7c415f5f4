#include "cli/password_prompt.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace fupan::cli {
namespace {

// Typed text is not shown while the object lives.
class Silence {
 public:
  Silence() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() {
    if (is_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

Error bad(const std::string& why) { return Error{ErrorCode::kInvalidArgument, "password: " + why, "password"}; }

Result<std::string> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) return bad("there is none on standard input");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> ask(const char* prompt) {
  std::cerr << prompt << std::flush;
  const Silence silence;
  auto line = read_line();
  std::cerr << '\n';
  return line;
}

}  // namespace

Result<std::string> read_password(bool from_stdin) {
  if (from_stdin) return read_line();
  if (::isatty(STDIN_FILENO) == 0) return bad("there is no terminal to ask at; give it with --password-stdin");
  auto first = ask("Password: ");
  if (!first) return first;
  const auto second = ask("Again: ");
  if (!second) return second;
  if (*first != *second) return bad("the two are not the same");
  return first;
}

}  // namespace fupan::cli
