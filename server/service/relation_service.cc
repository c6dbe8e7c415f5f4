#include "server/service/relation_service.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostNoteBytes = 4000;

struct Found {
  Lesson lesson;
  Document document;
};

// Nothing: gone, or not for this viewer.
Result<std::optional<Found>> find_lesson(const store::Reader& reader, const LessonId& id, const Viewer& viewer) {
  auto stored = find_document(reader, id.document());
  if (!stored) return stored.error();
  if (!*stored || !viewer.sees((*stored)->document.collection)) return std::optional<Found>();
  const Document& document = (*stored)->document;
  const Lesson* lesson = document.find_lesson(id);
  for (const Lesson& gone : document.gone) {
    if (lesson == nullptr && gone.id == id) lesson = &gone;
  }
  if (lesson == nullptr) return std::optional<Found>();
  Found found{*lesson, {}};
  strip_texts((*stored)->document);
  found.document = std::move((*stored)->document);
  return std::optional<Found>(std::move(found));
}

// Each relation once: it is stored under both of its lessons.
Status for_each_relation(const store::Reader& reader, const std::function<void(const Relation&)>& visit) {
  return for_each_record(reader, kRelationPrefix, [&](const store::Record& record) -> Status {
    const auto relation = decode_relation(record.value);
    if (!relation) return make_error(relation.error().code, record.key + ": " + relation.error().message);
    if (record.key == relation_key(relation->from, relation->to)) visit(*relation);
    return ok_status();
  });
}

// Whether `from` replaces `to`, directly or through others.
Result<bool> replaces(const store::Reader& reader, const LessonId& from, const LessonId& to) {
  std::multimap<std::string, std::string> replaced;
  const Status read = for_each_relation(reader, [&](const Relation& relation) {
    if (relation.kind == RelationKind::kSupersedes) replaced.emplace(relation.from.value, relation.to.value);
  });
  if (!read) return read.error();
  std::set<std::string> seen{from.value};
  std::vector<std::string> open{from.value};
  while (!open.empty()) {
    const std::string id = std::move(open.back());
    open.pop_back();
    if (id == to.value) return true;
    const auto [begin, end] = replaced.equal_range(id);
    for (auto next = begin; next != end; ++next) {
      if (seen.insert(next->second).second) open.push_back(next->second);
    }
  }
  return false;
}

std::string name_for(const Relation& relation, const LessonId& viewed) {
  if (relation.kind == RelationKind::kContradicts) return "contradicts";
  return relation.from == viewed ? "supersedes" : "superseded_by";
}

}  // namespace

Result<std::set<std::string>> superseded_lessons(const store::Reader& reader,
                                                 const std::vector<std::string>& hidden_collections) {
  std::vector<Relation> replacements;
  const Status read = for_each_relation(reader, [&](const Relation& relation) {
    if (relation.kind == RelationKind::kSupersedes) replacements.push_back(relation);
  });
  if (!read) return read.error();
  std::set<std::string> superseded;
  for (const Relation& relation : replacements) {
    if (!hidden_collections.empty()) {
      const auto stored = find_document(reader, relation.from.document());
      if (!stored) return stored.error();
      const auto& hidden = hidden_collections;
      if (*stored && std::find(hidden.begin(), hidden.end(), (*stored)->document.collection) != hidden.end()) continue;
    }
    superseded.insert(relation.to.value);
  }
  return superseded;
}

