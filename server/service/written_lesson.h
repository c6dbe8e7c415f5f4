// The Markdown of a lesson that was written by hand. Pure; thread-safe.
#pragma once

#include <string>

#include "server/service/writing_service.h"

namespace fupan::service {

// A document that the importer reads back to this one lesson: labels, project and date as front matter, a heading of
// the lesson's kind, and below it the title as a heading with the text.
std::string source_of_lesson(const NewLesson& lesson);

}  // namespace fupan::service
