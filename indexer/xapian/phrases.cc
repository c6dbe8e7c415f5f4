#include "indexer/xapian/phrases.h"

#include <algorithm>

#include "indexer/xapian/docid_source.h"
#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

// About 0.3 s. Only phrases of the commonest words of a million documents have more.
constexpr std::size_t kMaxCandidates = 100'000;

class CollectIds final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override { ids.push_back(document.get_docid()); }
  DocIds ids;
};

bool is_in(TextField field, PartKind kind) {
  switch (field) {
    case TextField::kText:
      return true;
    case TextField::kTitle:
      return kind == PartKind::kTitle;
    case TextField::kTag:
      return kind == PartKind::kTag;
    case TextField::kProject:
      return kind == PartKind::kProject;
  }
  return false;
}

// The parts of a document that a lesson is: its own text, the headings above it, its document's tags and project.
template <class F>
bool any_part_of_lesson(const Tokens& tokens, std::size_t ordinal, F&& holds) {
  std::vector<Part> headings;
  bool found = false;
  for (const Part& part : tokens.parts()) {
    if (part.kind == PartKind::kHeading) {
      headings.resize(std::min<std::size_t>(headings.size(), part.depth));
      headings.push_back(part);
    } else if (part.kind == PartKind::kLesson && part.ordinal == ordinal) {
      headings.resize(std::min<std::size_t>(headings.size(), part.depth));
      found = found || holds(part) || std::any_of(headings.begin(), headings.end(), holds);
    } else if (part.kind == PartKind::kHidden) {
      found = found || (part.ordinal == ordinal && holds(part));
    } else if (part.kind == PartKind::kTag || part.kind == PartKind::kProject) {
      found = found || holds(part);
    }
  }
  return found;
}

std::string key_of(const TokenPattern& pattern, TextField field) {
  std::string key(1, static_cast<char>(field));
  for (std::size_t i = 0; i < pattern.tokens.size(); ++i) {
    key.append({static_cast<char>(pattern.tokens[i] & 0xFFU), static_cast<char>(pattern.tokens[i] >> 8U),
                pattern.must_join[i] ? '1' : '0'});
  }
  return key;
}

std::string data_of(const Xapian::Database& database, Xapian::docid id) {
  return database.get_document(id, Xapian::DOC_ASSUME_VALID).get_data();
}

}  // namespace

bool Phrases::document_holds(Xapian::docid id, const TokenPattern& pattern, TextField field) const {
  const Tokens tokens = decode_tokens(data_of(index_.documents.database, id));
  return std::any_of(tokens.parts().begin(), tokens.parts().end(),
                     [&](const Part& part) { return is_in(field, part.kind) && tokens.contains(part, pattern); });
}

bool Phrases::lesson_holds(Xapian::docid id, const TokenPattern& pattern, TextField field) const {
  const LessonData lesson = decode_lesson_data(data_of(index_.lessons.database, id));
  const std::string owner = prefixed_term(kIdPrefix, lesson.document_id());
  const Xapian::Database& documents = index_.documents.database;
  const Xapian::docid newest = newest_entry(documents, owner);
  if (newest == 0) return false;
  const Tokens tokens = decode_all_tokens(data_of(documents, newest));
  // A lesson's own title stands among the headings.
  return any_part_of_lesson(tokens, lesson.ordinal, [&](const Part& part) {
    const bool is_title = field == TextField::kTitle && part.kind == PartKind::kHeading;
    const bool is_hidden = part.kind == PartKind::kHidden && field == TextField::kTitle;
    return (is_title || is_hidden || is_in(field, part.kind)) && tokens.contains(part, pattern);
  });
}

Xapian::Query Phrases::find(const Xapian::Query& terms, const TokenPattern& pattern, TextField field) {
  const auto [known, is_new] = found_.try_emplace(key_of(pattern, field));
  if (is_new) known->second = look_up(terms, pattern, field);
  return known->second;
}

Xapian::Query Phrases::look_up(const Xapian::Query& terms, const TokenPattern& pattern, TextField field) {
  Xapian::Enquire enquire(open().database);
  enquire.set_query(terms);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  CollectIds candidates;
  enquire.add_matchspy(&candidates);
  enquire.get_mset(0, 0, open().database.get_doccount());
  std::sort(candidates.ids.begin(), candidates.ids.end());
  if (candidates.ids.size() > kMaxCandidates) {
    is_capped_ = true;
    candidates.ids.erase(candidates.ids.begin(), candidates.ids.end() - kMaxCandidates);  // the newest stay
  }
  auto found = std::make_shared<DocIds>();
  for (const Xapian::docid id : candidates.ids) {
    if (open().is_dead(id)) continue;
    if (among_lessons_ ? lesson_holds(id, pattern, field) : document_holds(id, pattern, field)) found->push_back(id);
  }
  return Xapian::Query(Xapian::Query::OP_FILTER, terms, any_entry_of(std::move(found)));
}

}  // namespace fupan::indexer::xapian
