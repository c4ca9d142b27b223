// SPDX-License-Identifier: Apache-2.0
// One side of `waymark evaluate`: the documents of gold, of a system or of an annotator, as often
// as they are wanted.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/document_source.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"
#include "waymark/result.h"

namespace waymark::cli {

/// One side of an evaluation, which is read twice: first for what must be known before anything is
/// counted, then document by document. What comes through a pipe is kept. A bad record of gold is a
/// fault, for a score over the rest would be a different one; a bad record of the prediction is a
/// document that has none.
class EvaluationSide {
 public:
  /// `warnings` is borrowed; null for gold.
  EvaluationSide(const EvaluateOptions& options, const std::string& path, Diagnostics* warnings);

  /// Begins at the first document. Errors: as DocumentSource's.
  std::optional<Diagnostics> begin();
  /// The next document; none at the end or behind a fault.
  std::optional<Document> next();

  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }
  /// Whether the last document is one that its annotator refused or never saw.
  [[nodiscard]] bool is_unanswered() const { return is_unanswered_; }

 private:
  Document keep(format::Record record);
  std::optional<Document> next_kept();

  Diagnostics* warnings_;
  InputOptions input_;
  std::unique_ptr<DocumentSource> source_;
  bool has_begun_ = false, is_first_ = false, is_unanswered_ = false;
  std::vector<std::pair<Document, bool>> kept_;  ///< and whether it is unanswered
  std::size_t at_ = 0;
  std::optional<Diagnostic> fault_;
};

/// All documents of a side that somebody may have annotated. Errors: one that can't be read.
Result<std::vector<Document>> read_side(const EvaluateOptions& options, const std::string& path);

}  // namespace waymark::cli
