#include "indexer/xapian/value_codes.h"

#include <algorithm>

#include "core/varint.h"

namespace fupan::indexer::xapian {
namespace {

constexpr const char* kPrefix = "value/";

std::string metadata_key(Xapian::valueno slot, std::uint32_t number) {
  return kPrefix + std::to_string(slot) + "/" + std::to_string(number);
}

unsigned number_in(std::string_view date, std::size_t begin, std::size_t length) {
  unsigned number = 0;
  for (std::size_t i = begin; i < begin + length; ++i) {
    const char digit = i < date.size() ? date[i] : '0';
    number = number * 10 + (digit >= '0' && digit <= '9' ? static_cast<unsigned>(digit - '0') : 0);
  }
  return number;
}

}  // namespace

void ValueCodes::load(const Xapian::Database& database) {
  slots_.clear();
  for (auto i = database.metadata_keys_begin(kPrefix); i != database.metadata_keys_end(kPrefix); ++i) {
    const std::string key = *i;
    const std::size_t slash = key.rfind('/');
    Slot& slot = slots_[static_cast<Xapian::valueno>(std::stoul(key.substr(std::string(kPrefix).size())))];
    const auto number = static_cast<std::uint32_t>(std::stoul(key.substr(slash + 1)));
    slot.numbers[database.get_metadata(key)] = number;
    slot.last = std::max(slot.last, number);
  }
}

std::string ValueCodes::encode(Xapian::valueno number, std::string_view text) {
  Slot& slot = slots_[number];
  auto found = slot.numbers.find(text);
  if (found == slot.numbers.end()) {
    found = slot.numbers.emplace(text, ++slot.last).first;
    fresh_.emplace_back(metadata_key(number, found->second), found->first);
  }
  std::string bytes;
  append_varint(bytes, found->second);
  return bytes;
}

void ValueCodes::save(Xapian::WritableDatabase& database) {
  for (const auto& [key, text] : fresh_) database.set_metadata(key, text);
  fresh_.clear();
}

std::uint32_t decode_code(std::string_view bytes) { return static_cast<std::uint32_t>(take_varint(bytes).value_or(0)); }

std::string text_of_code(const Xapian::Database& database, Xapian::valueno slot, std::uint32_t number) {
  return number == 0 ? std::string{} : database.get_metadata(metadata_key(slot, number));
}

std::string encode_date(std::string_view date) {
  const unsigned days = (number_in(date, 0, 4) * 16 + number_in(date, 5, 2)) * 32 + number_in(date, 8, 2);
  return {static_cast<char>(days >> 16U), static_cast<char>(days >> 8U), static_cast<char>(days)};
}

std::uint32_t decode_date(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, 3)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace fupan::indexer::xapian
