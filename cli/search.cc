// fupan search: hits with coloured snippets.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/score_parts.h"
#include "core/clock.h"
#include "server/service/render_json.h"
#include "server/service/search_service.h"

namespace fupan::cli {
namespace {

struct Options {
  std::vector<std::string> words;
  std::string type;
  std::vector<std::string> phases, risks, tags, kinds, projects, langs, states, collections;
  std::string from, to;
  std::size_t limit = 10;
  std::size_t offset = 0;
  bool explain = false;
  bool no_translate = false;
  std::string match = "usual";
};

const CLI::Validator kDate([](std::string& text) { return is_date(text) ? "" : "not a date YYYY-MM-DD: " + text; },
                           "DATE");

std::vector<std::string> known_kinds() {
  std::vector<std::string> kinds(kDocumentKindNames.begin(), kDocumentKindNames.end());
  kinds.insert(kinds.end(), kLessonKindNames.begin(), kLessonKindNames.end());
  return kinds;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

// Server-made HTML for a terminal: marks become bold yellow (or nothing), entities characters.
std::string terminal_text(std::string html, bool colours) {
  replace_all(html, "<mark>", colours ? "\033[1;33m" : "");
  replace_all(html, "</mark>", colours ? "\033[0m" : "");
  for (const auto& [entity, character] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    replace_all(html, entity, character);
  }
  return html;
}

indexer::SearchRequest request_of(const Options& options, const Taxonomy& taxonomy) {
  indexer::SearchRequest request;
  for (const std::string& word : options.words) request.text += (request.text.empty() ? "" : " ") + word;
  if (options.type == "lesson") request.type = indexer::HitType::kLesson;
  if (options.type == "section") request.type = indexer::HitType::kSection;
  if (options.type == "document") request.type = indexer::HitType::kDocument;
  const auto add = [&](indexer::Field field, std::vector<std::string> values, const Facet* facet) {
    for (std::string& value : values) {
      const TaxonomyValue* known = facet == nullptr ? nullptr : taxonomy.find(*facet, value);
      if (known != nullptr) value = known->id;
    }
    if (!values.empty()) request.filters.push_back({field, std::move(values)});
  };
  static constexpr Facet kPhase = Facet::kPhase, kRisk = Facet::kRisk, kTag = Facet::kTag;
  add(indexer::Field::kPhase, options.phases, &kPhase);
  add(indexer::Field::kRisk, options.risks, &kRisk);
  add(indexer::Field::kTag, options.tags, &kTag);
  add(indexer::Field::kKind, options.kinds, nullptr);
  add(indexer::Field::kProject, options.projects, nullptr);
  add(indexer::Field::kLang, options.langs, nullptr);
  add(indexer::Field::kState, options.states, nullptr);
  add(indexer::Field::kCollection, options.collections, nullptr);
  request.from = options.from;
  request.to = options.to;
  request.limit = options.limit;
  request.offset = options.offset;
  request.explain = options.explain;
  request.translate = !options.no_translate;
  request.match = enum_of<indexer::Match>(indexer::kMatchNames, options.match).value_or(indexer::Match::kUsual);
  return request;
}

void print(const service::SearchPage& page, const Options& options) {
  const bool colours = ::isatty(STDOUT_FILENO) == 1;
  if (page.relaxed) std::cout << "Too little has all these words; hits with fewer of them follow.\n";
  if (page.did_you_mean) std::cout << "Did you mean: " << *page.did_you_mean << '\n';
  std::size_t number = options.offset;
  for (const service::Hit& hit : page.hits) {
    std::cout << ++number << ". " << terminal_text(hit.title_html, colours) << "  [" << hit.kind
              << (hit.translated ? "] [translated]\n   " : "]\n   ") << terminal_text(hit.snippet_html, colours)
              << "\n   " << hit.document.path;
    if (hit.lines.first > 0) std::cout << ':' << hit.lines.first;
    std::cout << "  " << hit.id << (hit.further > 0 ? "  +" + std::to_string(hit.further) + " more" : "") << '\n';
    std::cout << explain_score(hit.score, hit.explain, "   ");
  }
  std::cout << grouped(page.total) << (page.total == 1 ? " hit" : " hits") << '\n';
}

int run(const Globals& globals, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto page = service::SearchService(**library).search(request_of(options, (*library)->taxonomy()));
  if (!page) return fail(globals, page.error());
  if (globals.json) {
    std::cout << service::render_search_page(*page, (*library)->taxonomy(), terminal_language()) << '\n';
  } else {
    print(*page, options);
  }
  return 0;
}

}  // namespace

std::vector<std::string> exclusions_as_words(std::vector<std::string> arguments) {
  if (std::find(arguments.begin(), arguments.end(), "search") == arguments.end()) return arguments;
  std::vector<std::string> out;
  for (std::string& argument : arguments) {
    const bool excludes = argument.size() > 1 && argument[0] == '-' && argument[1] != '-' && argument != "-h";
    if (excludes) out.emplace_back("NOT");
    out.push_back(excludes ? argument.substr(1) : std::move(argument));
  }
  return out;
}

void add_search(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("search", "Find lessons and documents");
  auto options = std::make_shared<Options>();
  command->add_option("QUERY", options->words, "Words, \"phrases\", AND OR NOT, field:value; nothing lists the newest");
  command->add_option("--type", options->type, "lesson, section or document")
      ->check(CLI::IsMember({"lesson", "section", "document"}));
  command->add_option("--phase", options->phases, "Only these phases")->delimiter(',');
  command->add_option("--risk", options->risks, "Only these risk categories")->delimiter(',');
  command->add_option("--tag", options->tags, "Only these tags")->delimiter(',');
  command->add_option("--kind", options->kinds, "Only these kinds")
      ->delimiter(',')
      ->check(CLI::IsMember(known_kinds()));
  command->add_option("--lang", options->langs, "Only these languages: en, zh")->delimiter(',');
  command->add_option("--state", options->states, "Only these states (default: published)")
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(kStateNames.begin(), kStateNames.end())));
  command->add_option("--collection", options->collections, "Only these collections")->delimiter(',');
  command->add_option("--from", options->from, "Not before this date, YYYY-MM-DD")->check(kDate);
  command->add_option("--to", options->to, "Not after this date, YYYY-MM-DD")->check(kDate);
  command->add_option("--project", options->projects, "Only these projects");
  command->add_option("--limit", options->limit, "Hits to show")->check(CLI::Range(1, 1000))->capture_default_str();
  command->add_option("--offset", options->offset, "Hits to skip")->check(CLI::Range(0, 10000));
  command->add_option("--match", options->match, "Hits with all words, any of them, or usually all of them")
      ->check(CLI::IsMember({"all", "usual", "any"}));
  command->add_flag("--no-translate", options->no_translate, "Do not search for words of the other language");
  command->add_flag("--explain", options->explain, "Say how each score came about");
  command->callback([&, options] { body = [&globals, options] { return run(globals, *options); }; });
}

}  // namespace fupan::cli
