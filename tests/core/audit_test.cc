#include "core/audit.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

TEST(AuditRecord, StoredFormKeepsEverything) {
  Viewer viewer;
  viewer.account = "a1";
  viewer.name = "李雷";
  AuditEntry entry = audit_entry(viewer, "lesson.edit");
  entry.number = 7;
  entry.at = "2026-11-25T00:00:00Z";
  entry.reason = "太笼统";
  entry.undoes = 6;
  entry.changes = {{"d.l1", "", "{\"target\":\"d.l1\"}"}};
  entry.previous = "abc";
  const auto read = decode_audit_entry(encode_audit_entry(entry));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, entry);
  const AuditHead head{7, "def"};
  const auto read_head = decode_audit_head(encode_audit_head(head));
  ASSERT_TRUE(read_head);
  EXPECT_EQ(*read_head, head);
}

TEST(AuditRecord, DamagedAndNewerFormsAreCorrupt) {
  for (const char* bytes : {"", "{}", "7", R"({"v":2})", R"({"v":1,"number":"x"})"}) {
    ASSERT_FALSE(decode_audit_entry(bytes)) << bytes;
    EXPECT_EQ(decode_audit_entry(bytes).error().code, ErrorCode::kCorrupt);
    EXPECT_FALSE(decode_audit_head(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace fupan
