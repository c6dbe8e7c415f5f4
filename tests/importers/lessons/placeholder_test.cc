#include "importers/lessons/placeholder.h"

#include <gtest/gtest.h>

namespace fupan::importers {
namespace {

TEST(Placeholder, SaysNothingYet) {
  for (const char* text :
       {"[Describe what happened]", "{{ summary }} [link to issue]", "TBD", "N/A", "待补充", "…", "____",
        "Owner: [Name]", "[Action 1] - Owner: [Name] - Due: [Date]", "【请填写】", "负责人：待定", "无"}) {
    EXPECT_TRUE(is_placeholder(text)) << text;
  }
}

TEST(Placeholder, RealText) {
  for (const char* text : {"Renew the certificate [INC-17]", "【重要】合同要写违约金", "[URGENT] fix the login",
                           "无法回滚", "None of us looked", "Owner: Li"}) {
    EXPECT_FALSE(is_placeholder(text)) << text;
  }
}

TEST(Placeholder, CountsFieldsToFill) {
  EXPECT_EQ(count_fields_to_fill("[Project name] by [负责人] on [x] for [INC-1] [ ]"), 2U);
}

}  // namespace
}  // namespace fupan::importers
