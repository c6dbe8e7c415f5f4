#include "server/http/query_string.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "server/http/percent_decoding.h"

namespace fupan::http {
namespace {

constexpr std::size_t kMaxParameters = 64;  // no call knows half as many

// The length of the separator that `text` begins with; 0: none.
using SeparatorLength = std::size_t (*)(std::string_view text);

std::size_t ampersand(std::string_view text) { return text.starts_with('&') ? 1 : 0; }
std::size_t comma(std::string_view text) { return text.starts_with(',') ? 1 : 0; }
std::size_t any_comma(std::string_view text) {
  return text.starts_with("%2C") || text.starts_with("%2c") ? 3 : comma(text);
}

// Calls `visit(piece)` for each piece of `whole` between separators.
template <class Visit>
Status for_each_piece(std::string_view whole, SeparatorLength separator, Visit visit) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= whole.size();) {
    const std::size_t length = separator(whole.substr(at));
    if (length > 0 || at == whole.size()) {
      Status status = visit(whole.substr(begin, at - begin));
      if (!status) return status;
      begin = at + length;
    }
    at += std::max<std::size_t>(length, 1);
  }
  return ok_status();
}

Error repeated(const std::string& name) {
  return Error{ErrorCode::kInvalidArgument,
               "parameter \"" + name + "\" is given twice; several values of one parameter are separated by commas",
               name};
}

}  // namespace

Result<std::vector<QueryParameter>> split_query(std::string_view query) {
  std::vector<QueryParameter> parameters;
  const Status status = for_each_piece(query, ampersand, [&](std::string_view piece) -> Status {
    if (piece.empty()) return ok_status();
    const std::size_t equals = std::min(piece.find('='), piece.size());
    Result<std::string> name = percent_decode(piece.substr(0, equals), Plus::kIsSpace, "query");
    if (!name) return name.error();
    const bool is_known = std::any_of(parameters.begin(), parameters.end(),
                                      [&](const QueryParameter& earlier) { return earlier.name == *name; });
    if (is_known) return repeated(*name);
    if (parameters.size() == kMaxParameters) return make_error(ErrorCode::kInvalidArgument, "too many parameters");
    parameters.push_back({std::move(*name), std::string(piece.substr(std::min(equals + 1, piece.size())))});
    return ok_status();
  });
  if (!status) return status.error();
  return parameters;
}

Result<std::string> decode_value(const QueryParameter& parameter) {
  return percent_decode(parameter.raw, Plus::kIsSpace, parameter.name);
}

Result<std::vector<std::string>> decode_list(const QueryParameter& parameter, bool keeps_commas) {
  std::vector<std::string> items;
  const Status status =
      for_each_piece(parameter.raw, keeps_commas ? comma : any_comma, [&](std::string_view piece) -> Status {
        Result<std::string> item = percent_decode(piece, Plus::kIsSpace, parameter.name);
        if (!item) {
          Error error = item.error();
          const auto before = static_cast<std::size_t>(piece.data() - parameter.raw.data());
          error.position +=
              static_cast<long>(text::count_code_points(std::string_view(parameter.raw).substr(0, before)));
          return error;
        }
        const std::string_view trimmed = text::trim(*item);
        if (!trimmed.empty()) items.emplace_back(trimmed);
        return ok_status();
      });
  if (!status) return status.error();
  return items;
}

}  // namespace fupan::http
