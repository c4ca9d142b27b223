// SPDX-License-Identifier: Apache-2.0
// Everything that is said to a person: diagnostics, notes, progress. It all goes to standard error;
// standard output is for data.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "waymark/diagnostic.h"

namespace waymark::cli {

class Console {
 public:
  explicit Console(const CommonOptions& options);
  ~Console();  ///< leaves no half line of progress behind
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  void report(const Diagnostic& diagnostic);
  void report(const Diagnostics& diagnostics);
  /// Reports why a command ends and gives back its exit code.
  [[nodiscard]] int fail(const Diagnostics& faults, int exit_code);
  /// A line for a person; not with -q.
  void say(std::string_view line);
  /// A line that is said only with -v.
  void explain(std::string_view line);
  void explain(const Diagnostics& diagnostics);

  /// Shows how far a run is; at most ten times a second, and only where progress is wanted.
  void progress(std::uint64_t documents, std::uint64_t bytes);
  /// Seconds since the console was made.
  [[nodiscard]] double elapsed() const;
  [[nodiscard]] bool shows_progress() const { return progress_; }
  [[nodiscard]] bool is_verbose() const { return verbose_; }

  /// Whether what goes to standard output is to be coloured.
  [[nodiscard]] static bool colors_output(const CommonOptions& options);

 private:
  void clear_line();

  bool quiet_, verbose_, color_, progress_;
  bool line_shown_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

/// A diagnostic without a place: wrong use and the like.
[[nodiscard]] Diagnostic usage_fault(std::string code, std::string message, std::string hint = {});

}  // namespace waymark::cli
