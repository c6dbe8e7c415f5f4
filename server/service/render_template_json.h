// JSON of templates, their releases and their copies, as openapi.json describes them. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "core/taxonomy.h"
#include "server/service/templates.h"

namespace fupan::service {

std::string render_templates(const TemplatePage& page, const Taxonomy& taxonomy, std::string_view lang);
std::string render_template(const TemplateView& view, const Taxonomy& taxonomy, std::string_view lang);
std::string render_template_fields(const TemplateVersion& version);
std::string render_template_preview(const TemplatePreview& preview);
std::string render_copy(const CopyView& copy);

// The release of a version of `view`.
std::string render_release(const TemplateView& view, std::string_view version);
std::string render_drift(const DriftView& view);
std::string render_update(const CopyUpdate& update);
std::string render_rules(const StoredRules& stored);
std::string render_choice(const TemplateChoice& choice);

}  // namespace fupan::service
