#include "core/audit.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fupan {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

template <class Read>
auto decode(const char* what, std::string_view bytes, Read read) -> Result<decltype(read(Json()))> {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kAuditFormat) throw std::runtime_error("it is newer than this program");
    return read(json);
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode ") + what + ": " + e.what());
  }
}

AuditEntry read_entry(const Json& json) {
  AuditEntry entry;
  json.at("number").get_to(entry.number);
  json.at("at").get_to(entry.at);
  json.at("account").get_to(entry.account);
  json.at("name").get_to(entry.name);
  json.at("action").get_to(entry.action);
  json.at("previous").get_to(entry.previous);
  entry.reason = json.value("reason", std::string());
  entry.undoes = json.value("undoes", std::uint64_t{0});
  for (const Json& change : json.at("changes")) {
    entry.changes.push_back({change.at("target").get<std::string>(), change.at("before").get<std::string>(),
                             change.at("after").get<std::string>()});
  }
  return entry;
}

}  // namespace

AuditEntry audit_entry(const Viewer& viewer, std::string action) {
  AuditEntry entry;
  entry.account = viewer.account;
  entry.name = viewer.name;
  entry.action = std::move(action);
  return entry;
}

std::string encode_audit_entry(const AuditEntry& entry) {
  Json changes = Json::array();
  for (const AuditedChange& change : entry.changes) {
    changes.push_back({{"target", change.target}, {"before", change.before}, {"after", change.after}});
  }
  Json json{{"v", kAuditFormat},        {"number", entry.number}, {"at", entry.at},
            {"account", entry.account}, {"name", entry.name},     {"action", entry.action}};
  if (!entry.reason.empty()) json["reason"] = entry.reason;
  if (entry.undoes != 0) json["undoes"] = entry.undoes;
  json["changes"] = std::move(changes);
  json["previous"] = entry.previous;
  return dump(json);
}

std::string encode_audit_head(const AuditHead& head) {
  return dump({{"v", kAuditFormat}, {"number", head.number}, {"hash", head.hash}});
}

Result<AuditEntry> decode_audit_entry(std::string_view bytes) { return decode("audit record", bytes, read_entry); }

Result<AuditHead> decode_audit_head(std::string_view bytes) {
  return decode("head of the audit trail", bytes, [](const Json& json) {
    return AuditHead{json.at("number").get<std::uint64_t>(), json.at("hash").get<std::string>()};
  });
}

}  // namespace fupan
