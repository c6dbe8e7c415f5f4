// Learning at the size of an organisation: fupan_learn_bench [LEARNERS [ANSWERS]]
//
// Fills a library of its own with learners after a year (five paths, 120 cards each), measures the report of a PMO and
// the page of one learner, then gives ANSWERS answers one by one and measures time and growth of each.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "server/service/import_service.h"
#include "server/service/keys.h"
#include "server/service/learn_report.h"
#include "server/service/projector.h"

namespace fupan::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int kPaths = 5;
constexpr int kSteps = 12;
constexpr int kGuides = 20;
constexpr int kQuestions = 6;

template <class F>
double milliseconds(F&& work) {
  const auto start = SteadyClock::now();
  work();
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

void print(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  fmt::print("{:<44} p50 {:8.2f} ms  max {:8.2f}\n", what, times[times.size() / 2], times.back());
}

std::string guide_name(int guide) { return fmt::format("guide{}.md", guide); }

void write_sources(const fs::path& folder) {
  fs::create_directories(folder);
  for (int guide = 0; guide < kGuides; ++guide) {
    std::ofstream out(folder / guide_name(guide));
    out << fmt::format("---\nkind: guide\nrisk: supplier\n---\n# Guide {}\n\n", guide);
    for (int line = 0; line < 60; ++line) out << "What is agreed early is cheap; what is agreed late is not.\n\n";
    out << "## Quiz\n\n";
    for (int question = 0; question < kQuestions; ++question) {
      out << fmt::format("### Question {} of guide {}?\n\n- [x] yes\n- [ ] no\n\n> Because.\n\n", question * 31, guide);
    }
  }
  for (int path = 0; path < kPaths; ++path) {
    std::ofstream out(folder / fmt::format("path{}.md", path));
    out << fmt::format("---\nkind: path\npath: path{}\nlang: en\nrole: pmo-manager\n---\n# Path {}\n\n", path, path);
    for (int step = 0; step < kSteps; ++step) {
      out << fmt::format("{}. [Step]({}) (10 min)\n", step + 1, guide_name((path * 3 + step) % kGuides));
    }
  }
}

Learner learner_of(int number, const std::vector<service::PathView>& paths) {
  Learner learner;
  learner.account = fmt::format("acc{:07}", number);
  learner.name = fmt::format("Learner {}", number);
  learner.group = number % 10 == 0 ? "contributor" : "reader";
  for (const service::PathView& view : paths) {
    PathProgress& progress = learner.paths.emplace_back(PathProgress{view.path.slug, {}, 0});
    for (const service::StepView& step : view.steps[0]) progress.done.push_back({step.id, 20000 + number % 300});
    progress.completed = 20300;
  }
  for (int label = 0; label < 21; ++label) {
    learner.labels.push_back({Facet::kRisk, fmt::format("risk{}", label), 40, static_cast<unsigned>(label)});
  }
  learner.answers = 840;
  learner.right = 600;
  learner.cards = kGuides * kQuestions;
  learner.first_day = 20000;
  learner.last_day = 20365;
  return learner;
}

Deck deck_of(const service::QuizView& quiz) {
  Deck deck;
  for (const service::SourcedQuestion& question : quiz.questions) {
    Memory memory;
    for (int answer = 0; answer < 7; ++answer) memory = review(memory, Rating::kGood, memory.due() + 1'700'000'000);
    memory.last_review = 1'790'000'000;
    deck.cards.push_back({question.question.id, question.digest, memory, 1, true});
  }
  return deck;
}

int measure(const fs::path& folder, int learners, int answers) {
  write_sources(folder / "sources");
  auto library = service::Library::open({folder / "data", {}, true, nullptr});
  if (!library) return fmt::print("{}\n", library.error().message), 1;
  service::ImportOptions options;
  options.paths = {folder / "sources"};
  const auto imported = service::ImportService(**library).run(options, {});
  service::Projector projector(**library);
  projector.finish_soon();
  if (!imported || !projector.wait_for(imported->sequence, std::chrono::seconds(60))) return 1;
  const service::LearnService learning(**library);
  const auto paths = learning.content().paths({}, "en");
  std::vector<std::pair<std::string, std::string>> decks;
  for (int guide = 0; guide < kGuides; ++guide) {
    const DocumentId id = make_document_id("sources", guide_name(guide));
    decks.emplace_back(id.value, encode_deck(deck_of(*learning.content().quiz({}, id))));
  }
  const std::uint64_t empty = (*library)->store_bytes();
  for (int number = 0; number < learners;) {
    std::vector<store::Write> batch;
    for (int i = 0; i < 200 && number < learners; ++i, ++number) {
      const Learner learner = learner_of(number, *paths);
      batch.push_back({service::learner_key(learner.account), encode_learner(learner), {}});
      for (const auto& [source, deck] : decks) batch.push_back({service::deck_key(learner.account, source), deck, {}});
    }
    if (!(*library)->store().commit(batch)) return 1;
  }
  const std::uint64_t full = (*library)->store_bytes();
  fmt::print("{} learners, {} cards each: {:.1f} MB, {:.0f} bytes a learner\n", learners, kGuides * kQuestions,
             static_cast<double>(full - empty) / 1e6, static_cast<double>(full - empty) / learners);
  const service::LearnReportService reports(**library);
  std::vector<double> report, csv, due;
  for (int i = 0; i < 7; ++i) report.push_back(milliseconds([&] { (void)reports.report({}, "en", ""); }));
  for (int i = 0; i < 3; ++i) csv.push_back(milliseconds([&] { (void)reports.rows({}, "en", ""); }));
  const Viewer one{"acc0000001", "Learner 1", Role::kReader, {}};
  for (int i = 0; i < 7; ++i) due.push_back(milliseconds([&] { (void)learning.due(one, ""); }));
  print("report of a PMO", report);
  print("rows of the CSV", csv);
  print("daily review of one learner", due);
  const auto quiz = learning.content().quiz({}, {decks[0].first});
  std::vector<double> answering;
  for (int i = 0; i < answers; ++i) {
    const std::string account = fmt::format("acc{:07}", i * 37 % learners);
    const auto& question = quiz->questions[static_cast<std::size_t>(i) % quiz->questions.size()].question;
    answering.push_back(milliseconds([&] {
      (void)learning.answer({account, "", Role::kReader, {}},
                            {question.id, {question.options[0].id}, Rating::kGood, ""});
    }));
  }
  print("one answer, durable", answering);
  const std::uint64_t after = (*library)->store_bytes();
  fmt::print("{} answers: {:.0f} bytes each\n", answers, static_cast<double>(after - full) / answers);
  return 0;
}

int run(int learners, int answers) {
  const fs::path folder =
      fs::temp_directory_path() / fmt::format("fupan-learn-bench-{}", SteadyClock::now().time_since_epoch().count());
  const int status = measure(folder, learners, answers);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return status;
}

}  // namespace
}  // namespace fupan::bench

int main(int argc, char** argv) {
  return fupan::bench::run(argc > 1 ? std::atoi(argv[1]) : 10000, argc > 2 ? std::atoi(argv[2]) : 20000);
}
