// The sender against a receiver on the loopback address.
#include "server/service/webhooks/webhook_sender.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/hmac.h"
#include "server/http/server.h"
#include "tests/server/service/library_fixture.h"

namespace fupan::service {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::seconds kPatience{60};

// Answers with the statuses it is told to, in order, then with 204.
class Receiver {
 public:
  Receiver() {
    http::ServerOptions options;
    options.port = 0;
    options.threads = 1;
    server_ =
        std::make_unique<http::HttpServer>(options, [this](const http::Request& request) { return take(request); });
    const auto port = server_->start();
    EXPECT_TRUE(port) << port.error().message;
    if (port) url_ = "http://127.0.0.1:" + std::to_string(*port);
  }

  std::string url() const { return url_ + "/hook"; }

  void answer(std::vector<int> statuses, std::string location = "") {
    const std::lock_guard lock(mutex_);
    statuses_.assign(statuses.begin(), statuses.end());
    location_ = std::move(location);
  }

  // The requests once there are `count`, or what came within the patience.
  std::vector<http::Request> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, kPatience, [&] { return requests_.size() >= count; });
    return requests_;
  }

  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }

 private:
  http::Response take(const http::Request& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    http::Response response{204, {}, {}};
    if (!statuses_.empty()) {
      response = http::make_response(statuses_.front(), "text/plain", "so so");
      if (!location_.empty()) response.headers.set("Location", location_);
      statuses_.pop_front();
    }
    came_.notify_all();
    return response;
  }

  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<http::Request> requests_;
  std::deque<int> statuses_;
  std::string location_, url_;
  std::unique_ptr<http::HttpServer> server_;
};

class WebhookSenderTest : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    briefs_ = std::make_unique<BriefService>(*library_, true);
    projects_ = std::make_unique<ProjectService>(*library_, *briefs_);
    import_lesson();
    ASSERT_TRUE(projects_->create("网关", {}, {}));
  }

  void import_lesson() {
    write_background("网关的供应商合同要写明交期和接口联调的责任，并约定逾期的罚则。");
    write("a.md", "---\nproject: 旧\n---\n# 旧\n\n## 经验教训\n\n- 规划阶段：网关的供应商合同要写明交期和接口联调的责任，并约定逾期的罚则。\n");
    import();
  }

  std::string listen(std::vector<WebhookEvent> events = {WebhookEvent::kGatePassed}) {
    const auto made = WebhookService(*library_).create(receiver_.url(), events, kSecret, {});
    EXPECT_TRUE(made) << made.error().message;
    return made ? made->webhook.id : "";
  }

  void start(std::vector<std::chrono::seconds> waits = {}) {
    WebhookSenderOptions options;
    options.waits = std::move(waits);
    options.poll = std::chrono::milliseconds(5);
    options.persist = std::chrono::milliseconds(0);
    sender_ = std::make_unique<WebhookSender>(*library_, std::move(options));
  }

  void pass(const std::string& phase) {
    const auto moved = projects_->pass_gate("网关", phase, "", std::nullopt, {"", "王芳", Role::kCurator, {}});
    ASSERT_TRUE(moved) << moved.error().message;
  }

  WebhookView view(const std::string& id) {
    auto found = WebhookService(*library_).get(id);
    EXPECT_TRUE(found);
    return found ? std::move(*found) : WebhookView{};
  }

  // Waits until the stored state of the webhook is as it should be.
  template <class Condition>
  WebhookView wait_until(const std::string& id, Condition is_so) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    WebhookView last = view(id);
    while (!is_so(last) && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
      last = view(id);
    }
    EXPECT_TRUE(is_so(last)) << last.progress.last_error;
    return last;
  }

  WebhookView wait_for_delivered(const std::string& id, std::uint64_t count) {
    return wait_until(id, [&](const WebhookView& now) { return now.progress.delivered >= count; });
  }

  static constexpr const char* kSecret = "the secret of this test";
  Receiver receiver_;
  std::unique_ptr<BriefService> briefs_;
  std::unique_ptr<ProjectService> projects_;
  std::unique_ptr<WebhookSender> sender_;
};

TEST_F(WebhookSenderTest, AGateIsToldWithItsLessonsAndASignature) {
  const std::string id = listen();
  start();
  pass("planning");
  const auto requests = receiver_.wait_for(1);
  ASSERT_EQ(requests.size(), 1U);
  const http::Request& request = requests[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/hook");
  EXPECT_EQ(request.headers.get("Content-Type"), "application/json");
  const std::string delivery(request.headers.get("webhook-id")), stamp(request.headers.get("webhook-timestamp"));
  EXPECT_EQ(request.headers.get("webhook-signature"),
            "v1," + to_base64(hmac_sha256(kSecret, delivery + "." + stamp + "." + request.body)));
  const Json body = Json::parse(request.body);
  EXPECT_EQ(body["id"], delivery);
  EXPECT_EQ(body["event"], "gate.passed");
  EXPECT_EQ(body["data"]["project"]["name"], "网关");
  EXPECT_EQ(body["data"]["gate"]["to"], "planning");
  EXPECT_EQ(body["data"]["gate"]["who"], "王芳");
  ASSERT_EQ(body["data"]["delivery"]["lessons"].size(), 1U);
  EXPECT_FALSE(body["data"]["delivery"]["lessons"][0]["reasons"].empty());
  const WebhookView now = wait_for_delivered(id, 1);
  EXPECT_EQ(now.progress.last_status, 204);
  EXPECT_EQ(now.progress.last_delivery, delivery);
  EXPECT_EQ(now.progress.last_error, "");
}

TEST_F(WebhookSenderTest, AFailureIsRepeatedUnderTheSameId) {
  receiver_.answer({500, 503});
  const std::string id = listen();
  start({std::chrono::seconds(0), std::chrono::seconds(0)});
  pass("planning");
  const auto requests = receiver_.wait_for(3);
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].headers.get("webhook-id"), requests[2].headers.get("webhook-id"));
  EXPECT_EQ(requests[0].body, requests[2].body);
  const WebhookView now = wait_for_delivered(id, 1);
  EXPECT_EQ(now.progress.attempts, 0U);
  EXPECT_TRUE(now.webhook.active);
}

