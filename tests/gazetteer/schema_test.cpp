// SPDX-License-Identifier: Apache-2.0
// The JSON schema of gazetteer files, held beside what the reader of YAML knows and beside the
// files that are shipped. Of JSON Schema so much is done here as that schema uses.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gazetteer/yaml_reader.h"
#include "gazetteer/yaml_tree.h"
#include "support/catch.h"
#include "text/json.h"

namespace waymark::gazetteer {
namespace {

namespace fs = std::filesystem;
using text::json::Value;

const fs::path kSource = WAYMARK_SOURCE_DIR;

const Value& schema() {
  static const Value value = [] {
    std::ostringstream bytes;
    bytes << std::ifstream(kSource / "schema" / "waymark-gazetteer.schema.json").rdbuf();
    auto parsed = text::json::parse(bytes.str());
    if (!parsed) FAIL(parsed.error().front().message);
    return *std::move(parsed);
  }();
  return value;
}

const Value& definition(std::string_view name) {
  const Value* found = schema().find("definitions")->find(name);
  REQUIRE(found != nullptr);
  return *found;
}

/// Says where a file departs from the schema.
class Validator {
 public:
  [[nodiscard]] bool fits(const YamlNode& node, const Value& rule) const {
    if (const Value* reference = rule.find("$ref")) {
      const std::string& name = *reference->as_string();
      if (!fits(node, definition(name.substr(name.find_last_of('/') + 1)))) return false;
    }
    if (const Value* type = rule.find("type"); type != nullptr && !is_of(node, *type)) return false;
    if (const Value* words = rule.find("enum"))
      if (!any(*words, [&](const Value& word) { return *word.as_string() == node.scalar; }))
        return false;
    if (const Value* rules = rule.find("anyOf"))
      if (!any(*rules, [&](const Value& one) { return fits(node, one); })) return false;
    return fits_inside(node, rule);
  }

 private:
  template <class Test>
  static bool any(const Value& list, Test test) {
    return std::any_of(list.elements().begin(), list.elements().end(), test);
  }

  static bool is_number(const YamlNode& node) {
    double number = 0;
    const char* const end = node.scalar.data() + node.scalar.size();
    return node.is_scalar() && std::from_chars(node.scalar.data(), end, number).ptr == end;
  }

  static bool is_of(const YamlNode& node, const Value& type) {
    if (type.is_array()) return any(type, [&](const Value& one) { return is_of(node, one); });
    const std::string& name = *type.as_string();
    if (name == "null") return node.kind == YamlNode::Kind::kNull;
    if (name == "object") return node.is_map();
    if (name == "array") return node.is_sequence();
    if (name == "string") return node.is_scalar();
    if (name == "boolean") return node.scalar == "true" || node.scalar == "false";
    return is_number(node);
  }

  [[nodiscard]] bool fits_inside(const YamlNode& node, const Value& rule) const {
    if (const Value* items = rule.find("items"); items != nullptr && node.is_sequence())
      return std::all_of(node.items.begin(), node.items.end(),
                         [&](const YamlNode& item) { return fits(item, *items); });
    if (!node.is_map()) return true;
    if (const Value* required = rule.find("required"))
      for (const Value& name : required->elements())
        if (!has_field(node, *name.as_string())) return false;
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
      if (!fits_field(node.items[i].scalar, node.items[i + 1], rule)) return false;
    return true;
  }

  static bool has_field(const YamlNode& node, std::string_view name) {
    for (std::size_t i = 0; i < node.items.size(); i += 2)
      if (node.items[i].scalar == name) return true;
    return false;
  }

