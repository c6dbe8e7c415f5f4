// A given list of entries as a leaf of a Xapian query, without weight. One database, not a group of them.
#pragma once

#include <xapian.h>

#include <memory>

#include "indexer/xapian/append_database.h"

namespace fupan::indexer::xapian {

class DocIdSource final : public Xapian::PostingSource {
 public:
  explicit DocIdSource(std::shared_ptr<const DocIds> ids) : ids_(std::move(ids)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double min_weight) override;
  void skip_to(Xapian::docid id, double min_weight) override;
  bool at_end() const override { return at_ == ids_->size(); }
  Xapian::docid get_docid() const override { return (*ids_)[at_]; }
  DocIdSource* clone() const override { return new DocIdSource(ids_); }
  void init(const Xapian::Database&) override;

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(ids_->size()); }

  std::shared_ptr<const DocIds> ids_;
  std::size_t at_ = 0;
  bool is_started_ = false;
};

Xapian::Query any_entry_of(std::shared_ptr<const DocIds> ids);

}  // namespace fupan::indexer::xapian
