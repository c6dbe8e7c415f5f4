#include "server/service/render_taxonomy_json.h"

#include <nlohmann/json.hpp>

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json render_value(const TaxonomyValue& value) {
  Json json{{"id", value.id}, {"label", {{"en", value.label_en}, {"zh", value.label_zh}}}, {"aliases", value.aliases}};
  if (!value.description_en.empty() || !value.description_zh.empty()) {
    json["description"] = {{"en", value.description_en}, {"zh", value.description_zh}};
  }
  if (value.retired) json["retired"] = true;
  if (!value.former.empty()) json["former"] = value.former;
  if (!value.pmbok.empty()) json["pmbok"] = value.pmbok;
  if (!value.prince2.empty()) json["prince2"] = value.prince2;
  for (const SplitPart& part : value.parts) json["parts"].push_back({{"value", part.value}, {"words", part.words}});
  if (!value.parts.empty()) json["otherwise"] = value.otherwise;
  return json;
}

Json render_values(const std::vector<TaxonomyValue>& values) {
  Json list = Json::array();
  for (const TaxonomyValue& value : values) list.push_back(render_value(value));
  return list;
}

Json render_affected(const Affected& affected) {
  Json examples = Json::array();
  for (const auto& [id, name] : affected.examples) examples.push_back({{"id", id}, {"name", name}});
  return {{"total", affected.total}, {"examples", std::move(examples)}};
}

}  // namespace

std::string render_taxonomy(const TaxonomyState& state) {
  Json upgrade = Json::array();
  for (const UpgradeNote& note : state.notes) {
    upgrade.push_back({{"outcome", name_of(note.outcome)},
                       {"facet", name_of(note.facet)},
                       {"value", note.value},
                       {"field", note.field},
                       {"shipped", note.shipped},
                       {"ours", note.ours}});
  }
  return dump({{"phases", render_values(state.taxonomy.values(Facet::kPhase))},
               {"risks", render_values(state.taxonomy.values(Facet::kRisk))},
               {"tags", render_values(state.taxonomy.values(Facet::kTag))},
               {"revision", state.revision},
               {"upgrade", std::move(upgrade)}});
}

std::string render_effects(const TaxonomyEffects& effects) {
  Json parts = Json::array();
  for (const auto& [value, total] : effects.parts) parts.push_back({{"value", value}, {"total", total}});
  Json undecided = Json::array();
  for (const UndecidedRecord& record : effects.undecided) {
    undecided.push_back({{"id", record.id}, {"title", record.title}, {"excerpt", record.excerpt}});
  }
  return dump({{"documents", render_affected(effects.documents)},
               {"lessons", render_affected(effects.lessons)},
               {"briefs", render_affected(effects.briefs)},
               {"projects", render_affected(effects.projects)},
               {"searches", render_affected(effects.searches)},
               {"adoptions", render_affected(effects.adoptions)},
               {"rules", render_affected(effects.rules)},
               {"parts", std::move(parts)},
               {"undecided", {{"total", effects.undecided_total}, {"items", std::move(undecided)}}}});
}

}  // namespace fupan::service
