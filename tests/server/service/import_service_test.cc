#include "server/service/import_service.h"

#include <chrono>

#include "core/codec.h"
#include "server/service/check_service.h"
#include "server/service/document_service.h"
#include "server/service/export_service.h"
#include "server/service/keys.h"
#include "server/service/repository.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

using ImportServiceTest = LibraryTest;

constexpr const char* kReport =
    "---\ntitle: 供应商延期复盘\nphase: 规划\nrisk: 供应商\nproject: 磐石\n---\n\n# 供应商延期复盘\n\n## 概述\n\n"
    "接口联调推迟三周。\n\n## 经验教训\n\n- 合同里写明联调窗口。\n- 提前锁定备用供应商。\n";

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(ImportServiceTest, SecondImportChangesNothing) {
  write("a.md", kReport);
  write("b.md", "# Note\n\nText.\n");
  const ImportReport first = import();
  EXPECT_EQ(first.added, 2U);
  EXPECT_EQ(first.lessons, 2U);
  const ImportReport second = import();
  EXPECT_EQ(second.added, 0U);
  EXPECT_EQ(second.changed, 0U);
  EXPECT_EQ(second.unchanged, 2U);
  EXPECT_EQ(second.sequence, first.sequence);
}

TEST_F(ImportServiceTest, EditedFileKeepsItsLessonIds) {
  write("a.md", kReport);
  import();
  const DocumentId id = make_document_id("sources", "a.md");
  const auto before = get_document(library_->store(), id);
  ASSERT_TRUE(before);
  ASSERT_EQ(before->document.lessons.size(), 2U);
  std::string edited = kReport;
  edited.replace(edited.find("窗口"), std::string("窗口").size(), "窗口和违约责任");
  edited += "- 新的一条经验:每周核对一次到货计划。\n";
  write("a.md", edited);
  const ImportReport report = import();
  EXPECT_EQ(report.changed, 1U);
  const auto after = get_document(library_->store(), id);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->document.lessons.size(), 3U);
  EXPECT_EQ(after->document.lessons[0].id, before->document.lessons[0].id);
  EXPECT_EQ(after->document.lessons[1].id, before->document.lessons[1].id);
  EXPECT_EQ(after->document.source_revision, 2);
  EXPECT_EQ(DocumentService(*library_).source(id, 1)->bytes, kReport);
  EXPECT_EQ(DocumentService(*library_).source(id, std::nullopt)->bytes, edited);
}

TEST_F(ImportServiceTest, EverySourceOfADocumentIsKeptByteForByte) {
  const DocumentId id = make_document_id("sources", "a.md");
  const std::string sources_of_a[] = {kReport, "\xEF\xBB\xBF# 复盘\r\n\r\n\r\n第二版\r\n", "# Report\n\nThird 版本\n"};
  for (const std::string& source : sources_of_a) {
    write("a.md", source);
    import();
    import();  // nothing new
  }
  for (int revision = 1; revision <= 3; ++revision) {
    EXPECT_EQ(DocumentService(*library_).source(id, revision)->bytes, sources_of_a[revision - 1]) << revision;
  }
  for (const int revision : {0, 4, -1}) {
    const auto none = DocumentService(*library_).source(id, revision);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
    EXPECT_EQ(none.error().field, "revision");
  }
  const auto checked = check(*library_);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->sources, 3U);
  EXPECT_EQ(checked->problems, std::vector<std::string>{});
}

TEST_F(ImportServiceTest, RetiredDocumentKeepsItsSource) {
  write("a.md", kReport);
  write("b.md", "# 备忘\n\n其他。\n");
  import();
  std::filesystem::remove(sources() / "a.md");
  ImportOptions options;
  options.prune = true;
  EXPECT_EQ(import(options).retired, 1U);
  const DocumentId id = make_document_id("sources", "a.md");
  EXPECT_EQ(DocumentService(*library_).source(id, std::nullopt)->bytes, kReport);
  EXPECT_EQ(check(*library_)->problems, std::vector<std::string>{});
}

TEST_F(ImportServiceTest, ReportNamesEverySkippedFileAndWhy) {
  write("good.md", kReport);
  write("empty.md", "");
  write("image.png", "\x89PNG");
  write("old.md.bak", "x");
  write("binary.md", std::string("\0\1\2\3\4\0\0\0\xFF\xFE\0\0\0", 13));
  std::filesystem::create_symlink("good.md", sources() / "link.md");
  const ImportReport report = import();
  EXPECT_EQ(report.added, 1U);
  ASSERT_EQ(report.skipped.size(), 5U);
  for (const SkippedFile& file : report.skipped) EXPECT_GT(file.reason.size(), 5U) << file.path;
}

