// SPDX-License-Identifier: Apache-2.0
// `waymark completion`: prints the script that the command line made of itself.
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/output.h"

namespace waymark::cli {

int run(const CompletionOptions& options) {
  Output out;
  out.write(options.script);
  if (out.commit()) return kDone;
  Console(CommonOptions{}).report(out.fault());
  return kUsage;
}

}  // namespace waymark::cli
