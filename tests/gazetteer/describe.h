// SPDX-License-Identifier: Apache-2.0
// Forms in one line of words, so that a test reads as a table.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/search.h"

namespace waymark::test {

/// "kp.hyesan canonical title", "kp.hyesan derived rr any lookup needs": what is not usual is said.
inline std::string describe(const gazetteer::Catalog& catalog, gazetteer::FormId number) {
  constexpr const char* kCases[] = {"exact", "title", "any"};
  gazetteer::FormView form = catalog.form(number);
  std::string words = catalog.entry(form.entry).id + " " + std::string(name_of(form.why));
  if (!form.scheme.empty()) words += " " + form.scheme;
  words += std::string(" ") + kCases[static_cast<int>(form.letter_case)];
  if (form.lookup_only) words += " lookup";
  if (form.glued) words += " glued";
  if (form.needs != 0) words += " needs";
  if (form.from != 0 || form.to != 0) {
    words += " " + std::to_string(form.from) + "-" + std::to_string(form.to);
  }
  return words;
}

/// What a string can mean, each meaning described, sorted and joined by "; ".
inline std::string meanings(const gazetteer::Catalog& catalog, std::string_view name) {
  std::vector<std::string> all;
  for (gazetteer::FormId form : gazetteer::find_forms(catalog, name)) {
    all.push_back(describe(catalog, form));
  }
  std::sort(all.begin(), all.end());
  std::string joined;
  for (const std::string& one : all) joined += (joined.empty() ? "" : "; ") + one;
  return joined;
}

}  // namespace waymark::test
