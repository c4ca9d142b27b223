// SPDX-License-Identifier: Apache-2.0
// Any bytes as a gazetteer file: refused with diagnostics that can be shown, or compiled into an
// index that is whole and answers.
#include <memory>

#include "fuzz/fuzz.h"
#include "gazetteer/compiler.h"
#include "support/ask_index.h"

using waymark::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<waymark::text::SourceFile> sources;
  sources.emplace_back("input.yaml", std::string(waymark::fuzz::as_text(data, size)));
  waymark::Diagnostics warnings;
  auto bytes = waymark::gazetteer::compile_sources(sources, {}, &warnings);
  for (const waymark::Diagnostic& diagnostic : bytes ? warnings : bytes.error()) {
    require(diagnostic.code.starts_with("gazetteer/") && !render(diagnostic).empty());
  }
  if (!bytes) return 0;
  auto index = waymark::gazetteer::Index::open(
      std::make_shared<const std::string>(std::move(*bytes)), "input");
  require(index.has_value() && index->verify());
  waymark::test::ask_everything(*index);
  return 0;
}
