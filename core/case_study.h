// A case made from a lesson: what happened is shown, what to do is asked, and what came of it is the answer. Plain
// values, and their stored form.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kCaseFormat = 1;

// Stored by name.
enum class CaseState { kDraft, kApproved, kRejected };
inline constexpr std::array<std::string_view, 3> kCaseStateNames{"draft", "approved", "rejected"};
constexpr std::string_view name_of(CaseState state) { return kCaseStateNames[static_cast<std::size_t>(state)]; }

struct CaseStudy {
  std::string id;  // "<document id>.c<5 characters>": the lesson's id with another letter, so a lesson has one case
  LessonId lesson;
  std::string lang;
  CaseState state = CaseState::kDraft;
  std::string prompt;          // plain, one line
  std::string situation;       // Markdown: what happened
  std::string recommendation;  // Markdown
  std::string outcome;         // Markdown
  std::string lesson_digest;   // of the lesson that it was made from
  std::string created_at;      // RFC 3339
  std::string decided_at;      // when a curator approved or rejected it
  std::string decided_by;
  bool operator==(const CaseStudy&) const = default;
};

std::string case_id_of(const LessonId& lesson);
bool is_case_id(std::string_view id);

std::string encode_case(const CaseStudy& study);

// Errors: corrupt  not JSON, a missing or ill-typed member, an unknown state, or a newer format version
Result<CaseStudy> decode_case(std::string_view bytes);

}  // namespace fupan
