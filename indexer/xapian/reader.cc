#include "indexer/xapian/reader.h"

#include "core/digest.h"
#include "indexer/xapian/guard.h"
#include "indexer/xapian/index_directory.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/search.h"
#include "indexer/xapian/suggester.h"

namespace fupan::indexer {

std::string fingerprint_of(std::string_view encoded_document) { return short_digest(encoded_document, 20); }

namespace xapian {
namespace {

constexpr int kTries = 4;

std::uint64_t folder_bytes(const std::filesystem::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code failed;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory, failed)) {
    if (entry.is_regular_file(failed)) bytes += entry.file_size(failed);
  }
  return bytes;
}

}  // namespace

template <class F>
auto XapianReader::with_index(std::string_view what, F&& body) const -> decltype(body(std::declval<OpenIndex&>())) {
  for (int attempt = 1;; ++attempt) {
    auto answer = guard(what, [&]() -> decltype(body(std::declval<OpenIndex&>())) {
      auto index = pool_.take();
      if (!index) return index.error();
      auto result = body(**index);
      pool_.give_back(std::move(*index));
      return result;
    });
    const bool may_pass = !answer && answer.error().code == ErrorCode::kUnavailable;
    const bool is_missing = may_pass && current_generation(pool_.directory()).empty();
    if (!may_pass || is_missing || attempt == kTries) return answer;
  }
}

Result<IndexPage> XapianReader::search(const SearchRequest& request) const {
  return with_index("search", [&](OpenIndex& index) { return Search(index, request).run(); });
}

Result<std::vector<Suggestion>> XapianReader::suggest(std::string_view typed, std::size_t limit) const {
  return with_index("suggest", [&](OpenIndex& index) -> Result<std::vector<Suggestion>> {
    return xapian::suggest(index, typed, limit);
  });
}

Result<std::uint64_t> XapianReader::applied_sequence() const {
  return with_index("read index sequence", [](OpenIndex& index) -> Result<std::uint64_t> {
    const std::string documents = index.documents.get_metadata(std::string(kSequenceKey));
    const std::string passages = index.passages.get_metadata(std::string(kSequenceKey));
    if (documents.empty() || passages.empty()) return std::uint64_t{0};
    return std::min<std::uint64_t>(std::stoull(documents), std::stoull(passages));
  });
}

Result<IndexCounts> XapianReader::counts() const {
  return with_index("count index", [&](OpenIndex& index) -> Result<IndexCounts> {
    const std::string type(kPassageTypePrefix);
    return IndexCounts{index.documents.get_doccount(), index.passages.get_termfreq(type + "lesson"),
                       index.passages.get_termfreq(type + "section"),
                       folder_bytes(pool_.directory() / index.generation)};
  });
}

Status XapianReader::verify(const std::function<void(const IndexedDocument&)>& visit) const {
  return with_index("verify index", [&](OpenIndex& index) -> Status {
    for (const auto& path :
         {documents_path(pool_.directory(), index.generation), passages_path(pool_.directory(), index.generation)}) {
      const std::size_t errors = Xapian::Database::check(path.string(), 0, nullptr);
      if (errors != 0) {
        return make_error(ErrorCode::kCorrupt,
                          "verify index: " + std::to_string(errors) + " errors in " + path.string());
      }
    }
    for (auto i = index.documents.postlist_begin(""); i != index.documents.postlist_end(""); ++i) {
      const StoredData data = decode_data(index.documents.get_document(*i).get_data());
      visit({data.id, data.fingerprint});
    }
    return ok_status();
  });
}

}  // namespace xapian
}  // namespace fupan::indexer
