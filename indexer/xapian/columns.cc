#include "indexer/xapian/columns.h"

#include <algorithm>

namespace fupan::indexer::xapian {

Column::View Column::view(const Xapian::Database& database, Xapian::valueno slot, Decode decode) {
  const std::lock_guard lock(mutex_);
  const std::size_t end = make_room(database);
  if (size_ < end) {
    auto value = database.valuestream_begin(slot);
    const auto last = database.valuestream_end(slot);
    if (value != last) value.skip_to(static_cast<Xapian::docid>(size_));
    std::uint32_t number = size_ == 0 ? 0 : at(size_ - 1);
    for (auto id = static_cast<Xapian::docid>(size_); id < end; ++id) {
      if (value != last && value.get_docid() == id) {
        number = decode(*value);
        ++value;
      }
      put(id, number);
    }
    size_ = end;
  }
  return known();
}

Column::View Column::view_lengths(const Xapian::Database& database) {
  const std::lock_guard lock(mutex_);
  const std::size_t end = make_room(database);
  if (size_ < end) {
    auto entry = database.postlist_begin("");
    const auto last = database.postlist_end("");
    if (entry != last) entry.skip_to(static_cast<Xapian::docid>(size_));
    for (; entry != last; ++entry) put(*entry, entry.get_doclength());
    size_ = end;
  }
  return known();
}

std::size_t Column::make_room(const Xapian::Database& database) {
  const std::size_t end = std::size_t{database.get_lastdocid()} + 1;
  while (chunks_.size() * kChunk < end) chunks_.push_back(std::make_shared<Chunk>());
  return end;
}

void Column::put(Xapian::docid id, std::uint32_t number) {
  (*chunks_[id / kChunk])[id % kChunk] = number;
  end_ = std::max<std::size_t>(end_, std::size_t{number} + 1);
}

Column::View Column::known() const {
  View view;
  view.chunks_ = chunks_;
  view.size_ = size_;
  view.end_ = end_;
  return view;
}

}  // namespace fupan::indexer::xapian
