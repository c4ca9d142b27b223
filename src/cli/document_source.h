// SPDX-License-Identifier: Apache-2.0
// The records of all inputs, one after another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/input.h"

namespace waymark::cli {

class DocumentSource {
 public:
  /// Lifetime: borrows `options`. Errors: as list_inputs.
  static Result<std::unique_ptr<DocumentSource>> open(const InputOptions& options);
  static Result<std::unique_ptr<DocumentSource>> open(InputOptions&&) = delete;

  /// The next record of the next input that has one. A file that fails on the way is an error
  /// record.
  std::optional<format::Record> next();

  /// Whether a reader at the other end may wait for each result: some input is a pipe or a
  /// terminal.
  [[nodiscard]] bool is_interactive() const { return interactive_; }
  /// Bytes of a record, as Pipeline asks for; of one that somebody may wait for more than any batch
  /// has.
  [[nodiscard]] std::uint64_t weigh(const format::Record& record) const;
  /// Whether a person is to type the text.
  [[nodiscard]] bool reads_terminal() const;
  /// Texts of documents that come without and have no file either; nothing where there is none.
  /// Lifetime: what it refers to must outlive the source.
  void set_other_texts(std::function<std::optional<std::string>(const std::string& id)> texts) {
    other_texts_ = std::move(texts);
  }
  /// Options of formats that were given, though no input is of them.
  [[nodiscard]] Diagnostics warnings() const;
  /// Whether all inputs are files that can be read again.
  [[nodiscard]] bool is_repeatable() const;
  /// The inputs, and the texts beside them that have been read so far; sorted.
  [[nodiscard]] std::set<std::string> files() const;

 private:
  DocumentSource(const InputOptions& options, std::vector<InputFile> files);
  std::optional<format::Record> open_next();
  std::optional<std::string> find_text(const std::string& folder, const std::string& id,
                                       std::uint64_t most);

  const InputOptions& options_;
  std::vector<InputFile> files_;
  std::size_t next_file_ = 0;
  bool interactive_ = false;
  std::function<std::optional<std::string>(const std::string& id)> other_texts_;
  std::set<std::string> texts_;  // files of the texts that were asked for
  std::unique_ptr<format::ByteSource> bytes_;
  std::unique_ptr<format::Reader> reader_;
};

}  // namespace waymark::cli
