// The records of projects, and what belongs to a project by its name. Thread-safe as the reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/brief.h"
#include "core/document.h"
#include "server/service/library.h"

namespace fupan::service {

struct StoredProject {
  Project project;
  store::Revision revision = 0;
};

// Nothing when there is no such project. Errors: corrupt, io
Result<std::optional<StoredProject>> find_project(const store::Reader& reader, std::string_view id);

// By id, else by name. Errors: not_found; corrupt, io
Result<StoredProject> get_project(const store::Reader& reader, std::string_view id_or_name);

// `write` is of a project as its documents tell it: takes over from the stored record whatever an import does not know
// (phase, gates, corrections), and expects that record's revision. False: the store has all of it already.
//
// Errors: corrupt, io
Result<bool> merge_with_stored(const store::Reader& reader, store::Write& write);

// The id of the project that a brief or an adoption is for: the name in it, of a brief without one its title.
std::string project_id_of(const Brief& brief);
std::string project_id_of(const Adoption& adoption);

// How many gates the project of that name has passed; 0 when there is none. Errors: corrupt, io
Result<std::uint64_t> gates_passed(const store::Reader& reader, std::string_view project_name);

}  // namespace fupan::service
