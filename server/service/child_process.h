// Runs another program and waits for it: no shell, bounded time and bounded output. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace fupan::service {

struct ChildCommand {
  std::vector<std::string> arguments;  // the program's name first; it is looked up in PATH
  std::filesystem::path folder = {};   // where it runs; empty: where we do
  std::chrono::milliseconds most_time{20'000};
  std::size_t most_output_bytes = std::size_t{16} << 20U;
};

// Feeds `input` to the program and returns what it writes to standard output. What it writes to standard error becomes
// part of an error message, its first 500 bytes at most. The program is killed before the call returns in any case.
//
// Errors: unavailable       there is no such program (the message names it), or it took too long
//         invalid_argument  it ended with another status than 0, or said more than `most_output_bytes`
//         io                the operating system refused to start it
Result<std::string> run_child(const ChildCommand& command, std::string_view input);

}  // namespace fupan::service
