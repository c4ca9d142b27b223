// SPDX-License-Identifier: Apache-2.0
// How far annotators of the same texts agree: by mentions, by tokens, by links; and one document
// that shows a judge where they do not.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "evaluate/score.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::evaluate {

/// What one annotator made.
struct Annotator {
  std::string name;
  std::vector<Document> documents;
};

/// How often one side says this and the other that; "" stands for nothing.
using Confusion = std::map<std::pair<std::string, std::string>, std::uint64_t>;

/// Agreement beyond chance of two sides over the same units.
/// Source: Cohen 1960. 1 where both say one and the same of all units.
[[nodiscard]] double find_kappa(const Confusion& units);

/// Values that annotators gave one unit; who gave none is not in it.
using Values = std::vector<std::string>;

/// Agreement beyond chance of any number of sides, of which some may be silent; nominal.
/// Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability". 1 where all values are
/// one.
[[nodiscard]] double find_alpha(const std::map<Values, std::uint64_t>& units);

/// Two annotators over the documents that both have.
struct PairAgreement {
  std::uint32_t a = 0, b = 0;  ///< positions in the list of annotators
  std::uint64_t documents = 0;
  Counts strict, overlap, span_only;       ///< flat labels; a is gold, but F is the same both ways
  std::map<std::string, Counts> by_label;  ///< strict, structured labels too
  double kappa = 0;                        ///< over tokens
  double kappa_of_marked = 0;              ///< over tokens that at least one of them marked
  std::uint64_t links_alike = 0, links = 0;  ///< of mentions found by both that either one links
  Confusion confusion;                       ///< labels of mentions, each with its nearest
};

struct Agreement {
  std::vector<std::string> names;
  std::vector<PairAgreement> pairs;
  double alpha = 0;            ///< over tokens, all annotators
  double alpha_of_marked = 0;  ///< over tokens that somebody marked
  std::uint64_t documents = 0, tokens = 0;
};

/// Documents are paired by id, as score() does; one that a single annotator has, or whose text
/// differs from the first annotator's who has it, is left out and goes to `warnings`. A token has
/// the label of the longest flat mention on it. Requires: at least two annotators.
[[nodiscard]] Agreement find_agreement(const std::vector<Annotator>& annotators,
                                       Diagnostics& warnings);

/// For each document that several annotators have, one with all their mentions: those of all alike
/// carry no note, the others the features `disputed` and `said_by`.
[[nodiscard]] std::vector<Document> adjudicate(const std::vector<Annotator>& annotators);

/// Tables for people.
[[nodiscard]] std::string report_agreement_text(const Agreement& agreement);
/// The same as one JSON object on a line.
[[nodiscard]] std::string report_agreement_json(const Agreement& agreement);
/// A line a number: measure, annotators, label, value.
[[nodiscard]] std::string report_agreement_csv(const Agreement& agreement);

}  // namespace waymark::evaluate
