#include "server/service/projector.h"

#include <chrono>
#include <thread>

#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

using namespace std::chrono_literals;

class ProjectorTest : public LibraryTest {};

// A log whose end is reached for a moment, as by an import that reads slowly, is no reason to write the index.
TEST_F(ProjectorTest, WhatMayWaitIsNotWrittenAtTheEndOfTheLog) {
  for (int i = 0; i < 1100; ++i) write(std::to_string(i) + ".md", "# Note\n\nThe vendor was late.\n");
  ImportOptions options;
  options.paths = {sources()};
  const auto report = ImportService(*library_).run(options, {});
  ASSERT_TRUE(report) << report.error().message;
  Projector projector(*library_, {1'000'000, std::chrono::minutes(3)});
  for (int i = 0; i < 300 && !library_->index().counts(); ++i) std::this_thread::sleep_for(100ms);
  std::this_thread::sleep_for(1500ms);  // by far enough to take them in
  const auto before = library_->index().counts();
  ASSERT_TRUE(before) << before.error().message;
  EXPECT_EQ(before->documents, 0U);
  projector.finish_soon();
  const Status applied = projector.wait_for(report->sequence, 60s);
  ASSERT_TRUE(applied) << applied.error().message;
  const auto after = library_->index().counts();
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->documents, 1100U);
}

}  // namespace
}  // namespace fupan::service
