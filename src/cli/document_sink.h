// SPDX-License-Identifier: Apache-2.0
// Where annotated documents go: one stream, or a folder with files of each document.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/output.h"

namespace waymark::cli {

/// A document as bytes, for a stream or for a folder.
struct Rendered {
  std::string id;
  std::string stream;
  std::vector<format::NamedBytes> files;
};

class DocumentSink {
 public:
  /// `labels` are those that the documents may have. Errors: an unknown format, an output that
  /// can't be made, a format of several files a document without a folder.
  static Result<std::unique_ptr<DocumentSink>> open(const OutputOptions& options,
                                                    const CommonOptions& common,
                                                    const std::vector<std::string>& labels);

  /// Makes the bytes of a document. Threads: may run concurrently.
  [[nodiscard]] Rendered render(const Document& document) const;
  /// Puts them where they belong; false if nothing more can be written.
  bool put(Rendered rendered, bool at_once);
  /// Puts an error in the place of a document, if the format can say it.
  bool put_error(const format::Record& record, bool at_once);
  /// Makes the output appear. False if that failed; see fault().
  bool finish();

  /// Options that were given and change nothing in this format.
  [[nodiscard]] const Diagnostics& warnings() const { return warnings_; }
  [[nodiscard]] bool has_failed() const { return !fault_.message.empty(); }
  [[nodiscard]] const Diagnostic& fault() const { return fault_; }

 private:
  DocumentSink() = default;
  bool put_files(const Rendered& rendered);
  bool put_file(const std::string& name, const std::string& bytes);
  bool check_stream(bool written);

  const format::Format* format_ = nullptr;
  std::unique_ptr<format::Writer> writer_;
  std::unique_ptr<Output> stream_;  // null for a folder
  std::string folder_;
  bool force_ = false;
  std::set<std::string> written_;  // names of the folder's files of this run
  Diagnostics warnings_;
  Diagnostic fault_;
};

}  // namespace waymark::cli
