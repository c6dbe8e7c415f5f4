// What the files of `fupan template` share.
#pragma once

#include <string>

#include "cli/command.h"

namespace fupan::cli {

// The bytes of a file that the command line names. Errors: io
Result<std::string> read_input(const std::string& file);

void add_template_rules(CLI::App& command, const Globals& globals, Body& body);

}  // namespace fupan::cli
