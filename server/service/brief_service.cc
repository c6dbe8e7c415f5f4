#include "server/service/brief_service.h"

#include <algorithm>
#include <set>

#include "core/digest.h"
#include "core/text/utf8.h"
#include "server/service/brief_companion.h"
#include "server/service/brief_lessons.h"
#include "server/service/brief_templates.h"
#include "server/service/keys.h"
#include "server/service/lesson_worth.h"
#include "server/service/project_records.h"
#include "server/service/relation_service.h"
#include "server/service/repository.h"
#include "server/service/template_index.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdLength = 10;
constexpr std::size_t kMostTitleBytes = 1000;
constexpr std::size_t kMostNoteBytes = 4000;
constexpr std::size_t kTextNeighbours = 60;
constexpr std::size_t kMostTemplates = 3;

Status check_texts(const std::string& title, const std::string& description) {
  if (text::trim(title).empty() && text::trim(description).empty()) {
    return invalid_field("description", "title or description must be given");
  }
  if (title.size() > kMostTitleBytes) return invalid_field("title", "is too long");
  if (description.size() > kMostDescriptionBytes) return invalid_field("description", "is too long");
  if (!text::is_valid_utf8(title)) return invalid_field("title", "must be UTF-8");
  if (!text::is_valid_utf8(description)) return invalid_field("description", "must be UTF-8");
  return ok_status();
}

bool is_hidden(State state) { return state != State::kPublished; }

std::size_t shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return static_cast<std::size_t>(std::count_if(
      a.begin(), a.end(), [&](const std::string& value) { return std::find(b.begin(), b.end(), value) != b.end(); }));
}

// Those of the profile's language that share most labels; without any shared label none.
std::vector<std::string> choose_templates(const std::vector<HistoryTemplate>& templates, const BriefProfile& profile) {
  std::vector<std::pair<std::size_t, const HistoryTemplate*>> order;
  for (const HistoryTemplate& one : templates) {
    if (!profile.lang.empty() && one.lang != profile.lang) continue;
    const std::size_t points =
        2 * shared(profile.tags, one.tags) + 2 * shared(profile.phases, one.phases) + shared(profile.risks, one.risks);
    if (points > 0) order.emplace_back(points, &one);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < std::min(kMostTemplates, order.size()); ++i) ids.push_back(order[i].second->id);
  return ids;
}

bool is_visible(const Brief& brief, const Viewer& viewer) {
  if (!viewer.owns(brief.owner) && !viewer.is_at_least(Role::kCurator)) return false;
  if (brief.collections.empty()) return viewer.hidden_collections.empty();  // of an earlier version
  return std::all_of(brief.collections.begin(), brief.collections.end(),
                     [&](const std::string& name) { return viewer.sees(name); });
}

// Lessons may come from every collection that the viewer sees. Those of before stay: kept lessons may be theirs.
Status note_collections(const store::Reader& reader, const Viewer& viewer, Brief& brief) {
  std::set<std::string> names(brief.collections.begin(), brief.collections.end());
  Status read = for_each_record(reader, kCollectionPrefix, [&](const store::Record& record) -> Status {
    std::string name = record.key.substr(kCollectionPrefix.size());
    if (viewer.sees(name)) names.insert(std::move(name));
    return ok_status();
  });
  brief.collections.assign(names.begin(), names.end());
  return read;
}

// Of risks that have become the same one the most likely stays.
void rename_risks(const Taxonomy& taxonomy, std::vector<BriefRisk>& risks) {
  std::set<std::string> seen;
  for (BriefRisk& risk : risks) {
    if (const TaxonomyValue* known = taxonomy.find(Facet::kRisk, risk.risk)) risk.risk = known->id;
  }
  std::erase_if(risks, [&](const BriefRisk& risk) { return !seen.insert(risk.risk).second; });
}

}  // namespace

BriefService::BriefService(Library& library, bool waits, std::shared_ptr<TemplateIndex> templates)
    : library_(library),
      profiles_(library),
      history_(std::make_unique<ProjectHistory>(library)),
      waits_(waits),
      learnt_mutex_(std::make_unique<std::mutex>()),
      adoptions_(library),
      templates_(templates != nullptr ? std::move(templates) : std::make_shared<TemplateIndex>(library.store())) {}

Result<BriefProfile> BriefService::propose(const std::string& title, const std::string& description) const {
  if (Status checked = check_texts(title, description); !checked) return checked.error();
  return profiles_.get()->propose(title, description);
}

