// SPDX-License-Identifier: Apache-2.0
// Patterns of spaCy's EntityRuler: {"label": "GPE", "pattern": "Hyesan", "id": "hyesan"}. Patterns
// of one label and id are names of one entry. A pattern of tokens is a name where each token asks
// for its text alone.
// Source: spaCy 3, API of EntityRuler.
#include <map>
#include <utility>

#include "gazetteer/import_objects.h"

namespace waymark::gazetteer {

namespace {

namespace json = text::json;

/// The text that a token of a pattern asks for; null if it asks for anything else.
const std::string* text_of_token(const json::Value& token) {
  if (token.members().size() != 1) return nullptr;
  const json::Member& member = token.members().front();
  const bool is_text = member.name == "LOWER" || member.name == "TEXT" || member.name == "ORTH" ||
                       member.name == "lower" || member.name == "text" || member.name == "orth";
  return is_text ? member.value.as_string() : nullptr;
}

/// The name that a pattern is; empty if it is more than a name.
std::string name_of_pattern(const json::Value& pattern) {
  if (const std::string* text = pattern.as_string()) return *text;
  std::string name;
  for (const json::Value& token : pattern.elements()) {
    const std::string* text = text_of_token(token);
    if (text == nullptr) return "";
    name += (name.empty() ? "" : " ") + *text;
  }
  return name;
}

class Patterns {
 public:
  explicit Patterns(ImportSink& sink) : sink_(sink) {}

  void take(const json::Value& object, std::size_t begin) {
    const json::Value* label = object.find("label");
    const json::Value* pattern = object.find("pattern");
    if (label == nullptr || label->as_string() == nullptr || pattern == nullptr) {
      sink_.refuse(begin, "bad-row", "the record has no 'label' and 'pattern'");
      return;
    }
    const std::string name = name_of_pattern(*pattern);
    if (name.empty()) {
      sink_.refuse(begin + pattern->begin(), "not-a-name",
                   "the pattern asks for more than the words of a name",
                   "write it as a rule; the manual of rules has spaCy's patterns side by side");
      return;
    }
    const json::Value* id = object.find("id");
    const std::string* given = id == nullptr ? nullptr : id->as_string();
    add(*label->as_string(), given == nullptr ? "" : *given, {name, begin + pattern->begin()},
        begin);
  }

  /// Hands over what was gathered.
  void finish() {
    for (const ImportRow& row : rows_) sink_.take(row);
  }

 private:
  void add(const std::string& label, const std::string& id, ImportField name, std::size_t begin) {
    if (!id.empty()) {
      const auto [known, is_new] = by_id_.try_emplace({label, id}, rows_.size());
      if (!is_new) {
        rows_[known->second].aliases.push_back(std::move(name));
        return;
      }
    }
    ImportRow& row = rows_.emplace_back();
    row.clear(begin);
    row.label = {label, begin};
    row.id = {id, begin};
    row.names.emplace_back("", std::move(name));
  }

  ImportSink& sink_;
  std::vector<ImportRow> rows_;  // by first appearance
  std::map<std::pair<std::string, std::string>, std::size_t> by_id_;
};

}  // namespace

Failure read_entity_ruler(const Table& table, ImportSink& sink) {
  Patterns patterns(sink);
  read_objects(
      table, kMaxRowBytes, sink,
      [&patterns](const json::Value& object, std::size_t begin) { patterns.take(object, begin); });
  patterns.finish();
  return std::nullopt;
}

}  // namespace waymark::gazetteer
