// fupan project: projects, their phases, and the gates between them.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "server/service/project_service.h"
#include "server/service/render_brief.h"
#include "server/service/render_json.h"
#include "server/service/render_project_json.h"

namespace fupan::cli {
namespace {

constexpr std::size_t kAll = 1'000'000;

struct Options {
  std::string id, phase, note;
  std::vector<std::string> phases;
};

std::string phase_text(const std::string& phase, const Taxonomy& taxonomy) {
  if (phase.empty()) return "before the first gate";
  return service::facet_label(indexer::Field::kPhase, phase, taxonomy, terminal_language()) + " (" + phase + ")";
}

void print_delivery(const service::DeliveryView& view, const Taxonomy& taxonomy) {
  std::cout << "gate " << view.delivery.gate << ", " << phase_text(view.delivery.phase, taxonomy) << ": "
            << view.delivery.lessons.size() << (view.delivery.lessons.size() == 1 ? " lesson\n" : " lessons\n");
  for (const BriefLesson& chosen : view.delivery.lessons) {
    std::cout << "  " << chosen.id.value << "  " << view.lessons.at(chosen.id.value).title << '\n';
    for (const BriefReason& reason : chosen.reasons) {
      std::cout << "      " << service::reason_text(reason, taxonomy, terminal_language()) << '\n';
    }
  }
}

void print(const service::ProjectView& view, const Taxonomy& taxonomy) {
  std::cout << view.project.id << "  " << view.project.name << "\nphase: " << phase_text(view.project.phase, taxonomy)
            << '\n';
  for (const Gate& gate : view.project.gates) {
    std::cout << "  " << gate.at << "  " << (gate.from.empty() ? "-" : gate.from) << " -> " << gate.to;
    if (!gate.who.empty()) std::cout << "  " << gate.who;
    std::cout << (gate.note.empty() ? "" : "  ") << gate.note << '\n';
  }
  for (const service::ProjectBrief& brief : view.briefs) {
    std::cout << "brief " << brief.id << "  " << brief.title << ": " << brief.open << " of " << brief.lessons
              << " lessons unanswered\n";
  }
  if (view.adoptions.pending > 0) {
    std::cout << view.adoptions.pending << " adoptions without an answer, " << view.adoptions.due << " due\n";
  }
  if (!view.refusal.empty()) std::cout << view.refusal << '\n';
  for (const service::DeliveryView& delivery : view.deliveries) print_delivery(delivery, taxonomy);
}

int list(const Globals& globals, const service::ProjectService& projects, const Options& options,
         const Taxonomy& taxonomy) {
  const auto page = projects.list(options.phases, kAll, 0, Viewer{});
  if (!page) return fail(globals, page.error());
  if (globals.json) {
    std::cout << service::render_projects(*page, taxonomy, terminal_language()) << '\n';
    return 0;
  }
  for (const service::ProjectItem& item : page->items) {
    std::cout << item.project.id << "  " << item.project.name << "  " << phase_text(item.project.phase, taxonomy);
    if (item.adoptions.due > 0) std::cout << "  " << item.adoptions.due << " due";
    std::cout << '\n';
  }
  std::cout << page->total << (page->total == 1 ? " project" : " projects") << '\n';
  return 0;
}

enum class Action { kList, kShow, kMove };

int run(const Globals& globals, Action action, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const service::BriefService briefs(**library, true);
  const service::ProjectService projects(**library, briefs);
  const Taxonomy& taxonomy = (*library)->taxonomy();
  if (action == Action::kList) return list(globals, projects, options, taxonomy);
  const auto view = action == Action::kShow
                        ? projects.get(options.id, Viewer{})
                        : projects.pass_gate(options.id, options.phase, options.note, std::nullopt, Viewer{});
  if (!view) return fail(globals, view.error());
  if (globals.json) {
    std::cout << service::render_project(*view, taxonomy, terminal_language()) << '\n';
  } else {
    print(*view, taxonomy);
  }
  return 0;
}

}  // namespace

void add_project(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("project", "Projects: list, show, move to another phase");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto on = [&, options](CLI::App* sub, Action action) {
    sub->fallthrough();
    sub->callback([&globals, &body, options, action] {
      body = [&globals, options, action] { return run(globals, action, *options); };
    });
  };
  CLI::App* listing = command->add_subcommand("list", "All of them by name");
  listing->add_option("--phase", options->phases, "Only in these phases; none: before the first gate")->delimiter(',');
  on(listing, Action::kList);
  CLI::App* showing = command->add_subcommand("show", "Phase, gates, briefs, and what the gates delivered");
  showing->add_option("PROJECT", options->id, "Id or name")->required();
  on(showing, Action::kShow);
  CLI::App* moving = command->add_subcommand("move", "Pass a gate: the lessons for the next phase are chosen and kept");
  moving->add_option("PROJECT", options->id, "Id or name")->required();
  moving->add_option("PHASE", options->phase, "Id, label or alias of the taxonomy")->required();
  moving->add_option("--note", options->note, "What was decided at the gate");
  on(moving, Action::kMove);
}

}  // namespace fupan::cli
