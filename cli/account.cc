// fupan account, fupan token, fupan collection: who may come in, and what they see. Whoever can open the data directory
// may do all of it; no account is asked for.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/password_prompt.h"
#include "server/service/access_rules.h"
#include "server/service/account_service.h"
#include "server/service/collection_service.h"
#include "server/service/render_people_json.h"
#include "server/service/token_service.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string name, role, label, scope = "read", id, visibility;
  bool password_stdin = false, without_password = false;
  int days = service::kDefaultTokenDays;
  std::vector<std::string> roles, accounts;
};

// The services over one opened library.
struct People {
  explicit People(service::Library& library)
      : rules(library.store()), accounts(library), tokens(library, rules), collections(library, rules) {}
  service::AccessRules rules;
  service::AccountService accounts;
  service::TokenService tokens;
  service::CollectionService collections;
};

using Action = int (*)(const Globals& globals, const People& people, const Options& options);

int say(const Globals& globals, const std::string& json, const std::string& text) {
  std::cout << (globals.json ? json : text) << '\n';
  return 0;
}

int show(const Globals& globals, const Result<service::StoredAccount>& account, const std::string& what) {
  if (!account) return fail(globals, account.error());
  return say(globals, service::render_account(*account),
             fmt::format("{} {} ({}{})", what, account->account.name, name_of(account->account.role),
                         account->account.disabled ? ", disabled" : ""));
}

int create_account(const Globals& globals, const People& people, const Options& options) {
  std::string password;
  if (!options.without_password) {
    auto read = read_password(options.password_stdin);
    if (!read) return fail(globals, read.error());
    if (read->empty()) {
      return fail(globals, {ErrorCode::kInvalidArgument, "password: must not be empty", "password"});
    }
    password = std::move(*read);
  }
  return show(globals, people.accounts.create(options.name, *enum_of<Role>(kRoleNames, options.role), password),
              "added");
}

int list_accounts(const Globals& globals, const People& people, const Options&) {
  const auto page = people.accounts.list(static_cast<std::size_t>(-1), 0);
  if (!page) return fail(globals, page.error());
  if (globals.json) return say(globals, service::render_accounts(*page), "");
  for (const service::StoredAccount& stored : page->items) {
    std::cout << fmt::format("{:<14}{}{}{}\n", name_of(stored.account.role), stored.account.name,
                             stored.account.disabled ? "  disabled" : "",
                             stored.account.password.empty() ? "  no password" : "");
  }
  std::cout << page->total << (page->total == 1 ? " account" : " accounts") << '\n';
  return 0;
}

int change_account(const Globals& globals, const People& people, const Options& options,
                   const service::AccountChange& change, const std::string& what) {
  const auto account = people.accounts.find_by_name(options.name);
  if (!account) return fail(globals, account.error());
  return show(globals, people.accounts.change(account->account.id, change, account->revision), what);
}

int disable(const Globals& globals, const People& people, const Options& options) {
  return change_account(globals, people, options, {{}, true}, "disabled");
}

int enable(const Globals& globals, const People& people, const Options& options) {
  return change_account(globals, people, options, {{}, false}, "enabled");
}

int set_role(const Globals& globals, const People& people, const Options& options) {
  return change_account(globals, people, options, {enum_of<Role>(kRoleNames, options.role), {}}, "changed");
}

int set_password(const Globals& globals, const People& people, const Options& options) {
  const auto account = people.accounts.find_by_name(options.name);
  if (!account) return fail(globals, account.error());
  const auto password = read_password(options.password_stdin);
  if (!password) return fail(globals, password.error());
  const Status set = people.accounts.set_password(account->account.id, *password);
  if (!set) return fail(globals, set.error());
  return show(globals, people.accounts.get(account->account.id), "new password for");
}

int create_token(const Globals& globals, const People& people, const Options& options) {
  const auto account = people.accounts.find_by_name(options.name);
  if (!account) return fail(globals, account.error());
  const auto made = people.tokens.create(account->account,
                                         {options.label, *enum_of<Scope>(kScopeNames, options.scope), options.days});
  if (!made) return fail(globals, made.error());
  const auto state = people.rules.current();
  if (!state) return fail(globals, state.error());
  return say(
      globals, service::render_new_token(*made, **state),
      fmt::format("{}\nIt is shown this once, is good until {} and may {}. Send it as \"Authorization: Bearer …\".",
                  made->text, made->token.expires_on, name_of(made->token.scope)));
}

int list_tokens(const Globals& globals, const People& people, const Options&) {
  const auto tokens = people.tokens.list("");
  const auto state = people.rules.current();
  if (!tokens) return fail(globals, tokens.error());
  if (!state) return fail(globals, state.error());
  if (globals.json) return say(globals, service::render_tokens(*tokens, **state), "");
  for (const ApiToken& token : *tokens) {
    const auto account = (*state)->accounts.find(token.account);
    std::cout << fmt::format("{}  {:<6}until {}  {}  {}{}\n", token.id, name_of(token.scope), token.expires_on,
                             account == (*state)->accounts.end() ? "?" : account->second.name, token.label,
                             token.last_used_on.empty() ? "" : "  last used " + token.last_used_on);
  }
  std::cout << tokens->size() << (tokens->size() == 1 ? " token" : " tokens") << '\n';
  return 0;
}

int revoke_token(const Globals& globals, const People& people, const Options& options) {
  const Status removed = people.tokens.remove(options.id, "");
  if (!removed) return fail(globals, removed.error());
  return say(globals, nlohmann::json{{"revoked", options.id}}.dump(), "revoked " + options.id);
}

