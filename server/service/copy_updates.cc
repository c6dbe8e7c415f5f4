#include "server/service/copy_updates.h"

#include <algorithm>

#include "core/codec.h"
#include "core/digest.h"
#include "core/template_match.h"
#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "importers/template_reader.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdLength = 13;

bool is_called(const KnownCopy& copy, const std::string& id) {
  return copy.id == id || (copy.document && copy.document->id.value == id);
}

// Ends with one line end, as a template's body does.
std::string tidy_end(std::string_view body) {
  while (!body.empty() && (body.back() == '\n' || body.back() == ' ')) body.remove_suffix(1);
  return std::string(body) + "\n";
}

int urgency(CopyState state) {
  constexpr std::array kOrder{CopyState::kBehindChanged, CopyState::kBehind, CopyState::kUnknown, CopyState::kChanged,
                              CopyState::kCurrent};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), state) - kOrder.begin());
}

// The copy with the mark that it has, or gets by being updated.
CopyMark mark_of(const KnownCopy& copy, const std::string& version) {
  std::string id = copy.mark.copy;
  if (id.empty()) id = short_digest("copy " + copy.id, kIdLength);
  return {copy.mark.template_id, version, id};
}

}  // namespace

Result<DriftView> CopyUpdates::drift(const Viewer& viewer, const std::string& template_id,
                                     const DriftFilter& filter) const {
  const auto found = templates_.version(viewer, template_id, "");
  if (!found) return found.error();
  const auto catalogue = templates_.index().current();
  if (!catalogue) return catalogue.error();
  DriftView view;
  view.known = found->known;
  for (const KnownCopy& copy : (*catalogue)->copies) {
    if (copy.mark.template_id != template_id || !is_shown(viewer, copy)) continue;
    view.counts.add(copy.state);
    if (!filter.state || copy.state == *filter.state) view.items.push_back(copy);
  }
  std::stable_sort(view.items.begin(), view.items.end(), [](const KnownCopy& a, const KnownCopy& b) {
    return std::tuple(urgency(a.state), a.title) < std::tuple(urgency(b.state), b.title);
  });
  view.total = view.items.size();
  const std::size_t from = std::min(filter.offset, view.items.size());
  view.items.erase(view.items.begin(), view.items.begin() + static_cast<std::ptrdiff_t>(from));
  if (view.items.size() > filter.limit) view.items.resize(filter.limit);
  return view;
}

Result<CopyUpdates::Target> CopyUpdates::target(const Viewer& viewer, const std::string& id) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no copy '" + id + "'");
  const auto catalogue = templates_.index().current();
  if (!catalogue) return catalogue.error();
  const auto& copies = (*catalogue)->copies;
  const auto copy =
      std::find_if(copies.begin(), copies.end(), [&](const KnownCopy& one) { return is_called(one, id); });
  if (copy == copies.end() || !is_shown(viewer, *copy)) return unknown;
  const auto known = (*catalogue)->templates.find(copy->mark.template_id);
  const bool is_there = known != (*catalogue)->templates.end();
  if (is_there && !is_shown(viewer, known->second->document)) return unknown;
  Target target{*copy, is_there ? known->second : nullptr, nullptr};
  if (is_there) target.version = known->second->find(copy->mark.version);
  if (target.version != nullptr) return target;
  return make_error(ErrorCode::kConflict, "copy '" + id + "' is of version " + copy->mark.version +
                                              " of a template, which is not there (any more)");
}

Result<std::string> CopyUpdates::source_now(const Viewer& viewer, const KnownCopy& copy) const {
  if (!copy.document) {
    const auto record = library_.store().get(copy_key(copy.id));
    if (!record) return record.error();
    auto delivered = decode_copy(record->value);
    if (!delivered) return delivered.error();
    return std::move(delivered->markdown);
  }
  const auto stored = get_document(library_.store(), copy.document->id, viewer);
  if (!stored) return stored.error();
  const auto source = source_of(stored->record);
  if (!source) return source.error();
  auto decoded = importers::decode(*source);
  if (!decoded) return decoded.error();
  return std::move(decoded->text);
}

// As the text says; where that was edited too much to tell, as the copy was delivered.
FieldValues CopyUpdates::values_now(const Target& target, const std::string& body) const {
  const TemplateText& text = *target.version->text;
  if (auto values = match_template(text, body)) return std::move(*values);
  FieldValues values = read_values(text, body);
  const auto record = library_.store().get(copy_key(target.copy.mark.copy));
  const auto delivered = record ? decode_copy(record->value) : Result<TemplateCopy>(record.error());
  if (delivered) values.insert(delivered->fields.begin(), delivered->fields.end());
  return values;
}

Result<CopyUpdate> CopyUpdates::propose(const Viewer& viewer, const std::string& id) const {
  const auto found = target(viewer, id);
  if (!found) return found.error();
  const auto source = source_now(viewer, found->copy);
  if (!source) return source.error();
  const ReleasedVersion& newest = found->known->newest();
  const std::size_t offset = body_offset(*source);
  const std::string yours = tidy_end(std::string_view(*source).substr(offset));
  const FieldValues values = values_now(*found, yours);
  FieldValues next = with_defaults(*newest.text, values);
  text::Merged merged = text::merge(fill(found->version->text->body, values), yours, fill(newest.text->body, next));
  CopyUpdate update;
  update.id = found->copy.id;
  update.from = found->version->release.version;
  update.to = newest.release.version;
  update.state = found->copy.state;
  update.document_version = found->copy.document_version;
  auto proposal = with_mark(source->substr(0, offset) + merged.text, mark_of(found->copy, newest.release.version));
  if (!proposal) return proposal.error();
  update.markdown = std::move(*proposal);
  update.changes = text::word_diff(*source, update.markdown);
  const std::string_view head = std::string_view(update.markdown).substr(0, body_offset(update.markdown));
  const auto lines = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
  update.conflicts = std::move(merged.conflicts);
  for (text::MergeConflict& conflict : update.conflicts) conflict.line += lines;
  for (auto version = found->known->versions.rbegin(); version != found->known->versions.rend(); ++version) {
    if (compare_versions(version->release.version, update.from) <= 0) break;
    auto lessons = templates_.lessons(viewer, version->release.lessons);
    if (!lessons) return lessons.error();
    update.notes.push_back({version->release, std::move(*lessons)});
  }
  return update;
}

Result<AuditEntry> CopyUpdates::apply(const Viewer& viewer, const std::string& id, const std::string& markdown,
                                      std::optional<std::uint64_t> expected) const {
  const auto found = target(viewer, id);
  if (!found) return found.error();
  if (!found->copy.document) {
    return make_error(ErrorCode::kConflict, "copy '" + id + "' is not in the library: import it first");
  }
  if (text::trim(markdown).empty())
    return Error{ErrorCode::kInvalidArgument, "markdown: must not be empty", "markdown"};
  const CopyMark said = importers::mark_of(markdown);
  const bool names_version =
      said.template_id == found->copy.mark.template_id && found->known->find(said.version) != nullptr;
  const std::string& version = names_version ? said.version : found->known->newest().release.version;
  const auto marked = with_mark(markdown, mark_of(found->copy, version));
  if (!marked) return marked.error();
  return writing_.put_document(viewer, found->copy.document->id, *marked, expected);
}

}  // namespace fupan::service
