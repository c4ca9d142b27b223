// SPDX-License-Identifier: Apache-2.0
// Gold and predicted documents → counts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "waymark/document.h"

namespace waymark::evaluate {

struct Counts {
  std::uint64_t right = 0, spurious = 0, missed = 0;
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f() const;
};

enum class ErrorKind : std::uint8_t { kMissed, kSpurious, kBoundary, kLabel, kLink };

/// One disagreement, with its place, for the error list.
struct Error {
  ErrorKind kind = ErrorKind::kMissed;
  std::string document;
  std::string label, predicted_label;
  Span gold, predicted;           ///< bytes of the gold document's text; empty where there is none
  std::string text;               ///< of the gold span, or of the predicted one
  std::string detail;             ///< the other side: a text, a label, a link
  std::string context;            ///< the surrounding text, the span in [brackets]
};

struct LinkCounts { std::uint64_t right = 0, wrong = 0, absent = 0, none_right = 0, none_wrong = 0; };

struct Scores {
  std::map<std::string, Counts> strict, overlap;   ///< by label
  Counts span_only;                                ///< flat labels, label left aside
  std::map<std::string, LinkCounts> links;         ///< by label, over the strictly found
  std::map<std::string, Counts> slots;             ///< by structured label: slots of strictly found mentions
  std::map<std::string, Counts> relations;         ///< by type
  std::vector<Error> errors;
  std::uint64_t documents = 0, absent_documents = 0;
};

}  // namespace waymark::evaluate
