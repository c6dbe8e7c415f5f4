#include "server/service/brief_companion.h"

#include <algorithm>
#include <set>
#include <string>

#include "indexer/analysis/analyzer.h"
#include "server/service/lesson_worth.h"

namespace fupan::service {
namespace {

bool is_hidden(State state) { return state != State::kPublished; }

bool is_advice(LessonKind kind) {
  return kind == LessonKind::kRecommendation || kind == LessonKind::kAction || kind == LessonKind::kWorked;
}

bool is_trouble(LessonKind kind) {
  return kind == LessonKind::kFailed || kind == LessonKind::kCause || kind == LessonKind::kLesson;
}

bool shares_risk(const Lesson& a, const Lesson& b) {
  return std::any_of(a.labels.begin(), a.labels.end(), [&](const Label& label) {
    return label.facet == Facet::kRisk && std::any_of(b.labels.begin(), b.labels.end(), [&](const Label& other) {
             return other.facet == Facet::kRisk && other.value == label.value;
           });
  });
}

class CollectTerms final : public indexer::TermSink {
 public:
  void add(indexer::TermKind, std::string_view term) override {
    if (!indexer::is_stop_word(term)) terms.emplace(term);
  }
  void add_atom(std::string_view, bool, indexer::WordForm) override {}
  std::set<std::string> terms;
};

std::set<std::string> terms_of(const Lesson& lesson) {
  CollectTerms collect;
  indexer::analyze(telling_text(lesson.title + "\n" + lesson.text), collect);
  return std::move(collect.terms);
}

double common_share(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  const auto both = std::count_if(a.begin(), a.end(), [&](const std::string& term) { return b.contains(term); });
  return static_cast<double>(both) / static_cast<double>(std::min(a.size(), b.size()));
}

}  // namespace

bool belong_together(const Lesson& a, const Lesson& b) { return common_share(terms_of(a), terms_of(b)) > kLeastCommon; }

const Lesson* companion_of(const Document& document, const Lesson& lesson) {
  const bool has_risk = std::any_of(lesson.labels.begin(), lesson.labels.end(),
                                    [](const Label& label) { return label.facet == Facet::kRisk; });
  const std::set<std::string> words = terms_of(lesson);
  const Lesson* best = nullptr;
  double most = kLeastCommon;
  for (const Lesson& other : document.lessons) {
    if (other.id == lesson.id || is_hidden(other.state)) continue;
    if (is_advice(lesson.kind) ? !is_trouble(other.kind) : !is_advice(other.kind)) continue;
    if (has_risk && !shares_risk(lesson, other)) continue;
    const double share = common_share(words, terms_of(other));
    if (share <= most) continue;
    most = share;
    best = &other;
  }
  return best;
}

}  // namespace fupan::service
