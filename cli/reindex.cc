// fupan reindex: the index anew from the store.
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "server/service/projector.h"

namespace fupan::cli {
namespace {

int run(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  std::size_t documents = 0;
  Status done = service::reindex(**library, [&](std::size_t count) { documents = count; });
  if (!done) return fail(globals, done.error());
  if (globals.json) {
    std::cout << nlohmann::json{{"documents", documents}}.dump() << '\n';
  } else {
    std::cout << grouped(documents) << " documents indexed anew\n";
  }
  return 0;
}

}  // namespace

void add_reindex(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("reindex", "Make the search index anew from the store");
  command->callback([&] { body = [&globals] { return run(globals); }; });
}

}  // namespace fupan::cli
