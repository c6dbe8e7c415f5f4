#include "server/service/library.h"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <sstream>
#include <system_error>
#include <utility>

#include "core/digest.h"
#include "importers/glossary_file.h"
#include "importers/taxonomy_file.h"
#include "indexer/open_index.h"
#include "store/lmdb/lmdb_store.h"

#ifndef FUPAN_SHARE_FALLBACK
#define FUPAN_SHARE_FALLBACK ""
#endif

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

class OpenLibrary final : public Library {
 public:
  OpenLibrary(fs::path data, fs::path starter, std::unique_ptr<store::LmdbStore> store, TaxonomySource::Files files,
              std::shared_ptr<const Clock> clock)
      : data_(std::move(data)),
        starter_(std::move(starter)),
        store_(std::move(store)),
        index_(indexer::open_reader(index_path(data_))),
        taxonomy_(std::move(files), *store_),
        clock_(clock ? std::move(clock) : std::make_shared<const SystemClock>()) {}

  // Reads the taxonomy for the first time. Errors: corrupt, io
  Status start() {
    auto state = taxonomy_.current();
    if (!state) return state.error();
    newest_ = std::move(*state);
    return ok_status();
  }

  store::Store& store() override { return *store_; }
  const indexer::IndexReader& index() const override { return *index_; }
  std::shared_ptr<const TaxonomyState> taxonomy_state() const override {
    auto state = taxonomy_.current();
    const std::lock_guard lock(mutex_);
    if (state) {
      newest_ = std::move(*state);
    } else {
      spdlog::error("taxonomy: {}", state.error().message);  // the last one that could be read goes on
    }
    return newest_;
  }
  const Taxonomy& taxonomy_file() const override { return taxonomy_.file(); }
  const Clock& clock() const override { return *clock_; }
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
  TaxonomySource taxonomy_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const TaxonomyState> newest_;
  std::shared_ptr<const Clock> clock_;
};

Result<std::string> read_text(const std::string& what, const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return make_error(ErrorCode::kIo, "read the " + what + " " + file.string() + ": not there or not readable");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Status load_taxonomy(const fs::path& file, TaxonomySource::Files& files) {
  const auto text = read_text("taxonomy", file);
  if (!text) return text.error();
  auto taxonomy = importers::parse_taxonomy(*text);
  if (!taxonomy) return make_error(taxonomy.error().code, file.string() + ": " + taxonomy.error().message);
  files.taxonomy = std::move(*taxonomy);
  files.digest = short_digest(*text, 13);
  return ok_status();
}

Result<importers::Glossary> load_glossary(const fs::path& file) {
  const auto text = read_text("glossary", file);
  if (!text) return text.error();
  auto glossary = importers::parse_glossary(*text);
  if (!glossary) return make_error(glossary.error().code, file.string() + ": " + glossary.error().message);
  return glossary;
}

Status load_glossaries(const fs::path& shipped, const fs::path& own, TaxonomySource::Files& files) {
  auto glossary = load_glossary(shipped);
  if (!glossary) return glossary.error();
  files.glossary = std::move(glossary->groups);
  std::error_code failed;
  if (!fs::exists(own, failed)) return ok_status();
  auto additions = load_glossary(own);
  if (!additions) return additions.error();
  files.removed = std::move(additions->removed);
  files.own = std::move(additions->groups);
  return ok_status();
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
  TaxonomySource::Files files;
  if (Status read = load_taxonomy(fs::exists(own, failed) ? own : starter / "taxonomy.yaml", files); !read) {
    return read.error();
  }
  if (Status read = load_glossaries(starter / "glossary.tsv", options.data / "glossary.tsv", files); !read) {
    return read.error();
  }
  store::LmdbOptions store_options;
  store_options.sync = options.durable;
  auto store = store::LmdbStore::open(options.data / "store", store_options);
  if (!store) return store.error();
  auto library =
      std::make_unique<OpenLibrary>(options.data, starter, std::move(*store), std::move(files), options.clock);
  if (Status started = library->start(); !started) return started.error();
  return std::unique_ptr<Library>(std::move(library));
}

}  // namespace fupan::service