Result<std::vector<RelatedLesson>> RelationService::of_lesson(const LessonId& id, const Viewer& viewer) const {
  const auto own = find_lesson(library_.store(), id, viewer);
  if (!own) return own.error();
  if (!*own) return make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
  std::vector<RelatedLesson> related;
  const Status read =
      for_each_record(library_.store(), relation_prefix(id), [&](const store::Record& record) -> Status {
        auto relation = decode_relation(record.value);
        if (!relation) return relation.error();
        auto other = find_lesson(library_.store(), relation->from == id ? relation->to : relation->from, viewer);
        if (!other) return other.error();
        if (!*other || (*other)->lesson.state == State::kRejected) return ok_status();
        const bool is_work = (*other)->lesson.state == State::kDraft || (*other)->lesson.state == State::kInReview;
        if (is_work && !viewer.is_at_least(Role::kContributor)) return ok_status();
        std::string name = name_for(*relation, id);
        related.push_back(
            {std::move(*relation), std::move(name), std::move((*other)->lesson), std::move((*other)->document)});
        return ok_status();
      });
  if (!read) return read.error();
  std::stable_sort(related.begin(), related.end(),
                   [](const RelatedLesson& a, const RelatedLesson& b) { return a.relation.at < b.relation.at; });
  return related;
}

Result<RelationService::Turn> RelationService::take_turn(const store::Reader& reader) const {
  const auto record = reader.get(kRelationsKey);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  const store::Revision revision = record ? record->revision : 0;
  return Turn{{std::string(kRelationsKey), std::to_string(revision + 1), revision}};
}

Result<std::vector<RelatedLesson>> RelationService::add(Relation relation, const Viewer& viewer) const {
  const LessonId own = relation.from, other = relation.to;
  if (relation.note.size() > kMostNoteBytes || !text::is_valid_utf8(relation.note)) {
    return invalid_field("note", "too long or not UTF-8");
  }
  if (own == other) return invalid_field("lesson", "a lesson has no relation to itself");
  const auto snapshot = library_.store().snapshot();
  if (!snapshot) return snapshot.error();
  const store::Reader& reader = **snapshot;
  for (const LessonId& id : {own, other}) {
    const auto found = find_lesson(reader, id, viewer);
    if (!found) return found.error();
    if (*found) continue;
    if (id == own) return make_error(ErrorCode::kNotFound, "no lesson '" + id.value + "'");
    return invalid_field("lesson", "there is no lesson '" + id.value + "'");
  }
  if (const auto known = reader.get(relation_key(own, other)); known) {
    return make_error(ErrorCode::kConflict, "lessons '" + own.value + "' and '" + other.value +
                                                "' have a relation already; remove that first");
  }
  if (relation.kind == RelationKind::kSupersedes) {
    const auto closes = replaces(reader, other, own);
    if (!closes) return closes.error();
    if (*closes) {
      return invalid_field("lesson",
                           "'" + other.value + "' replaces '" + own.value + "' already, if through others: a cycle");
    }
  }
  const auto turn = take_turn(reader);
  if (!turn) return turn.error();
  relation.who = viewer.name;
  relation.at = to_rfc3339(library_.clock().now());
  const std::string value = encode_relation(relation);
  const auto committed = library_.store().commit({turn->write,
                                                  {relation_key(own, other), value, store::Revision{0}},
                                                  {relation_key(other, own), value, store::Revision{0}}});
  if (!committed) return committed.error();
  return of_lesson(own, viewer);
}

Status RelationService::remove(const LessonId& id, const LessonId& other, const Viewer& viewer) const {
  const Error unknown =
      make_error(ErrorCode::kNotFound, "lessons '" + id.value + "' and '" + other.value + "' have no relation");
  const auto known = library_.store().get(relation_key(id, other));
  if (!known) return known.error().code == ErrorCode::kNotFound ? unknown : known.error();
  for (const LessonId& end : {id, other}) {
    const auto stored = find_document(library_.store(), end.document());
    if (!stored) return stored.error();
    if (*stored && !viewer.sees((*stored)->document.collection)) return unknown;
  }
  const auto turn = take_turn(library_.store());
  if (!turn) return turn.error();
  const auto committed = library_.store().commit({turn->write,
                                                  {relation_key(id, other), std::nullopt, known->revision},
                                                  {relation_key(other, id), std::nullopt, std::nullopt}});
  if (!committed) return committed.error();
  return ok_status();
}

}  // namespace fupan::service
