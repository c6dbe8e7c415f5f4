#include "core/taxonomy.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan {

std::vector<std::string> names_of(const TaxonomyValue& value) {
  std::vector<std::string> names{value.id, value.label_en, value.label_zh};
  names.insert(names.end(), value.aliases.begin(), value.aliases.end());
  names.insert(names.end(), value.former.begin(), value.former.end());
  return names;
}

Taxonomy::NameIndex Taxonomy::index_names(const std::vector<NameGroup>& groups) {
  NameIndex index;
  for (const NameGroup& group : groups) {
    for (const std::string& name : group.names) index.emplace(text::fold_label(name), group.meaning);
  }
  return index;
}

Taxonomy::FacetIndex Taxonomy::index_values(const std::vector<TaxonomyValue>& values) {
  FacetIndex index;
  for (const TaxonomyValue& value : values) {
    const std::size_t in_text = 3 + value.aliases.size();  // id, two labels, aliases
    const std::vector<std::string> names = names_of(value);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string folded = text::fold_label(names[i]);
      if (folded.empty()) continue;
      const bool is_new = index.by_name.emplace(folded, &value).second;
      const bool is_phrase = i < in_text && !value.retired && text::count_code_points(folded) >= 2;
      if (is_new && is_phrase) index.phrases.emplace_back(folded, &value);
    }
  }
  std::stable_sort(index.phrases.begin(), index.phrases.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return index;
}

Taxonomy::Taxonomy() {
  static const auto empty = std::make_shared<const State>();
  state_ = empty;
}

Taxonomy::Taxonomy(Parts parts) {
  auto state = std::make_shared<State>();
  state->parts = std::move(parts);
  state->headings = index_names(state->parts.lesson_headings);
  state->fields = index_names(state->parts.lesson_fields);
  state->kinds = index_names(state->parts.document_kinds);
  state->keys = index_names(state->parts.metadata_keys);
  state_ = state;
  for (std::size_t f = 0; f < kFacetCount; ++f) state->facets[f] = index_values(values(static_cast<Facet>(f)));
}

const std::vector<TaxonomyValue>& Taxonomy::values(Facet facet) const {
  if (facet == Facet::kPhase) return state_->parts.phases;
  if (facet == Facet::kRisk) return state_->parts.risks;
  return state_->parts.tags;
}

const TaxonomyValue* Taxonomy::find(Facet facet, std::string_view name) const {
  return find_folded(facet, text::fold_label(name));
}

const TaxonomyValue* Taxonomy::find_folded(Facet facet, std::string_view folded) const {
  const auto& index = state_->facets[static_cast<std::size_t>(facet)].by_name;
  const auto found = index.find(folded);
  return found == index.end() ? nullptr : found->second;
}

std::vector<std::string> Taxonomy::ids_for(Facet facet, std::string_view name) const {
  const TaxonomyValue* value = find(facet, name);
  if (value == nullptr) return {std::string(name)};
  std::vector<std::string> ids{value->id};
  for (const SplitPart& part : value->parts) {
    const TaxonomyValue* target = find(facet, part.value);
    if (target != nullptr && std::find(ids.begin(), ids.end(), target->id) == ids.end()) ids.push_back(target->id);
  }
  return ids;
}

const std::vector<std::pair<std::string, const TaxonomyValue*>>& Taxonomy::phrases(Facet facet) const {
  return state_->facets[static_cast<std::size_t>(facet)].phrases;
}

std::string_view Taxonomy::look_up(const NameIndex& index, std::string_view name) {
  const auto found = index.find(text::fold_label(name));
  return found == index.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace fupan
