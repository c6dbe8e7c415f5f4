// fupan evaluate: search quality on a judged collection.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "server/service/evaluate_service.h"

namespace fupan::cli {
namespace {

int run(const Globals& globals, const service::EvaluateOptions& options) {
  const auto result = service::evaluate(options);
  if (!result) return fail(globals, result.error());
  if (globals.json) {
    std::cout << nlohmann::json{{"documents", result->documents},         {"queries", result->queries},
                                {"ndcg_at_10", result->ndcg_at_10},       {"mrr_at_10", result->mrr_at_10},
                                {"recall_at_100", result->recall_at_100}, {"map", result->mean_average_precision},
                                {"index_seconds", result->index_seconds}, {"median_query_ms", result->median_query_ms}}
                     .dump(2)
              << '\n';
    return 0;
  }
  std::cout << fmt::format("{} documents, {} judged queries\n", grouped(result->documents), grouped(result->queries));
  std::cout << fmt::format("nDCG@10     {:.4f}\nMRR@10      {:.4f}\nRecall@100  {:.4f}\nMAP         {:.4f}\n",
                           result->ndcg_at_10, result->mrr_at_10, result->recall_at_100,
                           result->mean_average_precision);
  std::cout << fmt::format("indexed in {:.1f} s, median query {:.1f} ms\n", result->index_seconds,
                           result->median_query_ms);
  return 0;
}

}  // namespace

void add_evaluate(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("evaluate", "Measure search on a judged collection");
  auto options = std::make_shared<service::EvaluateOptions>();
  command->add_option("DIR", options->collection, "Folder with docs.jsonl, queries.tsv, qrels.tsv")->required();
  command->add_option("--run", options->run_file, "Write a TREC run file");
  command->add_flag("--without-titles", options->without_titles, "Leave the documents' titles out");
  command->callback([&, options] { body = [&globals, options] { return run(globals, *options); }; });
}

}  // namespace fupan::cli
