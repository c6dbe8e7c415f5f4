// fupan_bench DIR PASSES   See README.md.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "server/http/application.h"
#include "server/http/server.h"
#include "server/service/import_service.h"
#include "server/service/projector.h"
#include "server/service/repository.h"
#include "server/service/search_service.h"
#include "tests/bench/baselines.h"
#include "tests/support/http_client.h"

namespace fupan::bench {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

double since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

template <class T>
T require(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

class WorkFolder {
 public:
  WorkFolder() {
    std::string name = (fs::temp_directory_path() / "fupan-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code failed;
    fs::remove_all(path_, failed);
  }
  fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

double import_seconds(service::Library& library, const fs::path& folder) {
  const auto start = SteadyClock::now();
  service::Projector projector(library, {20000, std::chrono::milliseconds(20000)});
  service::ImportOptions options;
  options.paths = {folder};
  const auto report = require(service::ImportService(library).run(options, {}));
  projector.finish_soon();
  require(projector.wait_for(report.sequence, std::chrono::seconds(600)));
  return since(start);
}

struct Query {
  std::string kind, text, phase, risk;
};

std::vector<Query> read_queries(const fs::path& file) {
  std::vector<Query> queries;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream columns(line);
    Query query;
    std::getline(columns, query.kind, '\t');
    std::getline(columns, query.text, '\t');
    std::getline(columns, query.phase, '\t');
    std::getline(columns, query.risk, '\t');
    if (query.kind == "phrase") query.text = '"' + query.text + '"';
    queries.push_back(query);
  }
  return queries;
}

indexer::SearchRequest request_of(const Query& query) {
  indexer::SearchRequest request;
  request.text = query.text;
  request.limit = 10;
  request.facets = {indexer::Field::kPhase, indexer::Field::kRisk};
  if (!query.phase.empty()) request.filters.push_back({indexer::Field::kPhase, {query.phase}});
  if (!query.risk.empty()) request.filters.push_back({indexer::Field::kRisk, {query.risk}});
  return request;
}

std::string percent(const std::string& text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

std::string target_of(const Query& query) {
  std::string target = "/api/v1/search?q=" + percent(query.text) + "&limit=10&facets=phase,risk";
  if (!query.phase.empty()) target += "&phase=" + percent(query.phase);
  if (!query.risk.empty()) target += "&risk=" + percent(query.risk);
  return target;
}

struct Times {
  std::vector<double> ms;
  double at(double share) {
    std::sort(ms.begin(), ms.end());
    return ms.empty() ? 0
                      : ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ms.size())))];
  }
};

template <class F>
Times measure(const std::vector<Query>& queries, int passes, F&& ask) {
  Times times;
  for (int pass = -1; pass < passes; ++pass) {  // the first pass warms up
    for (const Query& query : queries) {
      const auto start = SteadyClock::now();
      ask(query);
      if (pass >= 0) times.ms.push_back(since(start) * 1000);
    }
  }
  return times;
}

void print_pages(service::Library& library, SqliteFts& sqlite, const std::vector<Query>& queries, int passes) {
  const service::SearchService search(library, 0);  // nothing kept: every page is made anew
  Times in_process = measure(queries, passes, [&](const Query& q) { require(search.search(request_of(q))); });
  http::Application application(library, {});
  http::HttpServer server({"127.0.0.1", 0}, [&](const http::Request& request) { return application.handle(request); });
  test::HttpClient client(require(server.start()));
  Times over_http = measure(queries, passes, [&](const Query& q) {
    const auto response = client.get(target_of(q), "Connection: keep-alive\r\n");
    if (!response || response->status != 200) throw std::runtime_error("no answer over HTTP");
  });
  std::vector<Query> plain;
  for (const Query& q : queries) {
    if (q.phase.empty() && q.risk.empty() && q.kind != "zh") plain.push_back(q);
  }
  Times fts = measure(plain, passes, [&](const Query& q) { sqlite.page(q.text); });
  Times same = measure(plain, passes, [&](const Query& q) { require(search.search(request_of(q))); });
  fmt::print("page, first asked   p50 {:.2f} ms  p99 {:.2f} ms\n", in_process.at(0.5), in_process.at(0.99));
  fmt::print("asked before, HTTP  p50 {:.2f} ms  p99 {:.2f} ms  ratio of medians {:.2f}\n", over_http.at(0.5),
             over_http.at(0.99), over_http.at(0.5) / in_process.at(0.5));
  fmt::print("English, no filter  p50 {:.2f} ms; SQLite FTS5 (no facets) {:.2f} ms  ratio {:.2f}\n", same.at(0.5),
             fts.at(0.5), same.at(0.5) / fts.at(0.5));
}

void run(const fs::path& folder, int passes) {
  const WorkFolder work;
  auto library = require(service::Library::open({work / "data", FUPAN_SOURCE_DIR "/starter", true}));
  const double import = import_seconds(*library, folder);
  std::vector<Document> documents;
  std::vector<std::string> values;
  require(service::for_each_document(library->store(), [&](service::StoredDocument stored) -> Status {
    values.push_back(stored.record);
    documents.push_back(std::move(stored.document));
    return ok_status();
  }));
  fmt::print("{} documents\nimport to searchable {:.2f} s, {:.0f} documents/s\n", documents.size(), import,
             static_cast<double>(documents.size()) / import);
  const double xapian = raw_xapian_seconds(documents, work / "xapian");
  fmt::print("raw Xapian, same documents {:.2f} s, ratio {:.2f}\n", xapian, import / xapian);
  SqliteFts sqlite(work / "fts.db");
  const double fts = sqlite.fill(documents);
  fmt::print("SQLite FTS5 {:.2f} s, ratio {:.2f}\n", fts, import / fts);
  const double lmdb = raw_lmdb_seconds(values, work / "lmdb");
  fmt::print("raw LMDB, same records {:.2f} s\n", lmdb);
  const std::vector<Query> queries = read_queries(folder.parent_path() / "queries.tsv");
  if (!queries.empty()) print_pages(*library, sqlite, queries, passes);
}

}  // namespace
}  // namespace fupan::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: fupan_bench DIR [PASSES]\n";
    return 2;
  }
  try {
    fupan::bench::run(argv[1], argc > 2 ? std::atoi(argv[2]) : 3);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "fupan_bench: " << e.what() << '\n';
    return 1;
  }
}
