// JSON of the taxonomy and of its changes, for HTTP and --json alike. Thread-safe, no state.
#pragma once

#include <string>

#include "server/service/taxonomy_effects.h"
#include "server/service/taxonomy_source.h"

namespace fupan::service {

std::string render_taxonomy(const TaxonomyState& state);     // Taxonomy
std::string render_effects(const TaxonomyEffects& effects);  // TaxonomyEffects

}  // namespace fupan::service
