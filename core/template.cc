#include "core/template.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostNumbers = 4;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// The numbers of a version; nothing when it is none.
std::optional<std::array<unsigned, kMostNumbers>> numbers_of(std::string_view text) {
  std::array<unsigned, kMostNumbers> numbers{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < kMostNumbers; ++i) {
    const auto [rest, failure] = std::from_chars(at, end, numbers[i]);
    if (failure != std::errc{}) return std::nullopt;
    if (rest == end) return numbers;
    if (*rest != '.') return std::nullopt;
    at = rest + 1;
  }
  return std::nullopt;
}

Json read(std::string_view bytes) {
  Json json = Json::parse(bytes);
  if (json.at("v").get<int>() > kTemplateFormat) throw std::runtime_error("it is newer than this program");
  return json;
}

constexpr std::array<std::pair<const char*, std::string TemplateCopy::*>, 10> kCopyTexts{{
    {"id", &TemplateCopy::id},
    {"template", &TemplateCopy::template_id},
    {"version", &TemplateCopy::version},
    {"title", &TemplateCopy::title},
    {"project", &TemplateCopy::project},
    {"lang", &TemplateCopy::lang},
    {"at", &TemplateCopy::at},
    {"account", &TemplateCopy::account},
    {"by", &TemplateCopy::by},
    {"markdown", &TemplateCopy::markdown},
}};

}  // namespace

const TemplateField* TemplateText::find(std::string_view name) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const TemplateField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool is_version(std::string_view text) { return numbers_of(text).has_value(); }

int compare_versions(std::string_view a, std::string_view b) {
  const auto first = numbers_of(a), second = numbers_of(b);
  if (!first && !second) return a.compare(b);
  if (!first || !second) return first ? 1 : -1;
  if (*first == *second) return 0;
  return *first < *second ? -1 : 1;
}

std::string encode_releases(const std::vector<TemplateRelease>& releases) {
  Json list = Json::array();
  for (const TemplateRelease& one : releases) {
    list.push_back({{"version", one.version},
                    {"revision", one.revision},
                    {"notes", one.notes},
                    {"lessons", one.lessons},
                    {"at", one.at},
                    {"by", one.by}});
  }
  return dump({{"v", kTemplateFormat}, {"releases", std::move(list)}});
}

Result<std::vector<TemplateRelease>> decode_releases(std::string_view bytes) {
  try {
    std::vector<TemplateRelease> releases;
    const Json json = read(bytes);
    for (const Json& one : json.at("releases")) {
      releases.push_back({one.at("version").get<std::string>(), one.at("revision").get<int>(),
                          one.value("notes", std::string()), one.value("lessons", std::vector<std::string>()),
                          one.value("at", std::string()), one.value("by", std::string())});
    }
    return releases;
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode releases of a template: ") + e.what());
  }
}

std::string encode_copy(const TemplateCopy& copy) {
  Json json{{"v", kTemplateFormat}, {"fields", copy.fields}};
  for (const auto& [key, member] : kCopyTexts) json[key] = copy.*member;
  return dump(json);
}

Result<TemplateCopy> decode_copy(std::string_view bytes) {
  try {
    const Json json = read(bytes);
    TemplateCopy copy;
    for (const auto& [key, member] : kCopyTexts) copy.*member = json.at(key).get<std::string>();
    copy.fields = json.at("fields").get<FieldValues>();
    return copy;
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode copy of a template: ") + e.what());
  }
}

}  // namespace fupan
