#include "tests/importers/coverage.h"

#include <algorithm>
#include <vector>

#include "importers/lines.h"
#include "importers/markdown/reader.h"
#include "importers/source_text.h"

namespace fupan::importers {
namespace {

void mark(std::vector<int>& hits, LineRange lines) {
  for (int n = lines.first; n <= lines.last && n < static_cast<int>(hits.size()); ++n)
    ++hits[static_cast<std::size_t>(n)];
}

}  // namespace

std::string find_coverage_fault(const Document& document, const std::string& source) {
  const Lines lines(source);
  std::vector<int> hits(static_cast<std::size_t>(lines.count()) + 2);
  for (const Section& section : document.sections) mark(hits, section.lines);
  for (const Lesson& lesson : document.lessons) mark(hits, lesson.lines);
  for (int n = 1; n <= lines.count(); ++n) {
    if (hits[static_cast<std::size_t>(n)] > 1) return "line " + std::to_string(n) + " is in two";
  }
  const std::string body = separate_metadata(source).body;
  for (const Block& block : read_blocks(body, lines)) {
    if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kTable || block.only_lead) continue;
    if (plain_text(block).empty()) continue;
    const auto first = hits.begin() + block.lines.first;
    const auto last = hits.begin() + block.lines.last + 1;
    if (std::none_of(first, last, [](int count) { return count > 0; })) {
      return "line " + std::to_string(block.lines.first) + " is in none";
    }
  }
  return {};
}

}  // namespace fupan::importers
