#include "server/service/evaluate_service.h"

#include <cmath>

#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

class EvaluateServiceTest : public LibraryTest {
 protected:
  void SetUp() override {
    write("docs.jsonl",
          "{\"id\":\"a\",\"title\":\"Vendor delay\",\"text\":\"The vendor was late.\"}\n"
          "{\"id\":\"b\",\"title\":\"\",\"text\":\"供应商延期三周。\"}\n"
          "{\"id\":\"c\",\"title\":\"Nothing\",\"text\":\"Unrelated words.\"}\n");
    write("queries.tsv", "1\twhy was the vendor late?\n2\t供应商 (延期) - NOT\n3\tno judgement\n");
    write("qrels.tsv", "1\ta\t2\n1\tc\t1\n2\tb\t1\n");
  }

  Result<Evaluation> evaluate_it() {
    return evaluate(
        {sources(), folder_.path() / "run.txt", std::filesystem::path(FUPAN_SOURCE_DIR) / "starter", false});
  }
};

TEST_F(EvaluateServiceTest, CountsLinearGain) {
  const auto result = evaluate_it();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->documents, 3U);
  EXPECT_EQ(result->queries, 2U);
  // Query 1 finds a (grade 2) and not c: 2 / (2 + 1 / log2(3)); query 2 is perfect.
  EXPECT_NEAR(result->ndcg_at_10, (2 / (2 + 1 / std::log2(3.0)) + 1) / 2, 1e-9);
  EXPECT_NEAR(result->mrr_at_10, 1, 1e-9);
  EXPECT_NEAR(result->recall_at_100, 0.75, 1e-9);
  EXPECT_NEAR(result->mean_average_precision, 0.75, 1e-9);
  std::ifstream run(folder_.path() / "run.txt");
  std::string line;
  ASSERT_TRUE(std::getline(run, line));
  EXPECT_EQ(line.substr(0, 9), "1 Q0 a 1 ");
}

TEST_F(EvaluateServiceTest, AQueryThatWasNotWrittenForUsIsAskedByItsWords) {
  write("queries.tsv", "1\tpahse: why was the vendor late\n2\t标题:供应商 ((延期\n");
  const auto result = evaluate_it();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->queries, 2U);
  EXPECT_GT(result->mrr_at_10, 0);
}

TEST_F(EvaluateServiceTest, FindsWhatHasOnlySomeOfTheWords) {
  write("queries.tsv", "1\tvendor words\n2\t供应商\n");
  const auto result = evaluate_it();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_NEAR(result->recall_at_100, 1, 1e-9) << "one document has the first word, the other the second";
}

TEST_F(EvaluateServiceTest, BadLinesAreNamed) {
  write("docs.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\nnot json\n");
  const auto result = evaluate_it();
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("docs.jsonl line 2"), std::string::npos) << result.error().message;
  write("docs.jsonl", "{\"id\":\"7\",\"text\":\"x\"}\n\n{\"id\":7,\"text\":\"y\"}\n");
  EXPECT_NE(evaluate_it().error().message.find("docs.jsonl line 3: a document with the id '7'"), std::string::npos);
  std::filesystem::remove(sources() / "docs.jsonl");
  EXPECT_FALSE(evaluate_it());
}

}  // namespace
}  // namespace fupan::service
