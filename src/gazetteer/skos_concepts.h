// SPDX-License-Identifier: Apache-2.0
// What is said of the concepts of a SKOS vocabulary, gathered by subject: the preferred labels are
// names, the alternative and hidden ones aliases; `broader` is the container. What SKOS doesn't use
// is passed over.
// Source: SKOS Reference, W3C 2009; WGS84 Geo Positioning vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "gazetteer/import_row.h"
#include "gazetteer/json_ld.h"

namespace waymark::gazetteer {

/// So many statements are kept at most: each takes about a hundred bytes until all are read.
inline constexpr std::size_t kMaxSkosStatements = 50'000'000;

class SkosConcepts {
 public:
  explicit SkosConcepts(std::size_t most = kMaxSkosStatements) : most_(most) {}

  /// Takes a statement. `at`: a byte of the table.
  void take(const std::string& subject, const std::string& property, const RdfObject& object,
            std::size_t at);
  /// Gives the concepts by first appearance, or says what is wrong with one. What others speak of,
  /// but of which nothing is said, is none.
  void hand_over(ImportSink& sink) const;
  /// Whether there are labels, but only as things of their own (SKOS-XL).
  [[nodiscard]] bool labels_are_things() const { return has_label_things_ && !has_labels_; }
  /// Whether there were more statements than are kept.
  [[nodiscard]] bool are_too_many() const { return said_.size() > most_; }

 private:
  enum class What : std::uint8_t { kName, kAlias, kNotation, kSame, kBroader, kInside, kLat, kLon };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// What is said of a concept: a list through said_.
  struct Concept {
    const std::string* id;
    std::size_t at;
    std::uint32_t first = kNone, last = kNone;
    bool is_declared = false;
    bool is_group = false;  // a scheme or collection: these have labels too, but hold concepts only
  };
  struct Said {
    std::string text;
    const std::string* language;
    std::size_t at;
    std::uint32_t next = kNone;
    What what;
  };

  Concept& concept_of(const std::string& subject);
  void note(const std::string& subject, What what, const RdfObject& object);
  void take_text(const std::string& subject, const std::string& property, const RdfObject& object);
  void take_thing(const std::string& subject, const std::string& property, const RdfObject& thing);
  void take_type(const std::string& subject, const std::string& type);
  void take_place(const std::string& subject, const std::string& property, const RdfObject& object);
  void make_row(const Concept& made, ImportRow& row) const;

  std::size_t most_;
  std::size_t at_ = 0;  // of the statement at hand
  bool has_labels_ = false;
  bool has_label_things_ = false;  // as in SKOS-XL
  std::deque<Concept> concepts_;   // by first appearance
  std::deque<Said> said_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_set<std::string> languages_;
};

}  // namespace waymark::gazetteer
