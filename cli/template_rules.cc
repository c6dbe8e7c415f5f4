// fupan template rules: show and set which variant of a template is for which project.
#include "core/template_rules.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/operator.h"
#include "cli/template.h"
#include "server/service/render_template_json.h"

namespace fupan::cli {
namespace {

int print(const Globals& globals, const Result<service::StoredRules>& stored) {
  if (!stored) return fail(globals, stored.error());
  std::cout << service::render_rules(*stored) << '\n';
  return 0;
}

int show(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  return print(globals, service::read_template_rules((*library)->store()));
}

// What `show` prints, edited.
Result<std::vector<TemplateRule>> rules_of(const std::string& file) {
  const auto text = read_input(file);
  if (!text) return text.error();
  auto json = nlohmann::json::parse(*text, nullptr, false);
  if (json.is_array()) json = nlohmann::json{{"rules", std::move(json)}};
  if (!json.is_object() || !json.contains("rules") || !json["rules"].is_array()) {
    return make_error(ErrorCode::kInvalidArgument, file + ": is no JSON with a list of rules, as show prints it");
  }
  json["v"] = 1;
  auto rules = decode_rules(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  if (!rules) return make_error(ErrorCode::kInvalidArgument, file + ": " + rules.error().message);
  return rules;
}

int set(const Globals& globals, const std::string& file) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  auto rules = rules_of(file);
  if (!rules) return fail(globals, rules.error());
  const service::Templates templates(**library, std::make_shared<service::TemplateIndex>((*library)->store()));
  return print(globals, templates.rules.put(operator_of_machine(), std::move(*rules), std::nullopt));
}

}  // namespace

Result<std::string> read_input(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return make_error(ErrorCode::kIo, "read " + file + ": not there or not readable");
  return text.str();
}

void add_template_rules(CLI::App& command, const Globals& globals, Body& body) {
  CLI::App* rules = command.add_subcommand("rules", "Which variant of a template is for which project");
  rules->require_subcommand(1);
  rules->fallthrough();
  auto file = std::make_shared<std::string>();
  CLI::App* showing = rules->add_subcommand("show", "Print them as JSON that set takes");
  showing->fallthrough();
  showing->callback([&globals, &body] { body = [&globals] { return show(globals); }; });
  CLI::App* setting = rules->add_subcommand("set", "Make them what a JSON file says");
  setting->fallthrough();
  setting->add_option("FILE", *file, "The file")->required();
  setting->callback([&globals, &body, file] { body = [&globals, file] { return set(globals, *file); }; });
}

}  // namespace fupan::cli
