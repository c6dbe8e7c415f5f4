#include "indexer/xapian/posting_run.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include "core/varint.h"
#include "indexer/xapian/posting_pile.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 18U;

}  // namespace

PostingRun::~PostingRun() {
  std::error_code failed;
  if (!file_.empty()) std::filesystem::remove(file_, failed);
}

RunWriter::RunWriter(const std::filesystem::path& file) : path_(file), file_(std::fopen(file.c_str(), "wbe")) {
  if (!file_) throw Xapian::DatabaseError("create " + file.string() + ": " + std::strerror(errno));
  std::setvbuf(file_.get(), nullptr, _IOFBF, kBufferBytes);
}

void RunWriter::begin_term(std::string_view name, std::uint64_t entries, std::uint64_t occurrences) {
  end_term();
  head_.clear();
  append_varint(head_, name.size() + 1);
  head_ += name;
  append_varint(head_, entries);
  append_varint(head_, occurrences);
  append_varint(postings_, entries);
  last_ = 0;
}

void RunWriter::add(Xapian::docid id, Xapian::termcount frequency) {
  append_varint(postings_, id - last_);
  append_varint(postings_, frequency);
  last_ = id;
}

void RunWriter::end_term() {
  if (postings_.empty()) return;
  append_varint(head_, postings_.size());
  write(head_);
  write(postings_);
  postings_.clear();
}

void RunWriter::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size()) return;
  throw Xapian::DatabaseError("write " + path_.string() + ": " + std::strerror(errno));
}

PostingRun RunWriter::finish() {
  end_term();
  write(std::string_view("\0", 1));  // no more terms
  if (std::fflush(file_.get()) != 0) {
    throw Xapian::DatabaseError("write " + path_.string() + ": " + std::strerror(errno));
  }
  return PostingRun(path_);
}

// Where terms come from: a run, or what a pile has in memory.
class MergedTerms::Source {
 public:
  virtual ~Source() = default;
  virtual bool next() = 0;
  virtual void append_postings(std::string& out) = 0;

  std::string_view name;
  std::uint64_t entries = 0;
  std::uint64_t occurrences = 0;
};

namespace {

template <class Source>
class RunSource final : public Source {
 public:
  explicit RunSource(const std::filesystem::path& file) : path_(file), file_(std::fopen(file.c_str(), "rbe")) {
    if (!file_) throw Xapian::DatabaseError("open " + file.string() + ": " + std::strerror(errno));
    std::setvbuf(file_.get(), nullptr, _IOFBF, kBufferBytes);
  }

  bool next() override {
    const std::uint64_t size = number();
    if (size == 0) return false;
    bytes(name_, size - 1);
    this->name = name_;
    this->entries = number();
    this->occurrences = number();
    bytes(postings_, number());
    return true;
  }

  void append_postings(std::string& out) override { out += postings_; }

 private:
  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const int byte = std::getc(file_.get());
      if (byte == EOF) fail();
      number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) break;
    }
    return number;
  }

  void bytes(std::string& out, std::uint64_t size) {
    out.resize(size);
    if (std::fread(out.data(), 1, size, file_.get()) != size) fail();
  }

  [[noreturn]] void fail() const { throw Xapian::DatabaseError(path_.string() + " cannot be read again"); }

  std::filesystem::path path_;
  FilePtr file_;
  std::string name_;
  std::string postings_;
};

template <class Source>
class PileSource final : public Source {
 public:
  explicit PileSource(const PostingPile& pile) : pile_(pile), terms_(pile.sorted_terms()) {}

  bool next() override {
    if (at_ == terms_.size()) return false;
    const PostingPile::Term& term = *terms_[at_++];
    this->name = pile_.name_of(term);
    this->entries = term.entries;
    this->occurrences = term.occurrences;
    return true;
  }

  void append_postings(std::string& out) override {
    append_varint(out, this->entries);
    Xapian::docid last = 0;
    pile_.for_each_posting(*terms_[at_ - 1], [&](Xapian::docid id, Xapian::termcount frequency) {
      append_varint(out, id - std::exchange(last, id));
      append_varint(out, frequency);
    });
  }

 private:
  const PostingPile& pile_;
  std::vector<const PostingPile::Term*> terms_;
  std::size_t at_ = 0;
};

}  // namespace

MergedTerms::MergedTerms(const PostingPile& pile) {
  for (const PostingRun& run : pile.runs()) sources_.push_back(std::make_unique<RunSource<Source>>(run.file()));
  sources_.push_back(std::make_unique<PileSource<Source>>(pile));
  std::erase_if(sources_, [](const auto& source) { return !source->next(); });
}

MergedTerms::~MergedTerms() = default;

bool MergedTerms::next() {
  if (sources_.empty()) return false;
  const auto by_name = [](const auto& a, const auto& b) { return a->name < b->name; };
  name_ = (*std::min_element(sources_.begin(), sources_.end(), by_name))->name;
  entries_ = 0;
  occurrences_ = 0;
  postings_.clear();
  bool some_end = false;
  for (auto& source : sources_) {
    if (source->name != name_) continue;
    entries_ += source->entries;
    occurrences_ += source->occurrences;
    source->append_postings(postings_);
    if (source->next()) continue;
    source.reset();
    some_end = true;
  }
  if (some_end) std::erase(sources_, nullptr);
  return true;
}

}  // namespace fupan::indexer::xapian
