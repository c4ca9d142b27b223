// SPDX-License-Identifier: Apache-2.0
// Where the answers of `waymark normalize` go: records, lines for a person or rows of a table, and
// beside them a table of all candidates.
#pragma once

#include <cstddef>
#include <string>

#include "cli/output.h"
#include "normalize/answer_writer.h"
#include "waymark/diagnostic.h"

namespace waymark::cli {

/// One name with what its record says beside it.
struct Name {
  std::string text, container, context;
  std::size_t row = 0;  ///< from 1
};

/// Writes answers in the form that is asked for. Each put gives false where no more can be written.
class AnswerSink {
 public:
  /// `writer` may be null where nothing but errors is put, `candidates` where no table of them is
  /// wanted; `form`: text, jsonl, csv, tsv. Lifetime: refers to all three.
  AnswerSink(const normalize::AnswerWriter* writer, std::string form, Output& out,
             Output* candidates, char candidate_delimiter);

  bool put(const Name& name, const normalize::Answer& answer);
  bool put_candidates(const Name& name, const normalize::Answer& answer);
  /// In the place of a record that can't be read.
  bool put_error(const std::string& id, const Diagnostic& fault);

 private:
  [[nodiscard]] char table_delimiter() const;

  const normalize::AnswerWriter* writer_;
  std::string form_;
  Output& out_;
  Output* candidates_;
  char delimiter_;
};

}  // namespace waymark::cli
