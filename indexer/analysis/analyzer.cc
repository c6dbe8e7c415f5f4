#include "indexer/analysis/analyzer.h"

#include <libstemmer.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "core/text/fold.h"
#include "core/text/string_hash.h"
#include "core/text/utf8.h"
#include "indexer/analysis/dictionary.h"
#include "indexer/analysis/spelling.h"

namespace fupan::indexer {
namespace {

constexpr std::size_t kMaxWordBytes = 64;
constexpr std::size_t kStemCacheWords = 50000;

enum class Class { kSeparator, kSpace, kWord, kMark, kCharacter };

bool is_spaceless_script(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
    case USCRIPT_YI:
      return true;
    default:
      return c == 0x30FC;  // the long-vowel mark of kana belongs to several scripts
  }
}

Class slow_class_of(char32_t c) {
  if (c == text::kReplacement) return Class::kSeparator;
  const auto point = static_cast<UChar32>(c);
  if (u_isalnum(point) != 0 || c == 0x3007) return is_spaceless_script(c) ? Class::kCharacter : Class::kWord;
  const int8_t category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK) {
    return is_spaceless_script(c) ? Class::kCharacter : Class::kMark;
  }
  if (u_isUWhiteSpace(point) != 0 || u_iscntrl(point) != 0) return Class::kSpace;
  return is_spaceless_script(c) && c == 0x30FC ? Class::kCharacter : Class::kSeparator;
}

// Classes of the Basic Multilingual Plane, looked up once.
Class class_of(char32_t c) {
  static const std::vector<Class> table = [] {
    std::vector<Class> classes(0x10000);
    for (char32_t i = 0; i < 0x10000; ++i) classes[i] = slow_class_of(i);
    return classes;
  }();
  return c < 0x10000 ? table[c] : slow_class_of(c);
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0xFF07; }

// Cuts text into atoms; one object a text.
class Atomizer {
 public:
  explicit Atomizer(std::string_view text) : text_(text) { atoms_.reserve(text.size() / 5); }

  std::vector<Atom> run() {
    while (offset_ < text_.size()) step();
    return std::move(atoms_);
  }

 private:
  void step() {
    const text::CodePoint c = text::decode_at(text_, offset_);
    const std::u32string_view folded = text::fold_code_point(c.value);
    if (folded.empty() || (c.value == text::kReplacement && c.length == 1)) {
      if (!folded.empty()) gap_ = Gap::kSpace;
      offset_ += c.length;
      return;
    }
    switch (class_of(folded[0])) {
      case Class::kWord:
        read_word();
        return;
      case Class::kCharacter:
        read_character(c, folded);
        return;
      case Class::kSpace:
        gap_ = Gap::kSpace;
        break;
      case Class::kMark:
      case Class::kSeparator:
        gap_ = std::max(gap_, Gap::kMark);
        break;
    }
    offset_ += c.length;
  }

  void read_character(const text::CodePoint& c, std::u32string_view folded) {
    for (const char32_t part : folded) {
      Atom& atom = start_atom();
      atom.is_character = true;
      text::append_utf8(atom.folded, part);
      atom.end = offset_ + c.length;
    }
    offset_ += c.length;
  }

  void read_word() {
    Atom& atom = start_atom();
    while (offset_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[offset_]);
      if (byte < 0x80) {
        if (!read_ascii(byte, atom)) break;
        continue;
      }
      const text::CodePoint c = text::decode_at(text_, offset_);
      const std::u32string_view folded = text::fold_code_point(c.value);
      if (!folded.empty() && !continues_word(c, folded)) break;
      for (const char32_t part : folded) append(atom, part);
      offset_ += c.length;
    }
    read_suffix(atom);
    atom.end = offset_;
  }

  bool read_ascii(unsigned char byte, Atom& atom) {
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      append(atom, byte);
    } else if (byte >= 'A' && byte <= 'Z') {
      append(atom, byte + 32U);
    } else if (byte == '\'' && letter_follows(1)) {
      append(atom, '\'');
    } else {
      return false;
    }
    ++offset_;
    return true;
  }

  bool continues_word(const text::CodePoint& c, std::u32string_view folded) const {
    if (c.value == text::kReplacement) return false;
    if (is_apostrophe(c.value)) return letter_follows(c.length);
    const Class first = class_of(folded[0]);
    return first == Class::kWord || first == Class::kMark;
  }

  bool letter_follows(std::size_t distance) const {
    const text::CodePoint next = text::decode_at(text_, offset_ + distance);
    return next.length > 0 && u_isalpha(static_cast<UChar32>(next.value)) != 0 && class_of(next.value) == Class::kWord;
  }

  // "c++", "c#": a mark that names something other than the bare letter.
  void read_suffix(Atom& atom) {
    if (atom.folded.size() > 2) return;
    const std::string_view rest = text_.substr(offset_);
    for (const std::string_view suffix : {std::string_view("++"), std::string_view("#")}) {
      if (!rest.starts_with(suffix)) continue;
      const text::CodePoint next = text::decode_at(text_, offset_ + suffix.size());
      if (next.length != 0 && class_of(next.value) == Class::kWord) return;
      atom.folded += suffix;
      offset_ += suffix.size();
      return;
    }
  }

  static void append(Atom& atom, char32_t c) {
    if (is_apostrophe(c)) c = '\'';
    if (atom.folded.size() + 4 <= kMaxWordBytes) text::append_utf8(atom.folded, c);
  }

  Atom& start_atom() {
    Atom& atom = atoms_.emplace_back();
    atom.begin = offset_;
    atom.joined = gap_ == Gap::kNone && atoms_.size() > 1;
    atom.joined_by_mark = gap_ == Gap::kMark && atoms_.size() > 1;
    gap_ = Gap::kNone;
    return atom;
  }

  enum class Gap { kNone, kMark, kSpace };

  std::string_view text_;
  std::size_t offset_ = 0;
  Gap gap_ = Gap::kNone;
  std::vector<Atom> atoms_;
};

