#include "indexer/xapian/writer.h"

#include "indexer/xapian/guard.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMaxWaitingDocuments = 64;

std::uint64_t sequence_of(const Xapian::Database& database) {
  const std::string text = database.get_metadata(std::string(kSequenceKey));
  return text.empty() ? 0 : std::stoull(text);
}

std::string next_generation(const std::string& present) {
  return present.empty() ? "g1" : "g" + std::to_string(std::stoull(present.substr(1)) + 1);
}

bool is_usable(const std::filesystem::path& path) {
  try {
    return Xapian::Database(path.string()).get_metadata(std::string(kFormatKey)) == format_id();
  } catch (const Xapian::Error&) {
    return false;
  }
}

void write_passages(Xapian::WritableDatabase& passages, const Document& document) {
  const std::string document_term = prefixed_term(kDocumentPrefix, document.id.value);
  if (passages.term_exists(document_term)) passages.delete_document(document_term);
  for (const Projected& passage : Projection::project_passages(document)) passages.add_document(passage.document);
}

}  // namespace

XapianWriter::XapianWriter(WriterLock lock, std::filesystem::path directory)
    : lock_(std::move(lock)), directory_(std::move(directory)), queue_(kMaxWaitingDocuments) {}

Result<std::unique_ptr<XapianWriter>> XapianWriter::open(const std::filesystem::path& directory, bool rebuild) {
  auto lock = WriterLock::acquire(directory);
  if (!lock) return lock.error();
  std::unique_ptr<XapianWriter> writer(new XapianWriter(std::move(*lock), directory));
  if (Status opened = guard("open index", [&] { return writer->open_databases(rebuild); }); !opened)
    return opened.error();
  return writer;
}

Status XapianWriter::open_databases(bool rebuild) {
  const std::string present = current_generation(directory_);
  const bool usable = !present.empty() && is_usable(documents_path(directory_, present)) &&
                      is_usable(passages_path(directory_, present));
  const bool fresh = rebuild || !usable;
  generation_ = fresh ? next_generation(present) : present;
  const int flags = fresh ? Xapian::DB_CREATE_OR_OVERWRITE : Xapian::DB_OPEN;
  std::error_code failed;
  std::filesystem::create_directories(directory_ / generation_, failed);
  documents_ = Xapian::WritableDatabase(documents_path(directory_, generation_).string(), flags);
  passages_ = Xapian::WritableDatabase(passages_path(directory_, generation_).string(), flags);
  if (!fresh) {
    applied_ = std::min(sequence_of(documents_), sequence_of(passages_));
    return ok_status();
  }
  for (Xapian::WritableDatabase* database : {&documents_, &passages_}) {
    database->set_metadata(std::string(kFormatKey), format_id());
    database->commit();
  }
  return rebuild && usable ? ok_status() : switch_generation(directory_, generation_);
}

void XapianWriter::begin() {
  if (in_transaction_) return;
  documents_.begin_transaction(true);
  passages_.begin_transaction(true);  // the queue is empty here: nothing was added since the last commit
  in_transaction_ = true;
}

Status XapianWriter::upsert(const IndexUpsert& upsert) {
  const std::string what = "index document " + upsert.document.id.value;
  return guard(what, [&]() -> Status {
    begin();
    queue_.add([this, what, document = upsert.document] {
      return guard(what, [&] { return write_passages(passages_, document), ok_status(); });
    });
    // Each database is asked by itself what it holds: after a crash one may be a commit ahead of the other.
    Projected document = projection_.project_document(upsert);
    if (documents_.term_exists(document.id_term)) {
      documents_.replace_document(document.id_term, document.document);
    } else {
      documents_.add_document(document.document);
    }
    return ok_status();
  });
}

Status XapianWriter::remove(const std::string& document_id) {
  const std::string what = "remove document " + document_id + " from the index";
  return guard(what, [&]() -> Status {
    begin();
    queue_.add([this, what, document_id] {
      return guard(what, [&] {
        passages_.delete_document(prefixed_term(kDocumentPrefix, document_id));
        return ok_status();
      });
    });
    documents_.delete_document(prefixed_term(kIdPrefix, document_id));
    return ok_status();
  });
}

Status XapianWriter::commit(std::uint64_t sequence) {
  return guard("commit index", [&]() -> Status {
    begin();
    in_transaction_ = false;
    queue_.add([this, sequence] {
      return guard("commit passages", [&] {
        passages_.set_metadata(std::string(kSequenceKey), std::to_string(sequence));
        passages_.commit_transaction();
        return ok_status();
      });
    });
    for (const auto& [word, count] : projection_.take_words()) documents_.add_spelling(word, count);
    documents_.set_metadata(std::string(kSequenceKey), std::to_string(sequence));
    documents_.commit_transaction();
    if (Status written = queue_.wait(); !written) return written;
    applied_ = sequence;
    return ok_status();
  });
}

Status XapianWriter::publish() { return switch_generation(directory_, generation_); }

}  // namespace fupan::indexer::xapian
