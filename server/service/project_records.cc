#include "server/service/project_records.h"

#include "core/codec.h"
#include "server/service/keys.h"

namespace fupan::service {

Result<std::optional<StoredProject>> find_project(const store::Reader& reader, std::string_view id) {
  const auto record = reader.get(project_key(id));
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return record.error();
    return std::optional<StoredProject>();
  }
  auto project = decode_project(record->value);
  if (!project) return make_error(project.error().code, "record " + record->key + ": " + project.error().message);
  return std::optional<StoredProject>(StoredProject{std::move(*project), record->revision});
}

Result<StoredProject> get_project(const store::Reader& reader, std::string_view id_or_name) {
  auto found = find_project(reader, id_or_name);
  if (found && !*found) found = find_project(reader, make_project_id(id_or_name));
  if (!found) return found.error();
  if (*found) return std::move(**found);
  return make_error(ErrorCode::kNotFound, "no project '" + std::string(id_or_name) + "'");
}

Result<bool> merge_with_stored(const store::Reader& reader, store::Write& write) {
  auto told = decode_project(*write.value);
  if (!told) return told.error();
  auto stored = find_project(reader, told->id);
  if (!stored) return stored.error();
  write.expected = *stored ? (*stored)->revision : 0;
  if (!*stored) return true;
  Project merged = (*stored)->project;
  merged.name = std::move(told->name);
  merged.facts = std::move(told->facts);
  write.value = encode_project(merged);
  return merged != (*stored)->project;
}

std::string project_id_of(const Brief& brief) {
  return make_project_id(brief.profile.project.empty() ? brief.title : brief.profile.project);
}

std::string project_id_of(const Adoption& adoption) {
  return adoption.project.empty() ? "" : make_project_id(adoption.project);
}

Result<std::uint64_t> gates_passed(const store::Reader& reader, std::string_view project_name) {
  if (project_name.empty()) return std::uint64_t{0};
  const auto found = find_project(reader, make_project_id(project_name));
  if (!found) return found.error();
  return *found ? std::uint64_t{(*found)->project.gates.size()} : std::uint64_t{0};
}

}  // namespace fupan::service
