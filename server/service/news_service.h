// What came in last, as feeds tell it. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/access.h"
#include "core/document.h"
#include "core/saved_search.h"
#include "server/service/library.h"
#include "server/service/recent_documents.h"

namespace fupan::service {

inline constexpr std::size_t kMostNews = 50;

// A lesson, a section, or a document as a whole.
struct NewsItem {
  std::string id;       // of the lesson, section or document; stable but for sections
  std::string path;     // of its page in the web app: "/lessons/…"
  std::string title;    // plain text
  std::string summary;  // plain text, at most 500 characters
  std::string lang;
  std::string updated;  // RFC 3339: when the document was imported, as a new one or changed
  std::string project;
  std::vector<Label> labels;
};

class NewsService {
 public:
  // Both must outlive the service.
  NewsService(Library& library, RecentDocuments& recent) : library_(library), recent_(recent) {}

  // The hits of a saved search in the kMostRecent documents that were written last, newest first, at most kMostNews:
  // lessons or sections with such a type, else documents with their best passage.
  // Errors: as store and index.
  Result<std::vector<NewsItem>> of_search(const SavedSearch& search, const Viewer& viewer = {}) const;

  // The lessons of the documents that were written last, newest first, and documents without lessons; at most
  // kMostNews. What is not published, and what is hidden from `viewer`, is left out. Errors: as the store.
  Result<std::vector<NewsItem>> newest(const Viewer& viewer = {}) const;

 private:
  Library& library_;
  RecentDocuments& recent_;
};

}  // namespace fupan::service
