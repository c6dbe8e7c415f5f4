// What holds for the whole installation. Thread-safe. Every change has its audit record, in the same batch.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/settings.h"
#include "server/service/library.h"

namespace fupan::service {

inline constexpr std::size_t kMostTiers = 200;
inline constexpr std::size_t kMostNamesOfTier = 100;

struct StoredSettings {
  Settings settings;
  store::Revision revision = 0;  // 0: never set, these are the defaults
};

// Errors: corrupt, io
Result<StoredSettings> read_settings(const store::Reader& reader);

class SettingsService {
 public:
  // `library` must outlive the service.
  explicit SettingsService(Library& library) : library_(library) {}

  // Errors: as the store
  Result<StoredSettings> get() const { return read_settings(library_.store()); }

  // What follows is an administrator's, and changes nothing where nothing would differ.
  //
  // Errors: invalid_argument  the viewer is no administrator, or a part is wrong; `field` names it
  //         conflict          another revision than `expected` is stored; as the store

  Result<StoredSettings> set_governance(const Viewer& viewer, Governance governance,
                                        std::optional<store::Revision> expected) const;

  // Adds a row of the table of authority, or replaces the one of the same phase or risk. The value may be any of its
  // names in the taxonomy. A reader cannot approve. Names are trimmed; empty ones and repeated ones left out.
  Result<StoredSettings> put_tier(const Viewer& viewer, AuthorityTier tier,
                                  std::optional<store::Revision> expected) const;

  // Errors: not_found  there is no such row
  Result<StoredSettings> remove_tier(const Viewer& viewer, Facet facet, const std::string& value,
                                     std::optional<store::Revision> expected) const;

 private:
  Result<StoredSettings> change(const Viewer& viewer, const std::string& action,
                                const std::function<Status(Settings&)>& make,
                                std::optional<store::Revision> expected) const;

  Library& library_;
};

}  // namespace fupan::service
