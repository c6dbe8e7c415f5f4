// Of each family of templates in a brief the variant that the PMO's rules choose. Thread-safe.
#pragma once

#include "server/service/brief_service.h"
#include "server/service/template_index.h"

namespace fupan::service {

// A family is offered once, where its first template stood. Errors: as the store
Status choose_variants(Library& library, TemplateIndex& index, const Viewer& viewer, BriefView& view);

}  // namespace fupan::service
