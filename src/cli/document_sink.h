// SPDX-License-Identifier: Apache-2.0
// Where annotated documents go: one stream, or a folder with files of each document.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/corpus_counts.h"
#include "cli/options.h"
#include "cli/output.h"

namespace waymark::cli {

/// A document as bytes, for a stream or for a folder.
struct Rendered {
  std::string id;
  std::string stream;             ///< perhaps behind others; empty if another took it over
  bool begins_with_lent = false;  ///< see DocumentSink::lend()
  unsigned worker = 0;            ///< who made it
  std::vector<format::NamedBytes> files;
  std::set<std::string> labels, types;  ///< of its mentions; of its relations and slots
  CorpusCounts counts;                  ///< where a manifest is wanted
};

/// The format that the options ask for. Errors: it is unknown or can't be written.
Result<const format::Format*> choose_format(const OutputOptions& options);

class DocumentSink {
 public:
  /// `labels` are those that the documents may have. Errors: an unknown format, an output that
  /// can't be made, a format of several files a document without a folder.
  static Result<std::unique_ptr<DocumentSink>> open(const OutputOptions& options,
                                                    const CommonOptions& common,
                                                    const std::vector<std::string>& labels);

  /// Bytes that a document is written behind, so that they leave together without a copy.
  struct Before {
    std::string bytes;
    bool is_lent = false;  ///< by lend()
    unsigned worker = 0;   ///< who writes
  };
  /// Makes the bytes of a document. What the format can't carry is taken away first and added to
  /// `losses`, if that is given. Threads: may run concurrently.
  [[nodiscard]] Rendered render(const Document& document,
                                format::Flatten flatten = format::Flatten::kFlatFirst,
                                format::Losses* losses = nullptr,
                                std::optional<Before> before = std::nullopt) const;
  /// What was put and has not left yet, for whoever works alone: the next document is rendered
  /// behind it and put, before anything else is. Nothing where that can't be.
  [[nodiscard]] std::optional<Before> lend();
  /// What was rendered of the document before (null: none that is put right before), for the next
  /// one, with which it leaves. Nothing where that can't be. `worker`: who writes, from 0 on.
  /// Threads: may run concurrently.
  [[nodiscard]] std::optional<Before> go_on_behind(Rendered* previous, unsigned worker);
  /// Puts them where they belong; false if nothing more can be written.
  bool put(Rendered rendered, bool at_once);
  /// Puts an error in the place of a document, if the format can say it.
  bool put_error(const format::Record& record, bool at_once);
  /// Makes the output appear. False if that failed; see fault().
  bool finish();

  /// Options that were given and change nothing in this format.
  [[nodiscard]] const Diagnostics& warnings() const { return warnings_; }
  [[nodiscard]] const format::Format& format() const { return *format_; }
  [[nodiscard]] const format::Carries& carries() const { return carries_; }
  /// The files that were written, sorted; standard output is none.
  [[nodiscard]] std::vector<std::string> files() const;
  /// Of the documents that were put, where the options want a manifest.
  [[nodiscard]] const CorpusCounts& counts() const { return counts_; }
  /// Whether tokens or sentences make a difference to what is written.
  [[nodiscard]] bool needs_tokens() const {
    return carries_.tokens || !leaves_out_ || counts_documents_;
  }
  [[nodiscard]] bool needs_sentences() const {
    return carries_.sentences || !leaves_out_ || counts_documents_;
  }
  [[nodiscard]] bool has_failed() const { return !fault_.message.empty(); }
  [[nodiscard]] const Diagnostic& fault() const { return fault_; }

 private:
  DocumentSink() = default;
  [[nodiscard]] Rendered write(const Document& document, std::optional<Before> before) const;
  [[nodiscard]] bool joins_documents() const { return stream_ && writer_->between().empty(); }
  void keep(std::string buffer, unsigned worker);  // for go_on_behind()
  [[nodiscard]] bool check_folder_files();
  bool put_folder_files();
  bool put_files(const Rendered& rendered);
  bool put_file(const std::string& name, const std::string& bytes);
  bool check_stream(bool written);

  const format::Format* format_ = nullptr;
  format::WriteOptions write_options_;
  std::unique_ptr<format::Writer> writer_;
  format::Carries carries_;
  bool carries_all_ = false;
  bool leaves_out_ = false;         // the writer itself leaves out what it doesn't carry
  std::unique_ptr<Output> stream_;  // null for a folder
  std::string folder_, path_;       // one of them
  bool force_ = false, has_begun_ = false, counts_documents_ = false;
  CorpusCounts counts_;
  std::set<std::string> labels_, types_;  // of all documents, for a folder's files
  std::set<std::string> written_;         // names of the folder's files of this run
  Diagnostics warnings_;
  Diagnostic fault_;
  std::mutex keeping_;  // guards what is below
  // Buffers of what has left, by who wrote it: they lie in the cache of his processor.
  std::vector<std::vector<std::string>> spare_;
};

}  // namespace waymark::cli
