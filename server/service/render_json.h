// The JSON texts of answers, exactly as the schemas of server/http/openapi.json say; HTTP and `--json` of the command
// line share them. `lang` ("en" or "zh") chooses the labels that people read. Bytes that are not UTF-8 are replaced by
// U+FFFD. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "server/service/document_service.h"
#include "server/service/search_service.h"
#include "server/service/stats_service.h"

namespace fupan::service {

std::string render_search_page(const SearchPage& page, const Taxonomy& taxonomy, std::string_view lang);  // SearchPage
std::string render_suggestions(const std::vector<indexer::Suggestion>& suggestions);                 // SuggestionList
std::string render_lesson(const LessonView& view, const Taxonomy& taxonomy, std::string_view lang);  // Lesson
std::string render_document(const VersionedDocument& document, const Taxonomy& taxonomy,
                            std::string_view lang);     // Document
std::string render_stats(const Stats& stats);           // Stats

// What people call a value of a facet: the taxonomy's label for phases, risks and tags, a built-in name for kinds and
// states, else the value itself.
std::string facet_label(indexer::Field field, const std::string& value, const Taxonomy& taxonomy,
                        std::string_view lang);

}  // namespace fupan::service
