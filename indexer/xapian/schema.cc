#include "indexer/xapian/schema.h"

#include "core/digest.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "indexer/analysis/analyzer.h"

namespace fupan::indexer::xapian {

std::string prefixed_term(std::string_view prefix, std::string_view folded) {
  std::string term(prefix);
  if (prefix.size() + folded.size() <= kMaxTermBytes) return term.append(folded);
  constexpr std::size_t kDigest = 16;
  term += text::clip_utf8(folded, kMaxTermBytes - prefix.size() - kDigest);
  return term + short_digest(folded, kDigest);
}

std::string filter_term(Field field, std::string_view value) {
  return prefixed_term(row_of(field).prefix, text::fold(text::trim(value)));
}

std::string format_id() { return std::to_string(kIndexFormat) + "/" + analyzer_id(); }

}  // namespace fupan::indexer::xapian
