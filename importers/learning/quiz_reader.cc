#include "importers/learning/quiz_reader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/digest.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/learning/source_slice.h"
#include "importers/likeness.h"
#include "importers/lines.h"
#include "importers/markdown/reader.h"
#include "importers/source_text.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kOptionIdLength = 5;
constexpr std::size_t kQuestionIdLength = 5;
constexpr double kLeastLikeness = 0.5;
constexpr std::array<std::string_view, 4> kQuizWords{"quiz", "测验", "小测验", "自测"};
constexpr std::array<std::string_view, 3> kAnswerWords{"answer", "答案", "参考答案"};
constexpr std::array<std::string_view, 3> kOutcomeWords{"outcome", "结果", "结局"};

void append_markdown(std::string& out, std::string_view more) {
  if (more.empty()) return;
  if (!out.empty()) out += "\n\n";
  out += more;
}

// Collects one question block by block.
class QuestionReader {
 public:
  QuestionReader(const Block& heading, const Lines& lines) : lines_(lines) {
    question_.prompt = heading.text;
    question_.lines = heading.lines;
  }

  void add(const Block& block) {
    question_.lines.last = block.lines.last;
    switch (block.kind) {
      case BlockKind::kQuote:
        add_feedback(block, question_.feedback);
        break;
      case BlockKind::kList:
        add_list(block);
        break;
      case BlockKind::kParagraph:
        add_paragraph(block);
        break;
      default:
        append_markdown(has_outcome_ ? question_.outcome : question_.body, lines_.slice(block.lines));
    }
  }

  // What is wrong with the question; empty: nothing.
  std::string finish() {
    set_kind();
    const auto right = std::count_if(question_.options.begin(), question_.options.end(),
                                     [](const QuestionOption& option) { return option.is_right; });
    if (question_.prompt.empty()) return "has no text";
    if (is_duplicated()) return "has the same option twice";
    switch (question_.kind) {
      case QuestionKind::kOrdering:
        return question_.options.size() < 2 ? "has fewer than two items to put in order" : "";
      case QuestionKind::kShort:
        return question_.answers.empty() ? "has no answer" : "";
      case QuestionKind::kCase:
        if (question_.outcome.empty()) return "has an empty outcome";
        if (question_.options.empty()) return {};
        break;
      default:
        break;
    }
    if (question_.options.size() < 2) return "has fewer than two options";
    return right == 0 ? "has no right option" : "";
  }

  Question take() { return std::move(question_); }

 private:
  void add_feedback(const Block& quote, std::string& to) {
    append_markdown(to, without_quote_marks(lines_.slice(quote.lines)));
    collect_links(quote);
  }

  void collect_links(const Block& block) {
    for (const BlockLink& link : block.links) question_.links.push_back(link.address);
    for (const Block& child : block.children) collect_links(child);
  }

  void add_list(const Block& list) {
    const bool has_boxes = std::any_of(list.children.begin(), list.children.end(),
                                       [](const Block& item) { return item.is_checked.has_value(); });
    if (has_outcome_ || !question_.options.empty() || (!has_boxes && !list.is_ordered)) {
      append_markdown(has_outcome_ ? question_.outcome : question_.body, lines_.slice(list.lines));
      return;
    }
    has_boxes_ = has_boxes;
    std::map<std::string, int> seen;
    for (const Block& item : list.children) add_option(item, seen);
  }

  void add_option(const Block& item, std::map<std::string, int>& seen) {
    QuestionOption option;
    option.is_right = item.is_checked.value_or(false);
    for (const Block& child : item.children) {
      if (child.kind == BlockKind::kQuote) {
        add_feedback(child, option.feedback);
      } else {
        append_line(option.text, plain_text(child));
      }
    }
    option.text = text::trim(option.text);
    option.id = short_digest(option.text + '\0' + std::to_string(seen[option.text]++), kOptionIdLength);
    question_.options.push_back(std::move(option));
  }

  void add_paragraph(const Block& paragraph) {
    const std::string markdown(lines_.slice(paragraph.lines));
    if (const auto answer = after_word(markdown, kAnswerWords)) {
      add_answers(*answer);
    } else if (const auto outcome = after_word(markdown, kOutcomeWords)) {
      has_outcome_ = true;
      append_markdown(question_.outcome, *outcome);
    } else {
      append_markdown(has_outcome_ ? question_.outcome : question_.body, markdown);
    }
  }

  void add_answers(std::string_view written) {
    has_answers_ = true;
    while (true) {
      const std::size_t bar = std::min(written.find('|'), written.find("｜"));
      const std::string_view one = text::trim(written.substr(0, bar));
      if (!one.empty()) question_.answers.emplace_back(one);
      if (bar == std::string_view::npos) return;
      written.remove_prefix(bar + (written[bar] == '|' ? 1 : std::string_view("｜").size()));
    }
  }

  void set_kind() {
    const auto right = std::count_if(question_.options.begin(), question_.options.end(),
                                     [](const QuestionOption& option) { return option.is_right; });
    if (has_outcome_) {
      question_.kind = QuestionKind::kCase;
    } else if (has_answers_) {
      question_.kind = QuestionKind::kShort;
    } else if (!has_boxes_ && !question_.options.empty()) {
      question_.kind = QuestionKind::kOrdering;
    } else {
      question_.kind = right > 1 ? QuestionKind::kMultiple : QuestionKind::kSingle;
    }
  }