// One for each view of the library that was ever asked for; there are as many as combinations of rights.
LearntHistory& BriefService::learnt_of(const Viewer& viewer) const {
  const std::lock_guard lock(*learnt_mutex_);
  auto& learnt = learnt_[viewer.hidden_collections];
  if (!learnt) learnt = std::make_unique<LearntHistory>(waits_);
  return *learnt;
}

// Of each project the likeness of its most similar document.
Result<std::vector<double>> BriefService::text_scores(const History& history, const Brief& brief,
                                                      const Viewer& viewer) const {
  indexer::SimilarRequest request;
  request.title = telling_text(brief.title);
  request.text = telling_text(brief.description);
  request.type = indexer::HitType::kDocument;
  request.limit = kTextNeighbours;
  request.hidden_collections = viewer.hidden_collections;
  const auto hits = library_.index().similar(request);
  if (!hits) return hits.error();
  std::vector<double> scores(history.projects.size());
  for (const indexer::SimilarHit& hit : *hits) {
    const auto project = history.project_of_document.find(hit.document_id);
    if (project != history.project_of_document.end()) {
      scores[project->second] = std::max(scores[project->second], hit.score);
    }
  }
  return scores;
}

// Everything but id, texts, profile and times.
Status BriefService::fill(Brief& brief, std::size_t most, const Viewer& viewer) const {
  const auto history = history_->current(viewer.hidden_collections);
  if (!history) return history.error();
  const auto scores = text_scores(**history, brief, viewer);
  if (!scores) return scores.error();
  auto projects = similar_projects(**history, brief.profile, *scores);
  if (!projects) return projects.error();
  brief.projects = std::move(*projects);
  const Taxonomy taxonomy = library_.taxonomy();
  const auto learnt = learnt_of(viewer).of(*history, taxonomy);
  if (!learnt) return learnt.error();
  auto risks = risks_of(**history, brief.projects, brief.profile, taxonomy, learnt->get());
  if (!risks) return risks.error();
  brief.risks = std::move(*risks);
  brief.schedule = schedule_spread(brief.projects);
  brief.cost = cost_spread(brief.projects);
  brief.patterns = patterns_of(brief.profile, learnt->get());
  brief.templates = choose_templates((*history)->templates, brief.profile);
  if (Status noted = note_collections(library_.store(), viewer, brief); !noted) return noted;
  const auto adoptions = adoptions_.counts();
  if (!adoptions) return adoptions.error();
  std::set<std::string> left_out(brief.refused.begin(), brief.refused.end());
  for (const BriefLesson& kept : brief.lessons) {
    left_out.insert(kept.id.value);
    left_out.insert(kept.folded.begin(), kept.folded.end());
  }
  if (brief.lessons.size() >= most) return ok_status();
  const auto superseded = superseded_lessons(library_.store(), viewer.hidden_collections);
  if (!superseded) return superseded.error();
  left_out.insert(superseded->begin(), superseded->end());
  auto lessons = LessonChooser(library_, **history, *adoptions, brief, viewer.hidden_collections)
                     .choose(most - brief.lessons.size(), left_out);
  if (!lessons) return lessons.error();
  for (BriefLesson& lesson : *lessons) brief.lessons.push_back(std::move(lesson));
  return ok_status();
}

Result<BriefView> BriefService::make(const BriefRequest& request, const Viewer& viewer) const {
  if (Status checked = check_texts(request.title, request.description); !checked) return checked.error();
  auto profile = profiles_.get()->checked(request.profile);
  if (!profile) return profile.error();
  Brief brief;
  brief.owner = viewer.account;
  brief.title = request.title;
  brief.description = request.description;
  brief.profile = std::move(*profile);
  if (brief.profile.lang.empty()) brief.profile.lang = language_of(brief.title + "\n" + brief.description);
  brief.created_at = brief.updated_at = to_rfc3339(library_.clock().now());
  if (Status filled = fill(brief, std::clamp<std::size_t>(request.most, 1, kMostBriefLessons), viewer); !filled) {
    return filled.error();
  }
  return view(std::move(brief), 0, viewer);
}

Result<BriefView> BriefService::create(const BriefRequest& request, const Viewer& viewer) const {
  auto made = make(request, viewer);
  if (!made) return made;
  const auto sequence = library_.store().last_sequence();
  if (!sequence) return sequence.error();
  Brief& brief = made->brief;
  brief.id = short_digest(brief.title + "\n" + brief.created_at + "\n" + std::to_string(*sequence), kIdLength);
  const auto committed = library_.store().commit({{brief_key(brief.id), encode_brief(brief), store::Revision{0}}});
  if (!committed) return committed.error();
  made->revision = 1;
  return made;
}

