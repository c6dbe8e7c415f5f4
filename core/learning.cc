#include "core/learning.h"

#include "core/digest.h"

namespace fupan {
namespace {

constexpr std::size_t kDigestLength = 8;

void append(std::string& all, std::string_view text) {
  all += text;
  all += '\0';
}

}  // namespace

std::string digest_of(const Question& question) {
  std::string all;
  append(all, name_of(question.kind));
  append(all, question.prompt);
  append(all, question.body);
  for (const QuestionOption& option : question.options) {
    append(all, option.text);
    append(all, option.is_right ? "x" : "");
    append(all, option.feedback);
  }
  for (const std::string& answer : question.answers) append(all, answer);
  append(all, question.outcome);
  append(all, question.feedback);
  return short_digest(all, kDigestLength);
}

}  // namespace fupan
