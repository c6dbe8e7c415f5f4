#include "server/service/library.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include "core/digest.h"
#include "importers/taxonomy_file.h"
#include "indexer/open_index.h"
#include "store/lmdb/lmdb_store.h"

#ifndef FUPAN_SHARE_FALLBACK
#define FUPAN_SHARE_FALLBACK ""
#endif

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

struct LoadedTaxonomy {
  Taxonomy taxonomy;
  std::string digest;
};

class OpenLibrary final : public Library {
 public:
  OpenLibrary(fs::path data, fs::path starter, std::unique_ptr<store::LmdbStore> store, LoadedTaxonomy taxonomy)
      : data_(std::move(data)),
        starter_(std::move(starter)),
        store_(std::move(store)),
        index_(indexer::open_reader(index_path(data_))),
        taxonomy_(std::move(taxonomy.taxonomy)),
        taxonomy_digest_(std::move(taxonomy.digest)) {}

  store::Store& store() override { return *store_; }
  const indexer::IndexReader& index() const override { return *index_; }
  const Taxonomy& taxonomy() const override { return taxonomy_; }
  std::string taxonomy_digest() const override { return taxonomy_digest_; }
  const Clock& clock() const override { return clock_; }
  const fs::path& data() const override { return data_; }
  const fs::path& starter() const override { return starter_; }
  std::uint64_t store_bytes() const override {
    const auto bytes = store_->size_bytes();
    return bytes ? *bytes : 0;
  }

 private:
  fs::path data_;
  fs::path starter_;
  std::unique_ptr<store::LmdbStore> store_;
  std::unique_ptr<indexer::IndexReader> index_;
  Taxonomy taxonomy_;
  std::string taxonomy_digest_;
  SystemClock clock_;
};

Result<LoadedTaxonomy> load_taxonomy(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return make_error(ErrorCode::kIo, "read the taxonomy " + file.string() + ": no such file or not readable");
  std::ostringstream text;
  text << in.rdbuf();
  auto taxonomy = importers::parse_taxonomy(text.str());
  if (!taxonomy) return make_error(taxonomy.error().code, file.string() + ": " + taxonomy.error().message);
  return LoadedTaxonomy{std::move(*taxonomy), short_digest(text.str(), 13)};
}

}  // namespace

fs::path index_path(const fs::path& data) { return data / "index"; }

fs::path shared_folder(const std::string& name) {
  std::error_code failed;
  if (const char* chosen = std::getenv("FUPAN_SHARE"); chosen != nullptr && *chosen != '\0')
    return fs::path(chosen) / name;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path installed = program.parent_path().parent_path() / "share" / "fupan" / name;
  if (!failed && fs::is_directory(installed, failed)) return installed;
  return fs::path(FUPAN_SHARE_FALLBACK) / name;
}

Result<std::unique_ptr<Library>> Library::open(const LibraryOptions& options) {
  const fs::path starter = options.starter.empty() ? shared_folder("starter") : options.starter;
  std::error_code failed;
  fs::create_directories(options.data, failed);
  if (failed) {
    return make_error(ErrorCode::kUnavailable,
                      "create the data directory " + options.data.string() + ": " + failed.message());
  }
  // An organisation's own taxonomy lies in its data directory and goes before the one shipped.
  const fs::path own = options.data / "taxonomy.yaml";
  auto taxonomy = load_taxonomy(fs::exists(own, failed) ? own : starter / "taxonomy.yaml");
  if (!taxonomy) return taxonomy.error();
  store::LmdbOptions store_options;
  store_options.sync = options.durable;
  auto store = store::LmdbStore::open(options.data / "store", store_options);
  if (!store) return store.error();
  return std::unique_ptr<Library>(
      std::make_unique<OpenLibrary>(options.data, starter, std::move(*store), std::move(*taxonomy)));
}

}  // namespace fupan::service
