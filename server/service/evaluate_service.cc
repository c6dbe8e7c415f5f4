#include "server/service/evaluate_service.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/codec.h"
#include "core/text/utf8.h"
#include "indexer/query/parser.h"
#include "server/service/keys.h"
#include "server/service/projector.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;
using Grades = std::map<std::string, int>;  // document -> grade

constexpr std::size_t kDepth = 1000;
constexpr std::size_t kDocumentsPerBatch = 1000;

// A folder that goes when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "fupan-evaluate-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code failed;
    if (!path_.empty()) fs::remove_all(path_, failed);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Error bad_line(const fs::path& file, std::size_t line, const std::string& what) {
  return make_error(ErrorCode::kInvalidArgument, file.string() + " line " + std::to_string(line) + ": " + what);
}

// Calls `take` with each line, split at tabs.
template <class F>
Status read_tsv(const fs::path& file, F&& take) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return make_error(ErrorCode::kInvalidArgument, "cannot read " + file.string());
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    std::vector<std::string> columns;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      columns.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    if (!take(columns)) return bad_line(file, number, "not the expected columns: '" + line + "'");
  }
  return ok_status();
}

Document document_of(const std::string& id, const std::string& title, const std::string& body) {
  Document document;
  document.id = make_document_id("evaluate", id);
  document.collection = "evaluate";
  document.path = id;
  document.title = title;
  document.lang = "en";
  document.sections.push_back({{}, {1, 1}, body});
  return document;
}

struct Query {
  std::string id, text;
};

class Evaluator {
 public:
  explicit Evaluator(const EvaluateOptions& options) : options_(options) {}

  Result<Evaluation> run() {
    if (folder_.path().empty()) return make_error(ErrorCode::kIo, "cannot make a temporary folder");
    auto library = Library::open({folder_.path(), options_.starter, false});
    if (!library) return library.error();
    const auto start = SteadyClock::now();
    if (Status read = read_documents(**library); !read) return read.error();
    if (Status indexed = reindex(**library, {}); !indexed) return indexed.error();
    result_.index_seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    if (Status read = read_judgements(); !read) return read.error();
    if (Status asked = ask_all(**library); !asked) return asked.error();
    finish();
    return result_;
  }

