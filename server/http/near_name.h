// "Did you mean …?" for names of parameters and values. Thread-safe, no state.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fupan::http {

// The one of `known` that a person who typed `name` most likely meant: at most two letters differ, and fewer than half.
// Empty when nothing is near.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> known);

// "; did you mean \"phase\"?", or "" when nothing is near.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> known);

// The names for a sentence: "relevance, newest".
std::string join_names(std::span<const std::string_view> names);

}  // namespace fupan::http
