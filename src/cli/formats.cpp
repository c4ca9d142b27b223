// SPDX-License-Identifier: Apache-2.0
// `waymark formats`: the table of formats, as the code has it.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "format/format.h"

namespace waymark::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string directions(const format::Format& format) {
  if (!format.make_reader) return "write";
  return format.make_writer ? "read, write" : "read";
}

}  // namespace

int run(const FormatsOptions&) {
  Output out;
  for (const format::Format& format : format::formats()) {
    out.write(fmt::format("{:<10} {}\n", format.name, format.description));
    out.write(fmt::format("           {}; suffixes: {}; offsets: {}\n", directions(format),
                          format.suffixes.empty() ? "none" : joined(format.suffixes),
                          format.offset_unit));
    const std::string uncarried =
        format.make_writer ? format::list_uncarried(format.make_writer({})->carries()) : "";
    if (!uncarried.empty()) out.write(fmt::format("           can't carry: {}\n", uncarried));
  }
  if (out.commit()) return kDone;
  Console(CommonOptions{}).report(out.fault());
  return kUsage;
}

}  // namespace waymark::cli
