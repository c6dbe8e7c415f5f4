#include "server/service/written_lesson.h"

#include <algorithm>
#include <array>

#include "core/template_fill.h"
#include "core/text/utf8.h"

namespace fupan::service {
namespace {

struct KindHeading {
  LessonKind kind;
  std::string_view en, zh;
};
constexpr std::array kHeadings{
    KindHeading{LessonKind::kLesson, "Lessons learned", "经验教训"},
    KindHeading{LessonKind::kWorked, "What went well", "做得好的"},
    KindHeading{LessonKind::kFailed, "What went wrong", "不足"},
    KindHeading{LessonKind::kCause, "Root cause", "根因"},
    KindHeading{LessonKind::kRecommendation, "Recommendations", "建议"},
    KindHeading{LessonKind::kAction, "Action items", "改进措施"},
};

bool is_chinese(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint point = text::decode_at(text, i);
    if (point.value >= 0x4E00 && point.value <= 0x9FFF) return true;
    i += std::max<std::size_t>(point.length, 1);
  }
  return false;
}

void add_list(std::string& out, const char* key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  out += std::string(key) + ": [";
  for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : ", ") + yaml_text(values[i]);
  out += "]\n";
}

void add_line(std::string& out, const char* key, const std::string& value) {
  if (!value.empty()) out += std::string(key) + ": " + yaml_text(value) + "\n";
}

}  // namespace

std::string source_of_lesson(const NewLesson& lesson) {
  const std::string title = lesson.text.title.value_or("");
  const std::string text = lesson.text.markdown.value_or("");
  std::string out = "---\n";
  add_line(out, "title", title);
  add_line(out, "project", lesson.project);
  add_line(out, "date", lesson.date);
  add_list(out, "phase", lesson.phases);
  add_list(out, "risk", lesson.risks);
  add_list(out, "tags", lesson.tags);
  const LessonKind kind = lesson.text.kind.value_or(LessonKind::kLesson);
  const KindHeading& heading = kHeadings[static_cast<std::size_t>(kind)];
  out += "---\n\n# " + title + "\n\n## " + std::string(is_chinese(title + text) ? heading.zh : heading.en) + "\n\n";
  return out + "### " + title + "\n\n" + text + (text.ends_with('\n') ? "" : "\n");
}

}  // namespace fupan::service
