// Sessions, tokens and accounts against a clock that is moved by hand.
#include <gtest/gtest.h>

#include "core/secrets.h"
#include "server/service/access_rules.h"
#include "server/service/account_service.h"
#include "server/service/session_service.h"
#include "server/service/token_service.h"
#include "tests/server/service/store_library.h"

namespace fupan::service {
namespace {

using namespace std::chrono_literals;

class PeopleServicesTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto created = accounts_.create("林 Lin", Role::kAdministrator, "correct horse battery");
    ASSERT_TRUE(created) << created.error().message;
    lin_ = created->account;
  }

  bool is_good(const std::string& secret) { return sessions_.find(secret)->has_value(); }
  store::Sequence written() { return *library_.store().last_sequence(); }
  void wait(std::chrono::hours time) { library_.hand_clock.time += time; }

  StoreLibrary library_;
  AccessRules rules_{library_.store()};
  AccountService accounts_{library_, kLeastPasswordCost};
  SessionService sessions_{library_, rules_, kLeastPasswordCost};
  TokenService tokens_{library_, rules_};
  Account lin_;
};

TEST_F(PeopleServicesTest, ASessionEndsWithoutUseAndAfterItsLongestTime) {
  const std::string idle = sessions_.begin(lin_)->secret;
  wait(kSessionIdle + 1h);
  EXPECT_FALSE(is_good(idle));
  const std::string used = sessions_.begin(lin_)->secret;
  for (auto age = 0h; age < kSessionMost; age += 12h) {
    EXPECT_TRUE(is_good(used)) << age.count();
    wait(12h);
  }
  wait(1h);
  EXPECT_FALSE(is_good(used));
  for (const char* bad : {"", "x"}) EXPECT_FALSE(is_good(bad));
  EXPECT_FALSE(is_good(std::string(64, '0')));
}

TEST_F(PeopleServicesTest, UseIsWrittenDownOnceAnHourAndOldSessionsAreCleanedUp) {
  const std::string secret = sessions_.begin(lin_)->secret;
  const store::Sequence before = written();
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_good(secret));
  EXPECT_EQ(written(), before);
  wait(2h);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_good(secret));
  EXPECT_EQ(written(), before + 1);
  wait(kSessionMost);
  ASSERT_TRUE(sessions_.begin(lin_));
  EXPECT_EQ(library_.store().scan("session/", "", 10)->size(), 1U);
}

TEST_F(PeopleServicesTest, TheStoreHasNoSecretInIt) {
  const std::string session = sessions_.begin(lin_)->secret;
  const std::string token = tokens_.create(lin_, {"CI", Scope::kRead, 1})->text;
  const std::string secret = token.substr(token.rfind('_') + 1);
  const auto records = library_.store().scan("", "", 100);
  ASSERT_TRUE(records && records->size() > 3);
  for (const store::Record& record : *records) {
    for (const std::string& hidden : {session, secret, std::string("correct horse battery")}) {
      EXPECT_EQ((record.key + record.value).find(hidden), std::string::npos) << record.key;
    }
  }
}

TEST_F(PeopleServicesTest, ATokenIsGoodUntilItsLastDayAndNotesTheDayOfUse) {
  const NewToken made = *tokens_.create(lin_, {"CI", Scope::kWrite, 2});
  EXPECT_EQ(made.token.expires_on, "2026-03-02");
  ASSERT_TRUE(tokens_.find(made.text)->has_value());
  EXPECT_EQ((**tokens_.find(made.text)).scope, Scope::kWrite);
  EXPECT_EQ(tokens_.list("")->front().last_used_on, "2026-03-01");
  const store::Sequence before = written();
  EXPECT_TRUE(tokens_.find(made.text)->has_value());
  EXPECT_EQ(written(), before);
  std::string other = made.text;
  other.back() = other.back() == '0' ? '1' : '0';
  EXPECT_FALSE(tokens_.find(other)->has_value());
  wait(47h);
  EXPECT_TRUE(tokens_.find(made.text)->has_value());
  wait(1h);
  EXPECT_FALSE(tokens_.find(made.text)->has_value());
}

TEST_F(PeopleServicesTest, RemovingAnAccountTakesItsTokensAndFreesItsName) {
  const Account bob = accounts_.create("Bob", Role::kReader, "")->account;
  const std::string token = tokens_.create(bob, {"CI", Scope::kRead, 1})->text;
  const std::string session = sessions_.begin(bob)->secret;
  ASSERT_TRUE(accounts_.remove(bob.id, std::nullopt));
  EXPECT_FALSE(tokens_.find(token)->has_value());
  EXPECT_FALSE(is_good(session));
  const auto again = accounts_.create("ＢＯＢ", Role::kReader, "");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_NE(again->account.id, bob.id);
  EXPECT_FALSE(is_good(session));
}

}  // namespace
}  // namespace fupan::service
