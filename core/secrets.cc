#include "core/secrets.h"

#include <sodium.h>

#include <array>
#include <semaphore>
#include <vector>

namespace fupan {
namespace {

// sodium_init() is made for being called from any thread, any number of times.
bool is_ready() { return sodium_init() >= 0; }

class HashPermit {
 public:
  HashPermit() { permits().acquire(); }
  ~HashPermit() { permits().release(); }
  HashPermit(const HashPermit&) = delete;
  HashPermit& operator=(const HashPermit&) = delete;

 private:
  static std::counting_semaphore<kMostHashesAtOnce>& permits() {
    static std::counting_semaphore<kMostHashesAtOnce> free_places(kMostHashesAtOnce);
    return free_places;
  }
};

}  // namespace

Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
  const HashPermit permit;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (!is_ready() || crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.bytes,
                                           crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return make_error(ErrorCode::kUnavailable, "hash a password: there is not enough memory");
  }
  return std::string(hash.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
  const HashPermit permit;
  if (!is_ready() || hash.size() >= crypto_pwhash_STRBYTES) return false;
  std::array<char, crypto_pwhash_STRBYTES> text{};
  hash.copy(text.data(), hash.size());
  return crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
}

std::string random_hex(std::size_t bytes) {
  (void)is_ready();
  std::vector<unsigned char> random(bytes);
  randombytes_buf(random.data(), random.size());
  std::string hex(bytes * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), random.data(), random.size());
  hex.pop_back();
  return hex;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace fupan
