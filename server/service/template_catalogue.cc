#include "server/service/template_catalogue.h"

#include <algorithm>
#include <numeric>

namespace fupan::service {

const ReleasedVersion* KnownTemplate::find(std::string_view wanted) const {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const ReleasedVersion& one) { return one.release.version == wanted; });
  return found == versions.end() ? nullptr : &*found;
}

std::size_t CopyCounts::total() const { return std::accumulate(of.begin(), of.end(), std::size_t{0}); }

bool is_shown(const Viewer& viewer, const Document& document) {
  const bool is_open = document.state == State::kPublished || document.state == State::kRetired;
  return viewer.sees(document.collection) && (is_open || viewer.is_at_least(Role::kContributor));
}

bool is_shown(const Viewer& viewer, const KnownCopy& copy) {
  if (copy.document) return is_shown(viewer, *copy.document);
  return viewer.owns(copy.account) || viewer.is_at_least(Role::kCurator);
}

}  // namespace fupan::service
