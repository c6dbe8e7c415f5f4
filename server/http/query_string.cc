#include "server/http/query_string.h"

#include <algorithm>

#include "core/text/utf8.h"
#include "server/http/percent_decoding.h"

namespace fupan::http {
namespace {

constexpr std::size_t kMaxParameters = 64;  // no call knows half as many

// Calls `visit(piece)` for each piece of `whole` between separators.
template <class Visit>
Status for_each_piece(std::string_view whole, char separator, Visit visit) {
  for (std::size_t begin = 0; begin <= whole.size();) {
    const std::size_t end = std::min(whole.find(separator, begin), whole.size());
    Status status = visit(whole.substr(begin, end - begin));
    if (!status) return status;
    begin = end + 1;
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
  const Status status = for_each_piece(query, '&', [&](std::string_view piece) -> Status {
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

Result<std::vector<std::string>> decode_list(const QueryParameter& parameter) {
  std::vector<std::string> items;
  const Status status = for_each_piece(parameter.raw, ',', [&](std::string_view piece) -> Status {
    Result<std::string> item = percent_decode(piece, Plus::kIsSpace, parameter.name);
    if (!item) {
      Error error = item.error();
      const auto before = static_cast<std::size_t>(piece.data() - parameter.raw.data());
      error.position += static_cast<long>(text::count_code_points(std::string_view(parameter.raw).substr(0, before)));
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
