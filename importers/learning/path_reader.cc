#include "importers/learning/path_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/lines.h"
#include "importers/markdown/reader.h"
#include "importers/source_text.h"
#include "importers/split.h"

namespace fupan::importers {
namespace {

constexpr int kMostMinutes = 10000;
constexpr int kModuleLevel = 2;
constexpr std::array<std::string_view, 3> kListSeparators{",", "，", "、"};
constexpr std::array<std::string_view, 4> kMinuteWords{"min", "minutes", "分钟", "分"};

std::string metadata_of(const Document& document, std::string_view key) {
  for (const auto& [name, value] : document.metadata) {
    if (text::fold(name) == key) return std::string(text::trim(value));
  }
  return {};
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < 0 || number > kMostMinutes) return {};
  return number;
}

// "10 min", "10 minutes", "10 分钟"
std::optional<int> minutes_of(std::string_view text) {
  const std::string folded = text::fold(text::trim(text));
  const std::size_t digits = std::min(folded.find_first_not_of("0123456789"), folded.size());
  const std::string_view unit = text::trim(std::string_view(folded).substr(digits));
  if (std::find(kMinuteWords.begin(), kMinuteWords.end(), unit) == kMinuteWords.end()) return {};
  return number_of(std::string_view(folded).substr(0, digits));
}

struct Bracket {
  std::string_view open, close;
};
constexpr std::array<Bracket, 2> kBrackets{{{"(", ")"}, {"（", "）"}}};

// Takes "(10 min)" out of `text`.
int take_minutes(std::string& text) {
  for (const auto& [open, close] : kBrackets) {
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
      const std::size_t end = text.find(close, at);
      if (end == std::string::npos) break;
      const std::size_t inside = at + open.size();
      const auto minutes = minutes_of(std::string_view(text).substr(inside, end - inside));
      if (!minutes) continue;
      text.erase(at, end + close.size() - at);
      return *minutes;
    }
  }
  return 0;
}

// Without the dash or colon that leads from the link to the note.
std::string note_of(std::string_view text) {
  text = text::trim(text);
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view mark : {"—", "–", "-", ":", "：", ",", "，", ".", "。"}) {
      if (!text.starts_with(mark)) continue;
      text = text::trim(text.substr(mark.size()));
      is_cut = true;
    }
  }
  return std::string(text);
}

PathStep step_of(const Block& item) {
  PathStep step;
  step.line = item.lines.first;
  std::string rest;
  for (const Block& child : item.children) {
    if (child.kind == BlockKind::kParagraph && step.title.empty()) {
      rest = child.text;
      step.minutes = take_minutes(rest);
      if (child.links.empty()) {
        step.title = text::trim(rest);
        rest.clear();
        continue;
      }
      step.title = child.links.front().text;
      step.address = child.links.front().address;
      const std::size_t at = rest.find(step.title);
      if (at != std::string::npos) rest = rest.substr(0, at) + rest.substr(at + step.title.size());
    } else {
      append_line(rest, plain_text(child));
    }
  }
  if (step.title.empty()) step.title = step.address;
  step.note = note_of(rest);
  return step;
}

class PathWalk {
 public:
  PathWalk(LearningPath& path, const Lines& lines, std::vector<Note>& notes)
      : path_(path), lines_(lines), notes_(notes) {}

  void visit(const Block& block) {
    if (block.kind == BlockKind::kHeading && block.level == kModuleLevel) {
      path_.modules.push_back({block.text, {}, {}});
      return;
    }
    if (block.kind == BlockKind::kHeading) return;
    if (block.kind == BlockKind::kList && block.is_ordered) {
      if (path_.modules.empty()) path_.modules.emplace_back();
      for (const Block& item : block.children) add_step(item);
    } else if (path_.modules.empty()) {
      if (!path_.introduction.empty()) path_.introduction += "\n\n";
      path_.introduction += lines_.slice(block.lines);
    } else {
      append_line(path_.modules.back().note, plain_text(block));
    }
  }

