// How the learning of everybody goes, for a PMO: by path and by group, never a single answer. Reads one small record a
// learner, no answers (decision 0041). Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/service/learn_service.h"

namespace fupan::service {

// What few people answered would tell of each of them: below this many learners no weak areas are shown.
inline constexpr std::size_t kFewestLearners = 5;

struct GroupReport {
  std::string group;                       // a role of accounts
  std::size_t learners = 0, active = 0;    // active: within the last 30 days
  std::size_t started = 0, completed = 0;  // paths, over all learners
};

struct PathReport {
  PathView view;
  std::size_t started = 0, completed = 0;
  double average = 0;  // share of steps done of those who started, 0 to 1
  std::vector<GroupReport> groups;
};

struct LearnReport {
  std::size_t learners = 0, active = 0;
  std::uint64_t answers = 0, right = 0;
  std::vector<PathReport> paths;
  std::vector<GroupReport> groups;
  std::vector<WeakArea> weak;  // of kFewestLearners and more
  bool weak_withheld = false;  // there are too few learners
};

// One row a learner and path that was started.
struct ProgressRow {
  std::string learner, group;  // name, else account
  std::string path, title, role;
  int level = 0;
  std::size_t done = 0, steps = 0;
  std::string started, completed, last_active;  // "YYYY-MM-DD"
};

class LearnReportService {
 public:
  // `library` must outlive it.
  explicit LearnReportService(Library& library) : library_(library), content_(library) {}

  // `role`: only paths of this training role; empty: all. For curators and above.
  //
  // Errors: not_found  `viewer` is neither; as store and index
  Result<LearnReport> report(const Viewer& viewer, std::string_view lang, const std::string& role) const;
  Result<std::vector<ProgressRow>> rows(const Viewer& viewer, std::string_view lang, const std::string& role) const;

 private:
  Result<std::vector<PathView>> paths(const Viewer& viewer, std::string_view lang, const std::string& role) const;

  Library& library_;
  LearnContent content_;
};

// With a header line, and with a byte order mark so that spreadsheets read the Chinese.
std::string render_progress_csv(const std::vector<ProgressRow>& rows, std::string_view lang);

}  // namespace fupan::service
