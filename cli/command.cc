#include "cli/command.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/offset_clock.h"

namespace fupan::cli {

Result<std::unique_ptr<service::Library>> open_library(const Globals& globals, bool must_exist) {
  std::error_code failed;
  if (must_exist && !std::filesystem::exists(std::filesystem::path(globals.data) / "store", failed)) {
    return make_error(ErrorCode::kNotFound, "there is no Fupan library in '" + globals.data +
                                                "'; make one with: fupan import FOLDER --data " + globals.data);
  }
  service::LibraryOptions options{globals.data, {}, true, nullptr};
  const char* offset = std::getenv("FUPAN_CLOCK_OFFSET");
  if (offset != nullptr && *offset != '\0') options.clock = std::make_shared<OffsetClock>(offset);
  return service::Library::open(options);
}

int fail(const Globals& globals, const Error& error) {
  const ErrorRow& row = error_row(error.code);
  if (globals.json) {
    nlohmann::json json{{"code", row.name}, {"detail", error.message}};
    if (!error.field.empty()) json["field"] = error.field;
    if (error.position >= 0) json["position"] = error.position;
    std::cerr << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  } else {
    std::cerr << "fupan: " << error.message << '\n';
  }
  return row.exit_code;
}

std::string terminal_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? "zh" : "en";
  }
  return "en";
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} {}", bytes, kUnits[0]) : fmt::format("{:.1f} {}", value, kUnits[unit]);
}

}  // namespace fupan::cli
