#include "indexer/xapian/columns.h"

#include <algorithm>

#include "indexer/xapian/value_codes.h"

namespace fupan::indexer::xapian {

Column::View Column::view(const Xapian::Database& database, Xapian::valueno slot) {
  const std::lock_guard lock(mutex_);
  const std::size_t end = std::size_t{database.get_lastdocid()} + 1;
  while (chunks_.size() * kChunk < end) chunks_.push_back(std::make_shared<Chunk>());
  if (size_ < end) {
    auto value = database.valuestream_begin(slot);
    const auto last = database.valuestream_end(slot);
    if (value != last) value.skip_to(static_cast<Xapian::docid>(size_));
    for (; value != last; ++value) {
      const Xapian::docid id = value.get_docid();
      const std::uint32_t number = decode_code(*value);
      (*chunks_[id / kChunk])[id % kChunk] = number;
      end_ = std::max<std::size_t>(end_, std::size_t{number} + 1);
    }
    size_ = end;
  }
  View view;
  view.chunks_ = chunks_;
  view.size_ = size_;
  view.end_ = end_;
  return view;
}

}  // namespace fupan::indexer::xapian
