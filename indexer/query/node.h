// What a query means: a small tree. A node describes itself, so tests compare text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/search_request.h"

namespace fupan::indexer {

// The analysed fields a word can be looked for in.
enum class TextField { kText, kTitle, kTag, kProject };

struct Node {
  enum class Kind {
    kAll,     // everything; an empty query, or one with exclusions only
    kAnd,     // every child, and none of `excluded`
    kOr,      // at least one child
    kWords,   // `text` as typed, no white space in it
    kPhrase,  // the words of `text` in this order, next to each other
    kPrefix,  // words that begin with `text`
    kFilter,  // `filter` is `text`
    kId,      // the record with the id `text`
  };
  Kind kind = Kind::kAll;
  std::vector<Node> children;
  std::vector<Node> excluded;
  TextField field = TextField::kText;
  Field filter = Field::kPhase;
  std::string text;
  std::size_t begin = 0, end = 0;  // bytes of the query that `text` stands in

  std::string describe() const;
};

}  // namespace fupan::indexer
