#include <yaml-cpp/yaml.h>

#include <exception>
#include <string>

#include "importers/metadata/front_matter.h"
#include "importers/metadata/yaml.h"

namespace fupan::importers {
namespace {

constexpr std::size_t kMaxEntries = 1000;  // aliases can multiply a small block
constexpr std::size_t kMaxBytes = 256 * 1024;
constexpr int kMaxDepth = 20;

class YamlReader {
 public:
  explicit YamlReader(int first_line) : first_line_(first_line) {}

  void read(const YAML::Node& node, const std::string& key, int depth) {
    if (depth > kMaxDepth || entries_.size() >= kMaxEntries) return;
    if (node.IsMap()) {
      read_map(node, key, depth);
    } else if (node.IsSequence() && !is_flat(node)) {
      std::size_t index = 0;
      for (const YAML::Node& item : node) read(item, key + "." + std::to_string(index++), depth + 1);
    } else if (!key.empty()) {
      add(node, key);
    }
  }

  std::vector<MetadataEntry> take() { return std::move(entries_); }

 private:
  static bool is_flat(const YAML::Node& list) {
    for (const YAML::Node& item : list) {
      if (!item.IsScalar() && !item.IsNull()) return false;
    }
    return true;
  }

  void read_map(const YAML::Node& map, const std::string& prefix, int depth) {
    for (const auto& pair : map) {
      if (!pair.first.IsScalar()) continue;
      const std::string& name = pair.first.Scalar();
      key_line_ = pair.first.Mark().line;
      read(pair.second, prefix.empty() ? name : prefix + "." + name, depth + 1);
    }
  }

  void add(const YAML::Node& node, const std::string& key) {
    MetadataEntry entry{key, {}, first_line_ + (key_line_ >= 0 ? key_line_ : 0), node.IsSequence()};
    if (node.IsScalar()) entry.values.push_back(node.Scalar());
    if (node.IsSequence()) {
      for (const YAML::Node& item : node) {
        if (item.IsScalar() && entry.values.size() < kMaxEntries) entry.values.push_back(item.Scalar());
      }
    }
    add_entry(entries_, std::move(entry));
  }

  int first_line_;
  int key_line_ = 0;
  std::vector<MetadataEntry> entries_;
};

Error bad_yaml(int line, const std::string& why) {
  return Error{ErrorCode::kInvalidArgument, "line " + std::to_string(line) + ": " + why, {}, line};
}

}  // namespace

Result<std::vector<MetadataEntry>> parse_yaml_entries(std::string_view yaml, int first_line) {
  if (auto simple = parse_simple_yaml(yaml, first_line)) return std::move(*simple);
  return parse_full_yaml(yaml, first_line);
}

Result<std::vector<MetadataEntry>> parse_full_yaml(std::string_view yaml, int first_line) {
  if (yaml.size() > kMaxBytes) return bad_yaml(first_line, "more than 256 KB of YAML");
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    if (root.IsNull()) return std::vector<MetadataEntry>{};
    if (!root.IsMap()) return bad_yaml(first_line, "not a list of \"key: value\"");
    YamlReader reader(first_line);
    reader.read(root, "", 0);
    return reader.take();
  } catch (const YAML::Exception& e) {
    return bad_yaml(first_line + (e.mark.is_null() ? 0 : e.mark.line), e.msg);
  } catch (const std::exception& e) {
    return bad_yaml(first_line, e.what());
  }
}

}  // namespace fupan::importers
