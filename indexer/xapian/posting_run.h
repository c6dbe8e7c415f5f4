// Postings that were put aside: a file with the terms of a pile in ascending order, each with its entries. A file of
// our own that no other process reads and that is gone with the pile; its form is the program's own affair. One thread.
// Throws Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/xapian/file_ptr.h"

namespace fupan::indexer::xapian {

class PostingPile;

// A file that was written; removed with the object.
class PostingRun {
 public:
  explicit PostingRun(std::filesystem::path file) : file_(std::move(file)) {}
  PostingRun(PostingRun&& other) noexcept { file_.swap(other.file_); }
  PostingRun& operator=(PostingRun&& other) noexcept {
    file_.swap(other.file_);
    return *this;
  }
  ~PostingRun();

  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

class RunWriter {
 public:
  explicit RunWriter(const std::filesystem::path& file);

  // Terms come in ascending order, entries of a term too.
  void begin_term(std::string_view name, std::uint64_t entries, std::uint64_t occurrences);
  void add(Xapian::docid id, Xapian::termcount frequency);
  PostingRun finish();

 private:
  void end_term();
  void write(std::string_view bytes);

  std::filesystem::path path_;
  FilePtr file_;
  std::string head_;
  std::string postings_;  // of the present term
  Xapian::docid last_ = 0;
};

// The terms of a pile and of its runs in ascending order, each once.
class MergedTerms {
 public:
  explicit MergedTerms(const PostingPile& pile);
  ~MergedTerms();

  bool next();
  std::string_view name() const { return name_; }
  std::uint64_t entries() const { return entries_; }
  std::uint64_t occurrences() const { return occurrences_; }

  // F(entry, frequency)
  template <class F>
  void for_each_posting(F&& visit) const {
    std::size_t at = 0;
    while (at < postings_.size()) {
      Xapian::docid id = 0;
      for (std::size_t i = take(at); i > 0; --i) {
        id += take(at);
        visit(id, take(at));
      }
    }
  }

 private:
  class Source;

  std::uint32_t take(std::size_t& at) const {
    std::uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(postings_[at++]);
      number |= (byte & 0x7FU) << shift;
      if (byte < 0x80) return number;
    }
  }

  std::vector<std::unique_ptr<Source>> sources_;  // oldest first
  std::string name_;
  std::uint64_t entries_ = 0;
  std::uint64_t occurrences_ = 0;
  std::string postings_;  // for each source: how many, then steps and frequencies
};

}  // namespace fupan::indexer::xapian
