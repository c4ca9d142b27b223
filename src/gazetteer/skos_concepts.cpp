// SPDX-License-Identifier: Apache-2.0
// A row is made where a concept is first spoken of; what else is said of it may stand anywhere.
#include "gazetteer/skos_concepts.h"

#include <string_view>

namespace waymark::gazetteer {

namespace {

constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kSkosXl = "http://www.w3.org/2008/05/skos-xl#";
constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kGeo = "http://www.w3.org/2003/01/geo/wgs84_pos#";

}  // namespace

void SkosConcepts::take(const std::string& subject, const std::string& property,
                        const RdfObject& object, std::size_t at) {
  if (subject.empty()) return;
  at_ = at;
  if (property.starts_with(kSkos)) {
    take_skos(subject, property.substr(kSkos.size()), object);
  } else if (property.starts_with(kGeo)) {
    take_place(subject, property.substr(kGeo.size()), object);
  } else if (property.starts_with(kSkosXl)) {
    labels_are_things_ = true;
  } else if (property == kType && !object.is_literal) {
    take_type(subject, object.text);
  }
}

void SkosConcepts::hand_over(ImportSink& sink) const {
  for (const ImportRow& row : rows_)
    if ((!row.names.empty() || !row.aliases.empty()) && !groups_.contains(row.id.text))
      sink.take(row);
}

ImportRow& SkosConcepts::row_of(const std::string& subject) {
  const auto [known, is_new] = by_uri_.try_emplace(subject, rows_.size());
  if (is_new) {
    ImportRow& row = rows_.emplace_back();
    row.clear(at_);
    row.id.text = subject;
  }
  return rows_[known->second];
}

void SkosConcepts::take_skos(const std::string& subject, const std::string& property,
                             const RdfObject& object) {
  if (object.is_literal) {
    const ImportField text{object.text, at_};
    if (property == "prefLabel") row_of(subject).names.emplace_back(object.language, text);
    if (property == "altLabel" || property == "hiddenLabel")
      row_of(subject).aliases.push_back(text);
    if (property == "notation") row_of(subject).ids.emplace_back("notation", text);
  } else if (property == "broader") {
    row_of(subject).parent = {object.text, at_};
  } else if (property == "narrower") {
    take_narrower(subject, object.text);
  } else if (property == "exactMatch") {
    row_of(subject).ids.emplace_back("same", ImportField{object.text, at_});
  }
}

/// What is said from above counts where nothing is said from below.
void SkosConcepts::take_narrower(const std::string& subject, const std::string& object) {
  if (object.empty()) return;
  ImportField& parent = row_of(object).parent;
  if (parent.text.empty()) parent = {subject, at_};
}

/// Schemes and collections have labels too, but hold concepts only.
void SkosConcepts::take_type(const std::string& subject, const std::string& type) {
  if (type.starts_with(kSkos) && type.substr(kSkos.size()) != "Concept") groups_.insert(subject);
}

void SkosConcepts::take_place(const std::string& subject, const std::string& property,
                              const RdfObject& object) {
  if (!object.is_literal) return;
  const ImportField degrees{object.text, at_};
  if (property == "lat") row_of(subject).lat = degrees;
  if (property == "long") row_of(subject).lon = degrees;
}

}  // namespace waymark::gazetteer
