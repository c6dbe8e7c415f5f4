#include "server/service/brief_workbook.h"

#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "core/text/utf8.h"
#include "server/service/csv.h"
#include "server/service/brief_risks.h"
#include "server/service/render_brief.h"
#include "server/service/render_json.h"
#include "server/service/risk_register.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostCellBytes = 32'000;  // Excel: 32,767 characters
constexpr int kA4 = 9;

// A name that nobody else has; the file goes with the object.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "fupan-XXXXXX.xlsx").string();
    const int fd = error ? -1 : ::mkstemps(name.data(), 5);
    if (fd < 0) return;
    ::close(fd);
    path_ = name;
  }
  ~TemporaryFile() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Column {
  std::string title;
  double width;  // characters
};

class Sheet {
 public:
  Sheet(lxw_workbook* book, const std::string& name, lxw_format* head, lxw_format* cell, lxw_format* share)
      : sheet_(workbook_add_worksheet(book, name.c_str())), head_(head), cell_(cell), share_(share) {
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, kA4);
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

  void columns(const std::vector<Column>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, at, at, columns[i].width, nullptr);
      worksheet_write_string(sheet_, row_, at, columns[i].title.c_str(), head_);
    }
    ++row_;
    worksheet_freeze_panes(sheet_, row_, 0);
    worksheet_repeat_rows(sheet_, 0, 0);
  }

  void text(const std::string& value) {
    const std::string safe(text::clip_utf8(without_formula(text::to_valid_utf8(value)), kMostCellBytes));
    worksheet_write_string(sheet_, row_, column_++, safe.c_str(), cell_);
  }
  void share(const std::optional<double>& value) { number(value, share_); }
  void number(const std::optional<double>& value) { number(value, cell_); }
  void end_row() {
    ++row_;
    column_ = 0;
  }

 private:
  void number(const std::optional<double>& value, lxw_format* format) {
    if (value && std::isfinite(*value)) {
      worksheet_write_number(sheet_, row_, column_, *value, format);
    } else {
      worksheet_write_blank(sheet_, row_, column_, format);
    }
    ++column_;
  }

  lxw_worksheet* sheet_;
  lxw_format *head_, *cell_, *share_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
};

