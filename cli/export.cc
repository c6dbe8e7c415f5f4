// fupan export: the sources, byte for byte.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "server/service/export_service.h"

namespace fupan::cli {
namespace {

int run(const Globals& globals, const std::string& directory) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto report = service::export_sources(**library, directory);
  if (!report) return fail(globals, report.error());
  if (globals.json) {
    std::cout << nlohmann::json{{"files", report->files}, {"bytes", report->bytes}}.dump() << '\n';
  } else {
    std::cout << grouped(report->files) << " files, " << bytes_text(report->bytes) << " written to " << directory
              << '\n';
  }
  return 0;
}

}  // namespace

void add_export(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("export", "Write all sources back to files, unchanged");
  auto directory = std::make_shared<std::string>();
  command->add_option("DIR", *directory, "Folder to write to, as DIR/collection/path")->required();
  command->callback([&, directory] { body = [&globals, directory] { return run(globals, *directory); }; });
}

}  // namespace fupan::cli
