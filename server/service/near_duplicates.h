// Who has said this before? Near-duplicates of a text that is being written, and of lessons that are being
// imported. duplicate_rule.h says what counts as one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "indexer/insight/shingles.h"
#include "server/service/duplicate_rule.h"
#include "server/service/library.h"
#include "server/service/similar_service.h"

namespace fupan::service {

inline constexpr std::size_t kMostNear = 5;

struct NearItem {
  SimilarItem item;
  double resemblance = 0;  // 0 .. 1
};

// Published lessons that say nearly the same as `text` (from kNearFrom on), the most alike first, at most kMostNear;
// nothing that the viewer does not see. Errors: invalid_argument  the text is empty or not UTF-8 (field "text"); as
// store and index
Result<std::vector<NearItem>> near_duplicates(Library& library, const std::string& text, const Viewer& viewer);

// A new lesson of an import that says nearly the same as another one.
struct NearDuplicate {
  std::string path;  // of the new lesson, in its collection
  int line = 0;
  std::string lesson, title;       // id
  std::string other, other_title;  // id
  std::string other_path;
  int other_line = 0;
  double resemblance = 0;
};

// An import looks for near-duplicates when it brings at most this many new lessons: each costs one question to the
// index. Beyond, it looks for none, so that a large import pays for the sketches of the first 200 lessons and no more.
inline constexpr std::size_t kMostWatchedLessons = 200;

// Collects the new lessons of one import. One thread.
class NearDuplicateWatch {
 public:
  // `before`: the document as the store has it; null: it is new.
  void add(const Document& document, const Document* before);

  // There were more than kMostWatchedLessons.
  bool gave_up() const { return gave_up_; }

  // Against each other, and against the library as its index is now; never within one document. Each pair once. An
  // index that gives no answer finds nothing. Errors: as the store
  Result<std::vector<NearDuplicate>> find(Library& library) const;

 private:
  struct Watched {
    std::string path;
    Lesson lesson;
    indexer::insight::ShingleSketch sketch;
  };
  void compare(std::vector<NearDuplicate>& found) const;
  Status look_up(Library& library, const Watched& one, std::vector<NearDuplicate>& found) const;

  std::vector<Watched> lessons_;
  bool gave_up_ = false;
};

}  // namespace fupan::service
