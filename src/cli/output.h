// SPDX-License-Identifier: Apache-2.0
// Where results go: standard output, a file that appears whole, or a folder of files. A closed pipe
// is no error.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "waymark/result.h"

namespace waymark::cli {

/// A file under construction, or standard output.
class Output {
 public:
  /// Standard output.
  Output();
  /// A temporary file beside `path`; commit() gives it its name. "-": standard output. Errors: it
  /// can't be made, or `path` exists and not `force`.
  static Result<std::unique_ptr<Output>> create(const std::string& path, bool force);
  /// The same for what is written beside the results. That nobody reads it to its end is a fault:
  /// the results alone are not what was asked for.
  static Result<std::unique_ptr<Output>> create_beside(const std::string& path, bool force);
  ~Output();  ///< what was not committed is removed
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Appends bytes; false when nobody reads them any more (a closed pipe) or they can't be written.
  bool write(std::string_view bytes);
  /// Lends the bytes that have not left yet to somebody who writes behind them: nothing is copied
  /// so. They are to be given back before anything else is written.
  [[nodiscard]] std::string lend() { return std::move(buffer_); }
  /// As write(), with what was lent and all that was written behind it.
  bool give_back(std::string bytes);
  bool flush();
  /// Makes the file appear under its name. False if that failed; see fault().
  bool commit();

  [[nodiscard]] bool is_closed_pipe() const { return closed_pipe_; }
  /// Why writing failed; no message if it did not.
  [[nodiscard]] const Diagnostic& fault() const { return fault_; }

 private:
  bool write_through(std::string_view bytes);
  bool fail(int error);
  void rename_into_place();

  int file_ = -1;
  std::string buffer_, path_, temporary_;
  bool needs_reader_ = false, closed_pipe_ = false;
  Diagnostic fault_;
};

/// Writes a whole file atomically. Errors: as Output's.
[[nodiscard]] std::optional<Diagnostic> write_file(const std::string& path, std::string_view bytes,
                                                   bool force);

}  // namespace waymark::cli
