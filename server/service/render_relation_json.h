// The JSON texts of relations and near-duplicates, exactly as the schemas of server/http/openapi.json say. Thread-safe,
// no state.
#pragma once

#include <string>
#include <vector>

#include "server/service/near_duplicates.h"
#include "server/service/relation_service.h"

namespace fupan::service {

std::string render_relations(const std::vector<RelatedLesson>& related);  // RelationList
std::string render_near_duplicates(const std::vector<NearItem>& items);   // NearDuplicateList

}  // namespace fupan::service
