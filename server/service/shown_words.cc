#include "server/service/shown_words.h"

#include <algorithm>

#include "core/text/fold.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
}

bool has_word(const std::string& text, const std::string& word) {
  const std::string folded = text::fold(text);
  for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_word_byte(folded[at - 1]);
    const bool ends = end == folded.size() || !is_word_byte(folded[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool has_word(const std::vector<std::string>& texts, const std::string& word) {
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return has_word(text, word); });
}

bool has_word(const std::vector<Label>& labels, const std::string& word) {
  return std::any_of(labels.begin(), labels.end(), [&](const Label& label) { return has_word(label.value, word); });
}

// In what the index takes its words from.
bool has_word(const Document& document, const std::string& word) {
  return has_word(document.title, word) || has_word(document.project, word) || has_word(document.labels, word) ||
         std::any_of(document.sections.begin(), document.sections.end(),
                     [&](const Section& s) { return has_word(s.text, word) || has_word(s.heading_path, word); }) ||
         std::any_of(document.lessons.begin(), document.lessons.end(), [&](const Lesson& l) {
           return has_word(l.text, word) || has_word(l.title, word) || has_word(l.heading_path, word) ||
                  has_word(l.labels, word);
         });
}

bool is_told(Library& library, const std::vector<std::string>& hidden, const std::string& word) {
  indexer::SearchRequest request;
  request.text = '"' + word + '"';
  request.type = indexer::HitType::kDocument;
  request.sort = indexer::Sort::kNewest;
  request.limit = kDocumentsPerWord;
  request.match = indexer::Match::kAll;
  request.translate = false;
  request.hidden_collections = hidden;
  request.shows_word = [](const std::string&) { return false; };  // nothing is to be corrected
  const auto page = library.index().search(request);
  if (!page) return false;
  return std::any_of(page->hits.begin(), page->hits.end(), [&](const indexer::IndexHit& hit) {
    const auto stored = find_document(library.store(), {hit.document_id});
    return stored && *stored && has_word((*stored)->document, word);
  });
}

}  // namespace

indexer::WordCheck word_check(Library& library, const std::vector<std::string>& hidden_collections) {
  if (hidden_collections.empty()) return {};
  return [&library, hidden_collections](const std::string& word) { return is_told(library, hidden_collections, word); };
}

}  // namespace fupan::service
