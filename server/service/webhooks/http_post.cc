#include "server/service/webhooks/http_post.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "server/service/webhooks/address_guard.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostUrlBytes = 2000;
constexpr std::size_t kMostAnswerBytes = std::size_t{64} << 10U;

struct Closer {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Closer>;
using Url = std::unique_ptr<CURLU, Closer>;
using List = std::unique_ptr<curl_slist, Closer>;

bool is_started() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return started;
}

Error bad_url(const std::string& why) { return Error{ErrorCode::kInvalidArgument, "url: " + why, "url"}; }

// "" when the address has no such part.
std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK || text == nullptr) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

// Whether the host is written as an address that is forbidden. Names are looked at when they are resolved.
bool is_forbidden_host(std::string host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
    return is_forbidden_address(reinterpret_cast<const sockaddr&>(v4));
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  if (inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) != 1) return false;
  return is_forbidden_address(reinterpret_cast<const sockaddr&>(v6));
}

// What the callbacks of one transfer share.
struct Transfer {
  const std::atomic<bool>& stopping;
  bool is_forbidden = false;
  std::size_t answered = 0;
};

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
  if (is_forbidden_address(address->addr)) {
    static_cast<Transfer*>(context)->is_forbidden = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// The body of the answer is of no interest, but a receiver may not keep the sender busy with it.
std::size_t take_answer(char*, std::size_t size, std::size_t count, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.answered += size * count;
  return transfer.answered <= kMostAnswerBytes ? size * count : 0;
}

int watch_progress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(context)->stopping ? 1 : 0;
}

void set_up(CURL* handle, const PostRequest& request, const PostLimits& limits, Transfer& transfer) {
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");  // a proxy would connect to what the guard forbids
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Fupan");
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_answer);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch_progress);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &transfer);
}

List header_list(const PostRequest& request) {
  List list;
  // Expect would make curl wait for a leave that many receivers never give.
  for (std::string line : {std::string("Content-Type: application/json"), std::string("Expect:")}) {
    list.reset(curl_slist_append(list.release(), line.c_str()));
  }
  for (const auto& [name, value] : request.headers) {
    list.reset(curl_slist_append(list.release(), (name + ": " + value).c_str()));
  }
  return list;
}

}  // namespace

Status check_webhook_url(const std::string& url) {
  if (url.empty()) return bad_url("must be given");
  if (url.size() > kMostUrlBytes) return bad_url("is longer than 2000 bytes");
  const Url parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return bad_url("is no address of the web");
  }
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return bad_url("must begin with http:// or https://, not " + scheme + ":");
  if (!part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty()) {
    return bad_url("may hold no user and no password: addresses are shown");
  }
  const std::string host = part_of(parsed.get(), CURLUPART_HOST);
  if (is_forbidden_host(host)) return bad_url("names a link-local or metadata address, which webhooks never reach");
  return ok_status();
}

PostResult HttpPoster::post(const PostRequest& request, const std::atomic<bool>& stopping) const {
  if (!is_started()) return {0, "libcurl could not be started"};
  const Handle handle(curl_easy_init());
  if (!handle) return {0, "libcurl could not be started"};
  Transfer transfer{stopping};
  std::array<char, CURL_ERROR_SIZE> message{};
  set_up(handle.get(), request, limits_, transfer);
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, message.data());
  const List headers = header_list(request);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (transfer.is_forbidden) return {0, "the name leads to a link-local or metadata address, which is never reached"};
  if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && status > 0)) return {static_cast<int>(status), ""};
  return {0, message[0] != '\0' ? message.data() : curl_easy_strerror(code)};
}

}  // namespace fupan::service
