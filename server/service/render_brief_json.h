// The JSON texts of briefs, adoptions and similar lessons, exactly as the schemas of server/http/openapi.json say.
// `lang` chooses labels and reasons that people read. Bytes that are not UTF-8 are replaced by U+FFFD. Thread-safe, no
// state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "server/service/brief_service.h"
#include "server/service/charter.h"
#include "server/service/similar_service.h"

namespace fupan::service {

std::string render_similar(const std::vector<SimilarItem>& items);                                 // SimilarList
std::string render_profile(const BriefProfile& profile);                                           // BriefProfile
std::string render_charter(const Charter& charter);                                                // Charter
std::string render_brief(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang);  // Brief
std::string render_briefs(const BriefPage& page);                                                  // BriefList
std::string render_adoption(const Adoption& adoption);                                             // Adoption
std::string render_adoptions(const AdoptionPage& page);                                            // AdoptionList

}  // namespace fupan::service
