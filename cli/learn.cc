// fupan learn: learning paths, how far everybody is, and links of guides that lead nowhere.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "server/service/learn_page.h"
#include "server/service/render_learn_json.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string role, lang;
  bool csv = false;
};

// The command line belongs to whoever owns the data directory.
const Viewer kOwner;

std::string language_of(const Options& options) { return options.lang.empty() ? terminal_language() : options.lang; }

int paths(const Globals& globals, const service::LearnService& learning, const Options& options) {
  auto learner = learning.learner(kOwner, language_of(options), "");
  if (!learner) return fail(globals, learner.error());
  std::erase_if(learner->paths, [&](const service::PathStanding& standing) {
    return !options.role.empty() && standing.view.path.role != options.role;
  });
  if (globals.json) {
    std::cout << service::render_paths(learner->paths, learner->paths.size(), 0) << '\n';
    return 0;
  }
  for (const service::PathStanding& standing : learner->paths) {
    const LearningPath& path = standing.view.path;
    std::cout << path.slug << "  " << standing.view.document.title << "\n    ";
    if (!path.role.empty()) std::cout << path.role << ", ";
    if (path.level > 0) std::cout << "level " << path.level << ", ";
    std::cout << standing.view.step_count << " steps";
    if (path.minutes > 0) std::cout << ", " << path.minutes << " min";
    std::cout << '\n';
  }
  std::cout << learner->paths.size() << (learner->paths.size() == 1 ? " path" : " paths") << '\n';
  return 0;
}

void print(const service::ProgressRow& row) {
  std::cout << (row.learner.empty() ? "-" : row.learner) << "  " << row.path << "  " << row.done << '/' << row.steps;
  if (!row.completed.empty()) std::cout << "  completed " << row.completed;
  std::cout << '\n';
}

int progress(const Globals& globals, service::Library& library, const Options& options) {
  const service::LearnReportService reports(library);
  if (globals.json) {
    const auto report = reports.report(kOwner, language_of(options), options.role);
    if (!report) return fail(globals, report.error());
    std::cout << service::render_report(*report, library.taxonomy(), language_of(options)) << '\n';
    return 0;
  }
  const auto rows = reports.rows(kOwner, language_of(options), options.role);
  if (!rows) return fail(globals, rows.error());
  if (options.csv) {
    std::cout << service::render_progress_csv(*rows, language_of(options));
    return 0;
  }
  for (const service::ProgressRow& row : *rows) print(row);
  std::cout << rows->size() << (rows->size() == 1 ? " path was started\n" : " paths were started\n");
  return 0;
}

nlohmann::json json_of(const service::DocumentDeadLinks& found) {
  nlohmann::json links = nlohmann::json::array();
  for (const service::DeadLink& link : found.links) {
    links.push_back({{"line", link.line}, {"address", link.address}, {"reason", link.reason}});
  }
  return {{"document", found.document.id.value},
          {"collection", found.document.collection},
          {"path", found.document.path},
          {"links", std::move(links)}};
}

int check(const Globals& globals, service::Library& library) {
  const auto found = service::find_dead_links(library.store());
  if (!found) return fail(globals, found.error());
  std::size_t count = 0;
  nlohmann::json documents = nlohmann::json::array();
  for (const service::DocumentDeadLinks& document : *found) {
    count += document.links.size();
    documents.push_back(json_of(document));
    for (const service::DeadLink& link : document.links) {
      if (globals.json) break;
      std::cout << document.document.collection << '/' << document.document.path << ':' << link.line << ": "
                << link.address << ": " << link.reason << '\n';
    }
  }
  if (globals.json) {
    std::cout << nlohmann::json{{"dead", count}, {"documents", std::move(documents)}}.dump() << '\n';
  } else {
    std::cout << count << (count == 1 ? " dead link\n" : " dead links\n");
  }
  return count == 0 ? 0 : error_row(ErrorCode::kNotFound).exit_code;
}

enum class Action { kPaths, kProgress, kCheck };

int run(const Globals& globals, Action action, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  if (action == Action::kPaths) return paths(globals, service::LearnService(**library), options);
  if (action == Action::kProgress) return progress(globals, **library, options);
  return check(globals, **library);
}

}  // namespace

void add_learn(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("learn", "Learning paths: list them, who is how far, links that lead nowhere");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto on = [&, options](CLI::App* sub, Action action) {
    sub->fallthrough();
    sub->callback([&globals, &body, options, action] {
      body = [&globals, options, action] { return run(globals, action, *options); };
    });
  };
  const auto choices = [&](CLI::App* sub) {
    sub->add_option("--role", options->role, "Only paths of this role")
        ->check(CLI::IsMember({"pmo-assistant", "project-coordinator", "pmo-manager", "portfolio-director"}));
    sub->add_option("--lang", options->lang, "Of paths that there are in both languages: en or zh")
        ->check(CLI::IsMember({"en", "zh"}));
  };
  CLI::App* listing = command->add_subcommand("paths", "All of them, by role and level");
  choices(listing);
  on(listing, Action::kPaths);
  CLI::App* reporting = command->add_subcommand("progress", "Who is how far on which path, without answers");
  choices(reporting);
  reporting->add_flag("--csv", options->csv, "As a file for spreadsheets");
  on(reporting, Action::kProgress);
  on(command->add_subcommand("check", "Name the links of guides, paths and quizzes that lead nowhere"), Action::kCheck);
}

}  // namespace fupan::cli
