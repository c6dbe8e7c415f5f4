#include "importers/taxonomy_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <exception>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

#include "core/document.h"

namespace fupan::importers {
namespace {

struct Problem {
  int line;  // 1-based
  std::string what;
};

int line_of(const YAML::Node& node) { return node.Mark().is_null() ? 1 : node.Mark().line + 1; }

// Throws Problem; parse_taxonomy catches it.
class TaxonomyReader {
 public:
  Taxonomy read(const YAML::Node& root) {
    if (!root.IsMap()) throw Problem{line_of(root), "a taxonomy is a list of \"name: …\""};
    expect_members(
        root, "taxonomy",
        {"version", "phases", "risks", "tags", "lesson_headings", "lesson_fields", "document_kinds", "metadata_keys"});
    if (root["version"] && text_of(root["version"], "version") != "1") {
      throw Problem{line_of(root["version"]), "version is not 1"};
    }
    Taxonomy::Parts parts;
    parts.phases = read_values(root, "phases");
    parts.risks = read_values(root, "risks");
    parts.tags = read_values(root, "tags");
    parts.lesson_headings = read_groups(root, "lesson_headings", "kind");
    parts.lesson_fields = read_groups(root, "lesson_fields", "field");
    parts.document_kinds = read_groups(root, "document_kinds", "kind");
    parts.metadata_keys = read_groups(root, "metadata_keys", "field");
    return Taxonomy(std::move(parts));
  }

 private:
  static void expect_members(const YAML::Node& map, const std::string& where,
                             std::initializer_list<std::string_view> known) {
    if (!map.IsMap()) throw Problem{line_of(map), where + ": not a list of \"name: …\""};
    std::set<std::string> seen;
    for (const auto& pair : map) {
      const std::string name = text_of(pair.first, where);
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        throw Problem{line_of(pair.first), where + ": unknown member '" + name + "'"};
      }
      if (!seen.insert(name).second)
        throw Problem{line_of(pair.first), where + ": member '" + name + "' is there twice"};
    }
  }

  static std::string text_of(const YAML::Node& node, const std::string& where) {
    if (node.IsNull()) return {};
    if (!node.IsScalar()) throw Problem{line_of(node), where + ": not a text"};
    return node.Scalar();
  }

  static std::string required(const YAML::Node& map, const std::string& name, const std::string& where) {
    const YAML::Node node = map[name];
    std::string value = node ? text_of(node, where + "." + name) : std::string{};
    if (value.empty()) throw Problem{line_of(map), where + ": '" + name + "' is missing"};
    return value;
  }

  static std::vector<std::string> texts(const YAML::Node& list, const std::string& where) {
    std::vector<std::string> out;
    if (!list || list.IsNull()) return out;
    if (!list.IsSequence()) throw Problem{line_of(list), where + ": not a list"};
    for (const YAML::Node& item : list) out.push_back(text_of(item, where));
    return out;
  }

  static YAML::Node list_of(const YAML::Node& root, const std::string& name) {
    const YAML::Node list = root[name];
    if (list && !list.IsNull() && !list.IsSequence()) throw Problem{line_of(list), name + ": not a list"};
    return list;
  }

  static std::vector<TaxonomyValue> read_values(const YAML::Node& root, const std::string& name) {
    std::vector<TaxonomyValue> values;
    std::set<std::string> ids;
    const YAML::Node list = list_of(root, name);
    if (!list) return values;
    for (const YAML::Node& node : list) {
      expect_members(
          node, name,
          {"id", "label", "aliases", "pmbok", "prince2", "description", "retired", "former", "parts", "otherwise"});
      TaxonomyValue value;
      value.id = required(node, "id", name);
      if (!ids.insert(value.id).second) throw Problem{line_of(node), name + ": id '" + value.id + "' is there twice"};
      const std::string where = name + " '" + value.id + "'";
      const YAML::Node label = node["label"];
      if (!label) throw Problem{line_of(node), where + ": 'label' is missing"};
      expect_members(label, where + ".label", {"en", "zh"});
      value.label_en = required(label, "en", where + ".label");
      value.label_zh = required(label, "zh", where + ".label");
      value.aliases = texts(node["aliases"], where + ".aliases");
      if (node["pmbok"]) value.pmbok = text_of(node["pmbok"], where + ".pmbok");
      if (node["prince2"]) value.prince2 = text_of(node["prince2"], where + ".prince2");
      read_edits(node, where, value);
      values.push_back(std::move(value));
    }
    return values;
  }

  // What editing in the program adds; a file may have it too.
  static void read_edits(const YAML::Node& node, const std::string& where, TaxonomyValue& value) {
    if (const YAML::Node description = node["description"]) {
      expect_members(description, where + ".description", {"en", "zh"});
      if (description["en"]) value.description_en = text_of(description["en"], where + ".description.en");
      if (description["zh"]) value.description_zh = text_of(description["zh"], where + ".description.zh");
    }
    const std::string retired = node["retired"] ? text_of(node["retired"], where + ".retired") : "false";
    if (retired != "true" && retired != "false") {
      throw Problem{line_of(node["retired"]), where + ".retired: must be true or false"};
    }
    value.retired = retired == "true";
    value.former = texts(node["former"], where + ".former");
    if (node["otherwise"]) value.otherwise = text_of(node["otherwise"], where + ".otherwise");
    const YAML::Node parts = node["parts"];
    if (!parts || parts.IsNull()) return;
    if (!parts.IsSequence()) throw Problem{line_of(parts), where + ".parts: not a list"};
    for (const YAML::Node& part : parts) {
      expect_members(part, where + ".parts", {"value", "words"});
      value.parts.push_back({required(part, "value", where + ".parts"), texts(part["words"], where + ".parts.words")});
    }
  }

  static std::vector<NameGroup> read_groups(const YAML::Node& root, const std::string& name,
                                            const std::string& meaning) {
    std::vector<NameGroup> groups;
    const YAML::Node list = list_of(root, name);
    if (!list) return groups;
    for (const YAML::Node& node : list) {
      expect_members(node, name, {meaning, "names"});
      NameGroup group{required(node, meaning, name), {}};
      check_meaning(name, group.meaning, line_of(node));
      group.names = texts(node["names"], name + " '" + group.meaning + "'.names");
      groups.push_back(std::move(group));
    }
    return groups;
  }

  static void check_meaning(const std::string& name, const std::string& meaning, int line) {
    const bool known = name == "lesson_headings"  ? enum_of<LessonKind>(kLessonKindNames, meaning).has_value()
                       : name == "document_kinds" ? enum_of<DocumentKind>(kDocumentKindNames, meaning).has_value()
                                                  : true;
    if (!known) throw Problem{line, name + ": unknown kind '" + meaning + "'"};
  }
};

Error bad_taxonomy(int line, const std::string& what) {
  return Error{ErrorCode::kInvalidArgument, "line " + std::to_string(line) + ": " + what, {}, line};
}

}  // namespace

Result<Taxonomy> parse_taxonomy(std::string_view yaml) {
  try {
    return TaxonomyReader().read(YAML::Load(std::string(yaml)));
  } catch (const Problem& problem) {
    return bad_taxonomy(problem.line, problem.what);
  } catch (const YAML::Exception& e) {
    return bad_taxonomy(e.mark.is_null() ? 1 : e.mark.line + 1, e.msg);
  } catch (const std::exception& e) {
    return bad_taxonomy(1, e.what());
  }
}

}  // namespace fupan::importers
