// fupan_brief_bench DATA_DIR [PROJECTS]: how long does a kickoff brief take, and how much memory? See README.md.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "core/clock.h"
#include "server/service/brief_service.h"
#include "server/service/import_service.h"
#include "server/service/projector.h"
#include "server/service/search_service.h"

namespace {

namespace fs = std::filesystem;
namespace service = fupan::service;
using Clock = std::chrono::steady_clock;

constexpr int kDocumentsOfProject = 5;
constexpr int kLessonsOfDocument = 10;
constexpr int kQueries = 200;
constexpr int kWarmUp = 10;

class Words {
 public:
  explicit Words(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  // Word numbers as in real text: the product of two uniform numbers is small more often than large.
  std::string word(bool chinese) {
    const std::size_t number = below(20'000) * below(20'000) / 20'000;
    return chinese ? chinese_word(number) : english_word(number);
  }
  std::string sentence(bool chinese, std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) text += (text.empty() || chinese ? "" : " ") + word(chinese);
    return text + (chinese ? "。" : ".");
  }

 private:
  static std::string english_word(std::size_t number) {
    constexpr const char* kParts[] = {"va", "ne", "ti", "ro", "ku", "lam", "des", "mon", "fir", "pol", "ga", "su"};
    std::string word;
    for (std::size_t rest = number + 13; rest > 0; rest /= 12) word += kParts[rest % 12];
    return word;
  }
  static std::string chinese_word(std::size_t number) {
    std::string word;
    for (const std::size_t c : {number % 700, number / 700 + 700}) {
      const auto code = static_cast<unsigned>(0x4E00 + c * 7);
      word += static_cast<char>(0xE0U | (code >> 12U));
      word += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
      word += static_cast<char>(0x80U | (code & 0x3FU));
    }
    return word;
  }
  std::mt19937_64 random_;
};

std::string document(Words& words, int project, int number) {
  constexpr const char* kTags[] = {"erp", "cutover", "outsourcing", "data-migration", "procurement", "observability"};
  constexpr const char* kRisks[] = {"supplier", "schedule", "cost", "scope", "quality", "security"};
  const bool chinese = project % 5 == 0;
  std::string text = fmt::format(
      "---\nproject: {}{}\ntags: [{}, {}]\nrisk: [{}]\noutcome: {}\nplanned_duration_days: 100\n"
      "actual_duration_days: {}\nplanned_cost: 1000\nactual_cost: {}\n---\n# {}\n\n",
      chinese ? "项目" : "Project ", project, kTags[words.below(6)], kTags[words.below(6)], kRisks[words.below(6)],
      words.below(3) == 0 ? "failed" : "success", 90 + words.below(60), 900 + words.below(600),
      words.sentence(chinese, 6));
  text += fmt::format("{}\n\n## {}\n\n", words.sentence(chinese, 60), chinese ? "经验教训" : "Lessons learned");
  for (int i = 0; i < kLessonsOfDocument; ++i) text += "- " + words.sentence(chinese, 25) + "\n";
  return text + fmt::format("\n{}\n", number);
}

bool fill(service::Library& library, const fs::path& data, int projects) {
  const fs::path sources = data / "bench-sources";
  fs::create_directories(sources);
  Words words(1);
  for (int project = 0; project < projects; ++project) {
    for (int i = 0; i < kDocumentsOfProject; ++i) {
      std::ofstream(sources / fmt::format("p{}-{}.md", project, i)) << document(words, project, i);
    }
  }
  service::ImportOptions options;
  options.paths = {sources};
  const auto report = service::ImportService(library).run(options, {});
  if (!report) return false;
  service::Projector projector(library);
  projector.finish_soon();
  return projector.wait_for(report->sequence, std::chrono::hours(1)).has_value();
}

double resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return 0;
}

// Milliseconds of the processor in this thread: what other work on the machine does not change much.
double processor_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> wall, processor;
};

void print(const std::string& what, std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  fmt::print("{:<28} p50 {:7.2f} ms   p95 {:7.2f} ms   p99 {:7.2f} ms\n", what, at(0.5), at(0.95), at(0.99));
}

void print(const std::string& what, Times& times) {
  print(what, times.wall);
  print(what + ", processor", times.processor);
}

template <class Ask>
Times measure(Ask ask) {
  Times times;
  for (int i = -kWarmUp; i < kQueries; ++i) {
    const auto start = Clock::now();
    const double processor_start = processor_ms();
    if (!ask(i + kWarmUp)) std::exit(1);
    if (i < 0) continue;
    times.wall.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    times.processor.push_back(processor_ms() - processor_start);
  }
  return times;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return fmt::print(stderr, "fupan_brief_bench DATA_DIR [PROJECTS]\n"), 2;
  const fs::path data = arguments[1];
  const int projects = count > 2 ? std::atoi(arguments[2]) : 2000;
  auto library = service::Library::open({data, {}, false});
  if (!library) return fmt::print(stderr, "{}\n", library.error().message), 1;
  if (*(*library)->store().last_sequence() == 0 && !fill(**library, data, projects)) return 1;
  const service::SearchService search(**library);
  Words words(2);
  std::vector<service::BriefRequest> charters;
  for (int i = 0; i < kQueries + kWarmUp; ++i) {
    const bool chinese = i % 5 == 0;
    service::BriefRequest request{words.sentence(chinese, 5), words.sentence(chinese, 120), {}, 10};
    request.profile.tags = {"erp", "cutover"};
    request.profile.risks = {"supplier"};
    charters.push_back(std::move(request));
  }
  auto pages = measure([&](int i) {
    fupan::indexer::SearchRequest request;
    request.text = charters[static_cast<std::size_t>(i)].title;
    request.facets = {fupan::indexer::Field::kPhase, fupan::indexer::Field::kRisk, fupan::indexer::Field::kTag};
    return search.search(request).has_value();
  });
  const double before = resident_mb();
  const service::BriefService briefs(**library, true);
  const auto start = Clock::now();
  if (!briefs.make(charters.front())) return 1;
  fmt::print("first brief (reads and learns the history): {:.1f} s\n",
             std::chrono::duration<double>(Clock::now() - start).count());
  auto made = measure([&](int i) { return briefs.make(charters[static_cast<std::size_t>(i)]).has_value(); });
  print("search page", pages);
  print("brief", made);
  fmt::print("memory: {:.0f} MB before the first brief, {:.0f} MB after {}\n", before, resident_mb(), kQueries);
  return 0;
}
