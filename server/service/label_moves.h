// What editing the taxonomy does to labels that are there already: ids that were merged into others, words that were
// mapped, values that were split. Laid over a document whenever it is read, as what people say of it is
// (docs/decisions/0057-labels-move-when-read.md). Immutable; thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/curation.h"
#include "core/document.h"
#include "core/taxonomy.h"
#include "importers/labels/phrase_matcher.h"
#include "store/store.h"

namespace fupan::service {

inline constexpr int kLabelMovesFormat = 1;

// A value that was split, with ids that are there.
struct LabelSplit {
  Facet facet = Facet::kTag;
  std::string value;
  std::vector<SplitPart> parts;
  std::string otherwise;  // the id that takes the rest; empty: undecided
  bool operator==(const LabelSplit&) const = default;
};

class LabelMoves {
 public:
  using Names = std::array<std::map<std::string, std::string>, kFacetCount>;  // folded name → id

  LabelMoves() = default;
  LabelMoves(Names names, std::vector<LabelSplit> splits);

  // What `taxonomy` says of labels that an import before it may have made: its former names and splits, and the names
  // that the file did not have for the same value.
  static LabelMoves of(const Taxonomy& taxonomy, const ValueLists& file);

  bool empty() const;
  bool operator==(const LabelMoves& other) const { return names_ == other.names_ && splits_ == other.splits_; }

  // The id that stands for a label's value now; the value itself where nothing was merged or mapped.
  std::string id_of(Facet facet, const std::string& value) const;

  // The ids that a rule about `value` now is about: id_of, and the parts where it was split.
  std::vector<std::string> ids_of(Facet facet, const std::string& value) const;

  // Moves the labels of a document and its lessons, with what people said laid over already. A label of a split goes to
  // the first part one of whose words the lesson has; failing that, to where its document's went; failing that, to
  // `otherwise`. Where there is none it stays, with the origin model and no confidence: it waits in the queue. Where
  // people spoke of the value that a label comes to have, what they said holds. Returns what was moved, as a text that
  // is empty when nothing was and different for different moves.
  std::string apply(const Curations& said, Document& document) const;

  std::string encode() const;
  // Errors: corrupt
  static Result<LabelMoves> decode(std::string_view bytes);

 private:
  struct Splitter {
    LabelSplit split;
    importers::PhraseMatcher words;  // value: position in `split.parts`
  };
  class Mover;

  // What a folded name means; nullptr when nothing was said of it.
  const std::string* find(Facet facet, const std::string& value) const;
  const Splitter* splitter_of(const Label& label) const;

  Names names_;
  std::vector<LabelSplit> splits_;
  std::vector<Splitter> splitters_;
};

// Those that the store has; none when the taxonomy was never edited. Shared: decoded once for each thread.
//
// Errors: corrupt, io
Result<std::shared_ptr<const LabelMoves>> read_label_moves(const store::Reader& reader);

}  // namespace fupan::service
