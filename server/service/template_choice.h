// Which variant of a template: the PMO's rules, and what they choose for a project. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/template_rules.h"
#include "server/service/template_service.h"

namespace fupan::service {

struct StoredRules {
  std::vector<TemplateRule> rules;
  std::uint64_t revision = 0;  // 0: never set
};

// Errors: corrupt, io
Result<StoredRules> read_template_rules(const store::Reader& reader);

struct TemplateChoice {
  std::string family, variant;
  std::shared_ptr<const KnownTemplate> known;  // nothing: nobody made a template of it
  std::string reason;                          // of the rule; without one in words of `lang`
  std::optional<std::size_t> rule;
};

// The first rule that holds and whose variant is among `templates`; without one the variant "full", else the first.
// Templates in the project's language go first.
TemplateChoice choose_variant(const std::vector<TemplateRule>& rules,
                              const std::vector<std::shared_ptr<const KnownTemplate>>& templates,
                              const std::string& family, const ProjectTraits& traits, std::string_view lang);

class TemplateRules {
 public:
  // Both must outlive it.
  TemplateRules(Library& library, const TemplateService& templates) : library_(library), templates_(templates) {}

  // Errors: as the store
  Result<StoredRules> get() const { return read_template_rules(library_.store()); }

  // Nothing is written where nothing would differ. Errors: forbidden  the viewer is no curator; conflict  another
  // revision than `expected` is stored; invalid_argument  a rule is wrong (field "rules", the message says which)
  Result<StoredRules> put(const Viewer& viewer, std::vector<TemplateRule> rules,
                          std::optional<std::uint64_t> expected) const;

  // Errors: not_found  the viewer may see no template of the family (field "family"); as the store
  Result<TemplateChoice> choose(const Viewer& viewer, const std::string& family, const ProjectTraits& traits,
                                std::string_view lang) const;

 private:
  Library& library_;
  const TemplateService& templates_;
};

}  // namespace fupan::service
