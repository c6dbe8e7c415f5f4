#include "core/taxonomy.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan {
namespace {

std::vector<std::string> names_of(const TaxonomyValue& value) {
  std::vector<std::string> names{value.id, value.label_en, value.label_zh};
  names.insert(names.end(), value.aliases.begin(), value.aliases.end());
  return names;
}

std::map<std::string, std::string, std::less<>> index_names(const std::vector<NameGroup>& groups) {
  std::map<std::string, std::string, std::less<>> index;
  for (const NameGroup& group : groups) {
    for (const std::string& name : group.names) index.emplace(text::fold_label(name), group.meaning);
  }
  return index;
}

}  // namespace

Taxonomy::Taxonomy(Parts parts)
    : parts_(std::move(parts)),
      headings_(index_names(parts_.lesson_headings)),
      fields_(index_names(parts_.lesson_fields)),
      kinds_(index_names(parts_.document_kinds)),
      keys_(index_names(parts_.metadata_keys)) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    FacetIndex& index = facets_[f];
    for (const TaxonomyValue& value : values(static_cast<Facet>(f))) {
      for (const std::string& name : names_of(value)) {
        const std::string folded = text::fold_label(name);
        if (folded.empty()) continue;
        const bool is_new = index.by_name.emplace(folded, &value).second;
        if (is_new && text::count_code_points(folded) >= 2) index.phrases.emplace_back(folded, &value);
      }
    }
    std::stable_sort(index.phrases.begin(), index.phrases.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
}

const std::vector<TaxonomyValue>& Taxonomy::values(Facet facet) const {
  if (facet == Facet::kPhase) return parts_.phases;
  if (facet == Facet::kRisk) return parts_.risks;
  return parts_.tags;
}

const TaxonomyValue* Taxonomy::find(Facet facet, std::string_view name) const {
  const auto& index = facets_[static_cast<std::size_t>(facet)].by_name;
  const auto found = index.find(text::fold_label(name));
  return found == index.end() ? nullptr : found->second;
}

const std::vector<std::pair<std::string, const TaxonomyValue*>>& Taxonomy::phrases(Facet facet) const {
  return facets_[static_cast<std::size_t>(facet)].phrases;
}

std::string_view Taxonomy::look_up(const NameIndex& index, std::string_view name) {
  const auto found = index.find(text::fold_label(name));
  return found == index.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace fupan
