#include "server/service/template_service.h"

#include <algorithm>
#include <sstream>

#include "core/text/fold.h"
#include "importers/markdown/html.h"
#include "server/service/keys.h"

namespace fupan::service {
namespace {

bool is_offered(const Viewer& viewer, const Document& document) {
  const State state = document.state;
  return is_shown(viewer, document) && state != State::kRetired && state != State::kRejected;
}

bool has_one_of(const Document& document, Facet facet, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  return std::any_of(document.labels.begin(), document.labels.end(), [&](const Label& label) {
    return label.facet == facet && std::find(wanted.begin(), wanted.end(), label.value) != wanted.end();
  });
}

bool has_words(const KnownTemplate& known, const std::string& words) {
  const TemplateText& text = *known.newest().text;
  const std::string all = text::fold(known.document.title + "\n" + known.description + "\n" + text.family);
  std::istringstream each(text::fold(words));
  for (std::string word; each >> word;) {
    if (all.find(word) == std::string::npos) return false;
  }
  return true;
}

bool passes(const KnownTemplate& known, const TemplateFilter& filter) {
  const TemplateText& text = *known.newest().text;
  if (!filter.lang.empty() && known.document.lang != filter.lang) return false;
  if (!filter.family.empty() && text.family != filter.family) return false;
  return has_one_of(known.document, Facet::kPhase, filter.phases) &&
         has_one_of(known.document, Facet::kRisk, filter.risks) &&
         has_one_of(known.document, Facet::kTag, filter.tags) && has_words(known, filter.words);
}

CopyCounts counts_of(const Viewer& viewer, const TemplateCatalogue& catalogue, const std::string& id) {
  CopyCounts counts;
  for (const KnownCopy& copy : catalogue.copies) {
    if (copy.mark.template_id == id && is_shown(viewer, copy)) counts.add(copy.state);
  }
  return counts;
}

Error unknown_template(const std::string& id) { return make_error(ErrorCode::kNotFound, "no template '" + id + "'"); }

// By title, then by id.
std::vector<std::shared_ptr<const KnownTemplate>> offered(const Viewer& viewer,
                                                          const TemplateIndex::TemplatesById& templates) {
  std::vector<std::shared_ptr<const KnownTemplate>> found;
  for (const auto& [id, known] : templates) {
    if (is_offered(viewer, known->document)) found.push_back(known);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a->document.title < b->document.title; });
  return found;
}

}  // namespace

Result<std::vector<std::shared_ptr<const KnownTemplate>>> TemplateService::shown(const Viewer& viewer) const {
  const auto templates = index_->templates();
  if (!templates) return templates.error();
  return offered(viewer, *templates);
}

Result<TemplatePage> TemplateService::list(const Viewer& viewer, const TemplateFilter& filter) const {
  const auto catalogue = index_->current();
  if (!catalogue) return catalogue.error();
  TemplatePage page;
  for (auto& known : offered(viewer, (*catalogue)->templates)) {
    if (!passes(*known, filter)) continue;
    if (page.total >= filter.offset && page.items.size() < filter.limit) {
      CopyCounts counts = counts_of(viewer, **catalogue, known->document.id.value);
      page.items.push_back({std::move(known), counts});
    }
    ++page.total;
  }
  return page;
}

Result<TemplateView> TemplateService::get(const Viewer& viewer, const std::string& id) const {
  const auto catalogue = index_->current();
  if (!catalogue) return catalogue.error();
  const auto found = (*catalogue)->templates.find(id);
  if (found == (*catalogue)->templates.end() || !is_offered(viewer, found->second->document))
    return unknown_template(id);
  TemplateView view;
  view.row = {found->second, counts_of(viewer, **catalogue, id)};
  for (const KnownCopy& copy : (*catalogue)->copies) {
    if (copy.mark.template_id == id && is_shown(viewer, copy)) ++view.copies_of[copy.mark.version];
  }
  for (const ReleasedVersion& version : found->second->versions) {
    auto lessons = this->lessons(viewer, version.release.lessons);
    if (!lessons) return lessons.error();
    view.lessons[version.release.version] = std::move(*lessons);
  }
  const std::string& family = found->second->newest().text->family;
  for (auto& known : offered(viewer, (*catalogue)->templates)) {
    if (!family.empty() && known->newest().text->family == family) view.variants.push_back(std::move(known));
  }
  return view;
}

Result<TemplateVersion> TemplateService::version(const Viewer& viewer, const std::string& id,
                                                 const std::string& version) const {
  const auto templates = index_->templates();
  if (!templates) return templates.error();
  const auto found = templates->find(id);
  if (found == templates->end() || !is_offered(viewer, found->second->document)) return unknown_template(id);
  const KnownTemplate& known = *found->second;
  const ReleasedVersion* released = version.empty() ? &known.newest() : known.find(version);
  if (released == nullptr) {
    return Error{ErrorCode::kNotFound, "template '" + id + "' has no released version '" + version + "'", "version"};
  }
  return TemplateVersion{found->second, released};
}

Result<TemplatePreview> TemplateService::preview(const Viewer& viewer, const std::string& id,
                                                 const std::string& version, const FieldValues& values) const {
  const auto found = this->version(viewer, id, version);
  if (!found) return found.error();
  const TemplateText& text = *found->version->text;
  const FieldValues all = with_defaults(text, values);
  TemplatePreview preview;
  preview.markdown = fill(text.body, all);
  preview.html = importers::render_html(preview.markdown);
  preview.missing = missing_names(text, all);
  preview.unknown = unknown_names(text, values);
  return preview;
}

Result<std::vector<NamedLesson>> TemplateService::lessons(const Viewer& viewer,
                                                          const std::vector<std::string>& ids) const {
  std::vector<NamedLesson> found;
  for (const std::string& id : ids) {
    const auto stored = find_document(library_.store(), LessonId{id}.document());
    if (!stored) return stored.error();
    if (!*stored || !viewer.sees((*stored)->document.collection)) continue;
    const Lesson* lesson = (*stored)->document.find_lesson({id});
    if (lesson == nullptr) continue;
    const bool is_open = lesson->state == State::kPublished || lesson->state == State::kRetired;
    if (is_open || viewer.is_at_least(Role::kContributor)) found.push_back({id, lesson->title});
  }
  return found;
}

// From the records of releases alone: lessons are shown often, and there are few of these.
Result<std::vector<CausedRelease>> TemplateService::caused_by(const Viewer& viewer, const LessonId& lesson) const {
  std::vector<CausedRelease> caused;
  const auto add = [&](const store::Record& record) -> Status {
    const auto releases = decode_releases(record.value);
    if (!releases) return ok_status();  // `fupan check` names it
    const DocumentId id{record.key.substr(kTemplatePrefix.size())};
    for (const TemplateRelease& release : *releases) {
      const auto& lessons = release.lessons;
      if (std::find(lessons.begin(), lessons.end(), lesson.value) == lessons.end()) continue;
      const auto stored = find_document(library_.store(), id);
      if (!stored) return stored.error();
      if (!*stored || (*stored)->document.kind != DocumentKind::kTemplate) return ok_status();
      if (!is_offered(viewer, (*stored)->document)) return ok_status();
      caused.push_back({id.value, (*stored)->document.title, release.version});
    }
    return ok_status();
  };
  if (Status read = for_each_record(library_.store(), kTemplatePrefix, add); !read) return read.error();
  return caused;
}

}  // namespace fupan::service
