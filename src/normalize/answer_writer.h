// SPDX-License-Identifier: Apache-2.0
// Answers as records of JSON, as columns of a table and as lines for a reader.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/normalizer.h"
#include "surface/derive.h"

namespace waymark::normalize {

struct WriteOptions {
  std::size_t all = 10;  ///< most candidates of a record
  std::string write_as;  ///< scheme or language of the name; empty: its canonical English name
  bool explain = false;  ///< with the derivation of the form
};

/// The columns that a table gains.
inline constexpr std::array<std::string_view, 8> kColumns = {
    "waymark_entry", "waymark_name",  "waymark_ko",  "waymark_kind",
    "waymark_ids",   "waymark_score", "waymark_why", "waymark_status"};
/// The columns of the table of candidates: one row a candidate.
inline constexpr std::array<std::string_view, 10> kCandidateColumns = {
    "row", "input", "rank", "entry", "name", "ko", "kind", "ids", "score", "why"};

class AnswerWriter {
 public:
  /// Lifetime: `normalizer` must outlive it.
  AnswerWriter(const Normalizer& normalizer, WriteOptions options)
      : normalizer_(normalizer), catalog_(normalizer.catalog()), options_(std::move(options)) {}

  /// One line of JSON: {"input", "entry", "name", "ko", "kind", "why", "status", "corrected",
  /// "score", "candidates"}; "entry" is null where there is no answer.
  void append_record(std::string_view input, const Answer& answer, std::string& out) const;
  /// The values of kColumns.
  [[nodiscard]] std::array<std::string, 8> columns(const Answer& answer) const;
  /// The values of kCandidateColumns of every candidate.
  [[nodiscard]] std::vector<std::array<std::string, 10>> candidate_rows(std::size_t row,
                                                                        std::string_view input,
                                                                        const Answer& answer) const;
  /// For a reader: the answer, with `explain` and where it is ambiguous also the candidates, a line
  /// each.
  void append_text(std::string_view input, const Answer& answer, std::string& out) const;

 private:
  [[nodiscard]] std::string name_of_entry(const gazetteer::EntryView& entry) const;

  const Normalizer& normalizer_;
  const gazetteer::Catalog& catalog_;
  WriteOptions options_;
};

/// The name of an entry as a scheme ("mr", "dprk-2012") or language ("en", "ko", "hanja", "zh")
/// writes it; its canonical name where there is none: no scheme writes what isn't Korean.
[[nodiscard]] std::string write_as(const Normalizer& normalizer, const gazetteer::EntryView& entry,
                                   std::string_view scheme);
/// What write_as may be asked for: all schemes, and the languages of the catalog's names.
[[nodiscard]] std::vector<std::string> known_schemes();

/// The names and generics of an entry, as a deriver wants them.
[[nodiscard]] surface::NameInput name_input(const gazetteer::Catalog& catalog, EntryId entry);

/// One line of JSON: {"input", "forms": [{"form", "scheme"}]}: all that derives from a Korean name,
/// or from all names of an entry's id. With `explain` each form has its "derivation".
void append_derivation(const gazetteer::Catalog& catalog, std::string_view input, bool explain,
                       std::string& out);

}  // namespace waymark::normalize
