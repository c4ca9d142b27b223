// SPDX-License-Identifier: Apache-2.0
// Gold and predicted documents → counts. Flat mentions are counted strictly, by overlap and by span
// alone; structured ones (POST, UNIT) apart from them; links, slots and relations over the mentions
// that were found strictly.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "evaluate/counts.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::evaluate {

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
  Span context_span;     ///< where the span stands in `context`, without its brackets
  Span code_points;      ///< the same place of the text, counted in code points
  // Why the predicted mention is there, if there is one and it says so.
  std::string by;
  std::optional<Form> form;
  std::vector<LinkCandidate> candidates;
};

/// What one document adds to each row.
struct DocumentCounts {
  std::string id, group;
  std::vector<std::pair<std::uint32_t, Counts>> rows;  ///< positions in Scores::rows
};

struct Scores {
  std::map<std::string, Counts> strict, overlap;   ///< by label, flat and structured ones
  std::set<std::string> structured;                ///< which of those labels are structured
  Counts span_only;                                ///< flat labels, label left aside
  std::map<std::string, SchemeOutcomes> outcomes;  ///< by gold label, spurious by their own; flat
  std::map<std::string, LinkCounts> links;         ///< by label, where gold has a link at all
  std::map<std::string, Counts> linked;  ///< by those labels: mention and entry both right
  std::map<std::string, Counts> slots;   ///< by structured label: slots of strictly found mentions
  std::map<std::string, Counts> relations;  ///< by type
  std::vector<Error> errors;                ///< in the order of the documents, as many as are kept
  std::map<ErrorKind, std::uint64_t> error_counts;  ///< all of them
  std::uint64_t documents = 0, absent_documents = 0;

  std::vector<Row> rows;  ///< every row that some document has, in the order they came
  std::vector<DocumentCounts> by_document;  ///< in the order of gold

  /// Adds the counts of another, but not its rows and documents' counts.
  Scores& operator+=(Scores&& other);
};

/// Sums over all flat labels, or all structured ones.
[[nodiscard]] Counts strict_total(const Scores& scores, bool of_structured = false);
[[nodiscard]] LinkCounts link_total(const Scores& scores);
[[nodiscard]] SchemeOutcomes outcome_total(const Scores& scores);

/// All counts as rows, with a row without name for each table that has any.
[[nodiscard]] std::map<Row, Counts> list_rows(const Scores& scores);

/// The rows of the documents of each group, by the group's name.
[[nodiscard]] std::map<std::string, std::map<Row, Counts>> list_groups(const Scores& scores);

/// What gold says of its labels; it must be known before anything is counted.
class GoldLabels {
 public:
  void add(const Document& gold);
  /// Labels whose mentions carry slots or, if none does, hold mentions of others.
  [[nodiscard]] std::vector<std::string> structured() const;
  /// Labels of which some mention has a link.
  [[nodiscard]] const std::set<std::string>& linked() const { return linked_; }

 private:
  std::set<std::string> with_slots_, outer_, linked_;
};

struct ScoreOptions {
  std::string by;               ///< field by which documents are grouped; empty: none
  bool keeps_documents = true;  ///< what each document adds, for groups, intervals and tests
  std::size_t most_errors = static_cast<std::size_t>(-1);  ///< that are kept
  /// Hears all errors of each document. Null: nobody does.
  std::function<void(const Document& gold, const std::vector<Error>& errors)> on_errors;
};

/// Counts documents one after another and keeps none of them.
class Scorer {
 public:
  /// Documents that can't be compared go to `warnings` if that is given; it must outlive the
  /// scorer.
  Scorer(const GoldLabels& labels, ScoreOptions options, Diagnostics* warnings);
  ~Scorer();
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;

  /// `predicted` is null where there is no prediction.
  void add(const Document& gold, const Document* predicted);
  [[nodiscard]] Scores take();

 private:
  class Sum;
  std::vector<std::string> structured_;
  std::set<std::string> linked_;
  ScoreOptions options_;
  Diagnostics* warnings_;
  std::unique_ptr<Sum> sum_;
};

/// Which labels of `gold` are structured, as GoldLabels says it.
[[nodiscard]] std::vector<std::string> find_structured_labels(const std::vector<Document>& gold);

/// Whether the predicted link is what gold says. Gold may give an entry, a Korean name, a name or
/// ids: the first of them that is given decides. Names are compared without case, white space,
/// hyphens, stops, commas and apostrophes.
[[nodiscard]] bool is_same_link(const Link& gold, const Link& predicted);

/// The value of a field of the document's meta, as text; `id` is the document's own. Without the
/// field "(none)".
[[nodiscard]] std::string find_group(const Document& document, const std::string& field);

/// Pairs documents by id (an ending .txt left aside) and counts all of them; which labels are
/// structured is found in gold. Documents without a partner, with another text or of one id go to
/// `warnings` if that is given. With `by`, documents are grouped by that field.
[[nodiscard]] Scores score(const std::vector<Document>& gold,
                           const std::vector<Document>& predicted, Diagnostics* warnings = nullptr,
                           const std::string& by = {});

}  // namespace waymark::evaluate
