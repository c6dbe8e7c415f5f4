// fupan queue, fupan lesson: what waits for a curator, and moving a lesson from state to state.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/operator.h"
#include "server/service/render_curation_json.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string kind, assignee, id, state, reason;
  std::size_t limit = 20;
};

std::string title_of(const service::ShownItem& shown) {
  if (shown.lesson) return shown.lesson->lesson.title;
  return shown.document ? shown.document->title : shown.item.value;
}

void print(const service::ShownItem& shown) {
  std::cout << shown.item.id() << "\n    " << title_of(shown);
  if (shown.lesson && !shown.item.value.empty())
    std::cout << "  [" << name_of(shown.item.facet) << ": " << shown.item.value << ']';
  if (shown.document && !shown.item.value.empty())
    std::cout << "  [" << name_of(shown.item.facet) << ": " << shown.item.value << ']';
  if (shown.other) std::cout << "\n    " << shown.other->lesson.title;
  if (!shown.item.assignee.empty()) std::cout << "  (" << shown.item.assignee << ')';
  std::cout << '\n';
}

int list(const Globals& globals, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const service::QueryLog queries(**library);
  const service::QueueService queue(**library, queries);
  service::QueueRequest request;
  request.kind = enum_of<service::QueueKind>(service::kQueueKindNames, options.kind);
  if (!options.assignee.empty()) request.assignee = options.assignee;
  request.limit = options.limit;
  const auto page = queue.list(operator_of_machine(), request);
  if (!page) return fail(globals, page.error());
  if (globals.json) {
    std::cout << service::render_queue(*page, (*library)->taxonomy(), terminal_language()) << '\n';
    return 0;
  }
  for (const service::ShownItem& item : page->items) print(item);
  for (std::size_t i = 0; i < page->counts.size(); ++i) {
    if (page->counts[i] > 0) std::cout << service::kQueueKindNames[i] << ": " << page->counts[i] << '\n';
  }
  std::cout << page->total << (page->total == 1 ? " item" : " items") << '\n';
  return 0;
}

int set_state(const Globals& globals, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  service::LessonChange change;
  change.state = enum_of<State>(kStateNames, options.state);
  change.reason = options.reason;
  const service::CurationService curation(**library);
  const auto entry = curation.change(operator_of_machine(), LessonId{options.id}, change, std::nullopt);
  if (!entry) return fail(globals, entry.error());
  if (Status indexed = bring_index_up_to_date(**library); !indexed) return fail(globals, indexed.error());
  if (globals.json) {
    std::cout << service::render_done(*entry) << '\n';
  } else {
    std::cout << options.id << " is " << options.state << " (audit record " << entry->number << ")\n";
  }
  return 0;
}

}  // namespace

void add_queue(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("queue", "What waits for a curator: list");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* listing = command->add_subcommand("list", "The items, with counts by kind");
  listing->fallthrough();
  listing->add_option("--kind", options->kind, "Only this kind")
      ->check(
          CLI::IsMember(std::vector<std::string>(service::kQueueKindNames.begin(), service::kQueueKindNames.end())));
  listing->add_option("--assignee", options->assignee, "Only what this person looks after");
  listing->add_option("--limit", options->limit, "How many at most")->check(CLI::Range(1, 10000));
  listing->callback([&globals, &body, options] { body = [&globals, options] { return list(globals, *options); }; });
}

void add_lesson(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("lesson", "One lesson: state");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* moving = command->add_subcommand("state", "Move a lesson to another state");
  moving->fallthrough();
  moving->add_option("ID", options->id, "Of the lesson")->required();
  moving->add_option("STATE", options->state, "draft, in_review, published, retired or rejected")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(kStateNames.begin(), kStateNames.end())));
  moving->add_option("--reason", options->reason, "Why; a rejection needs it");
  moving->callback([&globals, &body, options] { body = [&globals, options] { return set_state(globals, *options); }; });
}

}  // namespace fupan::cli
