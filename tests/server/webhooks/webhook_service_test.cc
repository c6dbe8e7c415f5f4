#include "server/service/webhooks/webhook_service.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include "server/service/webhooks/address_guard.h"
#include "server/service/webhooks/http_post.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

constexpr const char* kUrl = "https://hooks.example.org/fupan";

class WebhookServiceTest : public LibraryTest {
 protected:
  WebhookService webhooks() { return WebhookService(*library_); }
  Viewer viewer_{"", "王芳", Role::kAdministrator, {}};
};

TEST_F(WebhookServiceTest, LivesFromCreationToRemoval) {
  const auto made = webhooks().create(kUrl, {WebhookEvent::kGatePassed, WebhookEvent::kGatePassed}, "", viewer_);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->webhook.events.size(), 1U);
  EXPECT_EQ(made->webhook.created_by, "王芳");
  EXPECT_TRUE(made->webhook.secret.starts_with("whsec_"));
  EXPECT_EQ(signing_key(made->webhook.secret).size(), 32U);
  EXPECT_EQ(signing_key("a secret of my own"), "a secret of my own");
  const std::string id = made->webhook.id;
  WebhookChange change;
  change.active = false;
  EXPECT_EQ(webhooks().change(id, change, 9).error().code, ErrorCode::kConflict);
  const auto changed = webhooks().change(id, change, 1);
  ASSERT_TRUE(changed);
  EXPECT_FALSE(webhooks().get(id)->webhook.active);
  EXPECT_EQ(webhooks().list()->size(), 1U);
  EXPECT_EQ(webhooks().remove(id, 1).error().code, ErrorCode::kConflict);
  ASSERT_TRUE(webhooks().remove(id, 2));
  EXPECT_EQ(webhooks().get(id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(webhooks().remove(id, {}).error().code, ErrorCode::kNotFound);
}

TEST_F(WebhookServiceTest, BadInputNamesTheField) {
  const std::vector<WebhookEvent> events{WebhookEvent::kGatePassed};
  EXPECT_EQ(webhooks().create(kUrl, {}, "", viewer_).error().field, "events");
  EXPECT_EQ(webhooks().create(kUrl, events, "short", viewer_).error().field, "secret");
  EXPECT_EQ(webhooks().create(kUrl, events, "whsec_no base 64 at all", viewer_).error().field, "secret");
  EXPECT_EQ(webhooks().create("", events, "", viewer_).error().field, "url");
  EXPECT_TRUE(webhooks().list()->empty());
}

TEST(WebhookUrl, IsOfTheWebAndNeverOfACloudsMetadata) {
  for (const char* good :
       {"http://127.0.0.1:8080/x", "https://example.org", "http://10.1.2.3/hook", "http://[::1]:9/"}) {
    EXPECT_TRUE(check_webhook_url(good)) << good;
  }
  for (const char* bad : {"ftp://example.org/", "file:///etc/passwd", "example", "http://",
                          "http://user:word@example.org/", "http://169.254.169.254/latest/", "http://2852039166/",
                          "http://0xa9fea9fe/", "http://[fe80::1]/", "http://[::ffff:169.254.169.254]/",
                          "http://100.100.100.200/", "http://[fd00:ec2::254]/", "javascript:alert(1)"}) {
    const Status checked = check_webhook_url(bad);
    ASSERT_FALSE(checked) << bad;
    EXPECT_EQ(checked.error().field, "url") << bad;
  }
}

bool is_forbidden(int family, const char* text) {
  if (family == AF_INET) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text, &address.sin_addr), 1);
    return is_forbidden_address(reinterpret_cast<const sockaddr&>(address));
  }
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  EXPECT_EQ(inet_pton(AF_INET6, text, &address.sin6_addr), 1);
  return is_forbidden_address(reinterpret_cast<const sockaddr&>(address));
}

TEST(AddressGuard, KnowsLinkLocalAddressesInEveryDress) {
  for (const char* text : {"169.254.0.1", "169.254.169.254", "100.100.100.200", "192.0.0.192"}) {
    EXPECT_TRUE(is_forbidden(AF_INET, text)) << text;
    EXPECT_TRUE(is_forbidden(AF_INET6, (std::string("::ffff:") + text).c_str())) << text;
    EXPECT_TRUE(is_forbidden(AF_INET6, (std::string("64:ff9b::") + text).c_str())) << text;
  }
  for (const char* text : {"fe80::1", "febf::1", "fd00:ec2::254"}) EXPECT_TRUE(is_forbidden(AF_INET6, text)) << text;
  for (const char* text : {"127.0.0.1", "10.0.0.1", "169.253.0.1", "8.8.8.8"})
    EXPECT_FALSE(is_forbidden(AF_INET, text));
  for (const char* text : {"::1", "fd00::1", "2001:db8::1"}) EXPECT_FALSE(is_forbidden(AF_INET6, text)) << text;
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_TRUE(is_forbidden_address(local));
}

TEST(HttpPosterTest, LooksAtTheAddressOnceMoreWhenItConnects) {
  const std::atomic<bool> stopping = false;
  const PostResult result = HttpPoster().post({"http://169.254.169.254/latest/", {}, "{}"}, stopping);
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.error.find("never reached"), std::string::npos) << result.error;
}

}  // namespace
}  // namespace fupan::service
