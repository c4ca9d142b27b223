// SPDX-License-Identifier: Apache-2.0
// waymark: reads the command line and runs the command that it names.
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/exit_code.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  try {
    auto parsed = waymark::cli::parse_command_line(argc, argv);
    if (const int* code = std::get_if<int>(&parsed)) return *code;
    return std::visit([](const auto& options) { return waymark::cli::run(options); },
                      std::get<waymark::cli::Command>(parsed));
  } catch (const std::bad_alloc&) {
    std::fputs("error: out of memory [cli/out-of-memory]\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s [cli/internal]\n", error.what());
  }
  return waymark::cli::kUsage;
}
