// SPDX-License-Identifier: Apache-2.0
// Small gazetteers from YAML text, for the tests of every room that needs one.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/compiler.h"
#include "support/catch.h"

namespace waymark::test {

/// Compiles YAML texts together; errors fail the test and are shown.
inline gazetteer::Index compile_index(const std::vector<std::string>& yaml,
                                      const std::vector<gazetteer::Index>& context = {}) {
  std::vector<text::SourceFile> sources;
  for (const std::string& text : yaml) {
    sources.emplace_back("test" + std::to_string(sources.size() + 1) + ".yaml", text);
  }
  auto bytes = gazetteer::compile_sources(sources, context);
  if (!bytes) {
    for (const Diagnostic& diagnostic : bytes.error()) UNSCOPED_INFO(render(diagnostic));
    FAIL("the gazetteer does not compile");
  }
  auto shared = std::make_shared<const std::string>(std::move(*bytes));
  auto index = gazetteer::Index::open(std::move(shared), "test.wmg");
  REQUIRE(index.has_value());
  return std::move(*index);
}

inline std::shared_ptr<const gazetteer::Catalog> join_indexes(
    std::vector<gazetteer::Index> indexes) {
  auto catalog = gazetteer::Catalog::join(std::move(indexes), nullptr);
  if (!catalog) {
    for (const Diagnostic& diagnostic : catalog.error()) UNSCOPED_INFO(render(diagnostic));
    FAIL("the indexes do not join");
  }
  return std::move(*catalog);
}

/// A catalog of YAML texts.
inline std::shared_ptr<const gazetteer::Catalog> make_catalog(
    const std::vector<std::string>& yaml) {
  return join_indexes({compile_index(yaml)});
}

inline std::shared_ptr<const gazetteer::Catalog> make_catalog(std::string_view yaml) {
  return make_catalog(std::vector<std::string>{std::string(yaml)});
}

}  // namespace waymark::test
