#include "server/service/brief_profile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "importers/metadata/quantity.h"

namespace fupan::service {
namespace {

constexpr std::size_t kReach = 48;  // bytes from the word to the end of the number

constexpr std::array<std::string_view, 8> kBudgetWords{"budget", "planned cost", "预算", "总投资",
                                                       "投资额", "合同额",       "经费", "造价"};
constexpr std::array<std::string_view, 9> kDurationWords{"duration", "timeline", "schedule of", "工期",  "周期",
                                                         "历时",     "计划时长", "项目期限",    "建设期"};

using Parse = std::optional<double> (*)(std::string_view);

bool is_year(std::string_view piece) {
  return piece.size() == 4 && (piece.starts_with("19") || piece.starts_with("20")) &&
         piece.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The longest piece that `parse` understands, from the first place where there is one. No number is cut in two.
std::optional<double> first_number(std::string_view rest, Parse parse) {
  for (std::size_t start = 0; start < rest.size(); ++start) {
    if (start > 0 && is_digit(rest[start - 1])) continue;
    for (std::size_t length = rest.size() - start; length > 0; --length) {
      const std::string_view piece = text::trim(rest.substr(start, length));
      if (piece.find_first_of("0123456789") == std::string_view::npos) break;
      const bool cuts =
          start + length < rest.size() && is_digit(rest[start + length]) && is_digit(rest[start + length - 1]);
      if (cuts || is_year(piece)) continue;
      if (const auto found = parse(piece); found && *found > 0) return found;
    }
  }
  return std::nullopt;
}

// The longest piece behind one of `words` that `parse` understands.
template <std::size_t N>
std::optional<double> number_behind(const std::string& text, const std::array<std::string_view, N>& words,
                                    Parse parse) {
  for (const std::string_view word : words) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const std::size_t begin = at + word.size();
      std::string_view rest = text::clip_utf8(std::string_view(text).substr(begin), kReach);
      rest = rest.substr(0, rest.find_first_of("\n;"));
      if (const auto found = first_number(rest, parse)) return found;
    }
  }
  return std::nullopt;
}

std::string currency_in(const std::string& folded) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kSigns{{{"eur", "EUR"},
                                                                                  {"€", "EUR"},
                                                                                  {"usd", "USD"},
                                                                                  {"$", "USD"},
                                                                                  {"gbp", "GBP"},
                                                                                  {"£", "GBP"},
                                                                                  {"cny", "CNY"},
                                                                                  {"rmb", "CNY"},
                                                                                  {"人民币", "CNY"},
                                                                                  {"万元", "CNY"},
                                                                                  {"¥", "CNY"}}};
  for (const auto& [sign, name] : kSigns) {
    if (folded.find(sign) != std::string::npos) return std::string(name);
  }
  return "";
}

Error unknown(Facet facet, const std::string& value) {
  const std::string field(facet == Facet::kPhase ? "phases" : "risks");
  return Error{ErrorCode::kInvalidArgument, field + ": the taxonomy has no '" + value + "'", field};
}

bool is_size(const std::optional<double>& value) { return !value || (std::isfinite(*value) && *value > 0); }

}  // namespace

std::string language_of(std::string_view text) {
  std::size_t latin = 0, other = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xE4 && byte <= 0xE9) ++other;  // leads a Han character
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++latin;
  }
  return other * 3 >= latin && other > 0 ? "zh" : "en";  // a word has several letters
}

void rename_values(const Taxonomy& taxonomy, BriefProfile& profile) {
  const auto rename = [&](Facet facet, std::vector<std::string>& values) {
    std::vector<std::string> ids;
    for (const std::string& value : values) {
      const TaxonomyValue* known = taxonomy.find(facet, value);
      const bool is_gone = known != nullptr && !known->parts.empty() && known->otherwise != known->id;
      for (std::string& id : taxonomy.ids_for(facet, value)) {
        if (is_gone && id == known->id) continue;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
      }
    }
    values = std::move(ids);
  };
  rename(Facet::kPhase, profile.phases);
  rename(Facet::kRisk, profile.risks);
  rename(Facet::kTag, profile.tags);
}

BriefProfile ProfileReader::propose(std::string_view title, std::string_view text) const {
  BriefProfile profile;
  Lesson read;
  read.title = title;
  read.text = text;
  labels_.add_to(std::span(&read, 1));
  for (const Label& label : read.labels) {
    if (label.facet == Facet::kPhase) profile.phases.push_back(label.value);
    if (label.facet == Facet::kRisk) profile.risks.push_back(label.value);
    if (label.facet == Facet::kTag) profile.tags.push_back(label.value);
  }
  const std::string whole = std::string(title) + "\n" + std::string(text);
  const std::string folded = text::fold(whole);
  profile.lang = language_of(whole);
  profile.budget = number_behind(folded, kBudgetWords, importers::parse_amount);
  profile.duration_days = number_behind(folded, kDurationWords, importers::parse_days);
  if (profile.budget) profile.currency = currency_in(folded);
  rename_values(taxonomy_, profile);
  return profile;
}

Result<BriefProfile> ProfileReader::checked(BriefProfile profile) const {
  const auto map_all = [&](Facet facet, std::vector<std::string>& values) -> Status {
    std::vector<std::string> ids;
    for (const std::string& value : values) {
      const TaxonomyValue* known = taxonomy_.find(facet, value);
      if (known == nullptr && facet != Facet::kTag) return unknown(facet, value);
      std::string id = known == nullptr ? value : known->id;
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
    values = std::move(ids);
    return ok_status();
  };
  if (Status mapped = map_all(Facet::kPhase, profile.phases); !mapped) return mapped.error();
  if (Status mapped = map_all(Facet::kRisk, profile.risks); !mapped) return mapped.error();
  if (Status mapped = map_all(Facet::kTag, profile.tags); !mapped) return mapped.error();
  if (!is_size(profile.budget)) return Error{ErrorCode::kInvalidArgument, "budget: must be above 0", "budget"};
  if (!is_size(profile.duration_days)) {
    return Error{ErrorCode::kInvalidArgument, "duration_days: must be above 0", "duration_days"};
  }
  return profile;
}

}  // namespace fupan::service
