#include "indexer/xapian/text_terms.h"

#include <utility>

#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

constexpr std::size_t kMostKnown = 200'000;  // terms; most occur in one document only
constexpr float kFullest = 0.5F;             // of tables that are larger than the processor's caches
constexpr std::size_t kMinSpellingBytes = 3;
constexpr std::size_t kMaxSpellingBytes = 24;

template <class T>
std::span<const T> part_of(const std::vector<T>& all, std::uint32_t begin, std::uint32_t end) {
  return std::span(all).subspan(begin, end - begin);
}

}  // namespace

TextTerms::TextTerms() {
  known_.max_load_factor(kFullest);
  words_.max_load_factor(kFullest);
}

void TextTerms::begin_document() {
  if (known_.size() > kMostKnown) forget();
  ++document_;
  numbered_.clear();
  texts_.clear();
  text_terms_.clear();
  text_tokens_.clear();
  text_words_.clear();
}

void TextTerms::forget() {
  counted_ = take_words();
  words_.clear();
  filters_.clear();
  known_.clear();
}

WordCounts TextTerms::take_words() {
  for (auto& [text, word] : words_) {
    if (word.count > 0) counted_[text] += std::exchange(word.count, 0);
  }
  return std::exchange(counted_, {});
}

TextTerms::Text TextTerms::of(std::string_view text) {
  const auto [found, is_new] = texts_.try_emplace(text);
  if (!is_new) return found->second;
  const auto size = [](const auto& all) { return static_cast<std::uint32_t>(all.size()); };
  Text fresh;
  fresh.terms_begin = size(text_terms_);
  fresh.tokens_begin = size(text_tokens_);
  fresh.words_begin = size(text_words_);
  analyze(text, *this);
  fresh.terms_end = size(text_terms_);
  fresh.tokens_end = size(text_tokens_);
  fresh.words_end = size(text_words_);
  return found->second = fresh;
}

std::span<const TextTerms::Number> TextTerms::terms(const Text& text) const {
  return part_of(text_terms_, text.terms_begin, text.terms_end);
}

std::span<const Token> TextTerms::tokens(const Text& text) const {
  return part_of(text_tokens_, text.tokens_begin, text.tokens_end);
}

void TextTerms::count_words(const Text& text) {
  for (std::uint32_t i = text.words_begin; i < text.words_end; ++i) {
    Word& word = *text_words_[i];
    if (std::exchange(word.document, document_) != document_) ++word.count;
  }
}

TextTerms::Number TextTerms::title_term(Number number) {
  Term& term = *numbered_[number];
  if (term.title == nullptr) {
    name_.assign(row_of(TextField::kTitle).prefix).append(term.name);
    term.title = &find(name_);
  }
  return number_of(*term.title);
}

TextTerms::Number TextTerms::exact_term(std::string_view term) { return number_of(find(term)); }

TextTerms::Number TextTerms::filter_term_of(Field field, std::string_view value) {
  name_.assign(row_of(field).prefix).append(value);
  Term*& term = filters_[name_];
  if (term == nullptr) term = &find(filter_term(field, value));
  return number_of(*term);
}

void TextTerms::add_to(Entry& entry, Number number, Xapian::termcount frequency) const {
  const Term& term = *numbered_[number];
  entry.add_known_term(term.name, term.hash, term.serial, frequency);
}

TextTerms::Term& TextTerms::find(std::string_view name) {
  auto found = known_.find(name);
  if (found == known_.end()) {
    found = known_.try_emplace(std::string(name)).first;
    found->second.name = found->first;
    found->second.hash = hash_of_term(name);
    found->second.serial = ++last_serial_;
  }
  return found->second;
}

TextTerms::Number TextTerms::number_of(Term& term) {
  if (term.document != document_) {
    term.document = document_;
    term.number = static_cast<Number>(numbered_.size());
    numbered_.push_back(&term);
  }
  return term.number;
}

void TextTerms::add(TermKind kind, std::string_view term) {
  if (kind == TermKind::kDictionaryWord) {
    name_.assign(kWordPrefix).append(term);
    term = name_;
  }
  Term& known = find(term);
  if (learning_ != nullptr) learning_->term = &known;
  text_terms_.push_back(number_of(known));
}

void TextTerms::add_atom(std::string_view atom, bool joined, WordForm form) {
  const Token token = token_of(atom, joined, form);
  if (learning_ != nullptr) learning_->token = token;
  text_tokens_.push_back(token);
}

void TextTerms::add_surface(std::string_view word) {
  const bool is_spelled = word.size() >= kMinSpellingBytes && word.size() <= kMaxSpellingBytes;
  if (!is_spelled || learning_ == nullptr) return;
  learning_->is_spelled = true;
  text_words_.push_back(learning_);
}

void TextTerms::add_word(std::string_view folded_word) {
  const auto found = words_.find(folded_word);
  if (found != words_.end()) {
    Word& word = found->second;
    text_terms_.push_back(number_of(*word.term));
    text_tokens_.push_back(word.token);
    if (word.is_spelled) text_words_.push_back(&word);
    return;
  }
  learning_ = &words_.try_emplace(std::string(folded_word)).first->second;
  TermSink::add_word(folded_word);
  learning_ = nullptr;
}

void TermCounts::add(TextTerms::Number number, Xapian::termcount frequency) {
  if (number >= counts_.size()) counts_.resize(std::size_t{number} * 2 + 1);
  if (counts_[number] == 0) {
    present_.push_back(number);
    counts_[number] = 1;
  }
  counts_[number] += frequency;
}

void TermCounts::move_to(Entry& entry, const TextTerms& terms) {
  for (const TextTerms::Number number : present_) terms.add_to(entry, number, std::exchange(counts_[number], 0) - 1);
  present_.clear();
}

}  // namespace fupan::indexer::xapian
