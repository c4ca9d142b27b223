// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule file: refused with diagnostics that can be shown, or read, checked and
// printed so that it reads as the same again.
#include <string>
#include <vector>

#include "fuzz/fuzz.h"
#include "grammar/check.h"
#include "grammar/load.h"
#include "grammar/parse.h"
#include "grammar/print.h"

using waymark::fuzz::require;

namespace {

waymark::grammar::Knowledge small_world() {
  waymark::grammar::Knowledge knowledge;
  const auto place = knowledge.schema.add_label("PLACE", false);
  knowledge.schema.add_label("POST", true, {{"role", "ROLE"}, {"place", "PLACE"}});
  knowledge.schema.add_kind("city", place);
  knowledge.has_entry = [](std::string_view id) { return id == "kp"; };
  knowledge.entry_ids = [] { return std::vector<std::string>{"kp"}; };
  knowledge.labels_with_entries = [] { return std::vector<bool>{true, false}; };
  return knowledge;
}

void require_presentable(const waymark::Diagnostics& diagnostics) {
  for (const waymark::Diagnostic& diagnostic : diagnostics)
    require(diagnostic.code.starts_with("grammar/") && !render(diagnostic).empty());
}

void require_round_trip(const std::string& content) {
  waymark::Diagnostics diagnostics;
  const auto file =
      waymark::grammar::parse(waymark::text::SourceFile("input.way", content), diagnostics);
  const std::string printed = waymark::grammar::print(file);
  const auto again =
      waymark::grammar::parse(waymark::text::SourceFile("again.way", printed), diagnostics);
  require(diagnostics.empty());
  require(waymark::grammar::print(again) == printed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string content(waymark::fuzz::as_text(data, size));
  const waymark::grammar::FileReader read =
      [&](const std::string& path) -> waymark::Result<waymark::text::SourceFile> {
    if (path == "input.way") return waymark::text::SourceFile(path, content);
    return waymark::Diagnostic{
        waymark::Severity::kError, "text/file", path, 0, 0, 1, "no such file", "", ""};
  };
  waymark::Diagnostics diagnostics;
  const auto rules = waymark::grammar::load({"input.way"}, read, diagnostics);
  const bool was_read = diagnostics.empty();
  waymark::grammar::check(rules, small_world(), diagnostics);
  require_presentable(diagnostics);
  if (was_read) require_round_trip(content);
  return 0;
}
