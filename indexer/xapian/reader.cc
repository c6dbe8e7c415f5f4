#include "indexer/xapian/reader.h"

#include "core/digest.h"
#include "indexer/xapian/guard.h"
#include "indexer/xapian/hidden_collections.h"
#include "indexer/xapian/index_directory.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"
#include "indexer/xapian/search.h"
#include "indexer/xapian/similar.h"
#include "indexer/xapian/suggester.h"
#include "indexer/xapian/value_codes.h"

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

std::size_t count_sections(const OpenDatabase& open, const HiddenCollections& hidden) {
  const Column::View values = (*open.columns)[kSectionsSlot].view(open.database, kSectionsSlot);
  std::vector<std::size_t> documents(values.end());
  for (Xapian::docid id = 1; id <= open.database.get_lastdocid(); ++id) {
    if (!hidden.hides(id)) ++documents[values.at(id)];
  }
  for (const Xapian::docid id : *open.dead) {
    if (!hidden.hides(id)) --documents[values.at(id)];
  }
  std::size_t sections = 0;
  for (std::uint32_t number = 1; number < documents.size(); ++number) {
    if (documents[number] == 0) continue;
    sections += documents[number] * std::stoul(text_of_code(open.database, kSectionsSlot, number));
  }
  return sections;
}

std::size_t count_shown(const OpenDatabase& open, const HiddenCollections& hidden) {
  if (hidden.empty()) return open.live();
  return hidden.count("", open.database.get_doccount());
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

Result<std::optional<PageBasis>> XapianReader::renew(const SearchRequest& request, const PageBasis& basis) const {
  return with_index("renew page", [&](OpenIndex& index) { return Search(index, request).renew(basis); });
}

Result<std::vector<Suggestion>> XapianReader::suggest(std::string_view typed, std::size_t limit,
                                                      const std::vector<std::string>& hidden_collections,
                                                      const WordCheck& shows_word) const {
  return with_index("suggest", [&](OpenIndex& index) -> Result<std::vector<Suggestion>> {
    return xapian::suggest(index, typed, limit, hidden_collections, shows_word);
  });
}

Result<std::vector<SimilarHit>> XapianReader::similar(const SimilarRequest& request) const {
  return with_index("similar",
                    [&](OpenIndex& index) -> Result<std::vector<SimilarHit>> { return Similar(index, request).run(); });
}

Result<std::uint64_t> XapianReader::applied_sequence() const {
  return with_index("read index sequence", [](OpenIndex& index) -> Result<std::uint64_t> { return index.sequence(); });
}

Result<IndexCounts> XapianReader::counts(const std::vector<std::string>& hidden_collections) const {
  return with_index("count index", [&](OpenIndex& index) -> Result<IndexCounts> {
    const HiddenCollections documents(index.documents, hidden_collections);
    const HiddenCollections lessons(index.lessons, hidden_collections);
    return IndexCounts{count_shown(index.documents, documents), count_shown(index.lessons, lessons),
                       count_sections(index.documents, documents), folder_bytes(pool_.directory() / index.generation)};
  });
}

Status XapianReader::for_each_document(const std::function<void(const IndexedDocument&)>& visit) const {
  return with_index("read indexed documents", [&](OpenIndex& index) -> Status {
    const Xapian::Database& documents = index.documents.database;
    for (auto i = documents.postlist_begin(""); i != documents.postlist_end(""); ++i) {
      if (index.documents.is_dead(*i)) continue;
      const DocumentData data = decode_document_data(documents.get_document(*i).get_data());
      visit({data.id, data.fingerprint});
    }
    return ok_status();
  });
}

Status XapianReader::check_files() const {
  return with_index("check index", [&](OpenIndex& index) -> Status {
    for (const auto& path :
         {documents_path(pool_.directory(), index.generation), lessons_path(pool_.directory(), index.generation)}) {
      const std::size_t errors = Xapian::Database::check(path.string(), 0, nullptr);
      if (errors != 0) {
        return make_error(ErrorCode::kCorrupt,
                          "check index: " + std::to_string(errors) + " errors in " + path.string());
      }
    }
    const auto tokens = tokens_path(pool_.directory(), index.generation);
    if (!holds_tokens(tokens, index.documents.database.get_lastdocid())) {
      return make_error(ErrorCode::kCorrupt, "check index: " + tokens.string() + " lacks tokens of some documents");
    }
    return ok_status();
  });
}

}  // namespace xapian
}  // namespace fupan::indexer
