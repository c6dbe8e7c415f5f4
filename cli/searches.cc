// fupan searches: the searches that are followed.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "server/service/render_follow_json.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string id, name;
  std::vector<std::string> words, phases, risks, tags;
  std::string type;
};

void add_filter(indexer::SearchRequest& request, Facet facet, indexer::Field field, std::vector<std::string> values,
                const Taxonomy& taxonomy) {
  for (std::string& value : values) {
    if (const TaxonomyValue* known = taxonomy.find(facet, value)) value = known->id;
  }
  if (!values.empty()) request.filters.push_back({field, std::move(values)});
}

indexer::SearchRequest request_of(const Options& options, const Taxonomy& taxonomy) {
  indexer::SearchRequest request;
  for (const std::string& word : options.words) request.text += (request.text.empty() ? "" : " ") + word;
  if (options.type == "lesson") request.type = indexer::HitType::kLesson;
  if (options.type == "section") request.type = indexer::HitType::kSection;
  if (options.type == "document") request.type = indexer::HitType::kDocument;
  add_filter(request, Facet::kPhase, indexer::Field::kPhase, options.phases, taxonomy);
  add_filter(request, Facet::kRisk, indexer::Field::kRisk, options.risks, taxonomy);
  add_filter(request, Facet::kTag, indexer::Field::kTag, options.tags, taxonomy);
  return request;
}

void print(const service::FollowedSearch& followed) {
  const SavedSearch& search = followed.search;
  std::cout << search.id << "  " << followed.new_hits << " new  " << search.name << "\n    " << search.query;
  for (const auto& [field, values] : search.filters) {
    std::cout << "  " << field << ':';
    for (std::size_t i = 0; i < values.size(); ++i) std::cout << (i == 0 ? "" : ",") << values[i];
  }
  std::cout << '\n';
}

int list(const Globals& globals, const service::SavedSearchService& searches) {
  const auto page = searches.list(service::kMostSavedSearches, 0);
  if (!page) return fail(globals, page.error());
  if (globals.json) {
    std::cout << service::render_saved_searches(*page) << '\n';
    return 0;
  }
  for (const service::FollowedSearch& item : page->items) print(item);
  std::cout << page->total << (page->total == 1 ? " search" : " searches") << '\n';
  return 0;
}

int add(const Globals& globals, service::Library& library, const service::SavedSearchService& searches,
        const Options& options) {
  const auto created = searches.create(options.name, request_of(options, library.taxonomy()));
  if (!created) return fail(globals, created.error());
  if (globals.json) {
    std::cout << service::render_saved_search(*created) << '\n';
  } else {
    std::cout << "following " << created->search.id << "  " << created->search.name << '\n';
  }
  return 0;
}

int remove(const Globals& globals, const service::SavedSearchService& searches, const Options& options) {
  const Status removed = searches.remove(options.id, std::nullopt);
  if (!removed) return fail(globals, removed.error());
  if (!globals.json) std::cout << "removed " << options.id << '\n';
  return 0;
}

enum class Action { kList, kAdd, kRemove };

int run(const Globals& globals, Action action, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  service::RecentDocuments recent((*library)->store());
  const service::SavedSearchService searches(**library, recent);
  if (action == Action::kAdd) return add(globals, **library, searches, options);
  if (action == Action::kRemove) return remove(globals, searches, options);
  return list(globals, searches);
}

}  // namespace

void add_searches(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("searches", "Searches that are followed: list, add, remove");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto on = [&, options](CLI::App* sub, Action action) {
    sub->fallthrough();
    sub->callback([&globals, &body, options, action] {
      body = [&globals, options, action] { return run(globals, action, *options); };
    });
  };
  on(command->add_subcommand("list", "All of them, with how much is new"), Action::kList);
  CLI::App* adding = command->add_subcommand("add", "Follow a search");
  adding->add_option("NAME", options->name, "What to call it")->required();
  adding->add_option("QUERY", options->words, "As in fupan search; nothing: everything that the filters let through");
  adding->add_option("--type", options->type, "lesson, section or document")
      ->check(CLI::IsMember({"lesson", "section", "document"}));
  adding->add_option("--phase", options->phases, "Only these phases")->delimiter(',');
  adding->add_option("--risk", options->risks, "Only these risk categories")->delimiter(',');
  adding->add_option("--tag", options->tags, "Only these tags")->delimiter(',');
  on(adding, Action::kAdd);
  CLI::App* removing = command->add_subcommand("remove", "Follow a search no longer");
  removing->add_option("ID", options->id, "As list prints it")->required();
  on(removing, Action::kRemove);
}

}  // namespace fupan::cli
