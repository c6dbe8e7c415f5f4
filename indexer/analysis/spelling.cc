#include "indexer/analysis/spelling.h"

#include <algorithm>
#include <array>

namespace fupan::indexer {
namespace {

struct Spelling {
  std::string_view british, american;
};

constexpr std::array kWords{
    Spelling{"ageing", "aging"},       Spelling{"burnt", "burned"},      Spelling{"centred", "centered"},
    Spelling{"centring", "centering"}, Spelling{"grey", "gray"},         Spelling{"greys", "grays"},
    Spelling{"learnt", "learned"},     Spelling{"programme", "program"}, Spelling{"programmes", "programs"}};

// Whatever follows.
constexpr std::array kBeginnings{
    Spelling{"acknowledgement", "acknowledgment"},
    Spelling{"aluminium", "aluminum"},
    Spelling{"anaesth", "anesth"},
    Spelling{"analogu", "analog"},
    Spelling{"armour", "armor"},
    Spelling{"artefact", "artifact"},
    Spelling{"behaviour", "behavior"},
    Spelling{"catalogu", "catalog"},
    Spelling{"colour", "color"},
    Spelling{"defence", "defense"},
    Spelling{"demeanour", "demeanor"},
    Spelling{"dialogu", "dialog"},
    Spelling{"discolour", "discolor"},
    Spelling{"dishonour", "dishonor"},
    Spelling{"endeavour", "endeavor"},
    Spelling{"enquir", "inquir"},
    Spelling{"favour", "favor"},
    Spelling{"fibreglass", "fiberglass"},
    Spelling{"flavour", "flavor"},
    Spelling{"harbour", "harbor"},
    Spelling{"honour", "honor"},
    Spelling{"humour", "humor"},
    Spelling{"instalment", "installment"},
    Spelling{"judgement", "judgment"},
    Spelling{"labour", "labor"},
    Spelling{"licence", "license"},
    Spelling{"manoeuvr", "maneuver"},
    Spelling{"misbehaviour", "misbehavior"},
    Spelling{"mould", "mold"},
    Spelling{"neighbour", "neighbor"},
    Spelling{"odour", "odor"},
    Spelling{"offence", "offense"},
    Spelling{"orthopaed", "orthoped"},
    Spelling{"paediatr", "pediatr"},
    Spelling{"plough", "plow"},
    Spelling{"practis", "practic"},
    Spelling{"pretence", "pretense"},
    Spelling{"rigour", "rigor"},
    Spelling{"rumour", "rumor"},
    Spelling{"saviour", "savior"},
    Spelling{"savour", "savor"},
    Spelling{"sceptic", "skeptic"},
    Spelling{"skilful", "skillful"},
    Spelling{"sulphur", "sulfur"},
    Spelling{"tumour", "tumor"},
    Spelling{"unfavour", "unfavor"},
    Spelling{"vapour", "vapor"},
    Spelling{"vigour", "vigor"},
    Spelling{"wilful", "willful"},
};

// Whatever is before them; also with an "s".
constexpr std::array kEndings{
    Spelling{"centre", "center"},   Spelling{"fibre", "fiber"},     Spelling{"litre", "liter"},
    Spelling{"lustre", "luster"},   Spelling{"meagre", "meager"},   Spelling{"metre", "meter"},
    Spelling{"sombre", "somber"},   Spelling{"spectre", "specter"}, Spelling{"theatre", "theater"},
    Spelling{"calibre", "caliber"}, Spelling{"sabre", "saber"},
};

// What may follow "is" of a verb on "-ise".
constexpr std::array kVerbEndings =
    std::to_array<std::string_view>({"e", "ed", "es", "er", "ers", "ing", "able", "ation", "ations", "ational"});

// Words on "-ise" that are never spelled with a z: so their relatives (revise, revision) stay together.
constexpr std::array kNeverZ = std::to_array<std::string_view>(
    {"advertis", "advis", "chastis",       "chemis",     "circumcis", "compromis", "concis",   "demis",
     "despis",   "devis", "disenfranchis", "enfranchis", "excis",     "exercis",   "expertis", "franchis",
     "improvis", "incis", "merchandis",    "mortis",     "paradis",   "precis",    "premis",   "previs",
     "promis",   "revis", "sunris",        "supervis",   "surmis",    "televis",   "treatis"});

// The same for all words that have these before "is": raise, noise, cruise, comprise, stepwise.
constexpr std::array kNeverZBefore = std::to_array<std::string_view>({"a", "o", "u", "pr", "w"});

constexpr std::size_t kLeastVerbStem = 3;

// Of "organisation" the place of the s; npos when the word is no such verb.
std::size_t place_of_s(std::string_view word) {
  for (const std::string_view ending : kVerbEndings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view base = word.substr(0, word.size() - ending.size());
    if (!base.ends_with("is")) continue;
    const std::string_view stem = base.substr(0, base.size() - 2);
    const auto ends_stem = [&](std::string_view end) { return stem.ends_with(end); };
    if (stem.size() < kLeastVerbStem || std::any_of(kNeverZBefore.begin(), kNeverZBefore.end(), ends_stem)) continue;
    if (std::find(kNeverZ.begin(), kNeverZ.end(), base) != kNeverZ.end()) continue;
    return base.size() - 1;
  }
  return std::string_view::npos;
}

}  // namespace

std::string one_spelling(std::string_view folded_word) {
  std::string word(folded_word);
  for (const Spelling& whole : kWords) {
    if (word == whole.british) return std::string(whole.american);
  }
  for (const Spelling& beginning : kBeginnings) {
    if (word.starts_with(beginning.british)) word.replace(0, beginning.british.size(), beginning.american);
  }
  const std::size_t plural = word.ends_with("s") ? 1 : 0;
  for (const Spelling& ending : kEndings) {
    if (std::string_view(word).substr(0, word.size() - plural).ends_with(ending.british)) {
      word.replace(word.size() - plural - ending.british.size(), ending.british.size(), ending.american);
    }
  }
  if (const std::size_t s = place_of_s(word); s != std::string::npos) word[s] = 'z';
  if (const std::size_t lyz = word.find("lyz"); lyz != std::string::npos) word[lyz + 2] = 's';
  return word;
}

}  // namespace fupan::indexer
