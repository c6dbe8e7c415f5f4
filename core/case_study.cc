#include "core/case_study.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/label.h"

namespace fupan {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<const char*, std::string CaseStudy::*>, 10> kTexts{{
    {"id", &CaseStudy::id},
    {"lang", &CaseStudy::lang},
    {"prompt", &CaseStudy::prompt},
    {"situation", &CaseStudy::situation},
    {"recommendation", &CaseStudy::recommendation},
    {"outcome", &CaseStudy::outcome},
    {"lesson_digest", &CaseStudy::lesson_digest},
    {"created_at", &CaseStudy::created_at},
    {"decided_at", &CaseStudy::decided_at},
    {"decided_by", &CaseStudy::decided_by},
}};

CaseStudy case_of(const Json& json) {
  if (json.at("v").get<int>() > kCaseFormat) throw std::runtime_error("it is newer than this program");
  CaseStudy study;
  for (const auto& [key, member] : kTexts) study.*member = json.value(key, std::string());
  study.lesson.value = json.at("lesson").get<std::string>();
  const auto state = enum_of<CaseState>(kCaseStateNames, json.at("state").get<std::string>());
  if (!state) throw std::runtime_error("unknown state");
  study.state = *state;
  if (study.id.empty()) throw std::runtime_error("member 'id' is missing");
  return study;
}

}  // namespace

std::string case_id_of(const LessonId& lesson) {
  std::string id = lesson.value;
  const std::size_t dot = id.find(".l");
  if (dot != std::string::npos) id[dot + 1] = 'c';
  return id;
}

bool is_case_id(std::string_view id) { return id.find(".c") != std::string_view::npos; }

std::string encode_case(const CaseStudy& study) {
  Json json{{"v", kCaseFormat}, {"lesson", study.lesson.value}, {"state", name_of(study.state)}};
  for (const auto& [key, member] : kTexts) {
    if (!(study.*member).empty()) json[key] = study.*member;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<CaseStudy> decode_case(std::string_view bytes) {
  try {
    return case_of(Json::parse(bytes));
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode case: ") + e.what());
  }
}

}  // namespace fupan
