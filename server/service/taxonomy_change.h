// One change of the taxonomy, as rules over plain values: what may be said, and what comes of it. Thread-safe, no
// state.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "core/taxonomy_record.h"

namespace fupan::service {

enum class TaxonomyAction { kAdd, kSet, kMove, kRetire, kRestore, kMerge, kMap, kSplit };
inline constexpr std::array<std::string_view, 8> kTaxonomyActionNames{"add",     "set",   "move", "retire",
                                                                      "restore", "merge", "map",  "split"};
constexpr std::string_view name_of(TaxonomyAction action) {
  return kTaxonomyActionNames[static_cast<std::size_t>(action)];
}

// One of the values that a split leads to; it is added when it is not there yet, and then has both labels.
struct SplitTarget {
  std::string value, label_en, label_zh;
  std::vector<std::string> words;
};

struct TaxonomyOrder {
  TaxonomyAction action = TaxonomyAction::kSet;
  Facet facet = Facet::kTag;
  std::string value;  // any name of it; add: its id, made of label_en when empty; map: the word that labels have
  std::optional<std::string> label_en, label_zh, description_en, description_zh, pmbok, prince2;
  std::optional<std::vector<std::string>> aliases;           // all of them
  std::optional<std::size_t> position;                       // 1 is the first; add: at the end when absent
  std::string into;                                          // merge, map: the value that stays
  std::vector<SplitTarget> parts;                            // split: two or more
  std::string otherwise;                                     // split: the value that takes the rest; empty: the queue
  std::vector<std::pair<std::string, std::string>> by_hand;  // split: id of a lesson or document, and its value
  std::string reason;
};

inline constexpr std::size_t kMostLabelBytes = 200;
inline constexpr std::size_t kMostTaxonomyTextBytes = 4000;
inline constexpr std::size_t kMostNames = 200;  // aliases of a value, words of a part
inline constexpr std::size_t kMostParts = 20;
inline constexpr std::size_t kMostByHand = 500;

// The record after the change. The values that the order names are no longer in dispute with the file.
//
// Errors: not_found         no such value (field "value" or "into")
//         invalid_argument  a text is missing, too long or not UTF-8, a name means another value already, the step does
//                           not make sense; `field` names the member
Result<TaxonomyRecord> changed(const TaxonomyRecord& record, const ValueLists& file, const TaxonomyOrder& order);

// "Cloud migration" → "cloud-migration"; empty where nothing of the text can be kept.
std::string id_of_label(std::string_view label);

}  // namespace fupan::service
