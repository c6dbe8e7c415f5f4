#include "indexer/xapian/append_database.h"

#include <algorithm>
#include <system_error>

#include "core/varint.h"
#include "indexer/xapian/glass_database.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {

std::uint64_t sequence_of(const Xapian::Database& database) {
  const std::string text = database.get_metadata(std::string(kSequenceKey));
  return text.empty() ? 0 : std::stoull(text);
}

std::string encode_doc_ids(const DocIds& ids) {
  std::string out;
  Xapian::docid last = 0;
  for (const Xapian::docid id : ids) {
    append_varint(out, id - last);
    last = id;
  }
  return out;
}

DocIds decode_doc_ids(std::string_view bytes) {
  DocIds ids;
  Xapian::docid last = 0;
  while (const auto step = take_varint(bytes)) {
    last += static_cast<Xapian::docid>(*step);
    ids.push_back(last);
  }
  return ids;
}

Xapian::docid newest_entry(const Xapian::Database& database, const std::string& owner_term) {
  Xapian::docid newest = 0;
  for (auto i = database.postlist_begin(owner_term); i != database.postlist_end(owner_term); ++i) newest = *i;
  return newest;
}

namespace {

std::filesystem::path run_path(const std::filesystem::path& database, std::size_t number) {
  return database.string() + ".run" + std::to_string(number);
}

}  // namespace

void AppendDatabase::create(const std::filesystem::path& path) {
  database_ = Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_TERMLIST);
  database_.set_metadata(std::string(kFormatKey), format_id());
  database_.commit();
  attach(path);
}

void AppendDatabase::open(const std::filesystem::path& path) {
  database_ = Xapian::WritableDatabase(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  attach(path);
}

void AppendDatabase::attach(const std::filesystem::path& path) {
  path_ = path;
  pile_ = PostingPile(database_.get_lastdocid());
  waiting_.clear();
  words_.clear();
  dead_ = decode_doc_ids(database_.get_metadata(std::string(kDeadKey)));
  dead_changed_ = false;
  codes_.load(database_);
  can_copy_ = is_glass_database(path);
  std::error_code failed;  // a writer that was killed may have left some
  for (std::size_t number = 0; std::filesystem::remove(run_path(path, number), failed);) ++number;
}

void AppendDatabase::close() { database_.close(); }

Xapian::docid AppendDatabase::put(const std::string& owner_term, const std::vector<Entry>& entries) {
  remove(owner_term);
  if (entries.empty()) return 0;
  waiting_[owner_term] = {last() + 1, last() + static_cast<Xapian::docid>(entries.size())};
  for (const Entry& entry : entries) pile_.add(entry);
  if (can_copy_ && pile_.bytes() > most_bytes_) {
    pile_.spill(run_path(path_, pile_.runs().size()));
  }
  return last();
}

void AppendDatabase::remove(const std::string& owner_term) {
  DocIds gone;
  if (database_.get_lastdocid() > 0 && database_.term_exists(owner_term)) {
    for (auto i = database_.postlist_begin(owner_term); i != database_.postlist_end(owner_term); ++i) {
      if (!std::binary_search(dead_.begin(), dead_.end(), *i)) gone.push_back(*i);
    }
  }
  if (const auto found = waiting_.find(owner_term); found != waiting_.end()) {
    for (Xapian::docid id = found->second.first; id <= found->second.second; ++id) gone.push_back(id);
    waiting_.erase(found);
  }
  if (gone.empty()) return;
  const auto middle = static_cast<DocIds::difference_type>(dead_.size());
  dead_.insert(dead_.end(), gone.begin(), gone.end());
  std::inplace_merge(dead_.begin(), dead_.begin() + middle, dead_.end());
  dead_changed_ = true;
}

void AppendDatabase::count_words(const std::map<std::string, unsigned>& words) {
  for (const auto& [word, count] : words) words_[word] += count;
}

void AppendDatabase::commit(std::uint64_t sequence) {
  database_.begin_transaction(true);
  pile_.add_to(database_);
  finish(sequence);
}

// Ends a transaction.
void AppendDatabase::finish(std::uint64_t sequence) {
  for (const auto& [word, count] : words_) database_.add_spelling(word, count);
  codes_.save(database_);
  if (dead_changed_) database_.set_metadata(std::string(kDeadKey), encode_doc_ids(dead_));
  database_.set_metadata(std::string(kSequenceKey), std::to_string(sequence));
  database_.commit_transaction();
  words_.clear();
  waiting_.clear();
  dead_changed_ = false;
  pile_ = PostingPile(database_.get_lastdocid());
}

bool AppendDatabase::wants_copy() const {
  constexpr std::size_t kFewEntries = 500;
  constexpr std::size_t kCopiesPerAddition = 16;  // entries that are copied in the time of adding one
  const std::size_t present = database_.get_lastdocid();
  const std::size_t waiting = last() - present;
  return !pile_.runs().empty() || (can_copy_ && waiting >= kFewEntries && waiting * kCopiesPerAddition >= present);
}

void AppendDatabase::copy_to(const std::filesystem::path& path, std::uint64_t sequence) {
  if (!can_copy_) commit(sequence);
  const bool is_first = database_.get_lastdocid() == 0;
  const std::filesystem::path piece = is_first ? path : std::filesystem::path(path.string() + ".new");
  if (pile_.size() > 0) write_glass_database(pile_, piece);
  if (!is_first || pile_.size() == 0) {
    Xapian::Database all(path_.string());
    if (pile_.size() > 0) all.add_database(Xapian::Database(piece.string()));
    all.compact(path.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  }
  std::error_code failed;
  if (!is_first) std::filesystem::remove_all(piece, failed);
  database_ = Xapian::WritableDatabase(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  path_ = path;
  database_.begin_transaction(true);
  database_.set_metadata(std::string(kFormatKey), format_id());
  finish(sequence);
}

}  // namespace fupan::indexer::xapian