void print(const service::CollectionView& view) {
  std::string seen_by;
  for (const Role role : view.access.roles) seen_by += "  role " + std::string(name_of(role));
  for (const std::string& name : view.account_names) seen_by += "  " + (name.empty() ? "?" : name);
  std::cout << fmt::format("{:<12}{}  {}{}{}\n", name_of(view.access.visibility), view.name, grouped(view.documents),
                           view.documents == 1 ? " document" : " documents", seen_by);
}

int list_collections(const Globals& globals, const People& people, const Options&) {
  const auto views = people.collections.list();
  if (!views) return fail(globals, views.error());
  if (globals.json) return say(globals, service::render_collections(*views, true), "");
  for (const service::CollectionView& view : *views) print(view);
  std::cout << views->size() << (views->size() == 1 ? " collection" : " collections") << '\n';
  return 0;
}

int set_visibility(const Globals& globals, const People& people, const Options& options) {
  std::vector<Role> roles;
  for (const std::string& role : options.roles) roles.push_back(*enum_of<Role>(kRoleNames, role));
  const auto view = people.collections.set_access(
      options.name, *enum_of<Visibility>(kVisibilityNames, options.visibility), roles, options.accounts, {});
  if (!view) return fail(globals, view.error());
  if (globals.json) return say(globals, service::render_collection(*view, true), "");
  print(*view);
  return 0;
}

template <std::size_t N>
CLI::IsMember one_of(const std::array<std::string_view, N>& names) {
  return CLI::IsMember(std::vector<std::string>(names.begin(), names.end()));
}

// Adds a subcommand that runs `action`.
class Adder {
 public:
  Adder(CLI::App* parent, const Globals& globals, Body& body) : parent_(parent), globals_(globals), body_(body) {
    parent_->require_subcommand(1);
  }

  CLI::App* add(const std::string& name, const std::string& description, Action action, bool must_exist = true) {
    CLI::App* sub = parent_->add_subcommand(name, description);
    sub->fallthrough();
    sub->callback([this_globals = &globals_, body = &body_, options = options_, action, must_exist] {
      *body = [this_globals, options, action, must_exist] {
        auto library = open_library(*this_globals, must_exist);
        if (!library) return fail(*this_globals, library.error());
        return action(*this_globals, People(**library), *options);
      };
    });
    return sub;
  }

  Options& options() { return *options_; }

  void add_name(CLI::App* sub) { sub->add_option("NAME", options_->name, "Whose")->required(); }

 private:
  CLI::App* parent_;
  const Globals& globals_;
  Body& body_;
  std::shared_ptr<Options> options_ = std::make_shared<Options>();
};

}  // namespace

void add_account(CLI::App& app, const Globals& globals, Body& body) {
  Adder on(app.add_subcommand("account", "People: add, list, disable, enable, role, password"), globals, body);
  CLI::App* adding =
      on.add("add", "Let somebody in; the first account must be an administrator", create_account, false);
  on.add_name(adding);
  adding->add_option("--role", on.options().role, "reader, contributor, curator or administrator")
      ->required()
      ->check(one_of(kRoleNames));
  adding->add_flag("--password-stdin", on.options().password_stdin, "Read the password from standard input");
  adding->add_flag("--no-password", on.options().without_password, "Sign-in through a proxy, or with tokens only");
  on.add("list", "All accounts", list_accounts);
  on.add_name(on.add("disable", "Void the account's sessions and tokens, and let it in no more", disable));
  on.add_name(on.add("enable", "Let it in again", enable));
  CLI::App* role = on.add("role", "Give somebody another role", set_role);
  on.add_name(role);
  role->add_option("ROLE", on.options().role, "reader, contributor, curator or administrator")
      ->required()
      ->check(one_of(kRoleNames));
  CLI::App* password = on.add("password", "Set a password; ends the account's sessions", set_password);
  on.add_name(password);
  password->add_flag("--password-stdin", on.options().password_stdin, "Read the password from standard input");
}

void add_token(CLI::App& app, const Globals& globals, Body& body) {
  Adder on(app.add_subcommand("token", "API tokens: add, list, revoke"), globals, body);
  CLI::App* adding = on.add("add", "Make a token for an account and print it, this once", create_token);
  on.add_name(adding);
  adding->add_option("--label", on.options().label, "What it is for")->required();
  adding->add_option("--scope", on.options().scope, "read, write or admin")
      ->check(one_of(kScopeNames))
      ->capture_default_str();
  adding->add_option("--days", on.options().days, "How long it is good for")
      ->check(CLI::Range(1, service::kMostTokenDays))
      ->capture_default_str();
  on.add("list", "All tokens, without their secrets", list_tokens);
  on.add("revoke", "Make a token good for nothing", revoke_token)
      ->add_option("ID", on.options().id, "As list prints it")
      ->required();
}

void add_collection(CLI::App& app, const Globals& globals, Body& body) {
  Adder on(app.add_subcommand("collection", "Collections, and who sees them: list, visibility"), globals, body);
  on.add("list", "All collections, with who sees them", list_collections);
  CLI::App* rule = on.add("visibility", "Say who sees a collection; also before it is imported", set_visibility, false);
  rule->add_option("NAME", on.options().name, "Of the collection")->required();
  rule->add_option("VISIBILITY", on.options().visibility,
                   "public (everyone who may read), members (who is signed in), restricted (those named)")
      ->required()
      ->check(one_of(kVisibilityNames));
  rule->add_option("--role", on.options().roles, "Roles that see a restricted one")
      ->delimiter(',')
      ->check(one_of(kRoleNames));
  rule->add_option("--account", on.options().accounts,
                   "An account that sees a restricted one; several times for several");
}

}  // namespace fupan::cli
