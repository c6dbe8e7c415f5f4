#include "server/service/charter.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "importers/encoding/decoder.h"
#include "server/service/brief_profile.h"
#include "server/service/pandoc.h"

namespace fupan::service {
namespace {

constexpr std::size_t kMostTitleBytes = 300;

std::string title_of(std::string_view text) {
  const std::size_t begin = text.find_first_not_of("#*=- \t\n");
  if (begin == std::string_view::npos) return "";
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  const std::size_t end = line.find_last_not_of("#* \t");
  line = line.substr(0, end + 1);
  return line.size() > kMostTitleBytes ? "" : std::string(text::trim(line));
}

}  // namespace

Result<Charter> read_charter(std::string_view bytes) {
  std::string markdown;
  if (is_docx(bytes)) {
    auto converted = docx_to_markdown(bytes);
    if (!converted) return Error{converted.error().code, converted.error().message, "body"};
    markdown = std::move(*converted);
    bytes = markdown;
  }
  if (bytes.size() > kMostDescriptionBytes) {
    return Error{ErrorCode::kInvalidArgument, "the text is longer than a charter can be (1 MB)", "body"};
  }
  auto decoded = importers::decode(bytes);
  if (!decoded) return Error{decoded.error().code, decoded.error().message, "body"};
  return Charter{title_of(decoded->text), std::move(decoded->text)};
}

}  // namespace fupan::service
