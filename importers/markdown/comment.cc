#include "importers/markdown/comment.h"

#include <algorithm>

namespace fupan::importers {
namespace {

constexpr std::string_view kOpen = "<!--";
constexpr std::string_view kClose = "-->";

// A fence that opens or closes a code block on `line`: its character and length, or length 0.
struct Fence {
  char mark = 0;
  std::size_t length = 0;
  bool bare = false;  // nothing after it: it may close
};

Fence fence_on(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t>-*+");
  if (start == std::string_view::npos || (line[start] != '`' && line[start] != '~')) return {};
  const char mark = line[start];
  const std::size_t end = std::min(line.find_first_not_of(mark, start), line.size());
  if (end - start < 3) return {};
  const std::string_view rest = line.substr(end);
  if (mark == '`' && rest.find('`') != std::string_view::npos) return {};
  return {mark, end - start, rest.find_first_not_of(" \t\r") == std::string_view::npos};
}

class CommentRemover {
 public:
  explicit CommentRemover(std::string_view in) : in_(in) { out_.text.reserve(in.size()); }

  CommentFree run() {
    while (at_ < in_.size()) {
      const std::size_t end = std::min(in_.find('\n', at_), in_.size());
      const std::string_view line = in_.substr(at_, end - at_);
      if (is_code_line(line)) {
        copy_to(end);
      } else {
        copy_text_line(end);
      }
      if (at_ < in_.size() && in_[at_] == '\n') copy_to(at_ + 1);
    }
    return std::move(out_);
  }

 private:
  bool is_code_line(std::string_view line) {
    const Fence fence = fence_on(line);
    if (open_.length == 0) {
      open_ = fence;
      return fence.length > 0;
    }
    if (fence.mark == open_.mark && fence.length >= open_.length && fence.bare) open_ = {};
    return true;
  }

  void copy_to(std::size_t end) {
    out_.text.append(in_.substr(at_, end - at_));
    at_ = end;
  }

  // Copies from at_ to the end of the line, or of the line on which a comment ends.
  void copy_text_line(std::size_t end) {
    while (at_ < end) {
      const std::size_t stop = std::min(in_.find_first_of("`\\<", at_), end);
      copy_to(stop);
      if (stop == end) return;
      if (in_[stop] == '\\') {
        copy_to(std::min(stop + 2, end));
      } else if (in_[stop] == '`') {
        copy_code_span(end);
      } else if (in_.substr(stop).starts_with(kOpen) && skip_comment()) {
        end = std::min(in_.find('\n', at_), in_.size());
      } else {
        copy_to(stop + 1);
      }
    }
  }

  void copy_code_span(std::size_t end) {
    const std::size_t after = std::min(in_.find_first_not_of('`', at_), end);
    const std::string_view run = in_.substr(at_, after - at_);
    const std::size_t close = in_.substr(0, end).find(run, after);
    copy_to(close == std::string_view::npos ? after : close + run.size());
  }

  // Leaves the line ends of the comment, and no indentation before what follows it.
  bool skip_comment() {
    if (out_.unclosed_line > 0) return false;
    const std::size_t close = in_.find(kClose, at_ + 2);
    if (close == std::string_view::npos) {
      out_.unclosed_line = 1 + static_cast<int>(std::count(in_.begin(), in_.begin() + static_cast<long>(at_), '\n'));
      return false;
    }
    const std::size_t end = close + kClose.size();
    out_.text.append(static_cast<std::size_t>(
                         std::count(in_.begin() + static_cast<long>(at_), in_.begin() + static_cast<long>(end), '\n')),
                     '\n');
    at_ = end;
    const std::size_t line_start = out_.text.rfind('\n') + 1;  // npos + 1 is 0
    if (out_.text.find_first_not_of(" \t", line_start) == std::string::npos) {
      at_ = std::min(in_.find_first_not_of(" \t", at_), in_.size());
    }
    return true;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  Fence open_;
  CommentFree out_;
};

}  // namespace

CommentFree remove_comments(std::string_view markdown) {
  if (markdown.find(kOpen) == std::string_view::npos) return {std::string(markdown), 0};
  return CommentRemover(markdown).run();
}

}  // namespace fupan::importers
