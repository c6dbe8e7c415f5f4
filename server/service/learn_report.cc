#include "server/service/learn_report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <unordered_set>

#include "server/service/csv.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr Day kActiveDays = 30;

Day today_of(const Clock& clock) {
  return static_cast<Day>(std::chrono::duration_cast<std::chrono::days>(clock.now().time_since_epoch()).count());
}

Status check_viewer(const Viewer& viewer) {
  if (viewer.is_at_least(Role::kCurator)) return ok_status();
  return make_error(ErrorCode::kForbidden, "the learning report is for curators");
}

std::unordered_set<std::string> step_ids(const PathView& view) {
  std::unordered_set<std::string> ids;
  for (const auto& module : view.steps) {
    for (const StepView& step : module) ids.insert(step.id);
  }
  return ids;
}

// A path with what is counted of it while learners are read.
struct Tally {
  PathReport report;
  std::unordered_set<std::string> steps;
  std::map<std::string, GroupReport> groups;
  double shares = 0;
};

GroupReport& group_of(std::map<std::string, GroupReport>& groups, const std::string& name) {
  GroupReport& group = groups[name];
  group.group = name;
  return group;
}

std::vector<GroupReport> listed(const std::map<std::string, GroupReport>& groups) {
  std::vector<GroupReport> list;
  for (const auto& [name, group] : groups) list.push_back(group);
  return list;
}

class Counter {
 public:
  Counter(std::vector<PathView> paths, Day today) : today_(today) {
    for (PathView& view : paths) {
      Tally& tally = tallies_[view.path.slug];
      tally.steps = step_ids(view);
      tally.report.view = std::move(view);
    }
  }

  void add(const Learner& learner) {
    const bool is_active = learner.last_day + kActiveDays > today_;
    GroupReport& group = group_of(groups_, learner.group);
    ++report_.learners;
    ++group.learners;
    if (is_active) {
      ++report_.active;
      ++group.active;
    }
    report_.answers += learner.answers;
    report_.right += learner.right;
    for (const LabelAnswers& label : learner.labels) {
      LabelAnswers& sum = labels_[{label.facet, label.value}];
      sum.asked += label.asked;
      sum.wrong += label.wrong;
    }
    for (const PathProgress& progress : learner.paths) add_path(progress, learner.group, is_active, group);
  }

  LearnReport take() {
    for (auto& [slug, tally] : tallies_) {
      if (tally.report.started > 0) tally.report.average = tally.shares / static_cast<double>(tally.report.started);
      tally.report.groups = listed(tally.groups);
      report_.paths.push_back(std::move(tally.report));
    }
    report_.groups = listed(groups_);
    report_.weak_withheld = report_.learners < kFewestLearners;
    std::vector<LabelAnswers> labels;
    for (const auto& [key, sum] : labels_) labels.push_back({key.first, key.second, sum.asked, sum.wrong});
    if (!report_.weak_withheld) report_.weak = weak_areas(labels);
    return std::move(report_);
  }

 private:
  void add_path(const PathProgress& progress, const std::string& group_name, bool is_active, GroupReport& group) {
    const auto found = tallies_.find(progress.path);
    if (found == tallies_.end() || progress.done.empty()) return;
    Tally& tally = found->second;
    const auto done = std::count_if(progress.done.begin(), progress.done.end(),
                                    [&](const StepDone& step) { return tally.steps.contains(step.step); });
    GroupReport& of_path = group_of(tally.groups, group_name);
    ++of_path.learners;
    if (is_active) ++of_path.active;
    if (!tally.steps.empty()) tally.shares += static_cast<double>(done) / static_cast<double>(tally.steps.size());
    for (GroupReport* one : {&of_path, &group}) {
      ++one->started;
      if (progress.completed > 0) ++one->completed;
    }
    ++tally.report.started;
    if (progress.completed > 0) ++tally.report.completed;
  }

  Day today_;
  LearnReport report_;
  std::map<std::string, Tally> tallies_;
  std::map<std::string, GroupReport> groups_;
  std::map<std::pair<Facet, std::string>, LabelAnswers> labels_;
};

