#include "server/service/template_index.h"

#include <algorithm>

#include "core/codec.h"
#include "core/template_match.h"
#include "importers/encoding/decoder.h"
#include "importers/template_reader.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::size_t kChangesPerStep = 2000;
constexpr std::size_t kLeastLines = 4;  // fewer telling lines tell nothing
constexpr double kLeastShare = 0.8;

std::string metadata_of(const Document& document, std::string_view key) {
  for (const auto& [name, value] : document.metadata) {
    if (name == key) return value;
  }
  return {};
}

bool may_be_copy(const Document& document) {
  const bool is_other = document.kind == DocumentKind::kTemplate || document.kind == DocumentKind::kGuide ||
                        document.kind == DocumentKind::kPath;
  return !is_other && document.state != State::kRetired && document.state != State::kRejected;
}

CopyState state_of(bool is_newest, bool is_untouched) {
  if (is_newest) return is_untouched ? CopyState::kCurrent : CopyState::kChanged;
  return is_untouched ? CopyState::kBehind : CopyState::kBehindChanged;
}

using VersionKey = std::pair<std::string, std::size_t>;

}  // namespace

Result<std::shared_ptr<const TemplateCatalogue>> TemplateIndex::current() {
  const std::lock_guard lock(mutex_);
  if (Status followed = follow(); !followed) return followed.error();
  if (!knows_copies_) {
    if (Status found = find_copies(); !found) return found.error();
  }
  if (catalogue_ == nullptr) catalogue_ = build();
  return catalogue_;
}

Result<TemplateIndex::TemplatesById> TemplateIndex::templates() {
  const std::lock_guard lock(mutex_);
  if (Status followed = follow(); !followed) return followed.error();
  return templates_;
}

// Documents that change meanwhile are looked at again by the next follow().
Status TemplateIndex::find_copies() {
  index_lines();
  documents_.clear();
  catalogue_ = nullptr;
  Status read = for_each_document(store_, [&](const StoredDocument& stored) -> Status {
    take(stored);
    return ok_status();
  });
  if (read) read = read_copies();
  if (!read) return read;
  knows_copies_ = true;
  return ok_status();
}

Status TemplateIndex::follow() {
  if (!is_started_) {
    if (Status started = start(); !started) return started;
  }
  while (true) {
    const auto changes = store_.changes(position_, kChangesPerStep);
    if (!changes) return changes.error();
    if (changes->empty()) return ok_status();
    bool is_stale = false;
    if (Status applied = apply(*changes, is_stale); !applied) return applied;
    position_ = changes->back().sequence;
    if (!is_stale) continue;
    if (Status started = start(); !started) return started;
  }
}

// `is_stale`: a template was changed, so that every document may be a copy of another.
Status TemplateIndex::apply(const std::vector<store::Change>& changes, bool& is_stale) {
  std::set<DocumentId> documents;
  std::set<std::string> copies;
  for (const store::Change& change : changes) {
    is_stale = is_stale || change.key.starts_with(kTemplatePrefix) || moves_labels(change.key);
    if (const auto id = document_of_key(change.key)) documents.insert(*id);
    if (change.key.starts_with(kCopyPrefix)) copies.insert(change.key);
  }
  for (const DocumentId& id : documents) {
    if (is_stale || templates_.contains(id.value)) return is_stale = true, ok_status();
    const auto stored = find_document(store_, id);
    if (!stored && stored.error().code != ErrorCode::kCorrupt) return stored.error();
    catalogue_ = nullptr;
    documents_.erase(id.value);
    if (!stored || !*stored) continue;
    if ((*stored)->document.kind == DocumentKind::kTemplate) return is_stale = true, ok_status();
    if (knows_copies_) take(**stored);
  }
  if (!knows_copies_) return ok_status();
  for (const std::string& key : copies) {
    if (Status read = read_copy(key); !read) return read;
  }
  return ok_status();
}

Status TemplateIndex::start() {
  const auto snapshot = store_.snapshot();
  if (!snapshot) return snapshot.error();
  const auto last = (*snapshot)->last_sequence();
  if (!last) return last.error();
  templates_.clear();
  documents_.clear();
  catalogue_ = nullptr;
  Status read = for_each_document(**snapshot, [&](const StoredDocument& stored) -> Status {
    if (stored.document.kind == DocumentKind::kTemplate) {
      auto known = known_template(**snapshot, stored);
      if (!known) return known.error();
      templates_[stored.document.id.value] = std::make_shared<const KnownTemplate>(std::move(*known));
    }
    return ok_status();
  });
  if (!read) return read;
  knows_copies_ = false;
  position_ = *last;
  is_started_ = true;
  return ok_status();
}

void TemplateIndex::index_lines() {
  lines_.clear();
  line_counts_.clear();
  for (const auto& [id, known] : templates_) {
    for (std::size_t version = 0; version < known->versions.size(); ++version) {
      const std::vector<std::uint64_t> lines = telling_lines(known->versions[version].text->body);
      if (lines.size() < kLeastLines) continue;
      line_counts_[{id, version}] = lines.size();
      for (const std::uint64_t line : lines) lines_[line].push_back({known.get(), version});
    }
  }
}

Status TemplateIndex::read_copies() {
  copies_.clear();
  return for_each_record(store_, kCopyPrefix, [&](const store::Record& record) { return read_copy(record.key); });
}

Status TemplateIndex::read_copy(const std::string& key) {
  const auto record = store_.get(key);
  catalogue_ = nullptr;
  copies_.erase(key.substr(kCopyPrefix.size()));
  if (!record) return record.error().code == ErrorCode::kNotFound ? ok_status() : Status(record.error());
  auto copy = decode_copy(record->value);
  if (!copy) return ok_status();  // `fupan check` names it
  copy->markdown.clear();
  const std::string id = copy->id;
  copies_[id] = std::move(*copy);
  return ok_status();
}

