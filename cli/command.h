// What the subcommands share: global options, opening the library, and saying how it ended.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/service/library.h"

namespace CLI {
class App;
}

namespace fupan::cli {

// The options before or after any subcommand.
struct Globals {
  std::string data = "./fupan-data";
  bool json = false;
};

// A subcommand adds itself to `app`; the body it sets runs once the command line is understood and returns an exit
// code.
using Body = std::function<int()>;

void add_audit(CLI::App& app, const Globals& globals, Body& body);
void add_account(CLI::App& app, const Globals& globals, Body& body);
void add_token(CLI::App& app, const Globals& globals, Body& body);
void add_collection(CLI::App& app, const Globals& globals, Body& body);
void add_brief(CLI::App& app, const Globals& globals, Body& body);
void add_check(CLI::App& app, const Globals& globals, Body& body);
void add_evaluate(CLI::App& app, const Globals& globals, Body& body);
void add_export(CLI::App& app, const Globals& globals, Body& body);
void add_import(CLI::App& app, const Globals& globals, Body& body);
void add_lesson(CLI::App& app, const Globals& globals, Body& body);
void add_queue(CLI::App& app, const Globals& globals, Body& body);
void add_learn(CLI::App& app, const Globals& globals, Body& body);
void add_project(CLI::App& app, const Globals& globals, Body& body);
void add_reindex(CLI::App& app, const Globals& globals, Body& body);
void add_search(CLI::App& app, const Globals& globals, Body& body);
void add_searches(CLI::App& app, const Globals& globals, Body& body);
void add_serve(CLI::App& app, const Globals& globals, Body& body);
void add_settings(CLI::App& app, const Globals& globals, Body& body);
void add_show(CLI::App& app, const Globals& globals, Body& body);
void add_stats(CLI::App& app, const Globals& globals, Body& body);
void add_taxonomy(CLI::App& app, const Globals& globals, Body& body);
void add_template(CLI::App& app, const Globals& globals, Body& body);

// The command line with each "-word" of a search, which would be taken for an option, written as "NOT word".
std::vector<std::string> exclusions_as_words(std::vector<std::string> arguments);

// Opens the library of --data. With `must_exist`, a directory without a store is an error that says how to make one.
Result<std::unique_ptr<service::Library>> open_library(const Globals& globals, bool must_exist);

// Prints the error to stderr (as JSON with --json) and returns its exit code from the error table.
int fail(const Globals& globals, const Error& error);

// The language of the terminal: "zh" when LC_ALL, LC_MESSAGES or LANG say so, else "en".
std::string terminal_language();

// "12,345"
std::string grouped(std::uint64_t number);
// "1.2 MB"
std::string bytes_text(std::uint64_t bytes);

}  // namespace fupan::cli