  bool is_duplicated() const {
    std::set<std::string> texts;
    for (const QuestionOption& option : question_.options) {
      if (!texts.insert(text::fold(option.text)).second) return true;
    }
    return false;
  }

  const Lines& lines_;
  Question question_;
  bool has_outcome_ = false;
  bool has_answers_ = false;
  bool has_boxes_ = false;
};

// Walks the top-level blocks and hands those below a quiz heading to its questions.
class QuizWalk {
 public:
  QuizWalk(const Lines& lines, std::vector<Note>& notes) : lines_(lines), notes_(notes) {}

  void visit(const Block& block) {
    if (block.kind != BlockKind::kHeading) {
      if (current_) current_->add(block);
      return;
    }
    finish_question();
    if (quiz_level_ > 0 && block.level > quiz_level_) {
      current_.emplace(block, lines_);
      line_ = block.lines.first;
    } else {
      quiz_level_ = opens_quiz(block.text) ? block.level : 0;
    }
  }

  std::vector<Question> take() {
    finish_question();
    return std::move(questions_);
  }

 private:
  void finish_question() {
    if (!current_) return;
    const std::string problem = current_->finish();
    if (problem.empty()) {
      questions_.push_back(current_->take());
    } else {
      notes_.push_back({line_, "question '" + current_->take().prompt + "' " + problem + "; it is left out"});
    }
    current_.reset();
  }

  const Lines& lines_;
  std::vector<Note>& notes_;
  std::vector<Question> questions_;
  std::optional<QuestionReader> current_;
  int quiz_level_ = 0;  // of the heading of the quiz that is open; 0: none
  int line_ = 0;
};

struct Candidate {
  double score;
  std::size_t question, mark;
};

std::vector<Candidate> alike(const std::vector<Question>& questions, const std::vector<QuestionMark>& marks,
                             const std::vector<bool>& used) {
  std::vector<Candidate> candidates;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    if (!questions[q].id.empty()) continue;
    const auto pairs = pairs_of(questions[q].prompt);
    for (std::size_t m = 0; m < marks.size(); ++m) {
      const double score = used[m] ? 0 : likeness(pairs, pairs_of(marks[m].prompt));
      if (score >= kLeastLikeness) candidates.push_back({score, q, m});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return candidates;
}

}  // namespace

bool may_have_quiz(std::string_view markdown) {
  return markdown.find("uiz") != std::string_view::npos || markdown.find("UIZ") != std::string_view::npos ||
         markdown.find("测验") != std::string_view::npos || markdown.find("測驗") != std::string_view::npos ||
         markdown.find("自测") != std::string_view::npos || markdown.find("自測") != std::string_view::npos;
}

bool opens_quiz(std::string_view heading) {
  const std::string folded = text::fold_label(heading);
  return std::any_of(kQuizWords.begin(), kQuizWords.end(), [&](std::string_view word) {
    return folded == word || folded.starts_with(std::string(word) + ":");
  });
}

std::vector<Question> read_questions(std::string_view markdown, std::vector<Note>& notes) {
  const Lines lines(markdown);
  QuizWalk walk(lines, notes);
  for (const Block& block : read_linked_blocks(markdown, lines)) walk.visit(block);
  return walk.take();
}

void assign_question_ids(const DocumentId& document, const std::vector<QuestionMark>& previous,
                         std::vector<Question>& questions) {
  std::vector<bool> used(previous.size());
  for (Question& question : questions) {
    for (std::size_t m = 0; m < previous.size() && question.id.empty(); ++m) {
      if (used[m] || previous[m].prompt != question.prompt) continue;
      question.id = previous[m].id;
      used[m] = true;
    }
  }
  for (const Candidate& candidate : alike(questions, previous, used)) {
    if (used[candidate.mark] || !questions[candidate.question].id.empty()) continue;
    questions[candidate.question].id = previous[candidate.mark].id;
    used[candidate.mark] = true;
  }
  std::set<std::string> taken;
  for (const QuestionMark& mark : previous) taken.insert(mark.id);
  for (Question& question : questions) {
    for (int occurrence = 0; question.id.empty(); ++occurrence) {
      std::string id =
          document.value + ".q" + short_digest(question.prompt + '\0' + std::to_string(occurrence), kQuestionIdLength);
      if (taken.insert(id).second) question.id = std::move(id);
    }
  }
}

Result<std::vector<Question>> questions_of(const Document& document, std::string_view source) {
  const auto decoded = decode(source);
  if (!decoded)
    return make_error(ErrorCode::kCorrupt, "source of " + document.id.value + ": " + decoded.error().message);
  if (!may_have_quiz(decoded->text)) return std::vector<Question>{};
  std::vector<Note> notes;
  std::vector<Question> questions = read_questions(separate_metadata(decoded->text).body, notes);
  assign_question_ids(document.id, document.questions, questions);
  return questions;
}

}  // namespace fupan::importers
