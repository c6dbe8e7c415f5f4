#include "server/service/brief_export.h"

#include <utility>

#include "server/service/brief_workbook.h"
#include "server/service/pandoc.h"
#include "server/service/render_brief.h"
#include "server/service/render_brief_json.h"
#include "server/service/risk_register.h"

namespace fupan::service {
namespace {

constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<BriefFile> file_of(Result<std::string> bytes, std::string_view type, std::string_view ending) {
  if (!bytes) return bytes.error();
  return BriefFile{std::move(*bytes), type, ending};
}

}  // namespace

Result<BriefFile> export_brief(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang,
                               BriefFormat format) {
  switch (format) {
    case BriefFormat::kMarkdown:
      return BriefFile{render_brief_markdown(view, taxonomy, lang), "text/markdown; charset=utf-8", ".md"};
    case BriefFormat::kCsv:
      return BriefFile{render_register_csv(view, taxonomy, lang), "text/csv; charset=utf-8", ".csv"};
    case BriefFormat::kDocx:
      return file_of(markdown_to_docx(render_brief_markdown(view, taxonomy, lang), lang), kDocxType, ".docx");
    case BriefFormat::kXlsx:
      return file_of(render_brief_workbook(view, taxonomy, lang), kXlsxType, ".xlsx");
    case BriefFormat::kJson:
      break;
  }
  return BriefFile{render_brief(view, taxonomy, lang), "application/json; charset=utf-8", ".json"};
}

}  // namespace fupan::service
