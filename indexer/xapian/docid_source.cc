#include "indexer/xapian/docid_source.h"

#include <algorithm>

namespace fupan::indexer::xapian {

void DocIdSource::init(const Xapian::Database&) {
  at_ = 0;
  is_started_ = false;
}

void DocIdSource::next(double) {
  if (is_started_) ++at_;
  is_started_ = true;
}

void DocIdSource::skip_to(Xapian::docid id, double) {
  is_started_ = true;
  const auto from = ids_->begin() + static_cast<DocIds::difference_type>(at_);
  at_ = static_cast<std::size_t>(std::lower_bound(from, ids_->end(), id) - ids_->begin());
}

Xapian::Query any_entry_of(std::shared_ptr<const DocIds> ids) {
  if (ids->empty()) return Xapian::Query::MatchNothing;
  auto* source = new DocIdSource(std::move(ids));
  return Xapian::Query(source->release());
}

}  // namespace fupan::indexer::xapian
