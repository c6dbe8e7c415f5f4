// fupan settings: what holds for the whole installation, and who may approve what.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "core/label.h"
#include "server/service/render_project_json.h"
#include "server/service/settings_service.h"

namespace fupan::cli {
namespace {

using Stored = Result<service::StoredSettings>;
using Change = std::function<Stored(const service::SettingsService&)>;

struct Options {
  std::string governance, facet, value, role;
  std::vector<std::string> accounts;
};

// The command line is the administrator's.
Viewer operator_of_machine() {
  Viewer viewer;
  viewer.name = "command line";
  return viewer;
}

void print(const AuthorityTier& tier) {
  std::cout << "  " << name_of(tier.facet) << ' ' << tier.value << ": " << name_of(tier.role);
  for (const std::string& name : tier.accounts) std::cout << ", " << name;
  std::cout << '\n';
}

int run(const Globals& globals, const Change& change) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto stored = change(service::SettingsService(**library));
  if (!stored) return fail(globals, stored.error());
  if (globals.json) {
    std::cout << service::render_settings(*stored) << '\n';
    return 0;
  }
  std::cout << "governance: " << name_of(stored->settings.governance) << '\n';
  if (!stored->settings.authority.empty()) std::cout << "approved by, whatever the governance:\n";
  for (const AuthorityTier& tier : stored->settings.authority) print(tier);
  return 0;
}

Stored set_governance(const service::SettingsService& settings, const std::string& governance) {
  if (governance.empty()) return settings.get();
  return settings.set_governance(operator_of_machine(), *enum_of<Governance>(kGovernanceNames, governance),
                                 std::nullopt);
}

AuthorityTier tier_of(const Options& options) {
  AuthorityTier tier;
  tier.facet = *enum_of<Facet>(kFacetNames, options.facet);
  tier.value = options.value;
  tier.role = enum_of<Role>(kRoleNames, options.role).value_or(Role::kCurator);
  tier.accounts = options.accounts;
  return tier;
}

void add_row_of(CLI::App& command, Options& options) {
  command.fallthrough();
  command.add_option("FACET", options.facet, "phase or risk")->required()->check(CLI::IsMember({"phase", "risk"}));
  command.add_option("VALUE", options.value, "A phase or risk of the taxonomy, by any of its names")->required();
}

void add_authority(CLI::App& settings, const Globals& globals, Body& body, const std::shared_ptr<Options>& options) {
  CLI::App* command = settings.add_subcommand("authority", "Who approves what has a phase or risk: set, remove");
  command->require_subcommand(1);
  CLI::App* set = command->add_subcommand("set", "Add or replace the row of a phase or risk");
  add_row_of(*set, *options);
  set->add_option("--role", options->role, "The least role that approves: contributor, curator or administrator")
      ->required()
      ->check(CLI::IsMember({"contributor", "curator", "administrator"}));
  set->add_option("--account", options->accounts, "Who approves whatever the role; may be given several times");
  set->callback([&globals, &body, options] {
    body = [&globals, options] {
      return run(globals, [&](const service::SettingsService& service) {
        return service.put_tier(operator_of_machine(), tier_of(*options), std::nullopt);
      });
    };
  });
  CLI::App* remove =
      command->add_subcommand("remove", "Remove the row of a phase or risk: the governance decides again");
  add_row_of(*remove, *options);
  remove->callback([&globals, &body, options] {
    body = [&globals, options] {
      return run(globals, [&](const service::SettingsService& service) {
        const AuthorityTier tier = tier_of(*options);
        return service.remove_tier(operator_of_machine(), tier.facet, tier.value, std::nullopt);
      });
    };
  });
}

}  // namespace

void add_settings(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("settings", "Show what holds for the whole installation, or change it");
  auto options = std::make_shared<Options>();
  command->add_option("--governance", options->governance, "supportive, controlling or strategic")
      ->check(CLI::IsMember({"supportive", "controlling", "strategic"}));
  // Its subcommands run after this and put their own body in its place.
  command->preparse_callback([&globals, &body, options](std::size_t) {
    body = [&globals, options] {
      return run(globals,
                 [&](const service::SettingsService& service) { return set_governance(service, options->governance); });
    };
  });
  add_authority(*command, globals, body, options);
}

}  // namespace fupan::cli
