// Raw HTML inside Markdown reduced to its text. Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

namespace fupan::importers {

// The text between the tags of `html`; tags, comments, and what script and style elements hold are left out. Tags that
// break a line become a blank. Character references are decoded where common ("&amp;", "&#39;").
std::string html_to_text(std::string_view html);

// What stands for one inline tag in running text: a blank for a tag that breaks a line ("<br>"), nothing for others.
std::string_view text_of_tag(std::string_view tag);

}  // namespace fupan::importers
