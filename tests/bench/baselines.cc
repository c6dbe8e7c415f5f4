#include "tests/bench/baselines.h"

#include <lmdb.h>
#include <sqlite3.h>
#include <xapian.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "indexer/xapian/projection.h"

namespace fupan::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double write_seconds(const std::vector<Xapian::Document>& documents, const std::filesystem::path& folder) {
  const auto start = SteadyClock::now();
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_TERMLIST);
  database.begin_transaction(true);
  for (const Xapian::Document& document : documents) database.add_document(document);
  database.commit_transaction();
  return since(start);
}

Xapian::Document as_xapian(const indexer::xapian::Entry& entry) {
  Xapian::Document document;
  for (const auto& term : entry.terms()) document.add_term(std::string(entry.text_of(term)), term.frequency);
  for (const auto& [slot, bytes] : entry.values()) document.add_value(slot, bytes);
  document.set_data(entry.data());
  return document;
}

void require(int code, const char* what) {
  if (code != 0) throw std::runtime_error(std::string(what) + ": " + mdb_strerror(code));
}

}  // namespace

double raw_xapian_seconds(const std::vector<Document>& documents, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  indexer::xapian::ValueCodes document_codes, lesson_codes;
  indexer::xapian::Projection projection;
  std::vector<Xapian::Document> wholes, lessons;
  for (const Document& document : documents) {
    const auto projected = projection.project({document, "00000000000000000000"}, document_codes, lesson_codes);
    wholes.push_back(as_xapian(projected.document));
    for (const auto& lesson : projected.lessons) lessons.push_back(as_xapian(lesson));
  }
  const double first = write_seconds(wholes, folder / "documents");
  wholes.clear();
  return first + write_seconds(lessons, folder / "lessons");
}

double raw_lmdb_seconds(const std::vector<std::string>& values, const std::filesystem::path& folder) {
  constexpr std::size_t kPutsPerTransaction = 1500;
  std::filesystem::create_directories(folder);
  const auto start = SteadyClock::now();
  MDB_env* env = nullptr;
  require(mdb_env_create(&env), "create");
  const std::unique_ptr<MDB_env, decltype(&mdb_env_close)> closer(env, mdb_env_close);
  require(mdb_env_set_mapsize(env, std::size_t{64} << 30U), "mapsize");
  require(mdb_env_open(env, folder.c_str(), 0, 0644), "open");
  for (std::size_t i = 0; i < values.size();) {
    MDB_txn* txn = nullptr;
    MDB_dbi dbi = 0;
    require(mdb_txn_begin(env, nullptr, 0, &txn), "begin");
    require(mdb_dbi_open(txn, nullptr, MDB_CREATE, &dbi), "dbi");
    for (std::size_t end = std::min(values.size(), i + kPutsPerTransaction); i < end; ++i) {
      std::string key = std::to_string(i);
      MDB_val k{key.size(), key.data()};
      MDB_val v{values[i].size(), const_cast<char*>(values[i].data())};
      require(mdb_put(txn, dbi, &k, &v, 0), "put");
    }
    require(mdb_txn_commit(txn), "commit");
  }
  return since(start);
}

struct SqliteFts::Handle {
  sqlite3* database = nullptr;
  sqlite3_stmt* hits = nullptr;
  sqlite3_stmt* total = nullptr;
};

SqliteFts::SqliteFts(const std::filesystem::path& file) : handle_(new Handle) {
  if (sqlite3_open(file.c_str(), &handle_->database) != SQLITE_OK)
    throw std::runtime_error("cannot open " + file.string());
  run("PRAGMA journal_mode=WAL");
  run("CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize='porter unicode61')");
}

SqliteFts::~SqliteFts() {
  sqlite3_finalize(handle_->hits);
  sqlite3_finalize(handle_->total);
  sqlite3_close(handle_->database);
  delete handle_;
}

void SqliteFts::run(const char* sql) {
  char* message = nullptr;
  if (sqlite3_exec(handle_->database, sql, nullptr, nullptr, &message) != SQLITE_OK) {
    throw std::runtime_error(std::string(sql) + ": " + (message != nullptr ? message : "failed"));
  }
}

double SqliteFts::fill(const std::vector<Document>& documents) {
  const auto start = SteadyClock::now();
  run("BEGIN");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(handle_->database, "INSERT INTO docs VALUES (?, ?)", -1, &insert, nullptr);
  for (const Document& document : documents) {
    std::string body;
    for (const Section& section : document.sections) body += section.text + "\n";
    for (const Lesson& lesson : document.lessons) body += lesson.text + "\n";
    sqlite3_bind_text(insert, 1, document.title.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(insert, 2, body.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  run("COMMIT");
  const double seconds = since(start);
  sqlite3_prepare_v2(handle_->database,
                     "SELECT title, snippet(docs, 1, '<mark>', '</mark>', '…', 40) FROM docs WHERE docs MATCH ? "
                     "ORDER BY bm25(docs) LIMIT 10",
                     -1, &handle_->hits, nullptr);
  sqlite3_prepare_v2(handle_->database, "SELECT count(*) FROM docs WHERE docs MATCH ?", -1, &handle_->total, nullptr);
  return seconds;
}

long SqliteFts::page(const std::string& query) {
  std::size_t sink = 0;
  sqlite3_bind_text(handle_->hits, 1, query.c_str(), -1, SQLITE_TRANSIENT);
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(handle_->hits)) == SQLITE_ROW) {
    sink += std::strlen(reinterpret_cast<const char*>(sqlite3_column_text(handle_->hits, 1)));
  }
  sqlite3_reset(handle_->hits);
  if (code != SQLITE_DONE) return -1;
  sqlite3_bind_text(handle_->total, 1, query.c_str(), -1, SQLITE_TRANSIENT);
  const long total = sqlite3_step(handle_->total) == SQLITE_ROW ? sqlite3_column_int64(handle_->total, 0) : -1;
  sqlite3_reset(handle_->total);
  return total + static_cast<long>(sink == static_cast<std::size_t>(-1));
}

}  // namespace fupan::bench
