// The use cases of templates, made together since they share what is known of templates and copies. Const methods are
// thread-safe.
#pragma once

#include <memory>

#include "server/service/copy_updates.h"
#include "server/service/template_choice.h"
#include "server/service/template_copies.h"
#include "server/service/template_releases.h"
#include "server/service/template_service.h"

namespace fupan::service {

struct Templates {
  // `library` must outlive it.
  Templates(Library& library, std::shared_ptr<TemplateIndex> index)
      : gallery(library, std::move(index)),
        copies(library, gallery),
        releases(library, gallery),
        updates(library, gallery),
        rules(library, gallery) {}

  TemplateService gallery;
  TemplateCopies copies;
  TemplateReleases releases;
  CopyUpdates updates;
  TemplateRules rules;
};

}  // namespace fupan::service
