// A hash for maps from strings that are looked up by views, without making a string. Thread-safe, no state.
#pragma once

#include <functional>
#include <string_view>

namespace fupan::text {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

}  // namespace fupan::text
