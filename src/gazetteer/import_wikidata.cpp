// SPDX-License-Identifier: Apache-2.0
// Entities of Wikidata in JSON, one a line: the dumps, or what its API gives for some. Labels are
// names, and so are aliases; of the claims, place, kind, container, population and the ids of other
// collections are kept. The kind is the item that the entity is an instance of.
// Source: the Wikibase JSON data model.
#include <string>

#include "gazetteer/import_objects.h"

namespace waymark::gazetteer {

namespace {

namespace json = text::json;

constexpr std::size_t kMaxEntityBytes = std::size_t{16} << 20;  // a country's line has 3 MB

/// Follows members of members; null where one is missing.
const json::Value* at_path(const json::Value* value, std::initializer_list<const char*> path) {
  for (const char* name : path)
    if (value != nullptr) value = value->find(name);
  return value;
}

std::string text_at(const json::Value* value, std::initializer_list<const char*> path) {
  const json::Value* found = at_path(value, path);
  const std::string* text = found == nullptr ? nullptr : found->as_string();
  return text == nullptr ? "" : *text;
}

/// The value of an entity's claim: of the preferred ones the first, else the first that is not
/// deprecated.
const json::Value* claim(const json::Value& entity, const char* property) {
  const json::Value* claims = at_path(&entity, {"claims", property});
  if (claims == nullptr) return nullptr;
  const json::Value* best = nullptr;
  for (const json::Value& one : claims->elements()) {
    const std::string rank = text_at(&one, {"rank"});
    const json::Value* value = at_path(&one, {"mainsnak", "datavalue", "value"});
    if (value == nullptr || rank == "deprecated") continue;
    if (rank == "preferred") return value;
    if (best == nullptr) best = value;
  }
  return best;
}

/// A number as it is written; a quantity has a sign in front.
std::string number_of(const json::Value* value) {
  if (value == nullptr) return "";
  if (const std::string* text = value->as_string())
    return text->starts_with('+') ? text->substr(1) : *text;
  const auto* number = std::get_if<json::Value::Number>(&value->data());
  return number == nullptr ? "" : number->literal;
}

struct OtherId {
  const char* property;
  const char* scheme;
};
constexpr OtherId kOtherIds[] = {
    {"P1566", "geonames"}, {"P300", "iso"}, {"P297", "iso"}, {"P214", "viaf"}, {"P402", "osm"}};

class Entities {
 public:
  explicit Entities(ImportSink& sink) : sink_(sink) {}

  /// An entity, or the answer of the API that holds some.
  void take(const json::Value& object, std::size_t begin) {
    if (const json::Value* entities = object.find("entities")) {
      for (const json::Member& member : entities->members()) take_entity(member.value, begin);
    } else {
      take_entity(object, begin);
    }
  }

 private:
  void take_entity(const json::Value& entity, std::size_t begin) {
    row_.clear(begin);
    row_.id = {text_at(&entity, {"id"}), begin};
    if (row_.id.text.empty()) {
      sink_.refuse(begin, "bad-row", "the record is no entity: it has no 'id'");
      return;
    }
    if (is_of_the_collection(entity)) return;
    row_.ids.emplace_back("wikidata", row_.id);
    put_names(entity, begin);
    put_claims(entity, begin);
    sink_.take(row_);
  }

  /// Properties and lexemes stand in dumps beside the items; they are no things in the world.
  static bool is_of_the_collection(const json::Value& entity) {
    const std::string type = text_at(&entity, {"type"});
    return !type.empty() && type != "item";
  }

  void put_names(const json::Value& entity, std::size_t begin) {
    if (const json::Value* labels = entity.find("labels"))
      for (const json::Member& label : labels->members())
        if (std::string name = text_at(&label.value, {"value"}); !name.empty())
          row_.names.emplace_back(label.name, ImportField{std::move(name), begin});
    if (const json::Value* aliases = entity.find("aliases"))
      for (const json::Member& language : aliases->members())
        for (const json::Value& alias : language.value.elements())
          if (std::string name = text_at(&alias, {"value"}); !name.empty())
            row_.aliases.push_back({std::move(name), begin});
  }

  void put_claims(const json::Value& entity, std::size_t begin) {
    const json::Value* place = claim(entity, "P625");
    row_.lat = {number_of(at_path(place, {"latitude"})), begin};
    row_.lon = {number_of(at_path(place, {"longitude"})), begin};
    row_.population = {number_of(at_path(claim(entity, "P1082"), {"amount"})), begin};
    row_.kind = {text_at(claim(entity, "P31"), {"id"}), begin};
    const json::Value* container = claim(entity, "P131");
    if (container == nullptr) container = claim(entity, "P17");
    row_.parent = {text_at(container, {"id"}), begin};
    for (const OtherId& other : kOtherIds)
      if (const json::Value* id = claim(entity, other.property); id != nullptr && id->as_string())
        row_.ids.emplace_back(other.scheme, ImportField{*id->as_string(), begin});
  }

  ImportSink& sink_;
  ImportRow row_;
};

}  // namespace

Failure read_wikidata(const Table& table, ImportSink& sink) {
  Entities entities(sink);
  read_objects(
      table, kMaxEntityBytes, sink,
      [&entities](const json::Value& object, std::size_t begin) { entities.take(object, begin); });
  return std::nullopt;
}

}  // namespace waymark::gazetteer
