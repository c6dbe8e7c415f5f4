// From a pasted charter to the profile of a project: what a brief is made of. Const methods are thread-safe.
#pragma once

#include <string_view>

#include "core/brief.h"
#include "core/taxonomy.h"
#include "importers/labels/rule_labels.h"

namespace fupan::service {

inline constexpr std::size_t kMostDescriptionBytes = std::size_t{1} << 20U;

class ProfileReader {
 public:
  explicit ProfileReader(const Taxonomy& taxonomy) : taxonomy_(taxonomy), labels_(taxonomy) {}

  // Phases, risks and tags whose names and aliases the text has most often, at most three of each; budget and duration
  // where a number with a unit stands behind a word for it ("Budget: EUR 2.4 million", "工期 14 个月").
  BriefProfile propose(std::string_view title, std::string_view text) const;

  // The taxonomy's ids for names of phases, risks and tags; a tag that it does not know stays as written.
  //
  // Errors: invalid_argument  an unknown phase or risk (its field); budget or duration not above 0
  Result<BriefProfile> checked(BriefProfile profile) const;

 private:
  Taxonomy taxonomy_;
  importers::RuleLabels labels_;
};

// Values that were merged into others or split since the profile was written become what became of them.
void rename_values(const Taxonomy& taxonomy, BriefProfile& profile);

// "zh" where most letters are Chinese, else "en".
std::string language_of(std::string_view text);

}  // namespace fupan::service