Status for_each_learner(const store::Reader& reader, const std::function<void(const Learner&)>& visit) {
  return for_each_record(reader, kLearnerPrefix, [&](const store::Record& record) -> Status {
    const auto learner = decode_learner(record.value);
    if (!learner) return learner.error();
    visit(*learner);
    return ok_status();
  });
}

std::string name_of_learner(const Learner& learner) { return learner.name.empty() ? learner.account : learner.name; }

ProgressRow row_of(const Learner& learner, const PathProgress& progress, const PathView& view) {
  ProgressRow row;
  row.learner = name_of_learner(learner);
  row.group = learner.group;
  row.path = view.path.slug;
  row.title = view.document.title;
  row.role = view.path.role;
  row.level = view.path.level;
  row.done = done_steps(view, learner).size();
  row.steps = view.step_count;
  Day first = progress.done.front().day;
  for (const StepDone& done : progress.done) first = std::min(first, done.day);
  row.started = date_of_day(first);
  row.completed = date_of_day(progress.completed);
  row.last_active = date_of_day(learner.last_day);
  return row;
}

}  // namespace

Result<std::vector<PathView>> LearnReportService::paths(const Viewer& viewer, std::string_view lang,
                                                        const std::string& role) const {
  if (Status checked = check_viewer(viewer); !checked) return checked.error();
  auto paths = content_.paths(viewer, lang);
  if (paths && !role.empty()) std::erase_if(*paths, [&](const PathView& view) { return view.path.role != role; });
  return paths;
}

Result<LearnReport> LearnReportService::report(const Viewer& viewer, std::string_view lang,
                                               const std::string& role) const {
  auto wanted = paths(viewer, lang, role);
  if (!wanted) return wanted.error();
  std::vector<std::string> order;
  for (const PathView& view : *wanted) order.push_back(view.path.slug);
  Counter counter(std::move(*wanted), today_of(library_.clock()));
  const Status read = for_each_learner(library_.store(), [&](const Learner& learner) { counter.add(learner); });
  if (!read) return read.error();
  LearnReport report = counter.take();
  const auto place = [&](const PathReport& path) {
    return std::find(order.begin(), order.end(), path.view.path.slug) - order.begin();
  };
  std::sort(report.paths.begin(), report.paths.end(),
            [&](const PathReport& a, const PathReport& b) { return place(a) < place(b); });
  return report;
}

Result<std::vector<ProgressRow>> LearnReportService::rows(const Viewer& viewer, std::string_view lang,
                                                          const std::string& role) const {
  const auto wanted = paths(viewer, lang, role);
  if (!wanted) return wanted.error();
  std::map<std::string, const PathView*> by_slug;
  for (const PathView& view : *wanted) by_slug[view.path.slug] = &view;
  std::vector<ProgressRow> rows;
  const Status read = for_each_learner(library_.store(), [&](const Learner& learner) {
    for (const PathProgress& progress : learner.paths) {
      const auto view = by_slug.find(progress.path);
      if (view != by_slug.end() && !progress.done.empty()) rows.push_back(row_of(learner, progress, *view->second));
    }
  });
  if (!read) return read.error();
  return rows;
}

std::string render_progress_csv(const std::vector<ProgressRow>& rows, std::string_view lang) {
  using Cells = std::array<std::string, 11>;
  const Cells heading = lang == "zh" ? Cells{"学员",       "组别",     "路径",     "标题",     "角色",    "级别",
                                             "已完成步骤", "步骤总数", "开始日期", "完成日期", "最近学习"}
                                     : Cells{"learner",    "group", "path",    "title",     "role",       "level",
                                             "steps done", "steps", "started", "completed", "last active"};
  std::string csv = "\xEF\xBB\xBF" + csv_line(heading);
  for (const ProgressRow& row : rows) {
    csv += csv_line(Cells{row.learner, row.group, row.path, row.title, row.role, std::to_string(row.level),
                          std::to_string(row.done), std::to_string(row.steps), row.started, row.completed,
                          row.last_active});
  }
  return csv;
}

}  // namespace fupan::service
