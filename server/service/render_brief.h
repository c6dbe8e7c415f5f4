// A brief for people: reasons in words, Markdown of about two pages. `lang` is "en" or "zh".
// Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "server/service/brief_service.h"

namespace fupan::service {

// "same risk: Supplier", "相同风险：供应商".
std::string reason_text(const BriefReason& reason, const Taxonomy& taxonomy, std::string_view lang);

// What similar projects say about a risk, and when they say too little.
std::string risk_text(const BriefRisk& risk, std::string_view lang);

// "accepted", "已采纳".
std::string decision_text(Decision decision, std::string_view lang);

// Under which phase and risk a lesson stands: the first that it shares with the profile, else its own first, else "".
std::string phase_of(const BriefView& view, const BriefLesson& chosen);
std::string risk_of(const BriefView& view, const BriefLesson& chosen);

std::string render_brief_markdown(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang);

}  // namespace fupan::service
