#include "indexer/xapian/phrases.h"

#include <algorithm>

#include "indexer/xapian/projection.h"
#include "indexer/xapian/schema.h"

namespace fupan::indexer::xapian {
namespace {

// About 0.3 s. Only phrases of the commonest words of a million documents have more.
constexpr std::size_t kMaxCandidates = 100'000;

PartKinds kinds(std::initializer_list<PartKind> some) {
  PartKinds all;
  for (const PartKind kind : some) all.set(static_cast<std::size_t>(kind));
  return all;
}

PartKinds kinds_of(TextField field) {
  switch (field) {
    case TextField::kText:
      return ~kinds({PartKind::kHidden});
    case TextField::kTitle:
      return kinds({PartKind::kTitle});
    case TextField::kTag:
      return kinds({PartKind::kTag});
    case TextField::kProject:
      return kinds({PartKind::kProject});
  }
  return {};
}

// In a search for lessons: a lesson's own title stands among the headings.
PartKinds kinds_of_lesson(TextField field) {
  switch (field) {
    case TextField::kText:
      return ~PartKinds();
    case TextField::kTitle:
      return kinds({PartKind::kTitle, PartKind::kHeading, PartKind::kHidden});
    default:
      return kinds_of(field);
  }
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

}  // namespace

DocIds Phrases::look_in_documents(const DocIds& candidates, const TokenPattern& pattern, TextField field) const {
  const auto statistics = index_.documents.shared_statistics->of(index_.documents, {{}, {}});
  const auto rarest = std::min_element(pattern.tokens.begin(), pattern.tokens.end(), [&](auto a, auto b) {
    return statistics->documents[a >> 1U] < statistics->documents[b >> 1U];
  });
  const auto first = static_cast<std::size_t>(rarest - pattern.tokens.begin());
  const PartKinds kinds = kinds_of(field);
  DocIds found;
  index_.documents.tokens->visit(candidates, [&](Xapian::docid id, std::string_view bytes) {
    if (holds_pattern(bytes, pattern, first, kinds)) found.push_back(id);
  });
  return found;
}

bool Phrases::lesson_holds(Xapian::docid id, const TokenPattern& pattern, TextField field) const {
  const LessonData lesson = decode_lesson_data(index_.lessons.data(id));
  const std::string owner = prefixed_term(kIdPrefix, lesson.document_id());
  const Xapian::Database& documents = index_.documents.database;
  const Xapian::docid newest = newest_entry(documents, owner);
  if (newest == 0) return false;
  const Tokens tokens = index_.documents.tokens->all(newest);
  const PartKinds kinds = kinds_of_lesson(field);
  return any_part_of_lesson(tokens, lesson.ordinal, [&](const Part& part) {
    return kinds[static_cast<std::size_t>(part.kind)] && tokens.contains(part, pattern);
  });
}

Query Phrases::find(const Query& terms, const TokenPattern& pattern, TextField field) {
  const auto [known, is_new] = found_.try_emplace(key_of(pattern, field));
  if (is_new) known->second = look_up(terms, pattern, field);
  return known->second;
}

Query Phrases::look_up(const Query& terms, const TokenPattern& pattern, TextField field) {
  DocIds candidates = matcher_.find(terms, entries_);
  if (candidates.size() > kMaxCandidates) {
    is_capped_ = true;
    candidates.erase(candidates.begin(), candidates.end() - kMaxCandidates);  // the newest stay
  }
  if (entries_ == nullptr) std::erase_if(candidates, [&](Xapian::docid id) { return open().is_dead(id); });
  DocIds found;
  if (among_lessons_) {
    // The tokens of a dead lesson are gone with its document's: it may have held the phrase.
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(found),
                 [&](Xapian::docid id) { return open().is_dead(id) || lesson_holds(id, pattern, field); });
  } else {
    found = look_in_documents(candidates, pattern, field);
  }
  return within(terms, any_entry_of(std::make_shared<const DocIds>(std::move(found))));
}

}  // namespace fupan::indexer::xapian
