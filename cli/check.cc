// fupan check: do store and index agree?
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "server/service/check_service.h"

namespace fupan::cli {
namespace {

int run(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto report = service::check(**library);
  if (!report) return fail(globals, report.error());
  if (globals.json) {
    std::cout << nlohmann::json{{"ok", report->problems.empty()}, {"documents", report->documents},
                                {"indexed", report->indexed},     {"sources", report->sources},
                                {"sequence", report->sequence},   {"applied_sequence", report->applied_sequence},
                                {"problems", report->problems}}
                     .dump(2)
              << '\n';
  } else {
    std::cout << "store: " << grouped(report->documents) << " documents, " << grouped(report->sources)
              << " sources, change " << report->sequence << "\nindex: " << grouped(report->indexed)
              << " documents, change " << report->applied_sequence << '\n';
    for (const std::string& problem : report->problems) std::cout << "problem: " << problem << '\n';
    std::cout << (report->problems.empty() ? "store and index agree\n"
                                           : "not in order; `fupan reindex` makes the index anew from the store\n");
  }
  return report->problems.empty() ? 0 : error_row(ErrorCode::kCorrupt).exit_code;
}

}  // namespace

void add_check(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("check", "Prove that store and index are whole and agree");
  command->callback([&] { body = [&globals] { return run(globals); }; });
}

}  // namespace fupan::cli
