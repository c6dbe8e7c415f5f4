#include "server/service/audit_trail.h"

#include "core/digest.h"
#include "server/service/keys.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr int kTries = 20;

struct StoredHead {
  AuditHead head;
  store::Revision revision = 0;
};

Result<StoredHead> read_head(const store::Reader& reader) {
  const auto record = reader.get(kAuditHeadKey);
  if (!record && record.error().code == ErrorCode::kNotFound) return StoredHead{};
  if (!record) return record.error();
  auto head = decode_audit_head(record->value);
  if (!head) return head.error();
  return StoredHead{std::move(*head), record->revision};
}

bool is_action(const std::string& action, const std::string& wanted) {
  return action == wanted || (action.starts_with(wanted) && action[wanted.size()] == '.');
}

bool passes(const AuditEntry& entry, const AuditFilter& filter) {
  const std::string day = entry.at.substr(0, 10);
  if (!filter.action.empty() && !is_action(entry.action, filter.action)) return false;
  if (!filter.name.empty() && entry.name != filter.name) return false;
  if (!filter.from.empty() && day < filter.from) return false;
  if (!filter.to.empty() && day > filter.to) return false;
  if (filter.target.empty()) return true;
  for (const AuditedChange& change : entry.changes) {
    if (change.target == filter.target) return true;
  }
  return false;
}

// Looks at the records in order; what is wrong first is what is told.
class Chain {
 public:
  void take(const store::Record& record) {
    ++verdict_.records;
    const std::string name = "audit record " + std::to_string(verdict_.records);
    const auto entry = decode_audit_entry(record.value);
    if (!verdict_.problem.empty()) return;
    if (record.key != audit_key(verdict_.records)) {
      verdict_.problem = name + " is missing: " + record.key + " stands in its place";
    } else if (!entry) {
      verdict_.problem = name + " cannot be read: " + entry.error().message;
    } else if (entry->number != verdict_.records) {
      verdict_.problem = name + " says that it is number " + std::to_string(entry->number);
    } else if (entry->previous != hash_) {
      verdict_.problem = name + " does not hold the hash of the record before it: one of the two was changed";
    }
    hash_ = sha256_hex(record.value);
  }

  AuditVerdict end(const AuditHead& head) {
    if (verdict_.problem.empty() && head.number != verdict_.records) {
      verdict_.problem = "audit record " + std::to_string(verdict_.records + 1) +
                         " is missing: the trail should have " + std::to_string(head.number) + " records";
    }
    if (verdict_.problem.empty() && head.hash != hash_) {
      verdict_.problem = "audit record " + std::to_string(head.number) + " was changed: it does not have its hash";
    }
    return verdict_;
  }

 private:
  AuditVerdict verdict_;
  std::string hash_;  // of the record before
};

}  // namespace

Result<AuditEntry> AuditTrail::commit(
    AuditEntry entry, const std::function<std::vector<store::Write>(std::uint64_t number)>& writes_of) const {
  store::Store& store = library_.store();
  for (int attempt = 1;; ++attempt) {
    const auto before = read_head(store);
    if (!before) return before.error();
    entry.number = before->head.number + 1;
    entry.previous = before->head.hash;
    entry.at = to_rfc3339(library_.clock().now());
    std::vector<store::Write> writes = writes_of(entry.number);
    std::string record = encode_audit_entry(entry);
    writes.push_back(
        {std::string(kAuditHeadKey), encode_audit_head({entry.number, sha256_hex(record)}), before->revision});
    writes.push_back({audit_key(entry.number), std::move(record), store::Revision{0}});
    const auto committed = store.commit(writes);
    if (committed) return entry;
    if (committed.error().code != ErrorCode::kConflict || attempt == kTries) return committed.error();
    const auto now = read_head(store);
    if (!now) return now.error();
    if (now->revision == before->revision) return committed.error();  // not the trail moved, but what is written
  }
}

Result<AuditEntry> AuditTrail::get(std::uint64_t number) const {
  const auto record = library_.store().get(audit_key(number));
  if (record) return decode_audit_entry(record->value);
  if (record.error().code != ErrorCode::kNotFound) return record.error();
  return make_error(ErrorCode::kNotFound, "no audit record " + std::to_string(number));
}

Result<std::uint64_t> AuditTrail::last() const {
  const auto head = read_head(library_.store());
  if (!head) return head.error();
  return head->head.number;
}

Result<AuditPage> AuditTrail::list(const AuditFilter& filter, std::size_t limit, std::size_t offset) const {
  const auto newest = last();
  if (!newest) return newest.error();
  AuditPage page;
  for (std::uint64_t number = *newest; number > 0; --number) {
    auto entry = get(number);
    if (!entry) return entry.error();
    if (!passes(*entry, filter)) continue;
    if (page.total >= offset && page.items.size() < limit) page.items.push_back(std::move(*entry));
    ++page.total;
  }
  return page;
}

Result<AuditVerdict> AuditTrail::verify(const store::Reader& reader) {
  Chain chain;
  const Status read = for_each_record(reader, kAuditPrefix, [&](const store::Record& record) -> Status {
    chain.take(record);
    return ok_status();
  });
  if (!read) return read.error();
  const auto head = read_head(reader);
  if (!head && head.error().code != ErrorCode::kCorrupt) return head.error();
  if (!head) return AuditVerdict{0, head.error().message};
  return chain.end(head->head);
}

}  // namespace fupan::service