 private:
  Status read_documents(Library& library) {
    const fs::path file = options_.collection / "docs.jsonl";
    std::ifstream in(file, std::ios::binary);
    if (!in) return make_error(ErrorCode::kInvalidArgument, "cannot read " + file.string());
    std::vector<store::Write> batch;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (text::trim(line).empty()) continue;
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (!json.is_object() || !json.contains("id") || !json.contains("text")) {
        return bad_line(file, number, "not an object with id, title and text");
      }
      const std::string id = json["id"].is_string() ? json["id"].get<std::string>() : json["id"].dump();
      const std::string title = options_.without_titles || !json.contains("title") || !json["title"].is_string()
                                    ? std::string{}
                                    : json["title"].get<std::string>();
      if (!json["text"].is_string()) return bad_line(file, number, "text is not a string");
      const Document document = document_of(id, title, json["text"].get<std::string>());
      if (!external_ids_.emplace(document.id.value, id).second) {
        return bad_line(file, number, "a document with the id '" + id + "' was there before");
      }
      batch.push_back({document_key(document.id), encode_document(document, {}), std::nullopt});
      if (batch.size() == kDocumentsPerBatch) {
        if (auto committed = library.store().commit(batch); !committed) return committed.error();
        batch.clear();
      }
    }
    result_.documents = external_ids_.size();
    if (auto committed = library.store().commit(batch); !committed) return committed.error();
    return ok_status();
  }

  Status read_judgements() {
    Status read = read_tsv(options_.collection / "queries.tsv", [&](const std::vector<std::string>& columns) {
      if (columns.size() < 2) return false;
      queries_.push_back({columns[0], columns[1]});
      return true;
    });
    if (!read) return read;
    return read_tsv(options_.collection / "qrels.tsv", [&](const std::vector<std::string>& columns) {
      if (columns.size() < 3) return false;
      char* end = nullptr;
      const long grade = std::strtol(columns.back().c_str(), &end, 10);
      const bool is_header = end == columns.back().c_str();
      if (is_header) return qrels_.empty();
      qrels_[columns[0]][columns.size() == 4 ? columns[2] : columns[1]] = static_cast<int>(grade);
      return true;
    });
  }

  Status ask_all(Library& library) {
    std::ofstream run;
    if (!options_.run_file.empty()) {
      run.open(options_.run_file);
      if (!run) return make_error(ErrorCode::kIo, "cannot write " + options_.run_file.string());
    }
    for (const Query& query : queries_) {
      indexer::SearchRequest request;
      request.text = query.text;
      request.syntax = indexer::Syntax::kText;  // it was not written in our query language
      request.type = indexer::HitType::kDocument;
      request.limit = kDepth;
      request.match = indexer::Match::kAny;
      const auto start = SteadyClock::now();
      const auto page = library.index().search(request);
      if (!page) return make_error(page.error().code, "query " + query.id + ": " + page.error().message);
      times_.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
      std::vector<std::string> ranking;
      for (const indexer::IndexHit& hit : page->hits) ranking.push_back(external_ids_[hit.document_id]);
      write_run(run, query, ranking);
      score(query, ranking);
    }
    return ok_status();
  }

  // Scores fall by rank, so that any reader of the file sees our order.
  static void write_run(std::ofstream& run, const Query& query, const std::vector<std::string>& ranking) {
    for (std::size_t i = 0; run.is_open() && i < ranking.size(); ++i) {
      run << query.id << " Q0 " << ranking[i] << ' ' << i + 1 << ' ' << ranking.size() - i << " fupan\n";
    }
  }

  void score(const Query& query, const std::vector<std::string>& ranking) {
    const auto judged = qrels_.find(query.id);
    if (judged == qrels_.end()) return;
    std::vector<int> ideal;
    for (const auto& [document, grade] : judged->second) {
      if (grade > 0) ideal.push_back(grade);
    }
    if (ideal.empty()) return;
    std::sort(ideal.rbegin(), ideal.rend());
    std::vector<int> gains;
    for (const std::string& document : ranking) {
      const auto grade = judged->second.find(document);
      gains.push_back(grade == judged->second.end() ? 0 : std::max(0, grade->second));
    }
    ++result_.queries;
    result_.ndcg_at_10 += discounted_gain(gains) / discounted_gain(ideal);
    add_binary_measures(gains, static_cast<double>(ideal.size()));
  }

  static double discounted_gain(const std::vector<int>& gains) {
    double sum = 0;
    for (std::size_t i = 0; i < gains.size() && i < 10; ++i) sum += gains[i] / std::log2(static_cast<double>(i) + 2);
    return sum;
  }

  void add_binary_measures(const std::vector<int>& gains, double relevant) {
    double hits = 0, precision_sum = 0, in_100 = 0, reciprocal = 0;
    for (std::size_t i = 0; i < gains.size(); ++i) {
      if (gains[i] == 0) continue;
      const double rank = static_cast<double>(i) + 1;
      hits += 1;
      precision_sum += hits / rank;
      if (i < 100) in_100 += 1;
      if (i < 10 && reciprocal == 0) reciprocal = 1 / rank;
    }
    result_.mrr_at_10 += reciprocal;
    result_.recall_at_100 += in_100 / relevant;
    result_.mean_average_precision += precision_sum / relevant;
  }

  void finish() {
    const double n = std::max<double>(1, static_cast<double>(result_.queries));
    for (double* sum :
         {&result_.ndcg_at_10, &result_.mrr_at_10, &result_.recall_at_100, &result_.mean_average_precision}) {
      *sum /= n;
    }
    std::sort(times_.begin(), times_.end());
    if (!times_.empty()) result_.median_query_ms = times_[times_.size() / 2];
  }

  const EvaluateOptions& options_;
  TemporaryFolder folder_;
  Evaluation result_;
  std::map<std::string, std::string> external_ids_;
  std::vector<Query> queries_;
  std::map<std::string, Grades> qrels_;
  std::vector<double> times_;
};

}  // namespace

Result<Evaluation> evaluate(const EvaluateOptions& options) { return Evaluator(options).run(); }

}  // namespace fupan::service