  [[nodiscard]] bool fits_field(const std::string& name, const YamlNode& value,
                                const Value& rule) const {
    const Value* fields = rule.find("properties");
    if (const Value* field = fields == nullptr ? nullptr : fields->find(name))
      return fits(value, *field);
    const Value* others = rule.find("additionalProperties");
    if (others == nullptr) return true;
    return others->is_object() ? fits(value, *others) : others->as_bool().value_or(false);
  }
};

bool fits_schema(const std::string& name, std::string_view yaml) {
  Diagnostics diagnostics;
  const text::SourceFile source(name, std::string(yaml));
  const YamlTree tree = read_yaml(source, diagnostics);
  REQUIRE(diagnostics.empty());
  return Validator().fits(tree.root, schema());
}

/// The fields that the reader says are those of the map in which 'qqqqqqqqqqqq' stands.
std::vector<std::string> known_fields(std::string_view yaml) {
  Diagnostics diagnostics;
  const text::SourceFile source("g.yaml", std::string(yaml));
  (void)read_entries(source, diagnostics);
  std::vector<std::string> fields;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code != "gazetteer/unknown-field") continue;
    constexpr std::string_view kBefore = "its fields are ";
    REQUIRE(diagnostic.hint.starts_with(kBefore));
    std::istringstream words(diagnostic.hint.substr(kBefore.size()));
    for (std::string word; words >> word;)
      fields.push_back(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
  }
  std::sort(fields.begin(), fields.end());
  return fields;
}

std::vector<std::string> schema_fields(std::string_view name) {
  std::vector<std::string> fields;
  for (const auto& member : definition(name).find("properties")->members())
    fields.push_back(member.name);
  std::sort(fields.begin(), fields.end());
  return fields;
}

TEST_CASE("schema: names every field that the reader knows, and no other", "[gazetteer][schema]") {
  struct Row {
    const char *name, *yaml;
  };
  const Row row = GENERATE(
      Row{"file", "qqqqqqqqqqqq: 1"}, Row{"kind", "kinds: {city: {label: P, qqqqqqqqqqqq: 1}}"},
      Row{"defaults", "defaults: {qqqqqqqqqqqq: 1}"},
      Row{"entry", "entries: [{id: a, name: A, qqqqqqqqqqqq: 1}]"},
      Row{"extend", "entries: [{extend: a, qqqqqqqqqqqq: 1}]"},
      Row{"drop", "entries: [{drop: a, qqqqqqqqqqqq: 1}]"},
      Row{"alias", "entries: [{id: a, name: A, aliases: [{form: B, qqqqqqqqqqqq: 1}]}]"},
      Row{"need", "entries: [{id: a, name: A, needs: {near: {in: b}, qqqqqqqqqqqq: 1}}]"},
      Row{"near", "entries: [{id: a, name: A, needs: {near: {qqqqqqqqqqqq: 1}}}]"},
      Row{"table", "tables: [{file: a.csv, qqqqqqqqqqqq: 1}]"},
      Row{"columns", "tables: [{file: a.csv, columns: {qqqqqqqqqqqq: A}}]"},
      Row{"aliasColumn", "tables: [{file: a.csv, columns: {aliases: {qqqqqqqqqqqq: A}}}]"});
  CAPTURE(row.name);
  CHECK(schema_fields(row.name) == known_fields(row.yaml));
}

TEST_CASE("schema: the files that are shipped fit", "[gazetteer][schema]") {
  std::size_t count = 0;
  for (const char* folder : {"gazetteer", "examples", "tests/golden"}) {
    for (const auto& file : fs::recursive_directory_iterator(kSource / folder)) {
      if (file.path().extension() != ".yaml" || file.path().filename() == "waymark.yaml") continue;
      CAPTURE(file.path().string());
      std::ostringstream bytes;
      bytes << std::ifstream(file.path()).rdbuf();
      CHECK(fits_schema(file.path().filename().string(), bytes.str()));
      ++count;
    }
  }
  CHECK(count > 12);
}

TEST_CASE("schema: what is wrong doesn't fit", "[gazetteer][schema]") {
  const char* yaml = GENERATE(
      "entires: []", "entries: [{id: a, name: A, colour: red}]", "entries: [{name: A}]",
      "entries: {id: a}", "entries: [{id: a, name: A, lat: north}]", "labels: {PLACE: round}",
      "entries: [{id: a, name: A, aliases: [{why: former}]}]", "tables: [{kind: city}]",
      "tables: [{file: a.csv, columns: {nam: A}}]", "defaults: {case: upper}");
  CAPTURE(yaml);
  CHECK_FALSE(fits_schema("g.yaml", yaml));
}

}  // namespace
}  // namespace waymark::gazetteer
