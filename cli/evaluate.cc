// fupan evaluate: search quality on a judged collection.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/evaluate_labels.h"
#include "server/service/evaluate_service.h"
#include "server/service/evaluate_similar.h"

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

nlohmann::json json_of(const service::SimilarMeasures& measures) {
  return {{"precision_at_10", measures.precision_at_10},
          {"ndcg_at_10", measures.ndcg_at_10},
          {"median_ms", measures.median_ms}};
}

int run_similar(const Globals& globals) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto result = service::evaluate_similar(**library);
  if (!result) return fail(globals, result.error());
  if (globals.json) {
    std::cout << nlohmann::json{{"documents", result->documents},
                                {"queries", result->queries},
                                {"chance", result->chance},
                                {"similar", json_of(result->ours)},
                                {"plain", json_of(result->plain)}}
                     .dump(2)
              << '\n';
    return 0;
  }
  std::cout << fmt::format("{} documents with tags of their author, {} asked\n", grouped(result->documents),
                           grouped(result->queries));
  std::cout << fmt::format("              similar   plain   chance\n");
  std::cout << fmt::format("precision@10   {:.4f}   {:.4f}   {:.4f}\n", result->ours.precision_at_10,
                           result->plain.precision_at_10, result->chance);
  std::cout << fmt::format("nDCG@10        {:.4f}   {:.4f}\n", result->ours.ndcg_at_10, result->plain.ndcg_at_10);
  std::cout << fmt::format("median time    {:.1f} ms  {:.1f} ms\n", result->ours.median_ms, result->plain.median_ms);
  return 0;
}

}  // namespace

void add_evaluate(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("evaluate", "Measure search on a judged collection");
  auto options = std::make_shared<service::EvaluateOptions>();
  command->add_option("DIR", options->collection, "Folder with docs.jsonl, queries.tsv, qrels.tsv");
  command->add_option("--run", options->run_file, "Write a TREC run file");
  command->add_flag("--without-titles", options->without_titles, "Leave the documents' titles out");
  auto is_similar = std::make_shared<bool>(false);
  command->add_flag("--similar", *is_similar, "Measure similar documents in --data by the tags that authors wrote")
      ->excludes("DIR");
  auto is_labels = std::make_shared<bool>(false);
  command->add_flag("--labels", *is_labels, "Measure predicted labels and the risk predictor in --data")
      ->excludes("DIR")
      ->excludes("--similar");
  command->callback([&, options, is_similar, is_labels] {
    if (!*is_similar && !*is_labels && options->collection.empty()) {
      throw CLI::RequiredError("DIR, --similar or --labels");
    }
    body = [&globals, options, is_similar, is_labels] {
      if (*is_labels) return run_evaluate_labels(globals);
      return *is_similar ? run_similar(globals) : run(globals, *options);
    };
  });
}

}  // namespace fupan::cli
