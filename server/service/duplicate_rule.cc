#include "server/service/duplicate_rule.h"

#include "core/text/utf8.h"

namespace fupan::service {

bool is_compared(const Lesson& lesson) {
  return (lesson.state == State::kPublished || lesson.state == State::kInReview) &&
         text::count_code_points(lesson.text) >= kLeastCompared;
}

}  // namespace fupan::service
