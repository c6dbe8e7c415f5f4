// fupan serve: API and web app.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "server/http/application.h"
#include "server/http/listen_address.h"
#include "server/http/origin_check.h"
#include "server/http/server.h"
#include "server/http/token.h"
#include "server/service/access_rules.h"
#include "server/service/import_service.h"
#include "server/service/projector.h"
#include "server/service/search_service.h"
#include "server/service/webhooks/webhook_sender.h"

namespace fupan::cli {
namespace {

constexpr std::chrono::seconds kIndexPatience{120};

struct Options {
  std::string listen = "127.0.0.1:8080";
  bool empty = false;
  int threads = 0;
  bool allow_network = false;
  std::vector<std::string> public_hosts;
  std::vector<std::string> trusted_proxies;
  std::string proxy_user_header;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:0"
Status parse_listen(const std::string& listen, http::ServerOptions& out) {
  const std::size_t colon = listen.rfind(':');
  const std::string port = colon == std::string::npos ? "" : listen.substr(colon + 1);
  const bool is_number = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (!is_number || std::stoul(port) > 65535) {
    return Error{ErrorCode::kInvalidArgument,
                 "--listen takes ADDRESS:PORT, for example 127.0.0.1:8080; found '" + listen + "'", "listen"};
  }
  const auto address = http::parse_listen_address(listen.substr(0, colon), out.allow_network);
  if (!address) return address.error();
  out.address = listen.substr(0, colon);
  if (out.address.starts_with('[') && out.address.ends_with(']'))
    out.address = out.address.substr(1, out.address.size() - 2);
  out.port = static_cast<std::uint16_t>(std::stoul(port));
  return ok_status();
}

// The names besides loopback's by which browsers may ask: those given, and an address of the network listened on.
Result<std::vector<std::string>> accepted_hosts(const Options& options, const http::ServerOptions& server) {
  std::vector<std::string> hosts;
  for (const std::string& name : options.public_hosts) {
    auto host = http::parse_public_host(name);
    if (!host) return host.error();
    hosts.push_back(std::move(*host));
  }
  if (server.allow_network) hosts.push_back(server.address);
  return hosts;
}

// Addresses as a socket tells them: "127.0.0.1", "::1".
Result<http::GateOptions> gate_options(const Options& options) {
  http::GateOptions gate;
  for (const std::string& proxy : options.trusted_proxies) {
    const auto address = http::parse_listen_address(proxy, true);
    if (!address) {
      return Error{ErrorCode::kInvalidArgument, "--trusted-proxy takes an address; found '" + proxy + "'",
                   "trusted-proxy"};
    }
    gate.trusted_proxies.push_back(address->host);
  }
  gate.user_header = options.proxy_user_header;
  if (!gate.user_header.empty() && gate.trusted_proxies.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 "--proxy-user-header needs --trusted-proxy: who else might send that header?", "proxy-user-header"};
  }
  if (gate.user_header.empty() || http::is_token(gate.user_header)) return gate;
  return Error{ErrorCode::kInvalidArgument,
               "--proxy-user-header takes the name of a header; found '" + gate.user_header + "'", "proxy-user-header"};
}

Status load_starter(service::Library& library, service::Projector& projector) {
  service::ImportService importer(library);
  const auto loaded = importer.load_starter();
  if (!loaded) return loaded.error();
  if (!*loaded) return ok_status();
  std::cout << "loaded the starter library (collection '" << service::ImportService::kStarterCollection
            << "'; --empty starts without it)" << std::endl;
  const auto sequence = library.store().last_sequence();
  if (!sequence) return sequence.error();
  return projector.wait_for(*sequence, kIndexPatience);
}

void tell_of_newer_taxonomy(const service::Library& library) {
  const auto state = library.taxonomy_state();
  if (state->notes.empty()) return;
  std::size_t kept = 0;
  for (const UpgradeNote& note : state->notes) kept += note.outcome == UpgradeOutcome::kKept ? 1 : 0;
  std::cout << "the taxonomy file has " << state->notes.size() << " changes since it was edited here, " << kept
            << " of them left out; fupan taxonomy list names them" << std::endl;
}

// Loads what the first search would otherwise wait for: folding tables, OpenCC's dictionaries, index pages.
void warm_up(service::Library& library) {
  indexer::SearchRequest request;
  request.text = "项目 project";
  request.facets = {indexer::Field::kPhase, indexer::Field::kRisk};
  (void)service::SearchService(library).search(request);
}

// A fresh installation says how to let others in.
void say_who_may(service::Library& library) {
  const auto state = service::AccessRules(library.store()).current();
  if (!state || (*state)->has_accounts()) return;
  std::cout << "No accounts yet: whoever sits at this machine may do everything, others only read. Add people with: "
               "fupan account add NAME --role administrator"
            << std::endl;
}

// Waits for SIGINT or SIGTERM, which main() has blocked in every thread.
void wait_for_end(const sigset_t& signals) {
  int received = 0;
  sigwait(&signals, &received);
}

int run(const Globals& globals, const Options& options) {
  http::ServerOptions server_options;
  server_options.threads = options.threads;
  server_options.allow_network = options.allow_network;
  if (Status parsed = parse_listen(options.listen, server_options); !parsed) return fail(globals, parsed.error());
  auto hosts = accepted_hosts(options, server_options);
  if (!hosts) return fail(globals, hosts.error());
  auto gate = gate_options(options);
  if (!gate) return fail(globals, gate.error());
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  auto library = open_library(globals, false);
  if (!library) return fail(globals, library.error());
  service::Projector projector(**library);
  if (!options.empty) {
    if (Status loaded = load_starter(**library, projector); !loaded) return fail(globals, loaded.error());
  }
  tell_of_newer_taxonomy(**library);
  warm_up(**library);
  http::Application application(
      **library, {service::shared_folder("web/dist"), http::stderr_log(), std::move(*hosts), std::move(*gate)});
  http::HttpServer server(server_options, [&](const http::Request& request) { return application.handle(request); });
  const auto port = server.start();
  if (!port) return fail(globals, port.error());
  service::WebhookSenderOptions sending;
  sending.log = http::stderr_log();
  const service::WebhookSender webhooks(**library, std::move(sending));
  const bool is_v6 = server_options.address.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + server_options.address + "]" : server_options.address;
  std::cout << fmt::format("Fupan serves http://{}:{}", host, *port) << std::endl;
  say_who_may(**library);
  wait_for_end(signals);
  std::cout << "stopping" << std::endl;
  server.stop();
  return 0;
}

}  // namespace

void add_serve(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("serve", "Serve the API and the web app");
  auto options = std::make_shared<Options>();
  command->add_option("--listen", options->listen, "ADDRESS:PORT; port 0 takes any free one")->capture_default_str();
  command->add_flag("--empty", options->empty, "Do not load the starter library into an empty store");
  command->add_option("--threads", options->threads, "Worker threads (default: by processors)")
      ->check(CLI::Range(1, 64));
  command->add_flag("--allow-network", options->allow_network,
                    "Accept an address that a network can reach; put nginx in front instead");
  command->add_option("--public-host", options->public_hosts,
                      "A name that browsers ask for when nginx stands in front; may be given several times");
  command->add_option(
      "--trusted-proxy", options->trusted_proxies,
      "Address of a proxy whose X-Forwarded-For and X-Forwarded-Proto count; may be given several times");
  command->add_option("--proxy-user-header", options->proxy_user_header,
                      "Header in which such a proxy names who signed in at it, for example X-Remote-User");
  command->callback([&, options] { body = [&globals, options] { return run(globals, *options); }; });
}

}  // namespace fupan::cli
