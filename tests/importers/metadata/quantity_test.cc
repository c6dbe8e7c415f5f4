#include "importers/metadata/quantity.h"

#include <gtest/gtest.h>

namespace fupan::importers {
namespace {

TEST(Quantities, Amounts) {
  EXPECT_EQ(parse_amount("1,200,000"), 1200000.0);
  EXPECT_EQ(parse_amount("¥3.5 万"), 35000.0);
  EXPECT_EQ(parse_amount("350万元"), 3500000.0);
  EXPECT_EQ(parse_amount("USD 1.2 million"), 1200000.0);
  EXPECT_EQ(parse_amount("85%"), 85.0);
  EXPECT_EQ(parse_amount("85/100"), 85.0);
  EXPECT_EQ(parse_amount("1200 (estimated)"), 1200.0);
  EXPECT_EQ(parse_amount("约四百万"), std::nullopt);
  EXPECT_EQ(parse_amount("10-20"), std::nullopt);
  EXPECT_EQ(parse_amount("green"), std::nullopt);
}

TEST(Quantities, Days) {
  EXPECT_EQ(parse_days("120"), 120.0);
  EXPECT_EQ(parse_days("120 days"), 120.0);
  EXPECT_EQ(parse_days("12 周"), 84.0);
  EXPECT_EQ(parse_days("3个月"), 90.0);
  EXPECT_EQ(parse_days("1.5 years"), 547.5);
  EXPECT_EQ(parse_days("45 个工作日"), 45.0);
  EXPECT_EQ(parse_days("8 hours"), std::nullopt);
  EXPECT_EQ(parse_days("soon"), std::nullopt);
}

}  // namespace
}  // namespace fupan::importers
