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

std::string nesting(const format::Carries& carries) {
  using Overlap = format::Carries::Overlap;
  if (!carries.mentions) return "-";
  if (carries.overlap == Overlap::kNone) return "no";
  return carries.overlap == Overlap::kNested ? "nested" : "yes";
}

std::string links(const format::Carries& carries) {
  using Links = format::Carries::Links;
  if (!carries.mentions || carries.links == Links::kNone) return "-";
  if (carries.links == Links::kAll) return "all";
  return carries.links == Links::kNamed ? "entry, name" : "entry";
}

std::string relations(const format::Carries& carries) {
  if (!carries.mentions || !carries.relations) return "-";
  return carries.slots ? "and slots" : "yes";
}

/// A line a format: what it is read and written, what its offsets count, what it holds.
std::string row(const format::Format& format) {
  const format::Carries carries = format.make_writer({})->carries();
  return fmt::format("{:<12}{:<13}{:<32}{:<9}{:<11}{:<13}{}\n", format.name, directions(format),
                     format.offset_unit, nesting(carries), relations(carries), links(carries),
                     joined(format.suffixes));
}

}  // namespace

int run(const FormatsOptions&) {
  Output out;
  out.write(fmt::format("{:<12}{:<13}{:<32}{:<9}{:<11}{:<13}{}\n", "format", "", "offsets",
                        "overlap", "relations", "links", "suffixes"));
  for (const format::Format& format : format::formats()) out.write(row(format));
  out.write("\n");
  for (const format::Format& format : format::formats()) {
    out.write(fmt::format("{:<12}{}\n", format.name, format.description));
    const std::string uncarried = format::list_uncarried(format.make_writer({})->carries());
    if (!uncarried.empty()) out.write(fmt::format("            can't carry: {}\n", uncarried));
  }
  if (out.commit()) return kDone;
  Console(CommonOptions{}).report(out.fault());
  return kUsage;
}

}  // namespace waymark::cli
