// make_dictionary OUT LIST...   Writes OUT, a C++ source with the open-addressing hash table of all Chinese words of
// the lists (a word a line, anything after '/' ignored), folded, 2 to kMaxWordCharacters characters. Run by the build.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "core/digest.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/analysis/dictionary.h"
#include "indexer/analysis/word_hash.h"

namespace {

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x2FA1F) || c == 0x3007; }

std::u32string folded_word(const std::string& line) {
  std::u32string word;
  const std::string folded = fupan::text::fold(fupan::text::trim(line.substr(0, line.find('/'))));
  for (std::size_t i = 0; i < folded.size();) {
    const auto c = fupan::text::decode_at(folded, i);
    if (!is_han(c.value)) return {};
    word += c.value;
    i += c.length;
  }
  return word.size() >= 2 && word.size() <= fupan::indexer::kMaxWordCharacters ? word : std::u32string{};
}

std::vector<std::uint64_t> table_of(const std::vector<std::u32string>& words) {
  std::size_t slots = 1024;
  while (slots < words.size() * 2) slots *= 2;
  std::vector<std::uint64_t> table(slots, 0);
  for (const std::u32string& word : words) {
    const std::uint64_t hash = fupan::indexer::word_hash(word);
    std::size_t slot = hash & (slots - 1);
    while (table[slot] != 0 && table[slot] != hash) slot = (slot + 1) & (slots - 1);
    table[slot] = hash;
  }
  return table;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::u32string> words;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i]);
    if (!in) {
      std::cerr << "make_dictionary: cannot read " << argv[i] << '\n';
      return 1;
    }
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with('#')) continue;
      std::u32string word = folded_word(line);
      if (!word.empty()) words.push_back(std::move(word));
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::uint64_t version = fupan::indexer::kWordHashStart;
  for (const std::u32string& word : words) version = version * 31 + fupan::indexer::word_hash(word);
  const std::vector<std::uint64_t> table = table_of(words);
  std::ofstream out(argv[1]);
  out << "// Made by make_dictionary from " << words.size() << " words.\n#include <cstddef>\n#include <cstdint>\n"
      << "namespace fupan::indexer {\nextern const std::uint64_t kWordTableVersion = " << version << "ULL;\n"
      << "extern const std::size_t kWordTableSlots = " << table.size() << ";\n"
      << "extern const std::uint64_t kWordTable[] = {\n";
  for (std::size_t i = 0; i < table.size(); ++i) out << table[i] << "U," << (i % 8 == 7 ? "\n" : "");
  out << "};\n}  // namespace fupan::indexer\n";
  return out.good() ? 0 : 1;
}
