// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace waymark::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kProgressInterval = std::chrono::milliseconds(100);

bool wants_color(const CommonOptions& options, int file) {
  if (options.color == "always") return true;
  if (options.color == "never") return false;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  return ::isatty(file) != 0;
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace

Console::Console(const CommonOptions& options)
    : quiet_(options.quiet),
      verbose_(options.verbose > 0),
      color_(wants_color(options, STDERR_FILENO)),
      progress_(!options.quiet && options.progress.value_or(::isatty(STDERR_FILENO) != 0)),
      start_(Clock::now()),
      last_(start_) {}

Console::~Console() { clear_line(); }

void Console::report(const Diagnostic& diagnostic) {
  if (quiet_ && diagnostic.severity != Severity::kError) return;
  clear_line();
  print(render(diagnostic, color_));
}

void Console::report(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) report(diagnostic);
}

int Console::fail(const Diagnostics& faults, int exit_code) {
  report(faults);
  return exit_code;
}

void Console::say(std::string_view line) {
  if (quiet_) return;
  clear_line();
  print(fmt::format("{}\n", line));
}

void Console::explain(std::string_view line) {
  if (verbose_) say(line);
}

void Console::explain(const Diagnostics& diagnostics) {
  if (verbose_) report(diagnostics);
}

void Console::progress(std::uint64_t documents, std::uint64_t bytes) {
  if (!progress_) return;
  const auto now = Clock::now();
  if (now - last_ < kProgressInterval) return;
  last_ = now;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  print(fmt::format("\r\x1b[K{} documents, {:.1f} MB, {:.1f} MB/s", documents, megabytes,
                    megabytes / elapsed()));
  line_shown_ = true;
}

double Console::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Console::clear_line() {
  if (!line_shown_) return;
  print("\r\x1b[K");
  line_shown_ = false;
}

bool Console::colors_output(const CommonOptions& options) {
  return wants_color(options, STDOUT_FILENO);
}

Diagnostic usage_fault(std::string code, std::string message, std::string hint) {
  return {.code = std::move(code), .message = std::move(message), .hint = std::move(hint)};
}

}  // namespace waymark::cli
