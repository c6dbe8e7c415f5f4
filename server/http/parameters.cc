#include "server/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/clock.h"
#include "core/text/utf8.h"
#include "server/http/near_name.h"
#include "server/http/query_string.h"

namespace fupan::http {
namespace {

constexpr std::string_view kFlagNames[] = {"true", "false"};
constexpr std::size_t kMaxQuotedBytes = 60;

// What was found, short enough for a message.
std::string in_quotes(std::string_view found) {
  const std::string_view clipped = text::clip_utf8(found, kMaxQuotedBytes);
  return "\"" + std::string(clipped) + (clipped.size() < found.size() ? "…\"" : "\"");
}

Error bad_value(const ParameterSpec& spec, const std::string& message) { return invalid_field(spec.name, message); }

Error unknown_parameter(std::span<const ParameterSpec> specs, const std::string& name) {
  std::vector<std::string_view> known;
  for (const ParameterSpec& spec : specs) known.push_back(spec.name);
  const std::string hint = did_you_mean(name, known);
  const std::string allowed = known.empty() ? "; this call takes none" : "; allowed are " + join_names(known);
  return Error{ErrorCode::kInvalidArgument, "unknown parameter " + in_quotes(name) + (hint.empty() ? allowed : hint),
               std::string(text::clip_utf8(name, kMaxQuotedBytes))};
}

Status check_length(const ParameterSpec& spec, const std::string& found, std::size_t most) {
  const std::size_t characters = text::count_code_points(found);
  if (characters <= most) return ok_status();
  return bad_value(spec, "at most " + std::to_string(most) + " characters are allowed, " + std::to_string(characters) +
                             " were given");
}

Status check_choice(const ParameterSpec& spec, std::span<const std::string_view> choices, const std::string& found) {
  if (std::find(choices.begin(), choices.end(), found) != choices.end()) return ok_status();
  return bad_value(
      spec, "must be one of " + join_names(choices) + ", not " + in_quotes(found) + did_you_mean(found, choices));
}

Result<long> read_integer(const ParameterSpec& spec, const std::string& found) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const char* end = found.data() + found.size();
  long number = 0;
  const auto [rest, failure] = std::from_chars(found.data(), end, number);
  const bool is_number = std::all_of(found.begin(), found.end(), is_digit) && failure == std::errc{} && rest == end;
  if (is_number && number >= spec.minimum && number <= spec.maximum) return number;
  const std::string range =
      spec.maximum == ParameterSpec{}.maximum
          ? "a whole number of at least " + std::to_string(spec.minimum)
          : "a whole number from " + std::to_string(spec.minimum) + " to " + std::to_string(spec.maximum);
  return bad_value(spec, "must be " + range + ", not " + in_quotes(found));
}

Result<double> read_number(const ParameterSpec& spec, const std::string& found) {
  const char* end = found.data() + found.size();
  double number = 0;
  const auto [rest, failure] = std::from_chars(found.data(), end, number);
  const bool is_number = failure == std::errc{} && rest == end && std::isfinite(number);
  if (is_number && number >= static_cast<double>(spec.minimum) && number <= static_cast<double>(spec.maximum)) {
    return number;
  }
  return bad_value(spec, "must be a number from " + std::to_string(spec.minimum) + " to " +
                             std::to_string(spec.maximum) + ", not " + in_quotes(found));
}

Status check_text(const ParameterSpec& spec, const std::string& found) {
  switch (spec.type) {
    case ParameterType::kChoice:
      return check_choice(spec, spec.choices, found);
    case ParameterType::kFlag:
      return check_choice(spec, kFlagNames, found);
    case ParameterType::kDate:
      if (is_date(found)) return ok_status();
      return bad_value(spec, "must be a day as YYYY-MM-DD, not " + in_quotes(found));
    case ParameterType::kObject:
    case ParameterType::kLongText:
      return check_length(spec, found, kMaxLongTextCharacters);
    default:
      return check_length(spec, found, kMaxTextCharacters);
  }
}

Status check_items(const ParameterSpec& spec, const std::vector<std::string>& items) {
  const bool is_objects = spec.type == ParameterType::kObjects;
  const std::size_t most = is_objects ? kMaxObjects : kMaxListItems;
  if (items.size() > most) return bad_value(spec, "at most " + std::to_string(most) + " values are allowed");
  for (const std::string& item : items) {
    Status status = check_length(spec, item, is_objects ? kMaxObjectCharacters : kMaxItemCharacters);
    if (status && !spec.choices.empty()) status = check_choice(spec, spec.choices, item);
    if (!status) return status;
  }
  return ok_status();
}

// The values of one parameter, decoded; none when it is empty.
Result<std::vector<std::string>> decode_items(const ParameterSpec& spec, const QueryParameter& parameter) {
  if (spec.type == ParameterType::kList) return decode_list(parameter, spec.choices.empty());
  Result<std::string> found = decode_value(parameter);
  if (!found) return found.error();
  if (found->empty()) return std::vector<std::string>{};
  return std::vector<std::string>{std::move(*found)};
}

}  // namespace

const ParameterValues::Value* ParameterValues::find(std::string_view name) const {
  const auto found =
      std::find_if(values_.begin(), values_.end(), [&](const Value& value) { return value.name == name; });
  return found == values_.end() ? nullptr : &*found;
}

std::string ParameterValues::text(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr || value->items.empty() ? std::string() : value->items.front();
}

std::vector<std::string> ParameterValues::list(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? std::vector<std::string>() : value->items;
}

std::optional<double> ParameterValues::real(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? std::nullopt : std::optional<double>(value->real);
}

std::optional<long> ParameterValues::number(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? std::nullopt : std::optional<long>(value->number);
}

Result<ParameterValues> parse_parameters(std::span<const ParameterSpec> specs, std::string_view query) {
  Result<std::vector<QueryParameter>> given = split_query(query);
  if (!given) return given.error();
  ParameterValues values;
  for (const QueryParameter& parameter : *given) {
    const auto spec =
        std::find_if(specs.begin(), specs.end(), [&](const ParameterSpec& row) { return row.name == parameter.name; });
    if (spec == specs.end()) return unknown_parameter(specs, parameter.name);
    Result<std::vector<std::string>> items = decode_items(*spec, parameter);
    if (!items) return items.error();
    if (Status added = add_value(specs, spec->name, std::move(*items), values); !added) return added.error();
  }
  return values;
}

Status add_value(std::span<const ParameterSpec> specs, std::string_view name, std::vector<std::string> items,
                 ParameterValues& values) {
  const auto spec =
      std::find_if(specs.begin(), specs.end(), [&](const ParameterSpec& row) { return row.name == name; });
  if (spec == specs.end()) return unknown_parameter(specs, std::string(name));
  std::erase(items, "");
  if (items.empty() && spec->may_be_empty) {
    values.values_.push_back({spec->name, {}, 0});
    return ok_status();
  }
  if (items.empty()) return ok_status();
  const bool is_list = spec->type == ParameterType::kList || spec->type == ParameterType::kObjects;
  if (Status checked = is_list ? check_items(*spec, items) : check_text(*spec, items.front()); !checked) return checked;
  ParameterValues::Value value{spec->name, std::move(items), 0, 0};
  if (spec->type == ParameterType::kInteger) {
    const Result<long> number = read_integer(*spec, value.items.front());
    if (!number) return number.error();
    value.number = *number;
  }
  if (spec->type == ParameterType::kNumber) {
    const Result<double> number = read_number(*spec, value.items.front());
    if (!number) return number.error();
    value.real = *number;
  }
  values.values_.push_back(std::move(value));
  return ok_status();
}

}  // namespace fupan::http
