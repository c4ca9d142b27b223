// SPDX-License-Identifier: Apache-2.0
// The vocabulary of results: mentions with their links, slots and features, and relations between
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "waymark/span.h"

namespace waymark {

/// A feature's value. A DATE has `value` ("2019-10-16"), a POST has `key`.
using FeatureValue = std::variant<std::string, double, bool>;

struct Feature {
  std::string name;
  FeatureValue value;
  friend bool operator==(const Feature&, const Feature&) = default;
};

/// The gazetteer entry that a mention is.
struct Link {
  std::string entry;  ///< id, e.g. "kp.ryanggang.hyesan"
  std::string name;   ///< canonical English name
  std::string ko;     ///< canonical Korean name, North Korean orthography; may be empty
  std::string kind;
  std::optional<double> lat, lon;
  std::vector<std::pair<std::string, std::string>> ids;  ///< what others call it, by name
  std::string province, country;  ///< English names of what contains it; may be empty
  double score = 0;               ///< 0 to 1
  friend bool operator==(const Link&, const Link&) = default;
};

/// An entry that a mention might be; a mention's candidates are ranked, the first is its link.
struct LinkCandidate {
  std::string entry, name, ko, kind;
  double score = 0;
  std::string why;  ///< the evidence, in words joined by ", "
  friend bool operator==(const LinkCandidate&, const LinkCandidate&) = default;
};

/// How the surface form comes to stand for the entry.
struct Form {
  std::string why;  ///< canonical, alias, derived, abbreviation, former, exonym, misspelling, local
  std::string scheme;  ///< of a derived form: mr, dprk-1992, rr …
  bool corrected = false;
  friend bool operator==(const Form&, const Form&) = default;
};

/// A named part of a structured mention: other mentions of the document, or a stretch that is none.
struct Slot {
  std::string name;
  std::variant<std::vector<std::uint32_t>, Span>
      value;  ///< positions in Document::mentions, or a span
  friend bool operator==(const Slot&, const Slot&) = default;
};

/// A labelled span of a document.
struct Mention {
  Span span;
  std::string label;
  double confidence = 1;
  std::optional<Link> link;
  std::vector<LinkCandidate> candidates;
  std::optional<Form> form;
  std::vector<Slot> slots;
  std::vector<Feature> features;
  std::string
      by;  ///< what made it: "gazetteer:dprk.places", "rule:post.of-unit", or the given source
  std::vector<Span> alternatives;  ///< of a gold mention: spans that are as good as its own
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// A typed pair of mentions.
/// Units: `from` and `to` are positions in Document::mentions.
struct Relation {
  std::string type;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::string by;
  friend bool operator==(const Relation&, const Relation&) = default;
};

}  // namespace waymark
