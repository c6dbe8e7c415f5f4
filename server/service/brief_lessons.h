// Which lessons belong in a brief? One brief on one thread.
//
//   score = text + labels + project + adoption
//   text      likeness to title and description, 0 .. 1 (indexer/ranking/likeness.h); of a translation 0.5 of it
//   labels    at most 0.30 of the best text score: shared risk and tag 0.12 each, phase 0.06
//   project   at most 0.10 of it: from a project that shares two tags, or a tag and sector or method, times how similar
//   adoption  at most 0.10 of it, up or down: (helped - not helped) / (helped + not helped + 2)
// Text, labels and project are multiplied by what the lesson is worth (lesson_worth.h); what is no lesson, has only a
// word in common, or is below 0.4 of the best score is left out, so a brief may have fewer than ten. At most five come
// from one document. The lesson with the best text score is always in the brief. Near-duplicates are folded into one;
// the rest is chosen by marginal relevance (indexer/insight/diversify.h).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/brief.h"
#include "core/document.h"
#include "server/service/adoptions.h"
#include "server/service/library.h"
#include "server/service/project_history.h"

namespace fupan::service {

inline constexpr double kLabelBoost = 0.30;
inline constexpr double kProjectBoost = 0.10;
inline constexpr double kAdoptionBoost = 0.10;
inline constexpr std::size_t kMostBriefLessons = 10;

class LessonChooser {
 public:
  // All must outlive the object. `projects`: similar ones, best first.
  LessonChooser(Library& library, const History& history, const std::map<std::string, AdoptionCounts>& adoptions,
                const Brief& brief, const std::vector<std::string>& hidden_collections)
      : library_(library),
        taxonomy_(library.taxonomy()),
        history_(history),
        adoptions_(adoptions),
        brief_(brief),
        hidden_(hidden_collections) {}

  // From now on only lessons that have this phase, or whose document has it.
  void restrict_to(std::string phase) { phase_ = std::move(phase); }

  // At most `most`, best first, without those in `left_out`. Errors: as store and index
  Result<std::vector<BriefLesson>> choose(std::size_t most, const std::set<std::string>& left_out);

 private:
  struct Candidate {
    BriefLesson chosen;
    Lesson lesson;
    std::vector<Label> document_labels;
    double text_score = 0;
    double worth = 1;            // lesson_worth.h
    bool is_translated = false;  // the text score is of a translation
    std::vector<std::string> matched;
  };

  bool keep_evidence(Candidate& candidate) const;
  static void drop_what_is_far_behind(std::vector<Candidate*>& order);
  Status find_candidates();
  Status add_similar(const std::string& title, const std::string& text, double share,
                     const std::vector<std::string>& documents, std::size_t limit);
  Status add_labelled();
  Status read_lessons(const std::set<std::string>& left_out);
  void score(Candidate& candidate, double best_text) const;
  void add_labels(Candidate& candidate, double best_text) const;
  void add_project(Candidate& candidate, double best_text) const;
  void add_adoptions(Candidate& candidate, double best_text) const;
  std::string translated();
  std::string without_owner(std::string_view text) const;
  std::vector<std::string> whole_translations(const std::vector<std::string>& pieces) const;

  Library& library_;
  const Taxonomy taxonomy_;
  const History& history_;
  const std::map<std::string, AdoptionCounts>& adoptions_;
  const Brief& brief_;
  const std::vector<std::string>& hidden_;           // collections
  std::string phase_;                                // empty: any
  std::map<std::string, std::string> translations_;  // terms of the description, by what they are in the other language
  std::map<std::string, Candidate> candidates_;      // by lesson id
};

}  // namespace fupan::service
