// SPDX-License-Identifier: Apache-2.0
// A sidecar holds whole documents beside an output that can't carry all of them, so that what comes
// back can be completed. Its first line says how they were written; a native record a line follows:
//
//     {"sidecar": 1, "to": "brat", "dialect": "waymark", "columns": [], "flatten": "flat-first",
//      "map": []}
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/document_source.h"
#include "cli/options.h"
#include "cli/output.h"
#include "format/restore.h"
#include "waymark/result.h"

namespace waymark::cli {

/// How documents are written, as far as it changes what comes out.
struct SidecarHeader {
  std::string to;
  std::string dialect;
  std::vector<std::string> columns, map;
  format::Flatten flatten = format::Flatten::kFlatFirst;
};

[[nodiscard]] std::string header_line(const SidecarHeader& header);
/// Appends the line of a document.
void append_record(const Document& document, std::string& out);

/// Reads a sidecar. Documents that are asked for in its order are read one by one; for any other
/// order, the places of all are noted once.
class Sidecar {
 public:
  /// Errors: it can't be opened, or its first line is no header.
  static Result<std::unique_ptr<Sidecar>> open(const std::string& path);

  /// The whole document that was written under that id.
  [[nodiscard]] std::optional<Document> find(const std::string& id);
  /// The text of that document, for formats that stand apart from it.
  [[nodiscard]] std::optional<std::string> find_text(const std::string& id);
  /// Completes a record, and gives what was written under its id and did not come back; one that
  /// the sidecar does not know stays as it is. A text that is not the one that was written makes it
  /// an error.
  std::vector<Mention> complete(format::Record& record, std::optional<Document> whole) const;

 private:
  Sidecar() = default;
  std::optional<Document> read_next();
  void note_places();
  [[nodiscard]] std::string written_id(const std::string& id) const;

  std::ifstream file_;
  format::Writing writing_;
  std::streamoff begin_ = 0;
  bool is_noted_ = false;
  std::optional<Document> last_;  // that was found for its text, and will be asked for again
  std::unordered_map<std::string, std::streamoff> places_;
};

/// A sidecar to be written, with its header; null without a name. Errors: as Output's.
Result<std::unique_ptr<Output>> create_sidecar(const std::string& path, const OutputOptions& output,
                                               const SidecarHeader& header);
/// A sidecar to be read, which then has the texts that `source` lacks; null without a name.
/// Lifetime: the source reads from it.
Result<std::unique_ptr<Sidecar>> open_sidecar(const std::string& path, DocumentSource& source);

}  // namespace waymark::cli