  void finish() {
    std::erase_if(path_.modules, [](const PathModule& module) { return module.steps.empty(); });
    if (path_.modules.empty()) notes_.push_back({0, "the learning path has no steps: ordered lists hold them"});
    if (path_.minutes > 0) return;
    for (const PathModule& module : path_.modules) {
      for (const PathStep& step : module.steps) path_.minutes += step.minutes;
    }
  }

 private:
  void add_step(const Block& item) {
    PathStep step = step_of(item);
    if (step.title.empty()) {
      notes_.push_back({step.line, "a step without text; it is left out"});
    } else {
      path_.modules.back().steps.push_back(std::move(step));
    }
  }

  LearningPath& path_;
  const Lines& lines_;
  std::vector<Note>& notes_;
};

void read_fields(const Document& document, LearningPath& path, std::vector<Note>& notes) {
  path.slug = metadata_of(document, "path");
  if (path.slug.empty() || path.slug.size() > 100 || path.slug.find_first_of("/? #%") != std::string::npos) {
    if (!path.slug.empty()) notes.push_back({0, "path '" + path.slug + "' is no short name without blanks and '/'"});
    path.slug = document.id.value;
  }
  path.role = metadata_of(document, "role");
  const auto is_role = std::find(kTrainingRoles.begin(), kTrainingRoles.end(), path.role) != kTrainingRoles.end();
  if (!path.role.empty() && !is_role) {
    notes.push_back({0, "unknown role '" + path.role +
                            "'; known are pmo-assistant, project-coordinator, pmo-manager "
                            "and portfolio-director"});
    path.role.clear();
  }
  const std::string level = metadata_of(document, "level");
  path.level = number_of(level).value_or(0);
  if (!level.empty() && (path.level < 1 || path.level > 4)) {
    notes.push_back({0, "level '" + level + "' is not 1 to 4"});
    path.level = 0;
  }
  const std::string minutes = metadata_of(document, "minutes");
  path.minutes = number_of(minutes).value_or(0);
  if (!minutes.empty() && path.minutes == 0) notes.push_back({0, "minutes '" + minutes + "' is not a number"});
  const std::string prerequisites = metadata_of(document, "prerequisites");
  for (const std::string_view slug : split_at(prerequisites, kListSeparators)) {
    if (!text::trim(slug).empty()) path.prerequisites.emplace_back(text::trim(slug));
  }
}

void collect_links(const Block& block, int line, std::vector<SourceLink>& out) {
  if (block.lines.first > 0) line = block.lines.first;
  for (const BlockLink& link : block.links) out.push_back({link.address, line});
  for (const Block& child : block.children) collect_links(child, line, out);
}

Error undecodable(const std::string& what, const Error& cause) {
  return make_error(ErrorCode::kCorrupt, "source of " + what + ": " + cause.message);
}

}  // namespace

LearningPath read_path(const Document& document, std::string_view markdown, std::vector<Note>& notes) {
  LearningPath path;
  read_fields(document, path, notes);
  const Lines lines(markdown);
  PathWalk walk(path, lines, notes);
  for (const Block& block : read_linked_blocks(markdown, lines)) walk.visit(block);
  walk.finish();
  return path;
}

Result<LearningPath> path_of(const Document& document, std::string_view source) {
  const auto decoded = decode(source);
  if (!decoded) return undecodable(document.id.value, decoded.error());
  std::vector<Note> notes;
  return read_path(document, separate_metadata(decoded->text).body, notes);
}

Result<std::vector<SourceLink>> links_of(std::string_view source) {
  const auto decoded = decode(source);
  if (!decoded) return undecodable("a document", decoded.error());
  const std::string body = separate_metadata(decoded->text).body;
  const Lines lines(body);
  std::vector<SourceLink> links;
  for (const Block& block : read_linked_blocks(body, lines)) collect_links(block, 0, links);
  return links;
}

}  // namespace fupan::importers
