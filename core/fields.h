// The wire form under all records: a list of tagged fields, described in docs/formats.md. A reader passes over tags
// that it does not know, so a later version may add fields. Thread-safe, no shared state.
//
// A field is a varint `2 * tag + kind`, then for kind 0 the number as varint, for kind 1 the length as varint and the
// bytes. A list is the same tag several times; a record inside a record is its fields as bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/varint.h"

namespace fupan {

class FieldWriter {
 public:
  // `start` stands before the first field.
  explicit FieldWriter(std::string start) : out_(std::move(start)) {}

  void number(unsigned tag, std::uint64_t value);
  void bytes(unsigned tag, std::string_view value);
  // As bytes; every ill-formed byte becomes U+FFFD.
  void text(unsigned tag, std::string_view value);
  // As 8 bytes, lowest first.
  void real(unsigned tag, double value);

  // The fields that `write(*this)` writes, as one field.
  template <class F>
  void record(unsigned tag, F&& write) {
    const std::size_t start = out_.size();
    write(*this);
    std::string head;
    append_varint(head, 2 * std::uint64_t{tag} + 1);
    append_varint(head, out_.size() - start);
    out_.insert(start, head);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

struct Field {
  unsigned tag = 0;
  bool is_number = false;
  std::uint64_t number = 0;  // when is_number
  std::string_view bytes;    // when not; a part of what the reader was given
};

class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  // The next field; nothing at the end, and when what is left is no field: then is_damaged().
  std::optional<Field> next();
  bool is_damaged() const { return is_damaged_; }

 private:
  std::string_view rest_;
  bool is_damaged_ = false;
};

// Nothing when `bytes` are not exactly 8.
std::optional<double> real_of(std::string_view bytes);

}  // namespace fupan
