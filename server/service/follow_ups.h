// Did it help? Adoptions by project, when they are due to be asked about, and the answers. Thread-safe.
//
// A pending adoption is due as soon as its project passes a gate after the adoption was made, and in any case from its
// follow-up date on, when it has one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.h"
#include "core/brief.h"
#include "server/service/library.h"

namespace fupan::service {

struct FollowUp {
  Adoption adoption;
  store::Revision revision = 0;
  bool is_due = false;
  std::string title;  // of the lesson; empty when it is gone
};

struct FollowUpQuery {
  std::string project;  // id or name; empty: any
  std::optional<bool> due;
  std::optional<AdoptionState> state;
  std::size_t limit = 20;
  std::size_t offset = 0;
};

struct FollowUpPage {
  std::size_t total = 0;
  std::vector<FollowUp> items;  // due ones first, then oldest first
};

struct FollowUpAnswer {
  std::optional<AdoptionState> state;
  std::optional<std::string> note;
  std::optional<std::string> follow_up;  // "YYYY-MM-DD": ask again then, or at the next gate from now on
};

// `gates`: that its project has passed; `today`: "YYYY-MM-DD".
bool is_due(const Adoption& adoption, std::uint64_t gates, std::string_view today);

struct AdoptionTally {
  std::size_t pending = 0;  // due ones too
  std::size_t due = 0;
};

class FollowUpService {
 public:
  // `library` must outlive the service.
  explicit FollowUpService(Library& library) : library_(library) {}

  // Lessons of collections that the viewer does not see are left out; of a project that lies in such collections only
  // it is not told that it was that one. Errors: as store and index
  Result<FollowUpPage> list(const FollowUpQuery& query, const Viewer& viewer) const;

  // By project id, of projects that have adoptions, of lessons that the viewer sees. Errors: as the store
  Result<std::map<std::string, AdoptionTally>> tallies(const Viewer& viewer) const;

  // Errors: not_found  no such adoption; invalid_argument  (field) the note is too long or not UTF-8;
  //         conflict  another revision than `expected` is stored; as the store
  Result<FollowUp> answer(std::string_view id, const FollowUpAnswer& answer, std::optional<store::Revision> expected,
                          const Viewer& viewer) const;

 private:
  Result<std::vector<FollowUp>> read_all() const;
  Status fill_title(FollowUp& item, const Viewer& viewer, bool& is_seen) const;
  Status drop_hidden_projects(std::vector<FollowUp>& items, const Viewer& viewer) const;

  Library& library_;
};

}  // namespace fupan::service
