// fupan stats: how much is there?
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/command.h"
#include "server/service/render_json.h"
#include "server/service/stats_service.h"

namespace fupan::cli {
namespace {

int run(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto stats = service::StatsService(**library).stats();
  if (!stats) return fail(globals, stats.error());
  if (globals.json) {
    std::cout << service::render_stats(*stats) << '\n';
    return 0;
  }
  std::cout << "documents    " << grouped(stats->documents) << "\nlessons      " << grouped(stats->lessons)
            << "\nsections     " << grouped(stats->sections) << "\nprojects     " << grouped(stats->projects)
            << "\ncollections  " << grouped(stats->collections) << "\nstore        " << bytes_text(stats->store_bytes)
            << ", change " << stats->sequence << "\nindex        " << bytes_text(stats->index_bytes) << ", change "
            << stats->applied_sequence << '\n';
  return 0;
}

}  // namespace

void add_stats(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("stats", "Count documents, lessons, sections and projects");
  command->callback([&] { body = [&globals] { return run(globals); }; });
}

}  // namespace fupan::cli