// What an import leaves behind: the report and every record, in one text.
std::string trace_of(Library& library, const ImportReport& report) {
  std::string out;
  for (const SkippedFile& file : report.skipped) out += "skipped " + file.path + ": " + file.reason + "\n";
  for (const FileNotes& file : report.notes) {
    for (const importers::Note& note : file.notes)
      out += file.path + ":" + std::to_string(note.line) + note.text + "\n";
  }
  const Status all = for_each_document(library.store(), [&](const StoredDocument& stored) {
    Document document = stored.document;
    document.imported_at.clear();
    out += encode_document(document, source_of(stored.record).value()) + "\n";
    return ok_status();
  });
  EXPECT_TRUE(all);
  return out + std::to_string(report.lessons) + " lessons, sequence " + std::to_string(report.sequence);
}

TEST_F(ImportServiceTest, ThreadsChangeNothingInReportAndRecords) {
  const auto write_all = [&](const std::string& marker) {
    for (int n = 0; n < 700; ++n) {  // more than one batch, and more than is parsed ahead
      const std::string name = "f" + std::to_string(n % 7) + "/n" + std::to_string(n) + ".md";
      write(name, n % 50 == 3 ? std::string("\0\1\2\0\0\3", 6) : kReport + std::to_string(n) + "\n\n- ~~旧~~" + marker);
    }
    write("large.md", std::string(17 << 20U, 'x') + "\n");  // more than may wait
  };
  std::vector<std::string> traces;
  for (const unsigned threads : {1U, 2U, 4U}) {
    std::filesystem::remove_all(folder_.path());
    open();
    ImportOptions options;
    options.paths = {sources()};
    options.threads = threads;
    options.batch_age = std::chrono::hours(1);  // where batches end does not depend on the machine
    std::string trace;
    for (const char* marker :
         {"一次经验。\n", "Second lesson: 10:30 www.example.org\n", "Second lesson: 10:30 www.example.org\n"}) {
      write_all(marker);
      const auto report = ImportService(*library_).run(options, {});
      ASSERT_TRUE(report) << report.error().message;
      EXPECT_EQ(report->skipped.size(), 14U);
      EXPECT_EQ(report->read, 701U);
      trace += trace_of(*library_, *report);
    }
    traces.push_back(std::move(trace));
  }
  EXPECT_EQ(traces[0], traces[1]);
  EXPECT_EQ(traces[0], traces[2]);
}