Result<BriefService::Stored> BriefService::read(std::string_view id, const Viewer& viewer) const {
  const Error unknown = make_error(ErrorCode::kNotFound, "no brief '" + std::string(id) + "'");
  const auto record = library_.store().get(brief_key(id));
  if (!record) {
    return record.error().code == ErrorCode::kNotFound ? unknown : record.error();
  }
  auto brief = decode_brief(record->value);
  if (!brief) return brief.error();
  if (!is_visible(*brief, viewer)) return unknown;
  const Taxonomy taxonomy = library_.taxonomy();
  rename_values(taxonomy, brief->profile);
  rename_risks(taxonomy, brief->risks);
  return Stored{std::move(*brief), record->revision};
}

Result<BriefView> BriefService::view(Brief brief, std::uint64_t revision, const Viewer& viewer) const {
  BriefView view;
  view.revision = revision;
  const auto superseded = superseded_lessons(library_.store(), viewer.hidden_collections);
  if (!superseded) return superseded.error();
  const auto is_gone = [&](const BriefLesson& chosen) -> Result<bool> {
    if (superseded->contains(chosen.id.value)) return true;
    auto stored = find_document(library_.store(), chosen.id.document());
    if (!stored) return stored.error();
    if (!*stored || is_hidden((*stored)->document.state)) return true;
    if (!viewer.sees((*stored)->document.collection)) return true;
    Document& document = (*stored)->document;
    const Lesson* lesson = document.find_lesson(chosen.id);
    if (lesson == nullptr || is_hidden(lesson->state)) return true;
    view.lessons.emplace(chosen.id.value, *lesson);
    if (const Lesson* other = companion_of(document, *lesson)) view.companions.emplace(chosen.id.value, *other);
    strip_texts(document);
    view.documents.emplace(document.id.value, std::move(document));
    return false;
  };
  std::vector<BriefLesson> shown;
  for (BriefLesson& chosen : brief.lessons) {
    const auto gone = is_gone(chosen);
    if (!gone) return gone.error();
    if (!*gone) shown.push_back(std::move(chosen));
  }
  brief.lessons = std::move(shown);
  for (const std::string& id : brief.templates) {
    auto stored = find_document(library_.store(), {id});
    if (!stored) return stored.error();
    if (!*stored || is_hidden((*stored)->document.state)) continue;
    if (!viewer.sees((*stored)->document.collection)) continue;
    strip_texts((*stored)->document);
    view.templates.push_back({std::move((*stored)->document), "", "", ""});
  }
  view.brief = std::move(brief);
  if (Status chosen = choose_variants(library_, *templates_, viewer, view); !chosen) return chosen.error();
  if (Status added = add_adoptions(view); !added) return added.error();
  return view;
}

Result<BriefView> BriefService::get(std::string_view id, const Viewer& viewer) const {
  auto stored = read(id, viewer);
  if (!stored) return stored.error();
  return view(std::move(stored->brief), stored->revision, viewer);
}

Result<BriefPage> BriefService::list(std::size_t limit, std::size_t offset, const Viewer& viewer) const {
  std::vector<Brief> all;
  const Status read = for_each_record(library_.store(), kBriefPrefix, [&](const store::Record& record) -> Status {
    auto brief = decode_brief(record.value);
    if (!brief) return brief.error();
    if (!is_visible(*brief, viewer)) return ok_status();
    rename_values(library_.taxonomy(), brief->profile);
    brief->description.clear();
    all.push_back(std::move(*brief));
    return ok_status();
  });
  if (!read) return read.error();
  std::stable_sort(all.begin(), all.end(), [](const Brief& a, const Brief& b) { return a.created_at > b.created_at; });
  BriefPage page{all.size(), {}};
  for (std::size_t i = offset; i < all.size() && page.items.size() < limit; ++i)
    page.items.push_back(std::move(all[i]));
  return page;
}

// Who is not the owner adds nothing that the owner might not see.
Result<Viewer> BriefService::view_for_refresh(const Brief& brief, const Viewer& viewer) const {
  Viewer narrow = viewer;
  if (viewer.owns(brief.owner)) return narrow;
  Status read = for_each_record(library_.store(), kCollectionPrefix, [&](const store::Record& record) -> Status {
    std::string name = record.key.substr(kCollectionPrefix.size());
    const auto& known = brief.collections;
    const bool is_new = std::find(known.begin(), known.end(), name) == known.end();
    if (is_new && narrow.sees(name)) narrow.hidden_collections.push_back(std::move(name));
    return ok_status();
  });
  if (!read) return read.error();
  std::sort(narrow.hidden_collections.begin(), narrow.hidden_collections.end());
  return narrow;
}

