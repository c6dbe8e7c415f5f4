// The kickoff brief of one project, and adoptions: that a lesson was applied somewhere, and how it went. Plain values
// and their stored forms (docs/formats.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kBriefFormat = 1;
inline constexpr int kAdoptionFormat = 1;
inline constexpr int kDeliveryFormat = 1;

// Enumerations are stored by position: a new one goes at the end.
enum class Decision { kOpen, kAccepted, kRejected, kLater };
inline constexpr std::array<std::string_view, 4> kDecisionNames{"open", "accepted", "rejected", "later"};

enum class AdoptionState { kPending, kHelped, kNotHelped, kNotApplicable };
inline constexpr std::array<std::string_view, 4> kAdoptionStateNames{"pending", "helped", "not_helped",
                                                                     "not_applicable"};

// Why a lesson is in a brief. `values`: of kText pieces of the description as written; of kPhase, kRisk and kTag the
// shared labels; of kProject the name of the project it comes from.
enum class ReasonKind { kText, kPhase, kRisk, kTag, kProject, kAdoption };
inline constexpr std::array<std::string_view, 6> kReasonKindNames{"text", "phase",   "risk",
                                                                  "tag",  "project", "adoption"};

constexpr std::string_view name_of(Decision decision) { return kDecisionNames[static_cast<std::size_t>(decision)]; }
constexpr std::string_view name_of(AdoptionState state) { return kAdoptionStateNames[static_cast<std::size_t>(state)]; }
constexpr std::string_view name_of(ReasonKind kind) { return kReasonKindNames[static_cast<std::size_t>(kind)]; }

struct BriefReason {
  ReasonKind kind = ReasonKind::kText;
  std::vector<std::string> values;
  double weight = 0;          // its part of the lesson's score; below 0 only for adoptions that did not help
  std::uint64_t applied = 0;  // kAdoption: times that it was applied and how it went is known
  std::uint64_t helped = 0;   // of these
  bool of_document = false;   // kPhase, kRisk, kTag: a label of the whole document, not of this lesson alone
  // kProject: what the project has in common: "tag:cutover", "method:agile" …; kText of a lesson in the other language:
  // what the description has in place of each of `values`.
  std::vector<std::string> shared = {};
  bool operator==(const BriefReason&) const = default;
};

struct BriefLesson {
  LessonId id;
  double score = 0;                  // the sum of the reasons' weights
  std::vector<BriefReason> reasons;  // strongest first; never empty
  std::vector<std::string> folded;   // lessons that say nearly the same, by id
  Decision decision = Decision::kOpen;
  std::string note;  // why it was rejected, or anything else
  std::string decided_at;
  bool operator==(const BriefLesson&) const = default;
};

// Among the most similar projects, and among all with lessons.
struct BriefRisk {
  std::string risk;  // id in the taxonomy
  std::uint64_t hit = 0, similar = 0, all_hit = 0, all = 0;
  double lower = 0, upper = 0;       // Wilson interval of hit / similar, 90 %
  std::string comparison;            // "too_few", "not_different", "higher", "lower": similar projects against the rest
  std::string verdict;               // of the predictor: insight::Verdict by name, or "not_ready"
  std::optional<double> likelihood;  // what the predictor claims
  bool operator==(const BriefRisk&) const = default;
};

struct BriefProject {
  std::string id, name;
  double score = 0;                  // 0 .. 1
  std::vector<std::string> reasons;  // "tag:migration", "risk:supplier", "text" …; strongest first
  std::optional<double> schedule_overrun, cost_overrun;            // 0.25: a quarter over plan
  std::optional<double> planned_value, earned_value, actual_cost;  // currency units as written
  bool operator==(const BriefProject&) const = default;
};

struct BriefSpread {
  std::uint64_t n = 0;
  std::optional<double> p20, p50, p80;  // nothing where n is too small
  bool operator==(const BriefSpread&) const = default;
};

struct BriefPattern {
  std::vector<std::string> items;  // "tag:migration", "method:waterfall"
  std::uint64_t support = 0, failures = 0;
  double lift = 0;
  std::vector<std::string> examples;  // names of failed projects
  bool operator==(const BriefPattern&) const = default;
};

struct BriefProfile {
  std::string project, lang, sector, method, currency;
  std::vector<std::string> phases, risks, tags;
  std::optional<double> budget, duration_days;
  bool operator==(const BriefProfile&) const = default;
};

struct Brief {
  std::string id;  // 10 characters [0-9a-v]
  std::string title, description;
  BriefProfile profile;
  std::vector<BriefLesson> lessons;    // best first
  std::vector<BriefRisk> risks;        // most likely first
  std::vector<BriefProject> projects;  // similar, best first
  BriefSpread schedule, cost;
  std::vector<BriefPattern> patterns;
  std::vector<std::string> templates;  // document ids
  std::vector<std::string> refused;  // lessons that were rejected before the brief was made anew: they do not come back
  std::string created_at, updated_at;    // RFC 3339
  std::string owner;                     // account id; empty: made before there were accounts
  std::vector<std::string> collections;  // what it was made from: who does not see all of them does not see the brief
  bool operator==(const Brief&) const = default;
};

struct Adoption {
  std::string id;  // 10 characters [0-9a-v]
  LessonId lesson;
  std::string project;  // name; may be empty
  std::string brief;    // id; empty when said without one
  AdoptionState state = AdoptionState::kPending;
  std::string follow_up;  // "YYYY-MM-DD": when to ask whether it helped, if no gate comes before; or empty
  std::string note;
  std::string created_at, updated_at;  // RFC 3339
  std::uint64_t gates = 0;             // that the project had passed when it was made: the next one asks
  bool operator==(const Adoption&) const = default;
};

// What a project was given when it passed a gate: chosen once, then kept.
struct Delivery {
  std::string id;                    // 10 characters [0-9a-v]
  std::string project;               // id
  std::uint64_t gate = 0;            // counts the project's gates from 1
  std::string phase;                 // that it moved to
  std::vector<BriefLesson> lessons;  // best first; without decisions
  std::string created_at;            // RFC 3339
  bool operator==(const Delivery&) const = default;
};

std::string encode_brief(const Brief& brief);
std::string encode_adoption(const Adoption& adoption);
std::string encode_delivery(const Delivery& delivery);

// Errors: corrupt  no such record, a required field is missing or of the wrong kind, or another format
Result<Brief> decode_brief(std::string_view bytes);
Result<Adoption> decode_adoption(std::string_view bytes);
Result<Delivery> decode_delivery(std::string_view bytes);

}  // namespace fupan
