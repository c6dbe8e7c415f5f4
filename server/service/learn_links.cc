#include "server/service/learn_links.h"

#include <algorithm>

#include "importers/importer.h"
#include "importers/learning/path_reader.h"
#include "importers/markdown/html.h"
#include "importers/markdown/link_rules.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

constexpr std::string_view kQuizFragment = "quiz";
constexpr std::string_view kLessonPage = "/lessons/";
constexpr std::string_view kDocumentPage = "/documents/";
constexpr std::size_t kDocumentIdLength = 13;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    out += is_escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (is_escape) i += 2;
  }
  return out;
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (true) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

std::string joined(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) path += (path.empty() ? "" : "/") + segment;
  return path;
}

// "../guides/x.md" in "paths/en/y.md" is "paths/guides/x.md". Empty: it leaves the collection.
std::string joined_path(std::string_view from, std::string_view relative) {
  std::vector<std::string> segments;
  for (const std::string_view segment : segments_of(from)) segments.emplace_back(segment);
  segments.pop_back();
  for (const std::string_view segment : segments_of(relative)) {
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      segments.emplace_back(segment);
    } else if (segments.empty()) {
      return {};
    } else {
      segments.pop_back();
    }
  }
  return joined(segments);
}

bool is_lesson_address(std::string_view address) {
  return is_lesson_id(address) && address.find('.') == kDocumentIdLength &&
         address.find_first_of("/#?") == std::string_view::npos;
}

void read_page(std::string_view address, Link& link) {
  if (address.starts_with("/?")) {
    link.kind = LinkKind::kSearch;
    link.query = address.substr(2, address.find('#') - 2);
  } else if (address.starts_with(kLessonPage)) {
    link.kind = LinkKind::kLesson;
    link.lesson.value = address.substr(kLessonPage.size());
  } else if (address.starts_with(kDocumentPage)) {
    const std::string_view id = address.substr(kDocumentPage.size());
    link.kind = link.fragment == kQuizFragment ? LinkKind::kQuiz : LinkKind::kDocument;
    link.document.value = id.substr(0, id.find('#'));
  } else {
    link.kind = LinkKind::kPage;
  }
}

// One language's marks out of a path, and whatever case the other has.
std::string without_language(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view segment : segments_of(path)) {
    std::string name(segment == "en" || segment == "zh" ? "*" : segment);
    for (const std::string_view mark : {".en.", ".zh."}) {
      const std::size_t at = name.rfind(mark);
      if (at != std::string::npos) name.replace(at, mark.size(), ".*.");
    }
    segments.push_back(std::move(name));
  }
  return joined(segments);
}

std::string filters_of(std::string_view query) {
  std::vector<std::string> filters;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    if (!one.starts_with("q=") && !one.starts_with("lang=") && !one.empty()) filters.emplace_back(one);
    query.remove_prefix(std::min(query.size(), one.size() + 1));
  }
  std::sort(filters.begin(), filters.end());
  std::string all;
  for (const std::string& filter : filters) all += (all.empty() ? "?" : "&") + filter;
  return all;
}

std::string resolved(const Document& document, std::string_view address) {
  const Link link = read_link(document, address);
  const bool is_read = !link.path.empty() && importers::judge_path(link.path).accepted;
  return is_read || link.kind == LinkKind::kLesson ? app_address(link) : std::string(address);
}

std::string name_of_document(const Link& link) { return link.path.empty() ? link.document.value : link.path; }

Result<std::string> reason_dead_document(const store::Reader& reader, const Link& link) {
  const auto stored = find_document(reader, link.document);
  if (!stored) return stored.error();
  if (!*stored || (*stored)->document.state == State::kRetired) return text_of_missing(link);
  if (link.kind == LinkKind::kQuiz && (*stored)->document.questions.empty()) {
    return "'" + name_of_document(link) + "' has no quiz";
  }
  return std::string();
}

}  // namespace

std::string text_of_missing(const Link& link) {
  if (link.kind == LinkKind::kLesson) return "there is no lesson '" + link.lesson.value + "'";
  return "there is no document '" + name_of_document(link) + "'";
}

Link read_link(const Document& from, std::string_view address) {
  Link link;
  link.address = address;
  if (address.empty()) return link;
  const std::size_t hash = address.find('#');
  if (hash != std::string_view::npos) link.fragment = percent_decoded(address.substr(hash + 1));
  if (is_lesson_address(address)) {
    link.kind = LinkKind::kLesson;
    link.lesson.value = address;
  } else if (importers::classify_link(address) != importers::LinkClass::kInternal) {
    link.kind = LinkKind::kExternal;
  } else if (address.front() == '/') {
    read_page(address, link);
  } else {
    const std::string_view relative = address.substr(0, std::min(hash, address.find('?')));
    link.path = relative.empty() ? from.path : joined_path(from.path, percent_decoded(relative));
    link.kind = link.fragment == kQuizFragment || link.fragment == "测验" ? LinkKind::kQuiz : LinkKind::kDocument;
    link.document = relative.empty() ? from.id : make_document_id(from.collection, link.path);
  }
  return link;
}

std::string app_address(const Link& link) {
  switch (link.kind) {
    case LinkKind::kDocument:
      return std::string(kDocumentPage) + link.document.value + (link.fragment.empty() ? "" : "#" + link.fragment);
    case LinkKind::kQuiz:
      return "/learn/quiz/" + link.document.value;
    case LinkKind::kLesson:
      return std::string(kLessonPage) + link.lesson.value;
    default:
      return link.address;
  }
}

std::string document_html(const Document& document, std::string_view markdown) {
  return importers::render_html(markdown, [&](std::string_view address) {
    return address.starts_with('#') ? std::string(address) : resolved(document, address);
  });
}

std::string part_html(const Document& document, std::string_view markdown) {
  if (markdown.empty()) return {};
  return importers::render_html(markdown, [&](std::string_view address) { return resolved(document, address); });
}

std::string language_free(const Link& link) {
  switch (link.kind) {
    case LinkKind::kNone:
      return {};
    case LinkKind::kDocument:
    case LinkKind::kQuiz: {
      const std::string place = link.path.empty() ? link.document.value : without_language(link.path);
      return place + (link.kind == LinkKind::kQuiz ? "#quiz" : "");
    }
    case LinkKind::kLesson:
      return link.lesson.value;
    case LinkKind::kSearch:
      return filters_of(link.query);
    default:
      return link.address;
  }
}

Result<std::string> reason_dead(const store::Reader& reader, const Link& link) {
  switch (link.kind) {
    case LinkKind::kDocument:
    case LinkKind::kQuiz:
      if (!link.path.empty() && !importers::judge_path(link.path).accepted) return std::string();
      return reason_dead_document(reader, link);
    case LinkKind::kLesson: {
      const auto stored = find_document(reader, link.lesson.document());
      if (!stored) return stored.error();
      if (*stored && (*stored)->document.find_lesson(link.lesson) != nullptr) return std::string();
      return text_of_missing(link);
    }
    default:
      return std::string();
  }
}

Result<std::vector<DeadLink>> dead_links(const store::Reader& reader, const Document& document,
                                         std::string_view source) {
  const auto links = importers::links_of(source);
  if (!links) return links.error();
  std::vector<DeadLink> dead;
  for (const importers::SourceLink& found : *links) {
    const auto reason = reason_dead(reader, read_link(document, found.address));
    if (!reason) return reason.error();
    if (!reason->empty()) dead.push_back({found.line, found.address, *reason});
  }
  return dead;
}

}  // namespace fupan::service
