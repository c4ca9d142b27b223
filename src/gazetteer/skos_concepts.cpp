// SPDX-License-Identifier: Apache-2.0
// Statements are kept as they come, since what is said of a concept may stand anywhere, and packed
// densely; a row is made of them when it is handed over.
#include "gazetteer/skos_concepts.h"

#include <optional>
#include <string_view>

#include "gazetteer/form_maker.h"

namespace waymark::gazetteer {

namespace {

constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kSkosXl = "http://www.w3.org/2008/05/skos-xl#";
constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kGeo = "http://www.w3.org/2003/01/geo/wgs84_pos#";
constexpr const char* kSameScheme = "same";

std::optional<RowFault> check_id(const ImportField& id) {
  if (id.text.empty() || !is_relative(id.text)) return std::nullopt;
  return RowFault{id.at, "relative-id", "the id '" + id.text + "' is relative, which is not read",
                  "write all of it, or a prefix of the context before it"};
}

/// What is wrong with the ids that a concept is called by or refers to.
std::optional<RowFault> check_ids(const ImportRow& row) {
  if (is_nameless(row.id.text))
    return RowFault{row.at, "no-id", "the concept has no id",
                    "an entry is known by its id: give the concept an IRI"};
  for (const ImportField* id : {&row.id, &row.parent})
    if (auto fault = check_id(*id)) return fault;
  for (const auto& [scheme, id] : row.ids)
    if (scheme == kSameScheme)
      if (auto fault = check_id(id)) return fault;
  return std::nullopt;
}

}  // namespace

void SkosConcepts::take(const std::string& subject, const std::string& property,
                        const RdfObject& object, std::size_t at) {
  if (are_too_many()) return;
  at_ = at;
  if (property.starts_with(kSkos)) {
    const std::string name = property.substr(kSkos.size());
    object.is_literal ? take_text(subject, name, object) : take_thing(subject, name, object);
  } else if (property.starts_with(kGeo)) {
    take_place(subject, property.substr(kGeo.size()), object);
  } else if (property.starts_with(kSkosXl)) {
    has_label_things_ = true;
  } else if (property == kType && !object.is_literal) {
    take_type(subject, object.text);
  }
}

void SkosConcepts::hand_over(ImportSink& sink) const {
  ImportRow row;
  for (const Concept& one : concepts_) {
    if (one.is_group) continue;
    make_row(one, row);
    const bool has_label = !row.names.empty() || !row.aliases.empty();
    if (!has_label && !one.is_declared) continue;
    if (const auto fault = check_ids(row)) {
      sink.refuse(fault->at, fault->code, fault->message, fault->hint);
    } else {
      sink.take(row);
    }
  }
}

SkosConcepts::Concept& SkosConcepts::concept_of(const std::string& subject) {
  const auto number = static_cast<std::uint32_t>(concepts_.size());
  const auto [known, is_new] = by_id_.try_emplace(subject, number);
  if (is_new) concepts_.push_back({.id = &known->first, .at = at_});
  return concepts_[known->second];
}

void SkosConcepts::note(const std::string& subject, What what, const RdfObject& object) {
  Concept& of = concept_of(subject);
  const auto number = static_cast<std::uint32_t>(said_.size());
  (of.first == kNone ? of.first : said_[of.last].next) = number;
  of.last = number;
  said_.push_back({.text = object.text,
                   .language = &*languages_.insert(object.language).first,
                   .at = at_,
                   .what = what});
}

void SkosConcepts::take_text(const std::string& subject, const std::string& property,
                             const RdfObject& object) {
  if (property == "prefLabel") {
    has_labels_ = true;
    note(subject, What::kName, object);
  } else if (property == "altLabel" || property == "hiddenLabel") {
    has_labels_ = true;
    note(subject, What::kAlias, object);
  } else if (property == "notation") {
    note(subject, What::kNotation, object);
  }
}

/// What has no name is no entry: nothing lies in it, and nothing is the same.
void SkosConcepts::take_thing(const std::string& subject, const std::string& property,
                              const RdfObject& thing) {
  if (thing.text.empty() || is_nameless(thing.text)) return;
  if (property == "broader") {
    note(subject, What::kBroader, thing);
  } else if (property == "narrower" && !is_nameless(subject)) {
    note(thing.text, What::kInside, {.text = subject});
  } else if (property == "exactMatch") {
    note(subject, What::kSame, thing);
  }
}

void SkosConcepts::take_type(const std::string& subject, const std::string& type) {
  if (!type.starts_with(kSkos)) return;
  Concept& typed = concept_of(subject);
  (type.substr(kSkos.size()) == "Concept" ? typed.is_declared : typed.is_group) = true;
}

void SkosConcepts::take_place(const std::string& subject, const std::string& property,
                              const RdfObject& object) {
  if (!object.is_literal) return;
  if (property == "lat") note(subject, What::kLat, object);
  if (property == "long") note(subject, What::kLon, object);
}

void SkosConcepts::make_row(const Concept& made, ImportRow& row) const {
  row.clear(made.at);
  row.id.text = *made.id;
  for (std::uint32_t number = made.first; number != kNone; number = said_[number].next) {
    const Said& said = said_[number];
    const ImportField field{said.text, said.at};
    switch (said.what) {
      case What::kName:
        row.names.emplace_back(*said.language, field);
        break;
      case What::kAlias:
        row.aliases.push_back(field);
        break;
      case What::kNotation:
        row.ids.emplace_back("notation", field);
        break;
      case What::kSame:
        row.ids.emplace_back(kSameScheme, field);
        break;
      case What::kBroader:
        row.parent = field;
        break;
      case What::kInside:  // counts where nothing is said from below
        if (row.parent.text.empty()) row.parent = field;
        break;
      case What::kLat:
        row.lat = field;
        break;
      case What::kLon:
        row.lon = field;
        break;
    }
  }
}

}  // namespace waymark::gazetteer
