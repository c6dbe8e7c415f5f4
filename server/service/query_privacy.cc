#include "server/service/query_privacy.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text/fold.h"

namespace fupan::service {
namespace {

constexpr std::size_t kManyDigits = 9;
constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kKeyDigits = 4;
constexpr std::size_t kLongWordBytes = 40;

constexpr std::array<std::string_view, 10> kSecretNames{"password", "passwd",  "pwd",  "passphrase", "secret",
                                                        "token",    "api key", "密码", "口令",       "密钥"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool has_address(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::string_view domain = text.substr(at + 1, text.find(' ', at + 1) - at - 1);
    const std::size_t dot = domain.find('.');
    if (at > 0 && text[at - 1] != ' ' && dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size()) {
      return true;
    }
  }
  return false;
}

// In one run, single marks and blanks inside it allowed: "138 0013-8000".
bool has_long_number(std::string_view text) {
  std::size_t digits = 0, gap = 0;
  for (const char c : text) {
    gap = is_digit(c) ? 0 : gap + 1;
    if (is_digit(c)) ++digits;
    if (gap > 1 || (gap == 1 && std::string_view(" -.+()").find(c) == std::string_view::npos)) digits = 0;
    if (digits >= kManyDigits) return true;
  }
  return false;
}

bool is_key(std::string_view word) {
  const bool is_ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<signed char>(c) > 0; });
  if (!is_ascii || word.size() < kKeyBytes) return false;
  if (word.size() >= kLongWordBytes) return true;
  const auto digits = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_digit));
  return digits >= kKeyDigits && std::any_of(word.begin(), word.end(), is_letter);
}

bool has_key(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (is_key(text.substr(0, end))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

bool has_named_secret(std::string_view text) {
  return std::any_of(kSecretNames.begin(), kSecretNames.end(), [&](std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      const std::size_t next = text.find_first_not_of(' ', at + name.size());
      if (next == std::string_view::npos || (text[next] != ':' && text[next] != '=')) continue;
      if (text.find_first_not_of(' ', next + 1) != std::string_view::npos) return true;
    }
    return false;
  });
}

}  // namespace

bool looks_private(std::string_view query) {
  const std::string folded = text::fold(query);
  return has_address(folded) || has_long_number(folded) || has_key(folded) || has_named_secret(folded) ||
         folded.find("-----begin") != std::string::npos;
}

}  // namespace fupan::service
