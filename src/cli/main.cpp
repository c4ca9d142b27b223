// SPDX-License-Identifier: Apache-2.0
// waymark: reads the command line and runs the command that it names.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/heap.h"

namespace {

/// A standard stream that is closed would give its number to the next file that is opened; it gets
/// one on which every read or write fails.
void open_standard_streams() {
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(file, F_GETFD) < 0) ::open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  waymark::cli::prepare_heap();
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
