// What small values are compressed against, as if it had stood before them: common words and headings in Chinese and
// English, front matter, and the form of a document record. Part of the stored form: never change it; a better one gets
// a codec of its own (value_envelope.h). Thread-safe.
#pragma once

#include <string_view>

namespace fupan::store {

std::string_view value_dictionary();

}  // namespace fupan::store
