#include "importers/lessons/block_clues.h"

#include <algorithm>
#include <array>

#include "core/text/fold.h"
#include "importers/characters.h"
#include "importers/lessons/lesson_fields.h"
#include "importers/lines.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kShortHeadingWidth = 32;
constexpr std::size_t kMaxSignatureKey = 40;  // bytes

}  // namespace

bool is_short_heading(std::string_view heading) { return reading_width(heading) <= kShortHeadingWidth; }

bool is_list_or_table(const Block& block) { return block.kind == BlockKind::kList || block.kind == BlockKind::kTable; }

bool is_framing(std::string_view heading) {
  static constexpr std::array<std::string_view, 30> kNames{"overview",
                                                           "introduction",
                                                           "background",
                                                           "purpose",
                                                           "summary",
                                                           "executive summary",
                                                           "references",
                                                           "appendix",
                                                           "attendees",
                                                           "timeline",
                                                           "timeline of events",
                                                           "participants",
                                                           "contents",
                                                           "abstract",
                                                           "table of contents",
                                                           "概述",
                                                           "背景",
                                                           "简介",
                                                           "目的",
                                                           "项目概况",
                                                           "项目背景",
                                                           "项目信息",
                                                           "基本信息",
                                                           "参考资料",
                                                           "附录",
                                                           "目录",
                                                           "时间线",
                                                           "时间轴",
                                                           "参会人员",
                                                           "相关文档"};
  return std::find(kNames.begin(), kNames.end(), text::fold_label(heading)) != kNames.end();
}

bool is_time_frame(std::string_view heading) {
  static constexpr std::array<std::string_view, 12> kWords{"短期",      "中期",        "长期",      "优先级",
                                                           "立即",      "本周",        "本月",      "short term",
                                                           "long term", "medium term", "immediate", "priority"};
  const std::string folded = text::fold_label(heading);
  return is_short_heading(folded) && std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
           return folded.find(word) != std::string::npos;
         });
}

bool ends_with_colon(std::string_view text) { return text.ends_with(':') || text.ends_with("："); }

std::size_t average_width(std::span<const Block> items) {
  std::size_t total = 0;
  for (const Block& item : items) total += reading_width(plain_text(item));
  return items.empty() ? 0 : total / items.size();
}

std::string title_with_items(const std::string& lead_in, const Block& list) {
  std::string title = lead_in;
  const bool wide = lead_in.ends_with("：");
  if (!wide) title += ' ';
  for (const Block& item : list.children) {
    if (&item != &list.children.front()) title += wide ? "；" : "; ";
    title += plain_text(item);
  }
  std::replace(title.begin(), title.end(), '\n', ' ');
  return title;
}

bool is_bold_heading(const Block& block) {
  return block.kind == BlockKind::kParagraph && block.only_lead && block.text.find('\n') == std::string::npos;
}

std::size_t bold_part_length(std::span<const Block> blocks) {
  std::size_t n = 1;
  while (n < blocks.size() && !is_bold_heading(blocks[n]) && blocks[n].kind != BlockKind::kRule) ++n;
  return n;
}

bool has_prose(std::span<const Block> blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
    return block.kind != BlockKind::kCode && block.kind != BlockKind::kRule && has_word(plain_text(block));
  });
}

bool has_prose(const Part& part) {
  return has_prose(part.blocks) ||
         std::any_of(part.children.begin(), part.children.end(), [](const Part& child) { return has_prose(child); });
}

std::vector<Block> symbol_lines(const Block& block) {
  std::vector<Block> out;
  const Lines lines(block.text);
  if (lines.count() < 2 || lines.count() != block.lines.last - block.lines.first + 1) return out;
  for (int n = 1; n <= lines.count(); ++n) {
    if (!starts_with_symbol(lines.at(n))) return {};
    Block line;
    line.text = lines.at(n);
    line.lines = {block.lines.first + n - 1, block.lines.first + n - 1};
    out.push_back(std::move(line));
  }
  return out;
}

bool is_signature(const Block& block, const Taxonomy& taxonomy) {
  const Lines lines(block.text);
  for (int n = 1; n <= lines.count(); ++n) {
    const std::string_view line = lines.at(n);
    const std::size_t colon = std::min(line.find(':'), line.find("："));
    if (colon > kMaxSignatureKey || !field_at_start(line, taxonomy).empty()) return false;
  }
  return block.kind == BlockKind::kParagraph;
}

}  // namespace fupan::importers
