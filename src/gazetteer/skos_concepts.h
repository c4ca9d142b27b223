// SPDX-License-Identifier: Apache-2.0
// What is said of the concepts of a SKOS vocabulary, gathered by subject: the preferred labels are
// names, the alternative and hidden ones aliases; `broader` is the container.
// Source: SKOS Reference, W3C 2009; WGS84 Geo Positioning vocabulary.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gazetteer/import_row.h"
#include "gazetteer/json_ld.h"

namespace waymark::gazetteer {

class SkosConcepts {
 public:
  /// Takes a statement. `at`: a byte of the table.
  void take(const std::string& subject, const std::string& property, const RdfObject& object,
            std::size_t at);
  /// Gives each concept that has a label, by first appearance.
  void hand_over(ImportSink& sink) const;
  /// Whether there are labels, but only as things of their own (SKOS-XL).
  [[nodiscard]] bool labels_are_things() const { return labels_are_things_ && rows_.empty(); }

 private:
  ImportRow& row_of(const std::string& subject);
  void take_skos(const std::string& subject, const std::string& property, const RdfObject& object);
  void take_narrower(const std::string& subject, const std::string& object);
  void take_type(const std::string& subject, const std::string& type);
  void take_place(const std::string& subject, const std::string& property, const RdfObject& object);

  std::size_t at_ = 0;              // of the statement at hand
  bool labels_are_things_ = false;  // as in SKOS-XL
  std::vector<ImportRow> rows_;     // by first appearance
  std::unordered_map<std::string, std::size_t> by_uri_;
  std::unordered_set<std::string> groups_;  // schemes and collections
};

}  // namespace waymark::gazetteer
