// fupan stats: how much is there, and what did nobody find?
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "server/service/query_log.h"
#include "server/service/render_follow_json.h"
#include "server/service/render_json.h"
#include "server/service/stats_service.h"

namespace fupan::cli {
namespace {

constexpr std::size_t kMostShown = 50;

int show_unanswered(const Globals& globals, service::Library& library) {
  const auto page = service::QueryLog(library).unanswered(kMostShown, 0);
  if (!page) return fail(globals, page.error());
  if (globals.json) {
    std::cout << service::render_unanswered(*page) << '\n';
    return 0;
  }
  for (const service::UnansweredQuery& item : page->items) {
    std::cout << item.query << "  asked " << grouped(item.count.asked) << ", without a result "
              << grouped(item.count.without_result) << ", opened " << grouped(item.count.opened) << ", last on "
              << item.count.last_day << '\n';
  }
  std::cout << grouped(page->total) << (page->total == 1 ? " unanswered question" : " unanswered questions") << '\n';
  return 0;
}

int run(const Globals& globals, bool unanswered) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  if (unanswered) return show_unanswered(globals, **library);
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
  auto unanswered = std::make_shared<bool>(false);
  command->add_flag("--unanswered", *unanswered, "Queries without a result, or whose results nobody opened");
  command->callback([&, unanswered] { body = [&globals, unanswered] { return run(globals, *unanswered); }; });
}

}  // namespace fupan::cli
