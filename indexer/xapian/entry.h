// An entry of an index in the making: its terms, values and data. One thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fupan::indexer::xapian {

inline std::uint64_t hash_of_term(std::string_view term) { return std::hash<std::string_view>{}(term); }

class Entry {
 public:
  struct Term {
    std::uint64_t hash = 0;    // hash_of_term()
    std::uint32_t serial = 0;  // of the term among all that the maker of the entries has met; 0: not known
    std::uint32_t begin = 0;   // in the text of all terms
    std::uint32_t size = 0;
    Xapian::termcount frequency = 0;  // how often it occurs; 0: it is only there
  };

  // Each term once.
  void add_term(std::string_view term, Xapian::termcount frequency = 1) {
    add_known_term(term, hash_of_term(term), 0, frequency);
  }
  void add_boolean_term(std::string_view term) { add_term(term, 0); }
  void add_known_term(std::string_view term, std::uint64_t hash, std::uint32_t serial, Xapian::termcount frequency) {
    terms_.push_back(
        {hash, serial, static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(term.size()), frequency});
    text_ += term;
  }
  void add_value(Xapian::valueno slot, std::string bytes) { values_.emplace_back(slot, std::move(bytes)); }
  void set_data(std::string data) { data_ = std::move(data); }

  const std::vector<Term>& terms() const { return terms_; }
  std::string_view text_of(const Term& term) const { return std::string_view(text_).substr(term.begin, term.size); }
  const std::vector<std::pair<Xapian::valueno, std::string>>& values() const { return values_; }
  const std::string& data() const { return data_; }

 private:
  std::vector<Term> terms_;
  std::string text_;
  std::vector<std::pair<Xapian::valueno, std::string>> values_;
  std::string data_;
};

}  // namespace fupan::indexer::xapian
