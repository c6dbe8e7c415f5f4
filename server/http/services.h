// What handlers work with: the use cases over one library, and what is made once of them. Const methods are
// thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/service/access_rules.h"
#include "server/service/account_service.h"
#include "server/service/adoptions.h"
#include "server/service/audit_trail.h"
#include "server/service/brief_service.h"
#include "server/service/collection_service.h"
#include "server/service/curation_service.h"
#include "server/service/document_service.h"
#include "server/service/follow_ups.h"
#include "server/service/learn_cases.h"
#include "server/service/learn_report.h"
#include "server/service/learn_service.h"
#include "server/service/library.h"
#include "server/service/news_service.h"
#include "server/service/project_service.h"
#include "server/service/query_log.h"
#include "server/service/queue_service.h"
#include "server/service/recent_documents.h"
#include "server/service/relation_service.h"
#include "server/service/saved_search_service.h"
#include "server/service/search_service.h"
#include "server/service/session_service.h"
#include "server/service/settings_service.h"
#include "server/service/similar_service.h"
#include "server/service/stats_service.h"
#include "server/service/taxonomy_service.h"
#include "server/service/token_service.h"
#include "server/service/webhooks/webhook_service.h"
#include "server/service/writing_service.h"

namespace fupan::service {
class TemplateIndex;
struct Templates;
}  // namespace fupan::service

namespace fupan::http {

struct Services {
  // `library` must outlive it.
  explicit Services(service::Library& opened, const PasswordCost& password_cost = {});

  service::Library& library;
  std::shared_ptr<service::TemplateIndex> template_index;
  service::SearchService search;
  service::DocumentService documents;
  service::StatsService stats;
  service::SimilarService similar;
  service::BriefService briefs;
  service::AdoptionService adoptions;
  service::LearnService learning;
  service::LearnCases learn_cases;
  service::LearnReportService learn_report;
  service::FollowUpService follow_ups;
  service::ProjectService projects;
  service::SettingsService settings;
  service::RelationService relations;
  service::WebhookService webhooks;
  std::unique_ptr<service::RecentDocuments> recent;
  service::SavedSearchService saved_searches;
  service::NewsService news;
  std::unique_ptr<service::QueryLog> queries;
  service::AuditTrail audit;
  service::CurationService curation;
  service::QueueService queue;
  std::unique_ptr<service::WritingService> writing;
  service::AccessRules access;
  service::AccountService accounts;
  std::unique_ptr<service::SessionService> sessions;
  service::TokenService tokens;
  service::CollectionService collections;
  std::string taxonomy_json;
  std::string taxonomy_tag;  // entity tag of taxonomy_json
  std::string label_digest;  // changes when labels that people read may have changed
  service::TaxonomyService taxonomy;
  std::shared_ptr<const service::Templates> templates;
  std::string_view openapi_json;
  std::string openapi_tag;
};

}  // namespace fupan::http
