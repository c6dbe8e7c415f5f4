// A brief in any form that people take away. Thread-safe, no state.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/taxonomy.h"
#include "server/service/brief_service.h"

namespace fupan::service {

enum class BriefFormat { kJson, kMarkdown, kCsv, kDocx, kXlsx };
inline constexpr std::array<std::string_view, 5> kBriefFormatNames{"json", "markdown", "csv", "docx", "xlsx"};

struct BriefFile {
  std::string bytes;
  std::string_view media_type;
  std::string_view ending;  // of a file name, with its dot
};

// JSON and Markdown hold everything; CSV the draft risk register; XLSX register, lessons, base rates and reference
// class; DOCX what the Markdown holds.
//
// Errors: unavailable, io, invalid_argument  of DOCX: as markdown_to_docx (pandoc); io  of XLSX: no temporary file
Result<BriefFile> export_brief(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang,
                               BriefFormat format);

}  // namespace fupan::service
