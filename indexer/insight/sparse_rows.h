// A sparse matrix by rows: cases × features. Plain value; const use from several threads is safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace fupan::indexer::insight {

struct SparseCell {
  std::uint32_t column = 0;
  double value = 0;
};

class SparseRows {
 public:
  explicit SparseRows(std::size_t columns = 0) : columns_(columns) {}

  // Columns must be below columns(), each at most once.
  void add_row(std::span<const SparseCell> cells) {
    cells_.insert(cells_.end(), cells.begin(), cells.end());
    ends_.push_back(cells_.size());
  }

  std::size_t rows() const { return ends_.size(); }
  std::size_t columns() const { return columns_; }
  std::span<const SparseCell> row(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::span(cells_).subspan(begin, ends_[i] - begin);
  }

  // The picked rows, in that order, with the picked columns renumbered 0, 1, … in the order of `columns`.
  SparseRows select(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> columns) const {
    constexpr std::uint32_t kLeftOut = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> place(columns_, kLeftOut);
    for (std::uint32_t i = 0; i < columns.size(); ++i) place[columns[i]] = i;
    SparseRows result(columns.size());
    for (const std::uint32_t index : rows) {
      for (const SparseCell& cell : row(index)) {
        if (place[cell.column] != kLeftOut) result.cells_.push_back({place[cell.column], cell.value});
      }
      result.ends_.push_back(result.cells_.size());
    }
    return result;
  }

 private:
  std::size_t columns_ = 0;
  std::vector<SparseCell> cells_;
  std::vector<std::size_t> ends_;
};

}  // namespace fupan::indexer::insight
