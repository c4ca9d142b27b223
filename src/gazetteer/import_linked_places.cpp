// SPDX-License-Identifier: Apache-2.0
// Gazetteers of history in the Linked Places format: GeoJSON features that carry names with
// languages, types, times, relations to other places and links to other gazetteers; one collection,
// or a feature a line. Source: Linked Places format 1.2.
#include <algorithm>
#include <cstdlib>

#include "gazetteer/import_objects.h"

namespace waymark::gazetteer {

namespace {

namespace json = text::json;

constexpr std::size_t kMaxFeatureBytes = std::size_t{16} << 20;  // of a line: outlines are long

std::string text_of(const json::Value& object, const char* name) {
  const json::Value* value = object.find(name);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? "" : *text;
}

/// A number as it is written.
std::string number_of(const json::Value& value) {
  const auto* number = std::get_if<json::Value::Number>(&value.data());
  return number == nullptr ? "" : number->literal;
}

/// The first object of a list, or the value itself; null if there is none.
const json::Value* first_of(const json::Value* value) {
  if (value == nullptr || !value->is_array()) return value;
  return value->elements().empty() ? nullptr : &value->elements().front();
}

/// The year of "-0044-03-15" or "1601"; empty for what is no date.
std::string year_of(const std::string& date) {
  const std::size_t sign = date.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(date.find_first_not_of("0123456789", sign), date.size());
  if (end == sign) return "";
  return std::to_string(std::strtol(date.substr(0, std::min(end, sign + 6)).c_str(), nullptr, 10));
}

class Features {
 public:
  explicit Features(ImportSink& sink) : sink_(sink) {}

  void take(const json::Value& feature, std::size_t begin) {
    if (text_of(feature, "type") != "Feature") {
      sink_.refuse(begin + feature.begin(), "bad-row", "the record is no feature");
      return;
    }
    row_.clear(begin + feature.begin());
    row_.id = field(text_of(feature, "@id"));
    put_names(feature);
    put_kind(feature);
    put_point(feature.find("geometry"));
    put_years(feature);
    put_relations(feature);
    put_links(feature);
    sink_.take(row_);
  }

 private:
  [[nodiscard]] ImportField field(std::string text) const { return {std::move(text), row_.at}; }

  void put_names(const json::Value& feature) {
    if (const json::Value* properties = feature.find("properties"))
      row_.names.emplace_back("", field(text_of(*properties, "title")));
    const json::Value* names = feature.find("names");
    if (names == nullptr) return;
    for (const json::Value& name : names->elements()) {
      const std::string language = text_of(name, "lang");
      const auto same = [&](const auto& other) { return other.first == language; };
      if (language.empty() || std::any_of(row_.names.begin(), row_.names.end(), same)) {
        row_.aliases.push_back(field(text_of(name, "toponym")));
      } else {
        row_.names.emplace_back(language, field(text_of(name, "toponym")));
      }
    }
  }

  void put_kind(const json::Value& feature) {
    const json::Value* type = first_of(feature.find("types"));
    if (type == nullptr) return;
    std::string kind = text_of(*type, "label");
    std::replace(kind.begin(), kind.end(), ' ', '-');
    row_.kind = field(std::move(kind));
  }

  /// The point of a place; of several geometries the first that is one.
  void put_point(const json::Value* geometry) {
    if (geometry == nullptr) return;
    if (const json::Value* parts = geometry->find("geometries")) {
      for (const json::Value& part : parts->elements())
        if (row_.lat.text.empty()) put_point(&part);
      return;
    }
    const json::Value* pair = geometry->find("coordinates");
    if (text_of(*geometry, "type") != "Point" || pair == nullptr || pair->elements().size() < 2)
      return;
    row_.lon = field(number_of(pair->elements()[0]));
    row_.lat = field(number_of(pair->elements()[1]));
  }

  void put_years(const json::Value& feature) {
    const json::Value* when = feature.find("when");
    const json::Value* span = when == nullptr ? nullptr : first_of(when->find("timespans"));
    if (span == nullptr) return;
    row_.from = field(year_at(span->find("start")));
    row_.to = field(year_at(span->find("end")));
  }

  static std::string year_at(const json::Value* bound) {
    if (bound == nullptr) return "";
    for (const char* name : {"in", "earliest", "latest"})
      if (std::string year = year_of(text_of(*bound, name)); !year.empty()) return year;
    return "";
  }

  /// What the place is a part of.
  void put_relations(const json::Value& feature) {
    const json::Value* relations = feature.find("relations");
    if (relations == nullptr) return;
    for (const json::Value& relation : relations->elements())
      if (text_of(relation, "relationType") == "gvp:broaderPartitive")
        row_.parent = field(text_of(relation, "relationTo"));
  }

  /// "gn:2657780" is an id of the scheme gn.
  void put_links(const json::Value& feature) {
    const json::Value* links = feature.find("links");
    if (links == nullptr) return;
    for (const json::Value& link : links->elements()) {
      const std::string id = text_of(link, "identifier");
      const std::size_t colon = id.find(':');
      const std::string type = text_of(link, "type");
      if (colon == 0 || colon == std::string::npos || id.compare(colon, 3, "://") == 0) continue;
      if (type == "closeMatch" || type == "exactMatch")
        row_.ids.emplace_back(id.substr(0, colon), field(id.substr(colon + 1)));
    }
  }

  ImportSink& sink_;
  ImportRow row_;
};

/// Whether the table is one object that holds all features.
bool is_collection(std::string_view bytes) {
  return bytes.substr(0, 4096).find("\"FeatureCollection\"") != std::string_view::npos;
}

}  // namespace

Failure read_linked_places(const Table& table, ImportSink& sink) {
  Features features(sink);
  if (!is_collection(table.bytes)) {
    read_objects(table, kMaxFeatureBytes, sink,
                 [&features](const json::Value& feature, std::size_t begin) {
                   features.take(feature, begin);
                 });
    return std::nullopt;
  }
  auto collection = json::parse(table.bytes, table.file);
  if (!collection) return collection.error().front();
  if (const json::Value* all = collection->find("features"))
    for (const json::Value& feature : all->elements()) features.take(feature, 0);
  return std::nullopt;
}

}  // namespace waymark::gazetteer
