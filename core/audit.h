// The audit trail: who changed what, as records that hold each other fast. Plain values and their stored form
// (docs/formats.md). Thread-safe, no state.
//
// Record n holds the SHA-256 of record n - 1 as stored, and the head holds that of the last one: no record can be
// changed, left out or put in without every later one and the head.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/result.h"

namespace fupan {

inline constexpr int kAuditFormat = 1;

// One thing that an action changed; its states before and after, as JSON texts ("": there was none).
struct AuditedChange {
  std::string target;  // id of a lesson, document, account, …
  std::string before, after;
  bool operator==(const AuditedChange&) const = default;
};

struct AuditEntry {
  std::uint64_t number = 0;   // 1, 2, 3, …
  std::string at;             // RFC 3339
  std::string account, name;  // who; empty: the owner of an installation without accounts
  std::string action;         // "lesson.state", "queue.merge", …
  std::string reason;
  std::uint64_t undoes = 0;  // the entry whose change this one takes back; 0: none
  std::vector<AuditedChange> changes;
  std::string previous;  // SHA-256 of the record before; empty in the first

  bool operator==(const AuditEntry&) const = default;
};

// An entry by `viewer`, to be completed by the audit trail.
AuditEntry audit_entry(const Viewer& viewer, std::string action);

struct AuditHead {
  std::uint64_t number = 0;  // of the last record
  std::string hash;          // its SHA-256
  bool operator==(const AuditHead&) const = default;
};

std::string encode_audit_entry(const AuditEntry& entry);
std::string encode_audit_head(const AuditHead& head);

// Errors: corrupt  not JSON, a member is missing or of the wrong kind, or a newer format; the message names it
Result<AuditEntry> decode_audit_entry(std::string_view bytes);
Result<AuditHead> decode_audit_head(std::string_view bytes);

}  // namespace fupan
