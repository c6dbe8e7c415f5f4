#include "importers/metadata/date.h"

#include <gtest/gtest.h>

namespace fupan::importers {
namespace {

TEST(Dates, FormsThatPeopleWrite) {
  struct Case {
    const char* written;
    const char* date;  // "" for none
  };
  const Case cases[] = {
      {"2024-05-03", "2024-05-03"},
      {"2024/5/3", "2024-05-03"},
      {"2024.5.3", "2024-05-03"},
      {"20240503", "2024-05-03"},
      {"2024年5月3日", "2024-05-03"},
      {"２０２４年１２月３日", "2024-12-03"},
      {"2024 年 5 月 3 日", "2024-05-03"},
      {"2024-05-03T08:30:00Z", "2024-05-03"},
      {"2024-05-03 08:30", "2024-05-03"},
      {"May 3, 2024", "2024-05-03"},
      {"3 Sept 2024", "2024-09-03"},
      {"Fri, 29 Nov 2019", "2019-11-29"},
      {"Mon Feb 16 04:36:18 CST 2026", "2026-02-16"},
      {"2024-02-30", ""},
      {"2024-05", ""},
      {"2024年5月", ""},
      {"03/05/2024", ""},
      {"next week", ""},
      {"", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(normalise_date(c.written).value_or(""), c.date) << c.written;
}

TEST(Dates, PrefixTellsItsLength) {
  const auto prefix = find_date_prefix("2018-01-04, Failed deploy");
  ASSERT_TRUE(prefix);
  EXPECT_EQ(prefix->date, "2018-01-04");
  EXPECT_EQ(prefix->length, 10U);
  EXPECT_FALSE(find_date_prefix("2018-01-0412"));
}

}  // namespace
}  // namespace fupan::importers
