#include "server/service/keys.h"

#include <cstdio>

#include "core/digest.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::service {
namespace {

constexpr std::size_t kNameDigestLength = 26;
constexpr std::string_view kOwner = "~";  // no id of an account

std::string join(std::string_view prefix, std::string_view rest) { return std::string(prefix).append(rest); }

std::string_view segment_of(std::string_view account) { return account.empty() ? kOwner : account; }

}  // namespace

std::string document_key(const DocumentId& id) { return join(kDocumentPrefix, id.value); }

std::string source_key(const DocumentId& id, int source_revision) {
  char number[16];
  std::snprintf(number, sizeof number, "%06d", source_revision);
  return join(kSourcePrefix, id.value) + "/" + number;
}

std::string file_prefix(std::string_view collection) { return join(kFilePrefix, collection) + "/"; }

std::string file_key(std::string_view collection, const DocumentId& id) { return file_prefix(collection) + id.value; }

std::string project_key(std::string_view project_id) { return join(kProjectPrefix, project_id); }

std::string collection_key(std::string_view name) { return join(kCollectionPrefix, name); }

std::string saved_search_key(std::string_view id) { return join(kSavedSearchPrefix, id); }

std::string brief_key(std::string_view id) { return join(kBriefPrefix, id); }

std::string adoption_prefix(const LessonId& lesson) { return join(kAdoptionPrefix, lesson.value) + "/"; }

std::string adoption_key(const LessonId& lesson, std::string_view id) { return adoption_prefix(lesson).append(id); }

std::string curation_key(const DocumentId& id) { return join(kCurationPrefix, id.value); }

std::string audit_key(std::uint64_t number) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%012llu", static_cast<unsigned long long>(number));
  return join(kAuditPrefix, digits);
}

std::string account_key(std::string_view id) { return join(kAccountPrefix, id); }

std::string account_name_key(std::string_view name) {
  return join(kAccountNamePrefix, short_digest(text::fold(text::trim(name)), kNameDigestLength));
}

std::string session_key(std::string_view secret) { return join(kSessionPrefix, sha256_hex(secret)); }

std::string token_key(std::string_view id) { return join(kTokenPrefix, id); }

std::string collection_access_key(std::string_view collection) { return join(kCollectionAccessPrefix, collection); }
std::string learner_key(std::string_view account) { return join(kLearnerPrefix, segment_of(account)); }

std::string deck_prefix(std::string_view account) { return join(kDeckPrefix, segment_of(account)) + "/"; }

std::string deck_key(std::string_view account, std::string_view source) { return deck_prefix(account).append(source); }

std::string case_key(std::string_view id) { return join(kCasePrefix, id); }

std::string delivery_prefix(std::string_view project_id) { return join(kDeliveryPrefix, project_id) + "/"; }

std::string delivery_key(std::string_view project_id, std::uint64_t gate) {
  char number[24];
  std::snprintf(number, sizeof number, "%06llu", static_cast<unsigned long long>(gate));
  return delivery_prefix(project_id) + number;
}

std::string relation_prefix(const LessonId& lesson) { return join(kRelationPrefix, lesson.value) + "/"; }

std::string relation_key(const LessonId& lesson, const LessonId& other) {
  return relation_prefix(lesson).append(other.value);
}

std::string template_key(const DocumentId& id) { return join(kTemplatePrefix, id.value); }

std::string copy_key(std::string_view id) { return join(kCopyPrefix, id); }

std::string webhook_key(std::string_view id) { return join(kWebhookPrefix, id); }

std::string webhook_progress_key(std::string_view id) { return join(kWebhookProgressPrefix, id); }

std::optional<DocumentId> document_of_key(std::string_view key) {
  for (const std::string_view prefix : {kDocumentPrefix, kCurationPrefix}) {
    if (key.starts_with(prefix)) return DocumentId{std::string(key.substr(prefix.size()))};
  }
  return std::nullopt;
}

}  // namespace fupan::service
