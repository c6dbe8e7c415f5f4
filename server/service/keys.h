// The keys of the store, in one place; docs/formats.md describes what lies behind them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"

namespace fupan::service {

inline constexpr std::string_view kDocumentPrefix = "doc/";
inline constexpr std::string_view kSourcePrefix = "src/";
inline constexpr std::string_view kFilePrefix = "file/";
inline constexpr std::string_view kProjectPrefix = "prj/";
inline constexpr std::string_view kCollectionPrefix = "col/";
inline constexpr std::string_view kSavedSearchPrefix = "search/";
inline constexpr std::string_view kBriefPrefix = "brief/";
inline constexpr std::string_view kAdoptionPrefix = "adopt/";
inline constexpr std::string_view kCurationPrefix = "cur/";
inline constexpr std::string_view kAuditPrefix = "audit/";
inline constexpr std::string_view kAuditHeadKey = "audit-head";
inline constexpr std::string_view kLearnerPrefix = "learner/";
inline constexpr std::string_view kDeckPrefix = "deck/";
inline constexpr std::string_view kCasePrefix = "case/";
inline constexpr std::string_view kDeliveryPrefix = "gate/";
inline constexpr std::string_view kRelationPrefix = "rel/";
inline constexpr std::string_view kWebhookPrefix = "hook/";
inline constexpr std::string_view kWebhookProgressPrefix = "hooked/";
inline constexpr std::string_view kTemplatePrefix = "tpl/";
inline constexpr std::string_view kCopyPrefix = "copy/";
inline constexpr std::string_view kTemplateRulesKey = "template-rules";
inline constexpr std::string_view kSettingsKey = "settings";
inline constexpr std::string_view kTaxonomyKey = "taxonomy";
inline constexpr std::string_view kLabelMovesKey = "label-moves";
inline constexpr std::string_view kRelationsKey = "relations";  // counts changes of relations, which so take turns
inline constexpr std::string_view kQueryCountsKey = "stat/queries";
inline constexpr std::string_view kAccountPrefix = "account/";
inline constexpr std::string_view kAccountNamePrefix = "account-name/";
inline constexpr std::string_view kSessionPrefix = "session/";
inline constexpr std::string_view kTokenPrefix = "token/";
inline constexpr std::string_view kCollectionAccessPrefix = "col-access/";
inline constexpr std::string_view kAccessPolicyKey = "access-policy";

std::string document_key(const DocumentId& id);
std::string source_key(const DocumentId& id, int source_revision);
std::string file_key(std::string_view collection, const DocumentId& id);
std::string file_prefix(std::string_view collection);
std::string project_key(std::string_view project_id);
std::string collection_key(std::string_view name);
std::string saved_search_key(std::string_view id);
std::string brief_key(std::string_view id);
std::string adoption_prefix(const LessonId& lesson);
std::string adoption_key(const LessonId& lesson, std::string_view id);
std::string account_key(std::string_view id);
std::string account_name_key(std::string_view name);  // of a digest of the folded name; holds the id
std::string session_key(std::string_view secret);     // of its SHA-256
std::string token_key(std::string_view id);
std::string collection_access_key(std::string_view collection);
std::string delivery_prefix(std::string_view project_id);
std::string delivery_key(std::string_view project_id, std::uint64_t gate);
std::string relation_prefix(const LessonId& lesson);
std::string relation_key(const LessonId& lesson, const LessonId& other);
std::string template_key(const DocumentId& id);  // of its releases
std::string copy_key(std::string_view id);
std::string webhook_key(std::string_view id);
std::string webhook_progress_key(std::string_view id);

std::string curation_key(const DocumentId& id);
std::string audit_key(std::uint64_t number);  // ordered as the numbers are

// The document id that the key of a document, or of what people say of it, names; nothing for other keys.
// `account`: its id, "" for the owner of an installation without accounts. `source`: what the questions come from, a
// document's id or "cases".
std::string learner_key(std::string_view account);
std::string deck_prefix(std::string_view account);
std::string deck_key(std::string_view account, std::string_view source);
std::string case_key(std::string_view id);

// The document id that a document key names; nothing for other keys.
std::optional<DocumentId> document_of_key(std::string_view key);

// Whether a change of this key may change the labels of any document.
inline bool moves_labels(std::string_view key) { return key == kLabelMovesKey; }

}  // namespace fupan::service
