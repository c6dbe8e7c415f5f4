#include "server/http/relation_handlers.h"

#include <array>
#include <string>

#include "server/http/handlers.h"
#include "server/service/near_duplicates.h"
#include "server/service/render_relation_json.h"

namespace fupan::http {
namespace {

constexpr std::array kRelationBody{
    ParameterSpec{"kind", ParameterType::kChoice, kRelationKindNames},
    ParameterSpec{"lesson", ParameterType::kText},
    ParameterSpec{"note", ParameterType::kText},
};
constexpr std::array kNearDuplicateBody{ParameterSpec{"text", ParameterType::kLongText}};

}  // namespace

std::span<const ParameterSpec> relation_body() { return kRelationBody; }
std::span<const ParameterSpec> near_duplicate_body() { return kNearDuplicateBody; }

Result<Response> handle_list_relations(const Services& services, const Call& call) {
  const auto related = services.relations.of_lesson(LessonId{call.id}, call.viewer);
  if (!related) return related.error();
  return make_response(200, kJsonType, service::render_relations(*related));
}

Result<Response> handle_add_relation(const Services& services, const Call& call) {
  for (const char* name : {"kind", "lesson"}) {
    if (!call.body.has(name)) return missing(name);
  }
  Relation relation;
  relation.kind = *enum_of<RelationKind>(kRelationKindNames, call.body.text("kind"));
  relation.from = LessonId{call.id};
  relation.to = LessonId{call.body.text("lesson")};
  relation.note = call.body.text("note");
  const auto related = services.relations.add(std::move(relation), call.viewer);
  if (!related) return related.error();
  return make_response(201, kJsonType, service::render_relations(*related));
}

Result<Response> handle_remove_relation(const Services& services, const Call& call) {
  const Status removed = services.relations.remove(LessonId{call.id}, LessonId{call.lesson_id}, call.viewer);
  if (!removed) return removed.error();
  return Response{204, {}, {}};
}

Result<Response> handle_near_duplicates(const Services& services, const Call& call) {
  const auto near = service::near_duplicates(services.library, call.body.text("text"), call.viewer);
  if (!near) return near.error();
  return make_response(200, kJsonType, service::render_near_duplicates(*near));
}

}  // namespace fupan::http
