#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <sstream>
#include <string>

#include "importers/metadata/front_matter.h"

namespace fupan::importers {
namespace {

constexpr int kMaxDepth = 20;

template <class T>
std::string streamed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string scalar_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* number = node.as_floating_point()) return streamed(number->get());
  if (const auto* date = node.as_date()) return streamed(date->get());
  if (const auto* time = node.as_time()) return streamed(time->get());
  if (const auto* moment = node.as_date_time()) return streamed(moment->get());
  return {};
}

bool is_flat(const toml::array& list) {
  return std::none_of(list.begin(), list.end(), [](const toml::node& n) { return n.is_table() || n.is_array(); });
}

class TomlReader {
 public:
  explicit TomlReader(int first_line) : first_line_(first_line) {}

  void read(const toml::node& node, const std::string& key, int depth) {
    if (depth > kMaxDepth) return;
    if (const toml::table* table = node.as_table()) {
      for (const auto& [name, value] : *table) {
        const std::string part(name.str());
        read(value, key.empty() ? part : key + "." + part, depth + 1);
      }
      return;
    }
    const toml::array* list = node.as_array();
    if (list != nullptr && !is_flat(*list)) {
      std::size_t index = 0;
      for (const toml::node& item : *list) read(item, key + "." + std::to_string(index++), depth + 1);
      return;
    }
    MetadataEntry entry{key, {}, first_line_ - 1 + static_cast<int>(node.source().begin.line), list != nullptr};
    if (list != nullptr) {
      for (const toml::node& item : *list) entry.values.push_back(scalar_text(item));
    } else {
      entry.values.push_back(scalar_text(node));
    }
    entries_.push_back(std::move(entry));
  }

  // The library sorts by key; the author's order is that of the lines.
  std::vector<MetadataEntry> take() {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const MetadataEntry& a, const MetadataEntry& b) { return a.line < b.line; });
    return std::move(entries_);
  }

 private:
  int first_line_;
  std::vector<MetadataEntry> entries_;
};

Error bad_toml(int line, std::string_view why) {
  return Error{ErrorCode::kInvalidArgument, "line " + std::to_string(line) + ": " + std::string(why), {}, line};
}

}  // namespace

Result<std::vector<MetadataEntry>> parse_toml_entries(std::string_view toml, int first_line) {
  try {
    const toml::table root = toml::parse(toml);
    TomlReader reader(first_line);
    reader.read(root, "", 0);
    return reader.take();
  } catch (const toml::parse_error& e) {
    return bad_toml(first_line - 1 + static_cast<int>(e.source().begin.line), e.description());
  } catch (const std::exception& e) {
    return bad_toml(first_line, e.what());
  }
}

}  // namespace fupan::importers
