#include "core/fields.h"

#include <bit>

#include "core/text/utf8.h"

namespace fupan {
namespace {

constexpr std::size_t kRealBytes = 8;
constexpr std::uint64_t kMaxTag = 1U << 20U;

}  // namespace

void FieldWriter::number(unsigned tag, std::uint64_t value) {
  append_varint(out_, 2 * std::uint64_t{tag});
  append_varint(out_, value);
}

void FieldWriter::bytes(unsigned tag, std::string_view value) {
  append_varint(out_, 2 * std::uint64_t{tag} + 1);
  append_varint(out_, value.size());
  out_ += value;
}

void FieldWriter::text(unsigned tag, std::string_view value) {
  if (text::is_valid_utf8(value)) {
    bytes(tag, value);
  } else {
    bytes(tag, text::to_valid_utf8(value));
  }
}

void FieldWriter::real(unsigned tag, double value) {
  char form[kRealBytes];
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (char& byte : form) {
    byte = static_cast<char>(bits & 0xFFU);
    bits >>= 8U;
  }
  bytes(tag, {form, kRealBytes});
}

std::optional<Field> FieldReader::next() {
  if (rest_.empty() || is_damaged_) return std::nullopt;
  is_damaged_ = true;  // until the field is whole
  const std::optional<std::uint64_t> head = take_varint(rest_);
  const std::optional<std::uint64_t> number = take_varint(rest_);
  if (!head || !number || *head / 2 > kMaxTag) return std::nullopt;
  Field field{static_cast<unsigned>(*head / 2), *head % 2 == 0, *number, {}};
  if (!field.is_number) {
    if (*number > rest_.size()) return std::nullopt;
    field.bytes = rest_.substr(0, static_cast<std::size_t>(*number));
    rest_.remove_prefix(field.bytes.size());
  }
  is_damaged_ = false;
  return field;
}

std::optional<double> real_of(std::string_view bytes) {
  if (bytes.size() != kRealBytes) return std::nullopt;
  std::uint64_t bits = 0;
  for (std::size_t i = kRealBytes; i-- > 0;) bits = (bits << 8U) | static_cast<unsigned char>(bytes[i]);
  return std::bit_cast<double>(bits);
}

}  // namespace fupan
