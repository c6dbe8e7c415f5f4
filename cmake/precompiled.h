// What most files read, read once (FUPAN_PRECOMPILE), and the templates that most files would compile again.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fupan {
using JsonCharacters = nlohmann::detail::iterator_input_adapter<const char*>;
}

// Declared here for all; defined by precompiled.cc.
#ifndef FUPAN_JSON_TEMPLATE
#define FUPAN_JSON_TEMPLATE extern template
#endif

FUPAN_JSON_TEMPLATE class nlohmann::basic_json<>;
FUPAN_JSON_TEMPLATE class nlohmann::basic_json<nlohmann::ordered_map>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::serializer<nlohmann::json>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::lexer<nlohmann::json, fupan::JsonCharacters>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::parser<nlohmann::json, fupan::JsonCharacters>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::json_sax_dom_parser<nlohmann::json>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::json_sax_dom_callback_parser<nlohmann::json>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::serializer<nlohmann::ordered_json>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::lexer<nlohmann::ordered_json, fupan::JsonCharacters>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::parser<nlohmann::ordered_json, fupan::JsonCharacters>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::json_sax_dom_parser<nlohmann::ordered_json>;
FUPAN_JSON_TEMPLATE class nlohmann::detail::json_sax_dom_callback_parser<nlohmann::ordered_json>;
