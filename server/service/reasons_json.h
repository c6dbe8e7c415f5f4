// Why a lesson was chosen, as BriefReason of server/http/openapi.json: for briefs and for what gates deliver.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "core/brief.h"
#include "core/taxonomy.h"

namespace fupan::service {

// An array, in the order of `reasons`; texts in `lang`.
nlohmann::ordered_json reasons_json(const std::vector<BriefReason>& reasons, const Taxonomy& taxonomy,
                                    std::string_view lang);

}  // namespace fupan::service
