#include "core/account.h"

#include <gtest/gtest.h>

#include "core/secrets.h"

namespace fupan {
namespace {

TEST(Account, RecordsComeBackAsTheyWere) {
  const Account account{"0011223344556677", "林 Lin", Role::kCurator, true, "$argon2id$x", 3, "2026-03-01T08:30:00Z"};
  EXPECT_EQ(*decode_account(encode_account(account)), account);
  const Session session{"0011", 2, "2026-03-01T08:30:00Z", "2026-03-01T09:30:00Z"};
  EXPECT_EQ(*decode_session(encode_session(session)), session);
  const ApiToken token{"01",         "0011",      "CI 流水线", Scope::kWrite, "ab", "2026-03-01T08:30:00Z",
                       "2026-06-01", "2026-03-02"};
  EXPECT_EQ(*decode_token(encode_token(token)), token);
  const CollectionAccess access{Visibility::kRestricted, {Role::kCurator}, {"0011"}};
  EXPECT_EQ(*decode_collection_access(encode_collection_access(access)), access);
  EXPECT_EQ(*decode_access_policy(encode_access_policy({true})), AccessPolicy{true});
}

TEST(Account, WhatCannotBeUnderstoodIsSaid) {
  const char* bad[] = {"", "[]", R"({"v":2})", R"({"v":1,"id":"a","name":"b","role":"king"})", R"({"v":1,"name":"b"})"};
  for (const char* bytes : bad) EXPECT_EQ(decode_account(bytes).error().code, ErrorCode::kCorrupt) << bytes;
  EXPECT_NE(decode_account(bad[3]).error().message.find("king"), std::string::npos);
}

TEST(Account, VisibilityNamesWhoSees) {
  const CollectionAccess open{Visibility::kPublic, {}, {}}, members{}, nobody{Visibility::kRestricted, {}, {}};
  const CollectionAccess curators{Visibility::kRestricted, {Role::kCurator}, {}};
  const CollectionAccess lin{Visibility::kRestricted, {}, {"lin"}};
  EXPECT_TRUE(is_visible(open, "", Role::kReader));
  EXPECT_FALSE(is_visible(members, "", Role::kReader));
  EXPECT_TRUE(is_visible(members, "bob", Role::kReader));
  EXPECT_FALSE(is_visible(nobody, "bob", Role::kCurator));
  EXPECT_TRUE(is_visible(nobody, "bob", Role::kAdministrator));
  EXPECT_TRUE(is_visible(curators, "bob", Role::kCurator));
  EXPECT_FALSE(is_visible(curators, "bob", Role::kContributor));
  EXPECT_FALSE(is_visible(curators, "", Role::kCurator));
  EXPECT_TRUE(is_visible(lin, "lin", Role::kReader));
  EXPECT_FALSE(is_visible(lin, "bob", Role::kReader));
}

TEST(Access, WhatWasMadeWithoutAnAccountBelongsToAdministrators) {
  Viewer owner, reader, administrator;
  reader.account = "r";
  reader.role = Role::kReader;
  administrator.account = "a";
  EXPECT_TRUE(owner.owns("") && owner.owns("r") && administrator.owns("") && reader.owns("r"));
  EXPECT_FALSE(reader.owns("") || reader.owns("a") || administrator.owns("r"));
  Viewer anonymous;
  anonymous.role = Role::kReader;
  EXPECT_FALSE(anonymous.owns("") || anonymous.is_owner() || anonymous.is_signed_in());
}

TEST(Secrets, HashesAreArgon2idAndSalted) {
  const auto first = hash_password("correct horse", kLeastPasswordCost),
             second = hash_password("correct horse", kLeastPasswordCost);
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << *first;
  EXPECT_NE(*first, *second);
  EXPECT_TRUE(verify_password(*first, "correct horse"));
  EXPECT_FALSE(verify_password(*first, "correct horsf"));
  for (const char* hash : {"", "x", "$argon2id$"}) EXPECT_FALSE(verify_password(hash, "")) << hash;
  EXPECT_FALSE(verify_password(std::string(500, 'a'), "a"));
}

TEST(Secrets, RandomTextsDiffer) {
  EXPECT_EQ(random_hex(32).size(), 64U);
  EXPECT_NE(random_hex(32), random_hex(32));
  EXPECT_TRUE(equal_secrets("ab", "ab"));
  EXPECT_FALSE(equal_secrets("ab", "ac") || equal_secrets("ab", "abc"));
}

}  // namespace
}  // namespace fupan