Result<BriefView> BriefService::refresh(std::string_view id, const Viewer& viewer) const {
  auto stored = read(id, viewer);
  if (!stored) return stored.error();
  const auto narrow = view_for_refresh(stored->brief, viewer);
  if (!narrow) return narrow.error();
  Brief& brief = stored->brief;
  std::vector<BriefLesson> kept;
  for (BriefLesson& lesson : brief.lessons) {
    if (lesson.decision == Decision::kRejected) {
      brief.refused.push_back(lesson.id.value);
      brief.refused.insert(brief.refused.end(), lesson.folded.begin(), lesson.folded.end());
    }
    const bool stays = lesson.decision == Decision::kAccepted || lesson.decision == Decision::kLater;
    if (stays) kept.push_back(std::move(lesson));
  }
  brief.lessons = std::move(kept);
  if (Status filled = fill(brief, kMostBriefLessons, *narrow); !filled) return filled.error();
  brief.updated_at = to_rfc3339(library_.clock().now());
  const auto committed = library_.store().commit({{brief_key(brief.id), encode_brief(brief), stored->revision}});
  if (!committed) return committed.error();
  return view(std::move(brief), stored->revision + 1, viewer);
}

Result<std::vector<store::Write>> BriefService::adoption_writes(const Brief& brief, const BriefLesson& lesson,
                                                                const std::string& follow_up,
                                                                const std::string& now) const {
  const std::string id = adoption_id(lesson.id, brief.id);
  const std::string key = adoption_key(lesson.id, id);
  const auto known = library_.store().get(key);
  if (!known && known.error().code != ErrorCode::kNotFound) return known.error();
  std::vector<store::Write> writes;
  if (lesson.decision == Decision::kAccepted) {
    Adoption adoption{id,
                      lesson.id,
                      brief.profile.project.empty() ? brief.title : brief.profile.project,
                      brief.id,
                      AdoptionState::kPending,
                      follow_up,
                      lesson.note,
                      now,
                      now,
                      0};
    const auto gates = gates_passed(library_.store(), adoption.project);
    if (!gates) return gates.error();
    adoption.gates = *gates;
    if (known) {
      const auto before = decode_adoption(known->value);
      if (!before) return before.error();
      adoption.state = before->state;
      adoption.created_at = before->created_at;
      adoption.gates = before->gates;
    }
    writes.push_back({key, encode_adoption(adoption), known ? known->revision : store::Revision{0}});
  } else if (known) {
    const auto before = decode_adoption(known->value);
    if (!before) return before.error();
    if (before->state == AdoptionState::kPending) writes.push_back({key, std::nullopt, known->revision});
  }
  return writes;
}

Result<BriefView> BriefService::decide(std::string_view id, const LessonId& lesson, const LessonDecision& decision,
                                       std::optional<store::Revision> expected, const Viewer& viewer) const {
  if (decision.note.size() > kMostNoteBytes || !text::is_valid_utf8(decision.note)) {
    return invalid_field("note", "too long or not UTF-8");
  }
  if (decision.decision == Decision::kRejected && text::trim(decision.note).empty()) {
    return invalid_field("note", "a rejected lesson needs a reason");
  }
  auto stored = read(id, viewer);
  if (!stored) return stored.error();
  if (expected && *expected != stored->revision) {
    return make_error(ErrorCode::kConflict, "brief '" + std::string(id) + "' is at revision " +
                                                std::to_string(stored->revision) + ", not " +
                                                std::to_string(*expected));
  }
  Brief& brief = stored->brief;
  const auto place = std::find_if(brief.lessons.begin(), brief.lessons.end(),
                                  [&](const BriefLesson& one) { return one.id == lesson; });
  if (place == brief.lessons.end()) {
    return make_error(ErrorCode::kNotFound, "brief '" + brief.id + "' has no lesson '" + lesson.value + "'");
  }
  const std::string now = to_rfc3339(library_.clock().now());
  place->decision = decision.decision;
  place->note = decision.note;
  place->decided_at = now;
  brief.updated_at = now;
  auto writes = adoption_writes(brief, *place, decision.follow_up, now);
  if (!writes) return writes.error();
  writes->push_back({brief_key(brief.id), encode_brief(brief), stored->revision});
  const auto committed = library_.store().commit(*writes);
  if (!committed) return committed.error();
  return view(std::move(brief), stored->revision + 1, viewer);
}

}  // namespace fupan::service
