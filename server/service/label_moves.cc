#include "server/service/label_moves.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "core/taxonomy_record.h"
#include "core/text/fold.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

using Json = nlohmann::ordered_json;

// Who says most of a label is heard.
int weight_of(LabelOrigin origin) {
  switch (origin) {
    case LabelOrigin::kCurator:
      return 3;
    case LabelOrigin::kAuthor:
      return 2;
    case LabelOrigin::kRule:
      return 1;
    case LabelOrigin::kModel:
      break;
  }
  return 0;
}

// Of labels that have become the same one stays.
void remove_doubles(std::vector<Label>& labels) {
  std::vector<Label> kept;
  for (Label& label : labels) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Label& one) {
      return one.facet == label.facet && one.value == label.value;
    });
    if (same == kept.end()) {
      kept.push_back(std::move(label));
    } else if (weight_of(label.origin) > weight_of(same->origin)) {
      *same = std::move(label);
    }
  }
  labels = std::move(kept);
}

std::string text_of(const Lesson& lesson) {
  std::string text = lesson.title;
  for (const std::string& heading : lesson.heading_path) text += "\n" + heading;
  return text + "\n" + lesson.text;
}

std::string text_of(const Document& document) {
  std::string text = document.title;
  for (const Section& section : document.sections) {
    for (const std::string& heading : section.heading_path) text += "\n" + heading;
    text += "\n" + section.text;
  }
  for (const Lesson& lesson : document.lessons) text += "\n" + text_of(lesson);
  return text;
}

const LabelVerdict* find_verdict(const Curation* said, const Label& label) {
  if (said == nullptr) return nullptr;
  const auto found = std::find_if(said->verdicts.begin(), said->verdicts.end(), [&](const LabelVerdict& verdict) {
    return verdict.facet == label.facet && verdict.value == label.value;
  });
  return found == said->verdicts.end() ? nullptr : &*found;
}

// The names of `value` that the file did not give it.
std::vector<std::string> names_since(const TaxonomyValue& value, const TaxonomyValue* in_file) {
  std::vector<std::string> names = names_of(value);
  std::set<std::string> known;
  if (in_file != nullptr) {
    for (const std::string& name : names_of(*in_file)) known.insert(text::fold_label(name));
  }
  for (const std::string& name : value.former) known.erase(text::fold_label(name));  // even when the file knows them
  for (std::string& name : names) name = text::fold_label(name);
  std::erase_if(names, [&](const std::string& name) { return name.empty() || known.contains(name); });
  return names;
}

std::string id_in(const Taxonomy& taxonomy, Facet facet, const std::string& name) {
  const TaxonomyValue* value = taxonomy.find(facet, name);
  return value == nullptr ? name : value->id;
}

}  // namespace

// Moves the labels of one document.
class LabelMoves::Mover {
 public:
  Mover(const LabelMoves& moves, const Curations& said, Document& document)
      : moves_(moves), said_(said), document_(document) {}

  std::string run() {
    const Curation* whole = said_.find(document_.id.value);
    move(document_.labels, {whole, nullptr, nullptr});
    for (std::vector<Lesson>* lessons : {&document_.lessons, &document_.gone}) {
      for (Lesson& lesson : *lessons) move(lesson.labels, {said_.find(lesson.id.value), whole, &lesson});
    }
    return std::move(moved_);
  }

 private:
  struct Target {
    const Curation* own;
    const Curation* inherited;  // of a lesson: what is said of its document
    const Lesson* lesson;       // nullptr: the document itself
  };

  void move(std::vector<Label>& labels, const Target& target) {
    const std::string id = target.lesson == nullptr ? std::string() : target.lesson->id.value;
    bool has_moved = false;
    for (Label& label : labels) {
      const Label before = label;
      if (const std::string* now = moves_.find(label.facet, label.value)) {
        label.value = *now;
        label.mapped = true;
      }
      if (label.value != before.value) heed(target, label);
      const std::string whole = label.value;
      if (const Splitter* splitter = moves_.splitter_of(label)) divide(*splitter, target, label);
      if (label.value != whole) heed(target, label);
      if (label == before) continue;
      has_moved = true;
      moved_ += id + "\n" + before.value + "\n" + label.value + "\n";
    }
    if (!has_moved) return;
    std::erase_if(labels, [](const Label& label) { return label.value.empty(); });
    remove_doubles(labels);
  }

  void divide(const Splitter& splitter, const Target& target, Label& label) {
    const std::string text = target.lesson == nullptr ? text_of(document_) : text_of(*target.lesson);
    const auto matches = splitter.words.find(importers::fold_for_matching(text));
    std::string& of_document = by_document_[&splitter];
    if (!matches.empty()) {
      const auto first = std::min_element(matches.begin(), matches.end(),
                                          [](const auto& a, const auto& b) { return a.value < b.value; });
      label.value = splitter.split.parts[first->value].value;
      if (target.lesson == nullptr) of_document = label.value;
    } else if (target.lesson != nullptr && !of_document.empty()) {
      label.value = of_document;
    } else if (!splitter.split.otherwise.empty()) {
      label.value = splitter.split.otherwise;
    } else {
      label.origin = LabelOrigin::kModel;
      label.confidence = 0;
    }
  }

  // What people said of the value that the label has now. A label without a value is taken out.
  static void heed(const Target& target, Label& label) {
    const LabelVerdict* verdict = find_verdict(target.own, label);
    if (verdict == nullptr) verdict = find_verdict(target.inherited, label);
    if (verdict == nullptr) return;
    if (!verdict->holds) label.value.clear();
    if (verdict->holds) label.origin = LabelOrigin::kCurator;
  }

