// Reading a password: from a pipe, or from the terminal without showing it.
#pragma once

#include <string>

#include "core/result.h"

namespace fupan::cli {

// The first line of standard input; at a terminal, unless `from_stdin`, asked for twice with a prompt on stderr.
//
// Errors: invalid_argument  no line, the two differ, or there is no terminal and --password-stdin was not given
Result<std::string> read_password(bool from_stdin);

}  // namespace fupan::cli
