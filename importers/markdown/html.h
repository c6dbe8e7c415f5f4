// From Markdown to HTML that is safe to insert into a page. Thread-safe, no state.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace fupan::importers {

// GitHub Flavored Markdown as HTML. `markdown` is UTF-8 (ill-formed bytes become U+FFFD): a whole document or a part.
//
// - Front matter, invisible metadata lines and HTML comments are left out; of raw HTML only the text remains.
// - Links keep http, https, mailto, relative and "#…" addresses, and external ones carry rel="noopener nofollow"; other
//   links become their text. Images keep relative and https addresses; others become their description.
// - Headings carry an `id` made as GitHub makes it: lower case, blanks as '-', no punctuation, Chinese kept, a number
//   after a repeated one.
// - Blocks carry data-sourcepos="first line:column-last line:column" with the lines of `markdown`.
//
// `resolve` is asked for the address of every relative link, those within the page ("#…") included; what it gives takes
// its place. Nothing: all stay as they are.
using LinkResolver = std::function<std::string(std::string_view address)>;
std::string render_html(std::string_view markdown, const LinkResolver& resolve = {});

// The `id` of a heading with this text, before repeated ones are numbered.
std::string heading_slug(std::string_view heading);

}  // namespace fupan::importers
