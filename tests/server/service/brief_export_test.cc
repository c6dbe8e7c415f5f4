#include "server/service/brief_export.h"

#include <gtest/gtest.h>

#include "server/service/charter.h"
#include "server/service/child_process.h"
#include "server/service/pandoc.h"

namespace fupan::service {
namespace {

class BriefExportTest : public testing::Test {
 protected:
  BriefExportTest() {
    Lesson lesson;
    lesson.id = {"d.l1"};
    lesson.kind = LessonKind::kFailed;
    lesson.title = lesson.text = "=HYPERLINK(\"http://x\") 由于只有一家供应商，导致模组到货延期三周";
    lesson.labels = {{Facet::kRisk, "supplier", LabelOrigin::kRule, true, 1.0}};
    Document document;
    document.id = {"d"};
    document.title = "网关复盘 ![x](/etc/hostname)";
    BriefLesson chosen;
    chosen.id = lesson.id;
    chosen.reasons = {{ReasonKind::kText, {"供应商"}, 0.5, 0, 0}};
    view_.brief.id = "b1";
    view_.brief.title = "网关二期";
    view_.brief.lessons = {chosen};
    view_.lessons.emplace("d.l1", lesson);
    view_.documents.emplace("d", document);
    view_.brief.projects = {{"p1", "磐石", 0.5, {"text"}, 0.34, std::nullopt, 100.0, 80.0, 160.0},
                            {"p2", "青禾", 0.4, {"text"}, 0.1, std::nullopt, {}, {}, {}}};
  }

  std::string bytes(BriefFormat format, std::string_view lang = "zh") {
    auto file = export_brief(view_, taxonomy_, lang, format);
    EXPECT_TRUE(file) << file.error().message;
    return file ? std::move(file->bytes) : "";
  }

  // The parts of a zip, by unzipping with Python.
  static std::string unzipped(const std::string& zip, const std::string& part) {
    const std::string program =
        "import sys,zipfile,io\n"
        "z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n"
        "sys.stdout.buffer.write(b''.join(z.read(n) for n in z.namelist() if sys.argv[1] in n))";
    const auto text = run_child({{"python3", "-c", program, part}}, zip);
    EXPECT_TRUE(text) << text.error().message;
    return text ? *text : "";
  }

  BriefView view_;
  Taxonomy taxonomy_;
};

TEST_F(BriefExportTest, EarnedValueOfSimilarProjectsIsShown) {
  const std::string markdown = bytes(BriefFormat::kMarkdown, "en");
  EXPECT_NE(markdown.find("| 磐石 | -20 | -80 | 0.80 | 0.50 |"), std::string::npos) << markdown;
  EXPECT_EQ(markdown.find("| 青禾 | "), std::string::npos) << "it gives no figures";
  const std::string json = bytes(BriefFormat::kJson);
  EXPECT_NE(json.find("\"cost_variance\":-80.0,\"spi\":0.8,\"cpi\":0.5"), std::string::npos) << json;
  EXPECT_NE(json.find("\"earned_value\":null"), std::string::npos);
}

TEST_F(BriefExportTest, WorkbookHasFourSheetsAndNoFormula) {
  for (const char* lang : {"en", "zh"}) {
    const std::string zip = bytes(BriefFormat::kXlsx, lang);
    const std::string book = unzipped(zip, "workbook.xml");
    EXPECT_NE(book.find(std::string(lang) == "zh" ? "风险登记册" : "Risk register"), std::string::npos);
    const std::string strings = unzipped(zip, "sharedStrings.xml");
    EXPECT_NE(strings.find("只有一家供应商"), std::string::npos);
    EXPECT_NE(strings.find("&#39;=HYPERLINK") == std::string::npos ? strings.find("'=HYPERLINK") : 0,
              std::string::npos);
    const std::string sheets = unzipped(zip, "worksheets/sheet");
    EXPECT_EQ(sheets.find("<f>"), std::string::npos) << "a formula";
  }
  EXPECT_EQ(unzipped(bytes(BriefFormat::kXlsx, "zh"), "workbook.xml").find("Risk register"), std::string::npos);
}

TEST_F(BriefExportTest, WordDocumentHoldsTheBriefAndNoFileOfOurs) {
  const std::string docx = bytes(BriefFormat::kDocx);
  const std::string document = unzipped(docx, "word/document.xml");
  EXPECT_NE(document.find("启动简报：网关二期"), std::string::npos);
  EXPECT_NE(document.find("模组到货延期三周"), std::string::npos);
  EXPECT_EQ(unzipped(docx, "word/media"), "") << "a picture was read";
  const auto charter = read_charter(docx);
  ASSERT_TRUE(charter) << charter.error().message;
  EXPECT_EQ(charter->title, "启动简报：网关二期");
  EXPECT_NE(charter->description.find("风险登记册草稿"), std::string::npos);
}

TEST(Pandoc, ASandboxReadsNoFile) {
  const auto docx = markdown_to_docx("# T\n\n![x](/etc/hostname)\n", "en");
  ASSERT_TRUE(docx) << docx.error().message;
  const auto back = docx_to_markdown(*docx);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->find("media/"), std::string::npos) << *back;
}

TEST(Charter, TitleAndTextOfPlainForms) {
  EXPECT_EQ(read_charter("# Move the platform #\n\nText")->title, "Move the platform");
  EXPECT_EQ(read_charter("**ERP**\nText")->title, "ERP");
  EXPECT_EQ(read_charter(std::string(400, 'a') + "\nText")->title, "");
  EXPECT_EQ(read_charter("").error().field, "body");
  EXPECT_EQ(read_charter("PK\x03\x04 no zip").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(read_charter(std::string((1U << 20U) + 1, 'a')).error().field, "body");
}

}  // namespace
}  // namespace fupan::service
