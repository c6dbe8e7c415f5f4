#include "importers/source_text.h"

#include <algorithm>

#include "importers/lines.h"
#include "importers/markdown/comment.h"
#include "importers/metadata/front_matter.h"

namespace fupan::importers {
namespace {

// The body after the lines of a front matter. One that could not be read becomes a code block in place of its fences.
std::string body_after(const Lines& lines, std::string_view text, const FrontMatter& front) {
  const std::string_view rest = lines.slice({front.lines.last + 1, lines.count()});
  std::string body;
  if (!front.broken) {
    body.assign(static_cast<std::size_t>(front.lines.last), '\n');
  } else {
    body = "~~~~~~\n";
    body += lines.slice({2, front.lines.last - 1});
    body += "\n~~~~~~\n";
  }
  body += rest;
  if (text.ends_with('\n') && !rest.empty()) body += '\n';
  return body;
}

}  // namespace

SourceText separate_metadata(std::string_view text) {
  SourceText out;
  const Lines lines(text);
  FrontMatter front = read_front_matter(lines);
  out.entries = std::move(front.entries);
  out.notes = std::move(front.notes);
  out.body_first_line = front.lines.last + 1;
  CommentFree body = front.lines.last == 0 ? remove_comments(text) : remove_comments(body_after(lines, text, front));
  if (body.unclosed_line > 0) {
    out.notes.push_back({body.unclosed_line, "the HTML comment that starts on line " +
                                                 std::to_string(body.unclosed_line) +
                                                 " is never closed; what follows may be missing"});
  }
  out.body = std::move(body.text);
  return out;
}

std::string blank_lines(std::string_view body, const std::vector<int>& numbers) {
  const Lines lines(body);
  std::string out;
  out.reserve(body.size());
  for (int n = 1; n <= lines.count(); ++n) {
    if (std::find(numbers.begin(), numbers.end(), n) == numbers.end()) out += lines.at(n);
    out += '\n';
  }
  return out;
}

}  // namespace fupan::importers
