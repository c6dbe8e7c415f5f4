#include "server/http/services.h"

#include "server/http/entity_tag.h"
#include "server/http/openapi.h"
#include "server/service/templates.h"

namespace fupan::http {
Services::Services(service::Library& opened, const PasswordCost& password_cost)
    : library(opened),
      template_index(std::make_shared<service::TemplateIndex>(opened.store())),
      search(opened),
      documents(opened),
      stats(opened),
      similar(opened),
      briefs(opened, false, template_index),
      adoptions(opened),
      learning(opened),
      learn_cases(opened),
      learn_report(opened),
      follow_ups(opened),
      projects(opened, briefs),
      settings(opened),
      relations(opened),
      webhooks(opened),
      recent(std::make_unique<service::RecentDocuments>(opened.store())),
      saved_searches(opened, *recent),
      news(opened, *recent),
      queries(std::make_unique<service::QueryLog>(opened)),
      audit(opened),
      curation(opened),
      queue(opened, *queries, template_index),
      writing(std::make_unique<service::WritingService>(opened)),
      access(opened.store()),
      accounts(opened, password_cost),
      sessions(std::make_unique<service::SessionService>(opened, access, password_cost)),
      tokens(opened, access),
      collections(opened, access),
      taxonomy(opened),
      templates(std::make_shared<const service::Templates>(opened, template_index)),
      openapi_json(openapi_description()),
      openapi_tag(entity_tag_of(openapi_json)) {}

}  // namespace fupan::http