TEST_F(ImportServiceTest, DryRunWritesNothing) {
  write("a.md", kReport);
  ImportOptions options;
  options.paths = {sources()};
  options.dry_run = true;
  const auto report = ImportService(*library_).run(options, {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 1U);
  EXPECT_EQ(*library_->store().last_sequence(), 0U);
}

TEST_F(ImportServiceTest, PruneRetiresWhatIsGoneAndAnImportBringsItBack) {
  write("a.md", kReport);
  write("b.md", "# B\n\ntext\n");
  import();
  std::filesystem::remove(sources() / "a.md");
  EXPECT_EQ(import().retired, 0U);
  ImportOptions options;
  options.paths = {sources()};
  options.prune = true;
  EXPECT_EQ(import(options).retired, 1U);
  const DocumentId id = make_document_id("sources", "a.md");
  EXPECT_EQ(get_document(library_->store(), id)->document.state, State::kRetired);
  write("a.md", kReport);
  EXPECT_EQ(import().changed, 1U);
  EXPECT_EQ(get_document(library_->store(), id)->document.state, State::kPublished);
}

TEST_F(ImportServiceTest, PruneOfSeveralFoldersRetiresWhatNoneHolds) {
  write("x/a.md", "# A\n\ntext\n");
  write("y/b.md", "# B\n\ntext\n");
  write("y/c.md", "# C\n\ntext\n");
  ImportOptions options;
  options.paths = {sources() / "x", sources() / "y"};
  options.collection = "both";
  options.prune = true;
  EXPECT_EQ(import(options).retired, 0U);
  std::filesystem::remove(sources() / "y" / "c.md");
  EXPECT_EQ(import(options).retired, 1U);
}

TEST_F(ImportServiceTest, PruneOfASingleFileIsRefused) {
  write("a.md", kReport);
  import();
  ImportOptions options;
  options.paths = {sources() / "a.md"};
  options.prune = true;
  const auto report = ImportService(*library_).run(options, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().field, "prune");
}

TEST_F(ImportServiceTest, NamesThatDifferOnlyInBrokenBytesDoNotStopTheRest) {
  write("a\xFF.md", "# A\n\ntext\n");
  write("a\xFE.md", "# B\n\ntext\n");
  write("good.md", "# C\n\ntext\n");
  const ImportReport report = import();
  EXPECT_EQ(report.added, 2U);
  ASSERT_EQ(report.skipped.size(), 1U);
  EXPECT_NE(report.skipped[0].reason.find("UTF-8"), std::string::npos);
}

TEST_F(ImportServiceTest, StatusOfTheAuthorDoesNotHideADocument) {
  write("adr.md", "---\nstatus: rejected\n---\n# Decision\n\nWe will not do it.\n");
  import();
  EXPECT_EQ(get_document(library_->store(), make_document_id("sources", "adr.md"))->document.state, State::kPublished);
}

TEST_F(ImportServiceTest, FoldersOfOneNameAreTwoCollections) {
  write("x/docs/a.md", "# One\n\ntext\n");
  write("y/docs/a.md", "# Two\n\ntext\n");
  ImportOptions options;
  options.paths = {sources() / "x" / "docs", sources() / "y" / "docs"};
  const ImportReport report = import(options);
  EXPECT_EQ(report.added, 2U);
  EXPECT_EQ(report.collections, (std::vector<std::string>{"docs", "docs-2"}));
  EXPECT_EQ(import(options).unchanged, 2U);
}

TEST_F(ImportServiceTest, ExportGivesBackTheSameBytes) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"zh/复盘.md", kReport},
      {"crlf.md", "# A\r\n\r\ntext\r\n"},
      {"bom.md", "\xEF\xBB\xBF# A\n\ntext\n"},
      {"gbk.md", "# \xCF\xEE\xC4\xBF\xD1\xD3\xC6\xDA\n\n\xB9\xA9\xD3\xA6\xC9\xCC\xD1\xD3\xC6\xDA\xA1\xA3\n"},
      {"cr.md", "# A\r\rtext\r"}};
  for (const auto& [path, bytes] : files) write(path, bytes);
  EXPECT_EQ(import().added, files.size());
  const auto report = export_sources(*library_, folder_.path() / "out");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files, files.size());
  for (const auto& [path, bytes] : files) EXPECT_EQ(read(folder_.path() / "out" / "sources" / path), bytes) << path;
}

TEST_F(ImportServiceTest, ProjectFactsAreKept) {
  write("a.md",
        "---\ntitle: A\nproject: Skylark\nplanned_duration_days: 100\nactual_duration_days: 130\n---\n# A\n\ntext\n");
  import();
  const auto projects = library_->store().scan(kProjectPrefix, "", 10);
  ASSERT_TRUE(projects);
  ASSERT_EQ(projects->size(), 1U);
  const auto project = decode_project(projects->at(0).value);
  ASSERT_TRUE(project);
  EXPECT_EQ(project->name, "Skylark");
  EXPECT_EQ(project->facts.planned_duration_days, 100);
  EXPECT_EQ(project->facts.actual_duration_days, 130);
}

TEST_F(ImportServiceTest, BadPathAndBadCollectionAreClearErrors) {
  ImportOptions options;
  options.paths = {sources() / "nowhere"};
  auto report = ImportService(*library_).run(options, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(report.error().message.find("nowhere"), std::string::npos);
  write("a.md", "# A\n\ntext\n");
  options.paths = {sources()};
  options.collection = "a/b";
  report = ImportService(*library_).run(options, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().field, "collection");
}

TEST_F(ImportServiceTest, StarterLibraryLoadsOnceIntoAnEmptyStore) {
  ASSERT_TRUE(*ImportService(*library_).load_starter());
  EXPECT_FALSE(*ImportService(*library_).load_starter());
  std::size_t templates = 0, examples = 0, lessons = 0;
  ASSERT_TRUE(for_each_document(library_->store(), [&](const StoredDocument& stored) {
    templates += stored.document.kind == DocumentKind::kTemplate ? 1 : 0;
    examples += stored.document.example ? 1 : 0;
    lessons += stored.document.lessons.size();
    for (const Label& label : stored.document.labels) EXPECT_TRUE(label.mapped) << stored.document.path << label.value;
    return ok_status();
  }));
  EXPECT_GE(templates, 16U);
  EXPECT_GE(examples, 8U);
  EXPECT_GE(lessons, 40U);
}

}  // namespace
}  // namespace fupan::service