  const LabelMoves& moves_;
  const Curations& said_;
  Document& document_;
  std::map<const Splitter*, std::string> by_document_;  // where the document's own label went
  std::string moved_;
};

LabelMoves::LabelMoves(Names names, std::vector<LabelSplit> splits)
    : names_(std::move(names)), splits_(std::move(splits)) {
  for (const LabelSplit& split : splits_) {
    Splitter splitter{split, {}};
    for (std::uint32_t p = 0; p < split.parts.size(); ++p) {
      for (const std::string& word : split.parts[p].words) splitter.words.add(text::fold_label(word), p);
    }
    splitters_.push_back(std::move(splitter));
  }
}

LabelMoves LabelMoves::of(const Taxonomy& taxonomy, const ValueLists& file) {
  Names names;
  std::vector<LabelSplit> splits;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const auto facet = static_cast<Facet>(f);
    for (const TaxonomyValue& value : taxonomy.values(facet)) {
      for (std::string& name : names_since(value, find_value(file[f], value.id))) {
        names[f].emplace(std::move(name), value.id);
      }
      if (value.parts.empty()) continue;
      LabelSplit split{facet, value.id, value.parts, {}};
      for (SplitPart& part : split.parts) part.value = id_in(taxonomy, facet, part.value);
      if (!value.otherwise.empty()) split.otherwise = id_in(taxonomy, facet, value.otherwise);
      splits.push_back(std::move(split));
    }
  }
  return {std::move(names), std::move(splits)};
}

bool LabelMoves::empty() const {
  return splits_.empty() && std::all_of(names_.begin(), names_.end(), [](const auto& names) { return names.empty(); });
}

const std::string* LabelMoves::find(Facet facet, const std::string& value) const {
  const auto& names = names_[static_cast<std::size_t>(facet)];
  if (names.empty()) return nullptr;
  const auto found = names.find(text::fold_label(value));
  return found == names.end() ? nullptr : &found->second;
}

std::string LabelMoves::id_of(Facet facet, const std::string& value) const {
  const std::string* now = find(facet, value);
  return now == nullptr ? value : *now;
}

std::vector<std::string> LabelMoves::ids_of(Facet facet, const std::string& value) const {
  std::vector<std::string> ids{id_of(facet, value)};
  for (const LabelSplit& split : splits_) {
    if (split.facet != facet || split.value != ids.front()) continue;
    for (const SplitPart& part : split.parts) {
      if (std::find(ids.begin(), ids.end(), part.value) == ids.end()) ids.push_back(part.value);
    }
  }
  return ids;
}

const LabelMoves::Splitter* LabelMoves::splitter_of(const Label& label) const {
  const auto found = std::find_if(splitters_.begin(), splitters_.end(), [&](const Splitter& splitter) {
    return splitter.split.facet == label.facet && splitter.split.value == label.value;
  });
  return found == splitters_.end() ? nullptr : &*found;
}

std::string LabelMoves::apply(const Curations& said, Document& document) const {
  return empty() ? std::string() : Mover(*this, said, document).run();
}

std::string LabelMoves::encode() const {
  Json names = Json::array();
  for (std::size_t f = 0; f < kFacetCount; ++f) names.push_back(Json(names_[f]));
  Json splits = Json::array();
  for (const LabelSplit& split : splits_) {
    Json parts = Json::array();
    for (const SplitPart& part : split.parts) parts.push_back({{"value", part.value}, {"words", part.words}});
    splits.push_back({{"facet", name_of(split.facet)},
                      {"value", split.value},
                      {"parts", std::move(parts)},
                      {"otherwise", split.otherwise}});
  }
  return Json{{"v", kLabelMovesFormat}, {"names", std::move(names)}, {"splits", std::move(splits)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

Result<LabelMoves> LabelMoves::decode(std::string_view bytes) {
  try {
    const Json json = Json::parse(bytes);
    if (json.at("v").get<int>() > kLabelMovesFormat) throw std::runtime_error("it is newer than this program");
    Names names;
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      names[f] = json.at("names").at(f).get<std::map<std::string, std::string>>();
    }
    std::vector<LabelSplit> splits;
    for (const Json& one : json.at("splits")) {
      const auto facet = enum_of<Facet>(kFacetNames, one.at("facet").get<std::string>());
      if (!facet) throw std::runtime_error("unknown facet " + one.at("facet").dump());
      LabelSplit split{*facet, one.at("value").get<std::string>(), {}, one.at("otherwise").get<std::string>()};
      for (const Json& part : one.at("parts")) {
        split.parts.push_back({part.at("value").get<std::string>(), part.at("words").get<std::vector<std::string>>()});
      }
      splits.push_back(std::move(split));
    }
    return LabelMoves(std::move(names), std::move(splits));
  } catch (const std::exception& e) {
    return make_error(ErrorCode::kCorrupt, std::string("decode label moves: ") + e.what());
  }
}

Result<std::shared_ptr<const LabelMoves>> read_label_moves(const store::Reader& reader) {
  static const auto none = std::make_shared<const LabelMoves>();
  const auto record = reader.get(kLabelMovesKey);
  if (!record && record.error().code == ErrorCode::kNotFound) return none;
  if (!record) return record.error();
  thread_local std::string bytes;
  thread_local std::shared_ptr<const LabelMoves> moves;  // of `bytes`, whatever store they came from
  if (moves == nullptr || bytes != record->value) {
    auto decoded = LabelMoves::decode(record->value);
    if (!decoded) return make_error(decoded.error().code, "record " + record->key + ": " + decoded.error().message);
    moves = std::make_shared<const LabelMoves>(std::move(*decoded));
    bytes = record->value;
  }
  return moves;
}

}  // namespace fupan::service
