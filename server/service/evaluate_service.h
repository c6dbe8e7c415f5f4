// How well does search find what people judged relevant? Judged collections as folders with docs.jsonl ({"id","title",
// "text"} a line), queries.tsv (id, text) and qrels.tsv (query id, document id, grade; above 0 is relevant).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace fupan::service {

struct EvaluateOptions {
  std::filesystem::path collection;
  std::filesystem::path run_file;  // empty: none; else a TREC run is written there
  std::filesystem::path starter;   // empty: the one shipped with the program
  bool without_titles = false;
};

// Means over the queries that have a relevant document. nDCG counts linear gain: grade / log2(rank + 1), Järvelin and
// Kekäläinen 2002 as trec_eval's ndcg_cut does.
struct Evaluation {
  std::size_t documents = 0;
  std::size_t queries = 0;
  double ndcg_at_10 = 0;
  double mrr_at_10 = 0;
  double recall_at_100 = 0;
  double mean_average_precision = 0;
  double index_seconds = 0;
  double median_query_ms = 0;
};

// Builds a temporary store and index of the collection and asks every query through IndexReader::search to depth 1000.
//
// Errors: invalid_argument  a file is missing or a line of it cannot be read (the message names both); io
Result<Evaluation> evaluate(const EvaluateOptions& options);

}  // namespace fupan::service
