#include "server/service/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/text/utf8.h"

namespace fupan::service {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostComplaintBytes = 500;
constexpr std::size_t kPieceBytes = 65536;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    fd_ = std::exchange(other.fd_, -1);
    return *this;
  }
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

struct Pipe {
  Descriptor read, write;  // which end is ours depends on the direction
};

Error refused(const std::string& program, int error) {
  if (error == ENOENT || error == EACCES) {
    return make_error(ErrorCode::kUnavailable, "the program '" + program + "' is not installed");
  }
  return make_error(ErrorCode::kIo, "cannot start '" + program + "': " + std::strerror(error));
}

// Our ends do not block: whoever talks to a child that does not listen must still be able to give up.
bool open_output(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  pipe.read = Descriptor(ends[0]);
  pipe.write = Descriptor(ends[1]);
  return ::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

// A socket, so that a child which ends early makes no SIGPIPE.
bool open_input(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  pipe.read = Descriptor(ends[0]);
  pipe.write = Descriptor(ends[1]);
  return ::fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0;
}

class SpawnActions {
 public:
  SpawnActions() { posix_spawn_file_actions_init(&actions_); }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// A group of its own, so that what it starts ends with it; signals as a program expects to find them.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  posix_spawnattr_t* get() { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

// Only what a converter needs; no secret of ours is handed on.
std::vector<std::string> environment() {
  const char* path = std::getenv("PATH");
  return {std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path), "LC_ALL=C.UTF-8", "HOME=/nonexistent"};
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

class Child {
 public:
  explicit Child(const ChildCommand& command) : command_(command), deadline_(Clock::now() + command.most_time) {}
  ~Child() { finish(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  Status start() {
    if (!open_input(in_) || !open_output(out_) || !open_output(err_)) return refused(name(), errno);
    SpawnActions actions;
    posix_spawn_file_actions_adddup2(actions.get(), in_.read.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(actions.get(), out_.write.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(actions.get(), err_.write.get(), STDERR_FILENO);
    if (!command_.folder.empty()) posix_spawn_file_actions_addchdir_np(actions.get(), command_.folder.c_str());
    SpawnAttributes attributes;
    std::vector<std::string> arguments = command_.arguments, variables = environment();
    const int error = posix_spawnp(&pid_, name().c_str(), actions.get(), attributes.get(),
                                   pointers_to(arguments).data(), pointers_to(variables).data());
    in_.read.close();
    out_.write.close();
    err_.write.close();
    if (error == 0) return ok_status();
    pid_ = -1;
    return refused(name(), error);
  }

  // Until it has closed both outputs.
  Status talk(std::string_view input, std::string& output) {
    if (input.empty()) in_.write.close();
    while (out_.read.is_open() || err_.read.is_open()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
      if (left <= 0) return too_slow();
      std::array<pollfd, 3> watched{pollfd{in_.write.get(), POLLOUT, 0}, pollfd{out_.read.get(), POLLIN, 0},
                                    pollfd{err_.read.get(), POLLIN, 0}};
      if (::poll(watched.data(), watched.size(), static_cast<int>(left)) < 0 && errno != EINTR) {
        return make_error(ErrorCode::kIo, std::string("poll: ") + std::strerror(errno));
      }
      if (watched[0].revents != 0) write_some(input);
      if (watched[1].revents != 0) read_some(out_.read, output, command_.most_output_bytes + 1);
      if (watched[2].revents != 0) read_some(err_.read, complaint_, kMostComplaintBytes);
      if (output.size() > command_.most_output_bytes) {
        return make_error(ErrorCode::kInvalidArgument,
                          "'" + name() + "' made more than " + std::to_string(command_.most_output_bytes) + " bytes");
      }
    }
    return ok_status();
  }

  Status end() {
    int status = 0;
    while (true) {
      const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
      if (ended == pid_ || (ended < 0 && errno != EINTR)) break;
      if (Clock::now() >= deadline_) return too_slow();
      ::poll(nullptr, 0, 1);
    }
    pid_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return ok_status();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127 && complaint_.empty()) return refused(name(), ENOENT);
    const std::string said(text::trim(complaint_));
    return make_error(ErrorCode::kInvalidArgument,
                      "'" + name() + "' could not do it" + (said.empty() ? "" : ": " + text::to_valid_utf8(said)));
  }

 private:
  const std::string& name() const { return command_.arguments.front(); }
  Error too_slow() const {
    return make_error(ErrorCode::kUnavailable,
                      "'" + name() + "' took more than " + std::to_string(command_.most_time.count()) + " ms");
  }

  void write_some(std::string_view& input) {
    const ssize_t written = ::send(in_.write.get(), input.data(), std::min(input.size(), kPieceBytes), MSG_NOSIGNAL);
    if (written < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
    if (written < 0 || input.empty()) in_.write.close();  // it may end without having read all
  }

  // What is more than `most` is read and dropped.
  static void read_some(Descriptor& from, std::string& into, std::size_t most) {
    std::array<char, kPieceBytes> piece{};
    const ssize_t got = ::read(from.get(), piece.data(), piece.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return from.close();
    into.append(piece.data(), std::min(static_cast<std::size_t>(got), most - std::min(most, into.size())));
  }

  void finish() {
    if (pid_ <= 0) return;
    ::kill(-pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

  const ChildCommand& command_;
  const Clock::time_point deadline_;
  Pipe in_, out_, err_;
  std::string complaint_;
  pid_t pid_ = -1;
};

}  // namespace

Result<std::string> run_child(const ChildCommand& command, std::string_view input) {
  Child child(command);
  std::string output;
  if (Status started = child.start(); !started) return started.error();
  if (Status talked = child.talk(input, output); !talked) return talked.error();
  if (Status ended = child.end(); !ended) return ended.error();
  return output;
}

}  // namespace fupan::service
