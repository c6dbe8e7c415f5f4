#include "indexer/xapian/append_database.h"

#include <algorithm>

#include "core/varint.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {

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

void AppendDatabase::create(const std::filesystem::path& path) {
  database_ = Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_TERMLIST);
  database_.set_metadata(std::string(kFormatKey), format_id());
  database_.commit();
  dead_.clear();
  codes_.load(database_);
}

void AppendDatabase::open(const std::filesystem::path& path) {
  database_ = Xapian::WritableDatabase(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  dead_ = decode_doc_ids(database_.get_metadata(std::string(kDeadKey)));
  codes_.load(database_);
}

void AppendDatabase::close() { database_.close(); }

std::uint64_t AppendDatabase::sequence() const {
  const std::string text = database_.get_metadata(std::string(kSequenceKey));
  return text.empty() ? 0 : std::stoull(text);
}

void AppendDatabase::begin() {
  if (in_transaction_) return;
  database_.begin_transaction(true);
  in_transaction_ = true;
}

Xapian::docid AppendDatabase::put(const std::string& owner_term, const std::vector<Xapian::Document>& entries) {
  remove(owner_term);
  Xapian::docid last = 0;
  for (const Xapian::Document& entry : entries) last = database_.add_document(entry);
  return last;
}

void AppendDatabase::remove(const std::string& owner_term) {
  begin();
  if (!database_.term_exists(owner_term)) return;
  DocIds gone;
  for (auto i = database_.postlist_begin(owner_term); i != database_.postlist_end(owner_term); ++i) {
    if (!std::binary_search(dead_.begin(), dead_.end(), *i)) gone.push_back(*i);
  }
  if (gone.empty()) return;
  const auto middle = static_cast<DocIds::difference_type>(dead_.size());
  dead_.insert(dead_.end(), gone.begin(), gone.end());
  std::inplace_merge(dead_.begin(), dead_.begin() + middle, dead_.end());
  dead_changed_ = true;
}

void AppendDatabase::count_words(const std::map<std::string, unsigned>& words) {
  begin();
  for (const auto& [word, count] : words) database_.add_spelling(word, count);
}

void AppendDatabase::commit(std::uint64_t sequence) {
  begin();
  codes_.save(database_);
  if (dead_changed_) database_.set_metadata(std::string(kDeadKey), encode_doc_ids(dead_));
  database_.set_metadata(std::string(kSequenceKey), std::to_string(sequence));
  in_transaction_ = false;
  database_.commit_transaction();
  dead_changed_ = false;
}

void AppendDatabase::compact_to(const std::filesystem::path& path) {
  database_.compact(path.string(), Xapian::DBCOMPACT_NO_RENUMBER);
}

}  // namespace fupan::indexer::xapian