class Workbook {
 public:
  Workbook(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang, lxw_workbook* book)
      : view_(view), taxonomy_(taxonomy), lang_(lang), book_(book) {
    head_ = workbook_add_format(book);
    format_set_bold(head_);
    format_set_text_wrap(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    format_set_bg_color(head_, 0xE7E6E6);
    cell_ = workbook_add_format(book);
    format_set_text_wrap(cell_);
    format_set_align(cell_, LXW_ALIGN_VERTICAL_TOP);
    share_ = workbook_add_format(book);
    format_set_num_format(share_, "0 %");
    format_set_align(share_, LXW_ALIGN_VERTICAL_TOP);
    for (lxw_format* format : {head_, cell_, share_}) {
      if (lang == "zh") format_set_font_name(format, "Microsoft YaHei");
    }
  }

  void write() {
    rows();
    lessons();
    risks();
    projects();
  }

 private:
  std::string say(std::string_view en, std::string_view zh) const { return std::string(lang_ == "zh" ? zh : en); }
  std::string label(indexer::Field field, const std::string& value) const {
    return value.empty() ? "" : facet_label(field, value, taxonomy_, lang_);
  }
  Sheet sheet(std::string_view en, std::string_view zh) { return {book_, say(en, zh), head_, cell_, share_}; }

  void rows() {
    Sheet out = sheet("Risk register", "风险登记册");
    constexpr std::array<double, kRegisterColumns> kWidths{14, 34, 40, 34, 11, 44, 14, 22};
    const RegisterCells heading = register_heading(lang_);
    std::vector<Column> columns;
    for (std::size_t i = 0; i < heading.size(); ++i) columns.push_back({heading[i], kWidths[i]});
    out.columns(columns);
    for (const RegisterRow& row : register_of(view_)) {
      const RegisterCells cells = register_cells(row, taxonomy_, lang_);
      for (std::size_t i = 0; i < cells.size(); ++i) {
        i == 4 ? out.share(row.likelihood < 0 ? std::nullopt : std::optional(row.likelihood)) : out.text(cells[i]);
      }
      out.end_row();
    }
  }

  void lessons() {
    Sheet out = sheet("Lessons", "经验");
    out.columns({{say("Lesson", "经验"), 50},
                 {say("Phase", "阶段"), 14},
                 {say("Risk", "风险"), 14},
                 {say("Why", "理由"), 50},
                 {say("Applies when", "适用条件"), 30},
                 {say("Decision", "决定"), 12},
                 {say("Note", "备注"), 24},
                 {say("Source", "来源"), 40},
                 {say("Id", "编号"), 22}});
    for (const BriefLesson& chosen : view_.brief.lessons) {
      const auto lesson = view_.lessons.find(chosen.id.value);
      if (lesson == view_.lessons.end()) continue;
      std::string reasons;
      for (const BriefReason& reason : chosen.reasons) {
        reasons += (reasons.empty() ? "" : "\n") + reason_text(reason, taxonomy_, lang_);
      }
      const auto document = view_.documents.find(chosen.id.document().value);
      out.text(lesson->second.text);
      out.text(label(indexer::Field::kPhase, phase_of(view_, chosen)));
      out.text(label(indexer::Field::kRisk, risk_of(view_, chosen)));
      out.text(reasons);
      out.text(lesson->second.applies_when);
      out.text(decision_text(chosen.decision, lang_));
      out.text(chosen.note);
      out.text(document == view_.documents.end() ? "" : document->second.title);
      out.text(chosen.id.value);
      out.end_row();
    }
  }

  void risks() {
    Sheet out = sheet("Base rates", "发生率");
    out.columns({{say("Risk", "风险"), 18},
                 {say("Similar hit", "相似项目受影响"), 12},
                 {say("Similar", "相似项目"), 12},
                 {say("From (90 %)", "区间下限（90 %）"), 14},
                 {say("To (90 %)", "区间上限（90 %）"), 14},
                 {say("All hit", "全部受影响"), 12},
                 {say("All", "全部项目"), 12},
                 {say("What history says", "历史说明"), 44}});
    for (const BriefRisk& risk : view_.brief.risks) {
      out.text(label(indexer::Field::kRisk, risk.risk));
      for (const std::uint64_t count : {risk.hit, risk.similar}) out.number(static_cast<double>(count));
      out.share(risk.lower);
      out.share(risk.upper);
      for (const std::uint64_t count : {risk.all_hit, risk.all}) out.number(static_cast<double>(count));
      out.text(risk_text(risk, lang_));
      out.end_row();
    }
  }

  void spread(Sheet& out, const std::string& name, const BriefSpread& spread) {
    out.text(name);
    out.number(static_cast<double>(spread.n));
    for (const auto& share : {spread.p20, spread.p50, spread.p80}) out.share(share);
    out.end_row();
  }

  void projects() {
    Sheet out = sheet("Reference class", "参考类");
    out.columns({{say("Overrun", "偏差"), 40}, {say("Projects", "项目数"), 12}, {"P20", 10}, {"P50", 10}, {"P80", 10}});
    spread(out, say("Schedule", "进度"), view_.brief.schedule);
    spread(out, say("Cost", "成本"), view_.brief.cost);
    out.end_row();
    for (const std::string& title :
         {say("Similar project", "相似项目"), say("Likeness", "相似度"), say("Schedule", "进度"), say("Cost", "成本"),
          std::string("PV"), std::string("EV"), std::string("AC"), std::string("SV"), std::string("CV"),
          std::string("SPI"), std::string("CPI")}) {
      out.text(title);
    }
    out.end_row();
    for (const BriefProject& project : view_.brief.projects) {
      const auto figures = earned_value_of(project).value_or(indexer::insight::EarnedValue{});
      out.text(project.name);
      out.share(project.score);
      out.share(project.schedule_overrun);
      out.share(project.cost_overrun);
      for (const auto& amount :
           {project.planned_value, project.earned_value, project.actual_cost, figures.schedule_variance,
            figures.cost_variance, figures.schedule_performance_index, figures.cost_performance_index}) {
        out.number(amount);
      }
      out.end_row();
    }
  }

  const BriefView& view_;
  const Taxonomy& taxonomy_;
  std::string_view lang_;
  lxw_workbook* book_;
  lxw_format *head_ = nullptr, *cell_ = nullptr, *share_ = nullptr;
};

}  // namespace

Result<std::string> render_brief_workbook(const BriefView& view, const Taxonomy& taxonomy, std::string_view lang) {
  const TemporaryFile file;
  lxw_workbook* const book = file.path().empty() ? nullptr : workbook_new(file.path().c_str());
  if (book == nullptr) return make_error(ErrorCode::kIo, "brief: cannot make a temporary file for the workbook");
  Workbook(view, taxonomy, lang, book).write();
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    return make_error(ErrorCode::kIo, std::string("brief: the workbook cannot be written: ") + lxw_strerror(error));
  }
  std::ifstream in(file.path(), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (bytes.empty()) return make_error(ErrorCode::kIo, "brief: the workbook cannot be read back");
  return bytes;
}

}  // namespace fupan::service