void TemplateIndex::take(const StoredDocument& stored) {
  if (!may_be_copy(stored.document)) return;
  const auto source = source_of(stored.record);
  if (!source) return;
  Found found;
  if (!take_marked(stored, *source, found) && !take_guessed(stored, *source, found)) return;
  found.document = stored.document;
  strip_texts(found.document);
  found.version = stored.version();
  documents_[stored.document.id.value] = std::move(found);
}

bool TemplateIndex::take_marked(const StoredDocument& stored, std::string_view source, Found& found) const {
  found.mark.template_id = metadata_of(stored.document, "template.id");
  if (found.mark.template_id.empty()) return false;
  found.mark.version = metadata_of(stored.document, "template.version");
  found.mark.copy = metadata_of(stored.document, "template.copy");
  const auto known = templates_.find(found.mark.template_id);
  const ReleasedVersion* version = known == templates_.end() ? nullptr : known->second->find(found.mark.version);
  const auto body = importers::body_of(source);
  found.is_untouched = version != nullptr && body && match_template(*version->text, *body).has_value();
  return true;
}

// Of each template that a text with these telling lines may be a copy of the version that fits best.
std::map<std::string, TemplateFit> TemplateIndex::fits_of(const std::vector<std::uint64_t>& lines,
                                                          std::string_view source) const {
  std::map<VersionKey, std::size_t> seen;     // lines that the text has of a version
  std::map<std::string, std::size_t> of_its;  // and of any version of a template
  for (const std::uint64_t line : lines) {
    const auto places = lines_.find(line);
    if (places == lines_.end()) continue;
    std::set<std::string> templates;
    for (const Place& place : places->second) {
      ++seen[{place.known->document.id.value, place.version}];
      templates.insert(place.known->document.id.value);
    }
    for (const std::string& id : templates) ++of_its[id];
  }
  std::map<std::string, TemplateFit> best;
  std::optional<Result<std::string>> body;
  for (const auto& [place, matched] : seen) {
    const std::size_t all = line_counts_.at(place);
    const double share = static_cast<double>(matched) / static_cast<double>(all);
    if (share < kLeastShare) continue;
    if (!body) body = importers::body_of(source);
    const TemplateText& text = *templates_.at(place.first)->versions[place.second].text;
    const TemplateFit fit{*body && match_template(text, **body), share, matched,
                          all - matched + of_its[place.first] - matched, place.second};
    const auto known = best.find(place.first);
    if (known == best.end() || fit.is_better_than(known->second)) best[place.first] = fit;
  }
  return best;
}

bool TemplateIndex::take_guessed(const StoredDocument& stored, std::string_view source, Found& found) const {
  if (lines_.empty()) return false;
  const bool is_utf8 = stored.document.encoding.empty() || stored.document.encoding == "UTF-8";
  std::string decoded;
  if (!is_utf8) {
    auto text = importers::decode(source);
    if (!text) return false;
    decoded = std::move(text->text);
  }
  const auto fits = fits_of(telling_lines(is_utf8 ? source : std::string_view(decoded)), source);
  const auto top = std::max_element(fits.begin(), fits.end(),
                                    [](const auto& a, const auto& b) { return a.second.weight() < b.second.weight(); });
  if (top == fits.end()) return false;
  const auto weighs_as_much = [&](const auto& one) { return one.second.weight() == top->second.weight(); };
  if (std::count_if(fits.begin(), fits.end(), weighs_as_much) > 1) return false;
  found.is_guessed = true;
  found.is_untouched = top->second.is_untouched;
  found.mark.template_id = top->first;
  found.mark.version = templates_.at(top->first)->versions[top->second.version].release.version;
  return true;
}

std::shared_ptr<const TemplateCatalogue> TemplateIndex::build() const {
  auto catalogue = std::make_shared<TemplateCatalogue>();
  catalogue->templates = templates_;
  std::set<std::string> in_library;  // copy ids
  const auto state = [&](const CopyMark& mark, bool is_untouched) {
    const auto known = templates_.find(mark.template_id);
    if (known == templates_.end() || known->second->find(mark.version) == nullptr) return CopyState::kUnknown;
    return state_of(known->second->newest().release.version == mark.version, is_untouched);
  };
  for (const auto& [id, found] : documents_) {
    KnownCopy copy;
    const bool is_first = !found.mark.copy.empty() && in_library.insert(found.mark.copy).second;
    copy.id = is_first ? found.mark.copy : id;
    copy.mark = found.mark;
    copy.is_guessed = found.is_guessed;
    copy.state = state(found.mark, found.is_untouched);
    copy.title = found.document.title;
    copy.project = found.document.project;
    copy.document = found.document;
    copy.document_version = found.version;
    const auto delivered = copies_.find(found.mark.copy);
    if (delivered != copies_.end()) {
      copy.at = delivered->second.at;
      copy.account = delivered->second.account;
      copy.by = delivered->second.by;
    }
    catalogue->copies.push_back(std::move(copy));
  }
  for (const auto& [id, delivered] : copies_) {
    if (in_library.contains(id)) continue;
    KnownCopy copy;
    copy.id = id;
    copy.mark = {delivered.template_id, delivered.version, id};
    copy.state = state(copy.mark, true);
    copy.title = delivered.title;
    copy.project = delivered.project;
    copy.at = delivered.at;
    copy.account = delivered.account;
    copy.by = delivered.by;
    catalogue->copies.push_back(std::move(copy));
  }
  return catalogue;
}

}  // namespace fupan::service
