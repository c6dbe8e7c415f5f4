// A brief as an XLSX workbook: the draft risk register, the lessons, the reference class. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "core/taxonomy.h"
#include "server/service/brief_service.h"

namespace fupan::service {

// All cells are texts or numbers; no text is a formula (without_formula). Sheets print on A4, landscape, one page wide.
//
// Errors: io  no temporary file can be written
Result<std::string> render_brief_workbook(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang);

}  // namespace fupan::service
