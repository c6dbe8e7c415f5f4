#include "server/http/accept_language.h"

#include "server/http/headers.h"
#include "server/http/token.h"

namespace fupan::http {
namespace {

// Quality in thousandths: "0.8" is 800. Anything odd is 0, which means "not acceptable".
int parse_quality(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return 0;
  int quality = (text[0] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return 0;
    quality += (text[i] - '0') * unit;
  }
  return text.size() > 1 && text[1] != '.' ? 0 : quality;
}

int quality_of(std::string_view item) {
  const std::size_t semicolon = item.find(';');
  if (semicolon == std::string_view::npos) return 1000;
  const std::string_view weight = trim_field(item.substr(semicolon + 1));
  return weight.starts_with("q=") || weight.starts_with("Q=") ? parse_quality(weight.substr(2)) : 1000;
}

// The language of a range such as "zh-Hant-TW;q=0.8": "zh".
std::string_view primary_tag(std::string_view item) { return trim_field(item.substr(0, item.find_first_of(";-"))); }

}  // namespace

std::string_view preferred_language(std::string_view accept_language) {
  std::string_view best = "en";
  int best_quality = 0;
  for_each_item(accept_language, [&](std::string_view item) {
    const std::string_view tag = primary_tag(item);
    const int quality = quality_of(item);
    if (quality <= best_quality) return;
    const bool is_chinese = equals_ignoring_case(tag, "zh");
    if (!is_chinese && !equals_ignoring_case(tag, "en")) return;
    best = is_chinese ? "zh" : "en";
    best_quality = quality;
  });
  return best;
}

}  // namespace fupan::http
