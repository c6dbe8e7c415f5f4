// fupan audit: who changed what, and whether the record of it is whole.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "server/service/audit_trail.h"
#include "server/service/render_curation_json.h"

namespace fupan::cli {
namespace {

struct Options {
  service::AuditFilter filter;
  std::size_t limit = 20;
};

void print(const AuditEntry& entry) {
  std::cout << entry.number << "  " << entry.at << "  " << (entry.name.empty() ? "(owner)" : entry.name) << "  "
            << entry.action;
  if (entry.undoes != 0) std::cout << " of " << entry.undoes;
  if (!entry.reason.empty()) std::cout << "  \"" << entry.reason << '"';
  std::cout << '\n';
  for (const AuditedChange& change : entry.changes) std::cout << "    " << change.target << '\n';
}

int list(const Globals& globals, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto page = service::AuditTrail(**library).list(options.filter, options.limit, 0);
  if (!page) return fail(globals, page.error());
  if (globals.json) {
    std::cout << service::render_audit(*page) << '\n';
    return 0;
  }
  for (const AuditEntry& entry : page->items) print(entry);
  std::cout << page->total << (page->total == 1 ? " record" : " records") << '\n';
  return 0;
}

int verify(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto verdict = service::AuditTrail::verify((*library)->store());
  if (!verdict) return fail(globals, verdict.error());
  if (!verdict->problem.empty()) return fail(globals, make_error(ErrorCode::kCorrupt, verdict->problem));
  if (globals.json) {
    std::cout << nlohmann::json{{"records", verdict->records}, {"whole", true}}.dump() << '\n';
  } else {
    std::cout << "the audit trail is whole: " << grouped(verdict->records)
              << (verdict->records == 1 ? " record" : " records") << '\n';
  }
  return 0;
}

}  // namespace

void add_audit(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("audit", "Who changed what: list, verify");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* listing = command->add_subcommand("list", "The last changes, newest first");
  listing->fallthrough();
  listing->add_option("--action", options->filter.action, "Only this action, or those that begin with it (lesson)");
  listing->add_option("--by", options->filter.name, "Only what this person did");
  listing->add_option("--target", options->filter.target, "Only what changed this lesson or document");
  listing->add_option("--from", options->filter.from, "Not before this day (YYYY-MM-DD)");
  listing->add_option("--to", options->filter.to, "Not after this day");
  listing->add_option("--limit", options->limit, "How many at most")->check(CLI::Range(1, 10000));
  listing->callback([&globals, &body, options] { body = [&globals, options] { return list(globals, *options); }; });
  CLI::App* verifying = command->add_subcommand("verify", "Whether no record was changed, left out or put in");
  verifying->fallthrough();
  verifying->callback([&globals, &body] { body = [&globals] { return verify(globals); }; });
}

}  // namespace fupan::cli
