// Which headings announce lessons? Const methods are thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/labels/phrase_matcher.h"

namespace fupan::importers {

class HeadingKinds {
 public:
  explicit HeadingKinds(const Taxonomy& taxonomy);

  // The kind of the lessons under this heading, or nothing. Known are the taxonomy's lesson headings, and these with
  //  - a remark in brackets: "经验教训（二期）", "Contributing Factors (findings)"
  //  - other names beside them: "5 Whys / Root cause", "Retrospective: what went well", "总结与建议"
  //  - what they are about: "Lessons learned from the pilot", "Recommendations for future projects"
  //  - words before a name of two words or more: "Key lessons learned", "本期经验教训"
  // A name in the middle of another thought ("Lessons learned process", "Problems with our lessons database") is none.
  std::optional<LessonKind> find(std::string_view heading) const;

  // Whether the heading announces lessons beside something else ("发现的问题与建议"): then sub-headings must say which.
  bool is_shared(std::string_view heading) const;

 private:
  std::optional<LessonKind> find_alone(std::string_view heading, std::string_view folded) const;
  std::optional<LessonKind> find_exact(std::string_view name) const;
  std::optional<LessonKind> find_beside_others(std::string_view heading) const;
  std::optional<LessonKind> find_before_topic(std::string_view folded) const;
  std::optional<LessonKind> find_after_words(std::string_view folded) const;
  std::optional<LessonKind> find_after_han(std::string_view folded) const;

  Taxonomy taxonomy_;
  PhraseMatcher names_;  // quick refusal: most headings hold no known name at all
};

}  // namespace fupan::importers
