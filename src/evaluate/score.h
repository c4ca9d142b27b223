// SPDX-License-Identifier: Apache-2.0
// Gold and predicted documents → counts. Flat mentions are counted strictly, by overlap and by span
// alone; structured ones (POST, UNIT) apart from them; links, slots and relations over the mentions
// that were found strictly.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::evaluate {

struct Counts {
  std::uint64_t right = 0, spurious = 0, missed = 0;
  [[nodiscard]] double precision() const;  ///< 0 where nothing was predicted
  [[nodiscard]] double recall() const;     ///< 0 where gold has nothing
  [[nodiscard]] double f() const;
  Counts& operator+=(const Counts& other);
  friend bool operator==(const Counts&, const Counts&) = default;
};

enum class ErrorKind : std::uint8_t { kMissed, kSpurious, kBoundary, kLabel, kLink };

/// One disagreement, with its place, for the error list.
struct Error {
  ErrorKind kind = ErrorKind::kMissed;
  std::string document;
  std::string label, predicted_label;
  Span gold, predicted;  ///< bytes of the gold document's text; empty where there is none
  std::string text;      ///< of the gold span, or of the predicted one
  std::string detail;    ///< the other side: the predicted text or label; both links
  std::string context;   ///< the surrounding text, the span in [brackets]
};

/// Links of strictly found mentions: gold has one (right, wrong, absent), or has none (none_right,
/// none_wrong).
struct LinkCounts {
  std::uint64_t right = 0, wrong = 0, absent = 0, none_right = 0, none_wrong = 0;
  [[nodiscard]] double accuracy() const;  ///< of those that gold links
  LinkCounts& operator+=(const LinkCounts& other);
  friend bool operator==(const LinkCounts&, const LinkCounts&) = default;
};

struct Scores {
  std::map<std::string, Counts> strict, overlap;  ///< by label, flat and structured ones
  std::set<std::string> structured;               ///< which of those labels are structured
  Counts span_only;                               ///< flat labels, label left aside
  std::map<std::string, LinkCounts> links;        ///< by label, where gold has a link at all
  std::map<std::string, Counts> slots;  ///< by structured label: slots of strictly found mentions
  std::map<std::string, Counts> relations;  ///< by type
  std::vector<Error> errors;                ///< in the order of the documents
  std::uint64_t documents = 0, absent_documents = 0;
};

/// Sums over all flat labels, or all structured ones.
[[nodiscard]] Counts strict_total(const Scores& scores, bool of_structured = false);
[[nodiscard]] Counts overlap_total(const Scores& scores, bool of_structured = false);
[[nodiscard]] LinkCounts link_total(const Scores& scores);

/// Which labels of `gold` are structured: those whose mentions carry slots or, if none does, hold
/// mentions of others.
[[nodiscard]] std::vector<std::string> find_structured_labels(const std::vector<Document>& gold);

/// Counts one pair of documents after another, so that predictions may be a stream.
class Scorer {
 public:
  /// Findings (documents of two texts) go to `warnings`, which must outlive the scorer, if that is
  /// given.
  explicit Scorer(std::vector<std::string> structured_labels, Diagnostics* warnings = nullptr);

  /// Counts a pair; if the two texts differ, the gold document counts as one without prediction.
  void add(const Document& gold, const Document& predicted);
  /// A gold document that has no prediction: everything in it is missed.
  void add_absent(const Document& gold);
  /// Closes the count. Requires: nothing is added afterwards.
  [[nodiscard]] Scores finish();

 private:
  void score(const Document& gold, const Document& predicted);
  void count_links_and_slots(const Document& gold, const Document& predicted,
                             const std::vector<std::pair<std::uint32_t, std::uint32_t>>& found);
  void count_link(const Document& gold, const Mention& mention, const Mention& answer);

  Scores scores_;
  std::vector<std::string> structured_;
  std::set<std::string> linked_;  // labels that gold links
  Diagnostics* warnings_;
};

/// Whether the predicted link is what gold says. Gold may give an entry, a Korean name, a name or
/// ids: the first of them that is given decides. Names are compared without case, white space,
/// hyphens, stops, commas and apostrophes.
[[nodiscard]] bool is_same_link(const Link& gold, const Link& predicted);

/// Pairs documents by id (an ending .txt left aside) and counts all of them; which labels are
/// structured is found in gold. Documents without a partner, with another text or of one id go to
/// `warnings` if that is given.
[[nodiscard]] Scores score(const std::vector<Document>& gold,
                           const std::vector<Document>& predicted, Diagnostics* warnings = nullptr);

}  // namespace waymark::evaluate