TEST_F(WebhookSenderTest, BetweenAttemptsItWaits) {
  receiver_.answer({500});
  const std::string id = listen();
  start({std::chrono::hours(1)});
  pass("planning");
  const WebhookView now = wait_until(id, [](const WebhookView& v) { return v.progress.attempts == 1; });
  EXPECT_EQ(now.progress.last_error, "answered with 500");
  const std::int64_t second =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  EXPECT_GT(now.progress.next_attempt, second + 3000);
  sender_.reset();
  EXPECT_EQ(receiver_.count(), 1U);
}

TEST_F(WebhookSenderTest, ARestartNeitherLosesNorRepeats) {
  const std::string id = listen();
  start();
  pass("planning");
  wait_for_delivered(id, 1);
  sender_.reset();
  pass("execution");
  pass("closing");
  start();
  wait_for_delivered(id, 3);
  sender_.reset();
  start();
  pass("operation");
  wait_for_delivered(id, 4);
  const auto requests = receiver_.wait_for(4);
  ASSERT_EQ(requests.size(), 4U);
  std::vector<std::string> phases;
  for (const http::Request& request : requests) phases.push_back(Json::parse(request.body)["data"]["gate"]["to"]);
  EXPECT_EQ(phases, (std::vector<std::string>{"planning", "execution", "closing", "operation"}));
}

TEST_F(WebhookSenderTest, AfterTheLastAttemptItIsSwitchedOffAndGoesOnWhereItStopped) {
  receiver_.answer({500, 500});
  const std::string id = listen();
  start({std::chrono::seconds(0)});
  pass("planning");
  pass("execution");
  const WebhookView off = wait_until(id, [](const WebhookView& now) { return !now.webhook.active; });
  EXPECT_EQ(off.progress.last_error, "switched off after 2 attempts: answered with 500");
  EXPECT_EQ(off.progress.delivered, 0U);
  WebhookChange change;
  change.active = true;
  ASSERT_TRUE(WebhookService(*library_).change(id, change, off.revision));
  wait_for_delivered(id, 2);
  const auto requests = receiver_.wait_for(4);
  ASSERT_EQ(requests.size(), 4U);
  EXPECT_EQ(requests[0].headers.get("webhook-id"), requests[2].headers.get("webhook-id"));
  EXPECT_EQ(Json::parse(requests[3].body)["data"]["gate"]["to"], "execution");
}

TEST_F(WebhookSenderTest, RedirectsAreNotFollowed) {
  Receiver elsewhere;
  receiver_.answer({302}, elsewhere.url());
  const std::string id = listen();
  start();
  pass("planning");
  const WebhookView off = wait_until(id, [](const WebhookView& now) { return !now.webhook.active; });
  EXPECT_NE(off.progress.last_error.find("redirects are not followed"), std::string::npos);
  EXPECT_EQ(elsewhere.count(), 0U);
}

TEST_F(WebhookSenderTest, NobodyThereIsAnErrorThatSaysSo) {
  const auto made = WebhookService(*library_).create("http://127.0.0.1:1/", {WebhookEvent::kGatePassed}, kSecret, {});
  ASSERT_TRUE(made);
  start();
  pass("planning");
  const WebhookView off = wait_until(made->webhook.id, [](const WebhookView& now) { return !now.webhook.active; });
  EXPECT_EQ(off.progress.last_status, 0);
  EXPECT_NE(off.progress.last_error.find("127.0.0.1"), std::string::npos) << off.progress.last_error;
}

TEST_F(WebhookSenderTest, OnlyWhatIsAskedForIsTold) {
  const std::string id = listen({WebhookEvent::kBriefWritten, WebhookEvent::kDocumentWritten});
  start();
  pass("planning");
  BriefRequest request{"新网关", "供应商合同", {}, 10};
  ASSERT_TRUE(briefs_->create(request));
  write("b.md", "# 乙\n\n## 经验教训\n\n- 备选供应商要在规划时选好。\n");
  import();
  wait_for_delivered(id, 2);
  std::vector<std::string> events;
  for (const http::Request& one : receiver_.wait_for(2)) events.push_back(Json::parse(one.body)["event"]);
  EXPECT_EQ(events, (std::vector<std::string>{"brief.written", "document.written"}));
}

}  // namespace
}  // namespace fupan::service