struct StemmerDelete {
  void operator()(sb_stemmer* s) const noexcept { sb_stemmer_delete(s); }
};

bool is_ascii_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
}

// Sends the terms of one run of characters.
class RunAnalyzer {
 public:
  void analyze(const std::vector<Atom>& atoms, std::size_t first, std::size_t last, TermSink& sink) {
    run_.clear();
    for (std::size_t i = first; i < last; ++i) {
      run_ += text::decode_at(atoms[i].folded, 0).value;
      sink.add_atom(atoms[i].folded, i > first, WordForm::kBare);
    }
    sink.add(TermKind::kTerm, atoms[first].folded);
    if (last - first > 1) sink.add(TermKind::kTerm, atoms[last - 1].folded);
    for (std::size_t i = first; i + 1 < last; ++i) {
      term_.assign(atoms[i].folded).append(atoms[i + 1].folded);
      sink.add(TermKind::kTerm, term_);
    }
    for (std::size_t i = 0; i + 2 < run_.size(); ++i) {
      words_at(std::u32string_view(run_).substr(i), lengths_);
      for (const std::size_t length : lengths_) {
        term_.clear();
        for (std::size_t k = 0; k < length; ++k) term_ += atoms[first + i + k].folded;
        sink.add(TermKind::kDictionaryWord, term_);
      }
    }
  }

 private:
  std::u32string run_;
  std::string term_;
  std::vector<std::size_t> lengths_;
};

}  // namespace

std::string analyzer_id() { return std::to_string(kAnalyzerVersion) + "." + std::to_string(dictionary_version()); }

std::vector<Atom> atomize(std::string_view text) { return Atomizer(text).run(); }

namespace {

// Stems of the words seen last; the view lives until the next call of this thread.
std::string_view stem_view(std::string_view folded_word) {
  if (!is_ascii_letters(folded_word)) return folded_word;
  thread_local std::unique_ptr<sb_stemmer, StemmerDelete> stemmer(sb_stemmer_new("english", "UTF_8"));
  thread_local std::unordered_map<std::string, std::string, text::StringHash, std::equal_to<>> cache;
  const auto cached = cache.find(folded_word);
  if (cached != cache.end()) return cached->second;
  const std::string word = one_spelling(folded_word);
  const sb_symbol* out =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  std::string stemmed(reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer.get())));
  if (stemmed.empty()) stemmed = folded_word;
  if (cache.size() >= kStemCacheWords) cache.clear();
  return cache.emplace(folded_word, std::move(stemmed)).first->second;
}

}  // namespace

std::string stem(std::string_view folded_word) { return std::string(stem_view(folded_word)); }

WordForm form_of(std::string_view folded_word, std::string_view stem) {
  const auto differ = std::mismatch(folded_word.begin(), folded_word.end(), stem.begin(), stem.end());
  const std::string_view ending(differ.first, folded_word.end());
  if (ending.empty() || ending == "e" || ending == "y") return WordForm::kBare;
  if (ending.back() == 's') return WordForm::kS;
  return ending.back() == 'g' ? WordForm::kIng : WordForm::kOther;
}

void TermSink::add_word(std::string_view folded_word) {
  const std::string_view term = stem_view(folded_word);
  add(TermKind::kTerm, term);
  add_atom(term, false, form_of(folded_word, term));
  if (is_ascii_letters(folded_word)) add_surface(folded_word);
}

void analyze(std::string_view text, TermSink& sink) {
  const std::vector<Atom> atoms = atomize(text);
  RunAnalyzer runs;
  for (std::size_t i = 0; i < atoms.size();) {
    if (!atoms[i].is_character) {
      sink.add_word(atoms[i].folded);
      ++i;
      continue;
    }
    std::size_t last = i + 1;
    while (last < atoms.size() && atoms[last].is_character && atoms[last].joined) ++last;
    runs.analyze(atoms, i, last, sink);
    i = last;
  }
}

}  // namespace fupan::indexer
