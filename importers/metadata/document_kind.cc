#include "importers/metadata/document_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text/utf8.h"
#include "importers/metadata/file_name.h"
#include "importers/split.h"

namespace fupan::importers {
namespace {

// The words of a folded name that may follow its kind without changing it: "Retrospective example", "复盘报告 v2".
bool is_trailing_word(std::u32string_view word) {
  static constexpr std::array<std::u32string_view, 15> kWords{U"example", U"examples", U"sample", U"report", U"final",
                                                              U"draft",   U"document", U"review", U"示例",   U"样例",
                                                              U"报告",    U"文档",     U"终稿",   U"初稿",   U"en"};
  if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
  return word.find_first_of(U"0123456789") != std::u32string_view::npos && word.size() <= 10;
}

bool has_only_trailing_words(std::u32string_view rest) {
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(U' '), rest.size());
    const std::u32string_view word = rest.substr(0, end);
    if (!word.empty() && !is_trailing_word(word)) return false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return true;
}

bool starts_topic(std::u32string_view rest) {
  for (const std::u32string_view word : {U" of ", U" for ", U" on ", U" to "}) {
    if (rest.starts_with(word)) return true;
  }
  return false;
}

// Parts of a name: "Postmortem: login outage", "复盘（二期）", "Incident report - 2024".
std::vector<std::string_view> parts_of(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kSeparators{" - ", " – ", " — ", "——", ": ", "：", ":",
                                                                "|",   "(",   ")",   "（", "）", ",",  "，"};
  return split_at(name, kSeparators);
}

}  // namespace

DocumentKinds::DocumentKinds(const Taxonomy& taxonomy) {
  for (const NameGroup& group : taxonomy.parts().document_kinds) {
    const auto kind = enum_of<DocumentKind>(kDocumentKindNames, group.meaning);
    if (!kind) continue;
    for (const std::string& name : group.names) names_.add(name, static_cast<std::uint32_t>(*kind));
  }
}

std::optional<DocumentKind> DocumentKinds::find_in_part(std::string_view part) const {
  const std::u32string folded = fold_for_matching(text::trim(part));
  std::optional<DocumentKind> kind;
  for (const PhraseMatcher::Match& match : names_.find(folded)) {
    const std::u32string_view rest = std::u32string_view(folded).substr(match.end);
    const bool at_start = match.begin == 0;
    if (has_only_trailing_words(rest) || (at_start && starts_topic(rest)))
      kind = static_cast<DocumentKind>(match.value);
  }
  return kind;
}

std::optional<DocumentKind> DocumentKinds::find_in_name(std::string_view name) const {
  std::optional<DocumentKind> kind;
  for (const std::string_view part : parts_of(name)) {
    const auto found = find_in_part(part);
    if (found == DocumentKind::kTemplate) return found;
    if (!kind) kind = found;
  }
  return kind;
}

DocumentKind DocumentKinds::guess(std::string_view title, std::string_view path) const {
  auto kind = find_in_name(title);
  if (!kind || *kind != DocumentKind::kTemplate) {
    const auto by_file = find_in_name(read_file_name(path).title);
    if (!kind || by_file == DocumentKind::kTemplate) kind = by_file ? by_file : kind;
  }
  std::string_view folders =
      path.substr(0, path.find_last_of('/') == std::string_view::npos ? 0 : path.find_last_of('/'));
  while (!folders.empty() && kind != DocumentKind::kGuide) {
    const std::size_t slash = folders.find_last_of('/');
    const auto by_folder = find_in_part(folders.substr(slash + 1));
    if (by_folder == DocumentKind::kTemplate) return DocumentKind::kTemplate;
    if (!kind) kind = by_folder;
    folders = folders.substr(0, slash == std::string_view::npos ? 0 : slash);
  }
  return kind.value_or(DocumentKind::kNote);
}

}  // namespace fupan::importers
