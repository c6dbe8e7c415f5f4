// fupan: the command. Each subcommand has a file of its own.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "cli/command.h"

#ifndef FUPAN_VERSION
#define FUPAN_VERSION "unknown"
#endif

int main(int argc, char** argv) {
  using namespace fupan::cli;
  spdlog::set_default_logger(spdlog::stderr_color_mt("fupan"));
  CLI::App app{"Fupan (复盘): an organisation's memory of its projects", "fupan"};
  app.set_version_flag("--version", FUPAN_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  Globals globals;
  app.add_option("--data", globals.data, "The data directory")->envname("FUPAN_DATA")->capture_default_str();
  app.add_flag("--json", globals.json, "Print JSON for machines");
  Body body;
  for (auto* add :
       {add_serve,   add_import,   add_search,   add_searches, add_brief,      add_show,    add_export, add_reindex,
        add_check,   add_stats,    add_evaluate, add_audit,    add_lesson,     add_queue,   add_learn,  add_taxonomy,
        add_project, add_settings, add_account,  add_token,    add_collection, add_template}) {
    add(app, globals, body);
  }
  const auto commands = app.get_subcommands({});
  const auto is_called = [&](const CLI::App* command) { return command->get_name() == argv[1]; };
  if (argc > 1 && argv[1][0] != '-' && std::none_of(commands.begin(), commands.end(), is_called)) {
    return fail(globals,
                fupan::make_error(fupan::ErrorCode::kInvalidArgument,
                                  "there is no command '" + std::string(argv[1]) + "'; fupan --help lists them"));
  }
  try {
    std::vector<std::string> arguments = exclusions_as_words({argv + std::min(argc, 1), argv + argc});
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? 0 : fupan::error_row(fupan::ErrorCode::kInvalidArgument).exit_code;
  }
  try {
    return body();
  } catch (const std::exception& e) {
    return fail(globals, fupan::make_error(fupan::ErrorCode::kInternal, std::string("unexpected: ") + e.what()));
  }
}
