#include "server/service/taxonomy_source.h"

#include <algorithm>
#include <iterator>

#include "core/digest.h"
#include "indexer/analysis/analyzer.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::size_t kDigestLength = 13;

Taxonomy with_values(const Taxonomy& file, ValueLists lists) {
  Taxonomy::Parts parts = file.parts();
  parts.phases = std::move(lists[static_cast<std::size_t>(Facet::kPhase)]);
  parts.risks = std::move(lists[static_cast<std::size_t>(Facet::kRisk)]);
  parts.tags = std::move(lists[static_cast<std::size_t>(Facet::kTag)]);
  return Taxonomy(std::move(parts));
}

// The shipped glossary and the labels, less what the organisation's glossary removes, and what that adds.
std::shared_ptr<const Thesaurus> make_thesaurus(const TaxonomySource::Files& files, const Taxonomy& taxonomy) {
  std::vector<TermGroup> groups = files.glossary;
  std::ranges::move(label_groups(taxonomy), std::back_inserter(groups));
  if (!files.removed.empty()) groups = without(std::move(groups), files.removed);
  groups.insert(groups.end(), files.own.begin(), files.own.end());
  return std::make_shared<const Thesaurus>(std::move(groups), indexer::stem);
}

}  // namespace

TaxonomySource::TaxonomySource(Files files, const store::Store& store) : files_(std::move(files)), store_(store) {}

Result<std::shared_ptr<const TaxonomyState>> TaxonomySource::load(const store::Record* record) const {
  auto state = std::make_shared<TaxonomyState>();
  if (record == nullptr) {
    state->taxonomy = files_.taxonomy;
    state->digest = files_.digest;
    state->record = {files_.taxonomy.value_lists(), files_.taxonomy.value_lists()};
  } else {
    auto edited = decode_taxonomy_record(record->value);
    if (!edited) return edited.error();
    UpgradedTaxonomy upgraded = upgrade(*edited, files_.taxonomy.value_lists());
    state->taxonomy = with_values(files_.taxonomy, upgraded.record.values);
    state->digest = short_digest(files_.digest + record->value, kDigestLength);
    state->record = std::move(upgraded.record);
    state->notes = std::move(upgraded.notes);
    state->revision = record->revision;
  }
  state->thesaurus = make_thesaurus(files_, state->taxonomy);
  return std::shared_ptr<const TaxonomyState>(std::move(state));
}

Result<std::shared_ptr<const TaxonomyState>> TaxonomySource::current() const {
  const auto sequence = store_.last_sequence();
  if (!sequence) return sequence.error();
  const std::lock_guard lock(mutex_);
  if (state_ != nullptr && *sequence <= seen_) return state_;
  const auto record = store_.get(kTaxonomyKey);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  const store::Revision revision = record ? record->revision : 0;
  if (state_ == nullptr || state_->revision != revision) {
    auto loaded = load(record ? &*record : nullptr);
    if (!loaded) return loaded;
    state_ = std::move(*loaded);
  }
  seen_ = *sequence;
  return state_;
}

}  // namespace fupan::service
