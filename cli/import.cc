// fupan import: files and folders into the library; the index is up to date when it returns.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/progress_bar.h"
#include "server/service/import_service.h"
#include "server/service/projector.h"

namespace fupan::cli {
namespace {

constexpr std::size_t kShownNotes = 20;
// An import commits to the index seldom: each commit costs, and nobody waits for a part of it.
constexpr service::ProjectorOptions kBulk{1'000'000, std::chrono::minutes(3)};

void print_json(const service::ImportReport& report, bool dry_run) {
  nlohmann::json skipped = nlohmann::json::array();
  for (const auto& file : report.skipped) skipped.push_back({{"path", file.path}, {"reason", file.reason}});
  nlohmann::json notes = nlohmann::json::array();
  for (const auto& file : report.notes) {
    for (const auto& note : file.notes)
      notes.push_back({{"path", file.path}, {"line", note.line}, {"text", note.text}});
  }
  nlohmann::json near = nlohmann::json::array();
  for (const auto& pair : report.near_duplicates) {
    near.push_back({{"path", pair.path},
                    {"line", pair.line},
                    {"lesson", pair.lesson},
                    {"other", pair.other},
                    {"other_path", pair.other_path},
                    {"other_line", pair.other_line},
                    {"resemblance", pair.resemblance}});
  }
  std::cout
      << nlohmann::json{{"near_duplicates", near},    {"near_duplicates_looked_for", !report.too_many_for_duplicates},
                        {"dry_run", dry_run},         {"collections", report.collections},
                        {"read", report.read},        {"added", report.added},
                        {"changed", report.changed},  {"unchanged", report.unchanged},
                        {"retired", report.retired},  {"lessons", report.lessons},
                        {"skipped", skipped},         {"notes", notes},
                        {"sequence", report.sequence}}
             .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
      << '\n';
}

void print_near(const service::ImportReport& report, bool verbose) {
  std::size_t shown = 0;
  for (const auto& pair : report.near_duplicates) {
    if (!verbose && shown == kShownNotes) break;
    ++shown;
    std::cout << "note " << pair.path << ':' << pair.line << ": lesson '" << pair.title << "' says nearly the same as '"
              << pair.other_title << "' (" << pair.other << ") at " << pair.other_path << ':' << pair.other_line
              << '\n';
  }
  if (shown < report.near_duplicates.size()) {
    std::cout << "… and " << grouped(report.near_duplicates.size() - shown)
              << " more near-duplicates (--verbose shows all)\n";
  }
}

void print_text(const service::ImportReport& report, bool dry_run, bool verbose) {
  for (const auto& file : report.skipped) std::cout << "skipped " << file.path << ": " << file.reason << '\n';
  std::size_t shown = 0;
  std::size_t total = 0;
  for (const auto& file : report.notes) {
    for (const auto& note : file.notes) {
      ++total;
      if (!verbose && shown >= kShownNotes) continue;
      ++shown;
      std::cout << "note " << file.path << (note.line > 0 ? ":" + std::to_string(note.line) : "") << ": " << note.text
                << '\n';
    }
  }
  if (shown < total) std::cout << "… and " << grouped(total - shown) << " more notes (--verbose shows all)\n";
  print_near(report, verbose);
  std::cout << (dry_run ? "would import: " : "") << grouped(report.read) << " files read: " << grouped(report.added)
            << " added, " << grouped(report.changed) << " changed, " << grouped(report.unchanged) << " unchanged, "
            << grouped(report.skipped.size()) << " skipped";
  if (report.retired > 0) std::cout << ", " << grouped(report.retired) << " retired";
  std::cout << "; " << grouped(report.lessons) << " lessons found\n";
}

int run(const Globals& globals, const service::ImportOptions& options, bool verbose) {
  auto library = open_library(globals, false);
  if (!library) return fail(globals, library.error());
  ProgressBar bar(!globals.json);
  service::ImportService importer(**library);
  Result<service::ImportReport> report = make_error(ErrorCode::kInternal, "not run");
  if (options.dry_run) {
    report = importer.run(options, [&](const auto& at) { bar.show("reading", at.done, at.total); });
  } else {
    service::Projector projector(**library, kBulk);
    report = importer.run(options, [&](const auto& at) { bar.show("importing", at.done, at.total); });
    if (report) {
      projector.finish_soon();
      const std::uint64_t sequence = report->sequence;
      Status applied = projector.wait_for(sequence, std::chrono::minutes(10),
                                          [&](std::uint64_t at) { bar.show("indexing", at, sequence); });
      if (!applied) return fail(globals, applied.error());
    }
  }
  bar.clear();
  if (!report) return fail(globals, report.error());
  globals.json ? print_json(*report, options.dry_run) : print_text(*report, options.dry_run, verbose);
  return 0;
}

}  // namespace

void add_import(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("import", "Import files and folders");
  auto options = std::make_shared<service::ImportOptions>();
  auto verbose = std::make_shared<bool>(false);
  command->add_option("PATH", options->paths, "Files and folders")->required();
  command->add_option("--collection", options->collection, "Name of the collection (default: the folder's name)");
  command->add_flag("--dry-run", options->dry_run, "Report what would happen, write nothing");
  command->add_flag("--prune", options->prune, "Retire documents whose file is gone");
  command->add_flag("--verbose", *verbose, "Show all notes");
  command->callback(
      [&, options, verbose] { body = [&globals, options, verbose] { return run(globals, *options, *verbose); }; });
}

}  // namespace fupan::cli
