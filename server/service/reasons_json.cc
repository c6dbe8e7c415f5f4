#include "server/service/reasons_json.h"

#include <cmath>

#include "server/service/render_brief.h"

namespace fupan::service {

nlohmann::ordered_json reasons_json(const std::vector<BriefReason>& reasons, const Taxonomy& taxonomy,
                                    std::string_view lang) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const BriefReason& reason : reasons) {
    list.push_back({{"kind", name_of(reason.kind)},
                    {"text", reason_text(reason, taxonomy, lang)},
                    {"weight", std::isfinite(reason.weight) ? reason.weight : 0.0},
                    {"values", reason.values},
                    {"of_document", reason.of_document},
                    {"shared", reason.shared}});
  }
  return list;
}

}  // namespace fupan::service
