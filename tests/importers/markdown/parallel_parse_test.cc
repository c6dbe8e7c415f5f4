// Several threads parse at once. Run under ThreadSanitizer or helgrind too: cmark-gfm has tables that parsers share.
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "importers/markdown/html.h"

namespace fupan::importers {
namespace {

constexpr int kRounds = 150;

// With and without what each extension starts at: '~', ':', 'w', '@', '|', '['.
const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{
      "# Title\n\nPlain text with *emphasis*, `code` and a www.example.org link, http://example.org/a too.\n",
      "~~gone~~ and ~~**both**~~, not ~ this; see https://example.org/~li and li@example.org\n\n- [x] ~~done~~\n",
      "| 阶段 | 风险 |\n|---|---|\n| 规划 | ~~供应商~~ www.example.org |\n| 执行 | 进度：延期 |\n",
      "# 复盘\n\n- [ ] 合同里写明联调窗口：http://example.org/窗口\n- [x] **提前**锁定备用供应商\n\n> 引用 ~~删除~~\n",
      "~~~\nfenced www.example.org ~~no~~\n~~~\n\nAfter: why we wait.\n"};
  return all;
}

std::vector<std::string> render_all() {
  std::vector<std::string> out;
  for (const std::string& text : texts()) out.push_back(render_html(text));
  return out;
}

TEST(ParallelParse, ThreadsGetWhatOneThreadGets) {
  const std::vector<std::string> alone = render_all();
  EXPECT_NE(alone[0].find("<a rel=\"noopener nofollow\" href=\"http://www.example.org\">"), std::string::npos)
      << alone[0];
  EXPECT_NE(alone[1].find("<del>gone</del>"), std::string::npos) << alone[1];
  EXPECT_NE(alone[2].find("<del>供应商</del>"), std::string::npos) << alone[2];
  std::vector<int> wrong(4);
  std::vector<std::thread> threads;
  for (int& count : wrong) {
    threads.emplace_back([&count, &alone] {
      for (int n = 0; n < kRounds; ++n) count += render_all() == alone ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

}  // namespace
}  // namespace fupan::importers
