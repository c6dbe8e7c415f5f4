#include "importers/lesson_identity.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "importers/likeness.h"

namespace fupan::importers {
namespace {

constexpr double kMinSimilarity = 0.5;
constexpr double kSameKindBonus = 0.05;  // decides between equals, makes no match of strangers
constexpr std::size_t kMaxComparisons = 4'000'000;

bool is_curated(const Label& label) { return label.origin == LabelOrigin::kCurator; }

// What the lesson keeps from the one it was.
void carry_over(const Lesson& old, State old_default, Lesson& lesson) {
  lesson.id = old.id;
  if (old.state != old_default) lesson.state = old.state;
  for (const Label& label : old.labels) {
    if (!is_curated(label)) continue;
    std::erase_if(lesson.labels, [&](const Label& l) { return l.facet == label.facet && l.value == label.value; });
    lesson.labels.push_back(label);
  }
}

class Matcher {
 public:
  Matcher(Document& document, const Document& previous) : document_(document), old_default_(previous.state) {
    for (const Lesson& lesson : previous.lessons) old_.push_back(&lesson);
    for (const Lesson& lesson : previous.gone) old_.push_back(&lesson);
    used_.assign(old_.size(), false);
    matched_.assign(document.lessons.size(), false);
  }

  void run() {
    match_equal();
    match_alike();
    for (std::size_t o = 0; o < old_.size(); ++o) {
      if (!used_[o]) document_.gone.push_back(*old_[o]);
    }
  }

 private:
  void match(std::size_t lesson, std::size_t old) {
    matched_[lesson] = used_[old] = true;
    carry_over(*old_[old], old_default_, document_.lessons[lesson]);
  }

  // Same text: first in the same place and of the same kind, then anywhere; repeated ones in their order.
  void match_equal() {
    for (const bool strict : {true, false}) {
      std::map<std::string, std::vector<std::size_t>> by_text;
      for (std::size_t o = 0; o < old_.size(); ++o) {
        if (!used_[o]) by_text[key_of(*old_[o], strict)].push_back(o);
      }
      for (std::size_t n = 0; n < matched_.size(); ++n) {
        const auto found = matched_[n] ? by_text.end() : by_text.find(key_of(document_.lessons[n], strict));
        if (found == by_text.end() || found->second.empty()) continue;
        match(n, found->second.front());
        found->second.erase(found->second.begin());
      }
    }
  }

  static std::string key_of(const Lesson& lesson, bool strict) {
    std::string key = lesson.title + '\0' + lesson.text;
    if (!strict) return key;
    key += '\0' + std::string(name_of(lesson.kind));
    for (const std::string& heading : lesson.heading_path) key += '\0' + heading;
    return key;
  }

  void match_alike() {
    struct Candidate {
      double score;
      std::size_t lesson, old;
    };
    std::vector<Candidate> candidates;
    std::map<std::size_t, std::vector<std::uint64_t>> old_pairs;
    std::size_t comparisons = 0;
    for (std::size_t n = 0; n < matched_.size() && comparisons < kMaxComparisons; ++n) {
      if (matched_[n]) continue;
      const std::vector<std::uint64_t> pairs = pairs_of(document_.lessons[n].title + "\n" + document_.lessons[n].text);
      for (std::size_t o = 0; o < old_.size(); ++o) {
        if (used_[o]) continue;
        auto& theirs = old_pairs[o];
        if (theirs.empty()) theirs = pairs_of(old_[o]->title + "\n" + old_[o]->text);
        const double alike = likeness(pairs, theirs);
        ++comparisons;
        if (alike < kMinSimilarity) continue;
        candidates.push_back({alike + (old_[o]->kind == document_.lessons[n].kind ? kSameKindBonus : 0), n, o});
      }
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(-a.score, a.lesson, a.old) < std::tuple(-b.score, b.lesson, b.old);
    });
    for (const Candidate& c : candidates) {
      if (!matched_[c.lesson] && !used_[c.old]) match(c.lesson, c.old);
    }
  }

  Document& document_;
  State old_default_;
  std::vector<const Lesson*> old_;
  std::vector<bool> used_;
  std::vector<bool> matched_;
};

std::string distinguishing_text(const Lesson& lesson) {
  std::string text;
  for (const std::string& heading : lesson.heading_path) text += heading + '\n';
  return text + lesson.title + '\n' + lesson.text;
}

}  // namespace

void assign_identities(Document& document, const Document* previous) {
  if (previous != nullptr) Matcher(document, *previous).run();
  std::set<std::string> taken;
  for (const Lesson& lesson : document.lessons) taken.insert(lesson.id.value);
  for (const Lesson& lesson : document.gone) taken.insert(lesson.id.value);
  std::map<std::string, int> occurrences;
  for (Lesson& lesson : document.lessons) {
    const std::string text = distinguishing_text(lesson);
    int occurrence = occurrences[text]++;
    if (!lesson.id.value.empty()) continue;
    // A repeated text, or five characters that another text has too: the next number.
    do {
      lesson.id = make_lesson_id(document.id, text + '\0' + std::to_string(occurrence++));
    } while (!taken.insert(lesson.id.value).second);
  }
}

}  // namespace fupan::importers
