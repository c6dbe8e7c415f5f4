// What Fupan is compared with: the libraries below it, used as barely as possible, and SQLite FTS5.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/document.h"

namespace fupan::bench {

// Seconds that Xapian alone takes to write the documents that our index holds, already made, one database after the
// other.
double raw_xapian_seconds(const std::vector<Document>& documents, const std::filesystem::path& folder);

// Seconds that LMDB alone takes to put `values`, 1,500 a durable transaction.
double raw_lmdb_seconds(const std::vector<std::string>& values, const std::filesystem::path& folder);

// SQLite FTS5 over titles and texts.
class SqliteFts {
 public:
  explicit SqliteFts(const std::filesystem::path& file);
  ~SqliteFts();
  SqliteFts(const SqliteFts&) = delete;
  SqliteFts& operator=(const SqliteFts&) = delete;

  // Seconds to fill it.
  double fill(const std::vector<Document>& documents);

  // Ten hits with snippets, and the total. Returns the total; -1 when FTS5 cannot read the query.
  long page(const std::string& query);

 private:
  void run(const char* sql);
  struct Handle;
  Handle* handle_;
};

}  // namespace fupan::bench
