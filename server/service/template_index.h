// Which templates are there, and where did their copies go? Kept in memory and brought up to date from the change log
// at each look; the first look, and the first after a template was changed, read every document. Thread-safe.
//
// Nothing of it is stored: which versions a template has follows from its source revisions and from the record of what
// was released by hand, and what a copy is from its mark or its text.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "server/service/repository.h"
#include "server/service/template_catalogue.h"

namespace fupan::service {

// How well a text fits a version of a template; among versions the one with the highest rank counts.
struct TemplateFit {
  bool is_untouched = false;
  double share = 0;          // of the version's telling lines that the text has
  std::size_t lines = 0;     // how many these are
  std::size_t distance = 0;  // lines that are missing, and lines that only other versions of the template have
  std::size_t version = 0;

  // Whether it says more for its version than another fit of the same template.
  bool is_better_than(const TemplateFit& other) const {
    return std::tuple(is_untouched, other.distance, version) > std::tuple(other.is_untouched, distance, other.version);
  }
  // What templates are compared by.
  auto weight() const { return std::tuple(share, lines); }
};

class TemplateIndex {
 public:
  // `store` must outlive it.
  explicit TemplateIndex(store::Store& store) : store_(store) {}

  // Errors: as the store
  Result<std::shared_ptr<const TemplateCatalogue>> current();

  // The templates alone, by document id, without looking for copies. Errors: as the store
  using TemplatesById = std::map<std::string, std::shared_ptr<const KnownTemplate>>;
  Result<TemplatesById> templates();

 private:
  // A document that carries a mark, or that looks like a template.
  struct Found {
    Document document;
    std::uint64_t version = 0;
    CopyMark mark;
    bool is_guessed = false;
    bool is_untouched = false;
  };
  struct Place {
    const KnownTemplate* known = nullptr;
    std::size_t version = 0;  // its number in the template's list
  };

  Status follow();
  Status start();
  Status apply(const std::vector<store::Change>& changes, bool& is_stale);
  Status find_copies();
  Status read_copies();
  Status read_copy(const std::string& key);
  Status take_template(const StoredDocument& stored);
  void take(const StoredDocument& stored);
  bool take_marked(const StoredDocument& stored, std::string_view source, Found& found) const;
  bool take_guessed(const StoredDocument& stored, std::string_view source, Found& found) const;
  std::map<std::string, TemplateFit> fits_of(const std::vector<std::uint64_t>& lines, std::string_view source) const;
  void index_lines();
  std::shared_ptr<const TemplateCatalogue> build() const;

  store::Store& store_;
  std::mutex mutex_;  // guards what follows
  bool is_started_ = false;
  bool knows_copies_ = false;  // in the library; found when they are first asked for
  store::Sequence position_ = 0;
  std::map<std::string, std::shared_ptr<const KnownTemplate>> templates_;
  std::unordered_map<std::uint64_t, std::vector<Place>> lines_;             // telling lines, by digest
  std::map<std::pair<std::string, std::size_t>, std::size_t> line_counts_;  // of each version of each template
  std::map<std::string, Found> documents_;                                  // by document id
  std::map<std::string, TemplateCopy> copies_;                              // without their texts
  std::shared_ptr<const TemplateCatalogue> catalogue_;
};

// The versions that a template has: those that its source revisions name, and those that were released by hand.
// Errors: as the store
Result<KnownTemplate> known_template(const store::Reader& reader, const StoredDocument& stored);

}  // namespace fupan::service
