#include "core/settings.h"

#include <gtest/gtest.h>

namespace fupan {
namespace {

TEST(SettingsCodec, EachGovernanceComesBackAsItWas) {
  for (const Governance governance : {Governance::kSupportive, Governance::kControlling, Governance::kStrategic}) {
    const auto decoded = decode_settings(encode_settings({governance}));
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ(decoded->governance, governance);
  }
}

TEST(SettingsCodec, TiersOfAuthorityComeBackAsTheyWere) {
  Settings settings;
  settings.authority = {{Facet::kRisk, "safety", Role::kAdministrator, {"王"}},
                        {Facet::kPhase, "closing", Role::kContributor, {}}};
  const auto decoded = decode_settings(encode_settings(settings));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(*decoded, settings);
}

TEST(SettingsCodec, DamagedRecordsAreCorrupt) {
  for (const char* bytes :
       {"", "[]", "{}", R"({"v":1})", R"({"v":1,"governance":"democratic"})", R"({"v":1,"governance":1})",
        R"({"v":2,"governance":"supportive"})",
        R"({"v":1,"governance":"supportive","authority":[{"facet":"tag","value":"a","role":"curator"}]})",
        R"({"v":1,"governance":"supportive","authority":[{"facet":"risk","value":"a","role":"king"}]})"}) {
    const auto decoded = decode_settings(bytes);
    ASSERT_FALSE(decoded) << bytes;
    EXPECT_EQ(decoded.error().code, ErrorCode::kCorrupt) << bytes;
  }
}

}  // namespace
}  // namespace fupan
