// SPDX-License-Identifier: Apache-2.0
// `waymark init FOLDER`: copies the sample domain that is shipped with the data.
#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"

namespace waymark::cli {

namespace fs = std::filesystem;

int run(const InitOptions& options) {
  Console console(options.common);
  const auto fail = [&](Diagnostic fault) {
    console.report(fault);
    return kUsage;
  };
  auto data = find_data_folder(options.data);
  if (!data) return fail(data.error().front());
  std::error_code error;
  if (fs::exists(options.folder, error) && !fs::is_empty(options.folder, error))
    return fail({.code = "cli/exists",
                 .file = options.folder,
                 .message = "is there already and not empty",
                 .hint = "name a new folder"});
  fs::create_directories(options.folder, error);
  if (!error)
    fs::copy(fs::path(*data) / "examples" / "statutes", options.folder, fs::copy_options::recursive,
             error);
  if (error)
    return fail({.code = "cli/cannot-write",
                 .file = options.folder,
                 .message = "can't be made: " + error.message()});
  console.say(
      fmt::format("{} holds a gazetteer, rules, a text and its gold. Now:", options.folder));
  console.say(fmt::format(
      "  cd {} && waymark annotate -o out.jsonl texts/ && waymark evaluate gold.jsonl out.jsonl",
      options.folder));
  return kDone;
}

}  // namespace waymark::cli
