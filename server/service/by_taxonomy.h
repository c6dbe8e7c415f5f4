// Something that is made from the taxonomy (an importer, a reader of charters), made anew when the taxonomy changes.
// Thread-safe.
#pragma once

#include <memory>
#include <mutex>

#include "server/service/library.h"

namespace fupan::service {

template <class Made>
class ByTaxonomy {
 public:
  // `library` must outlive it.
  explicit ByTaxonomy(const Library& library) : library_(library) {}

  // Shared: who works with an older one keeps it.
  std::shared_ptr<const Made> get() const {
    const Taxonomy now = library_.taxonomy();
    const std::lock_guard lock(mutex_);
    if (made_ == nullptr || !now.is_copy_of(taxonomy_)) {
      made_ = std::make_shared<const Made>(now);
      taxonomy_ = now;
    }
    return made_;
  }

 private:
  const Library& library_;
  mutable std::mutex mutex_;
  mutable Taxonomy taxonomy_;
  mutable std::shared_ptr<const Made> made_;
};

}  // namespace fupan::service
