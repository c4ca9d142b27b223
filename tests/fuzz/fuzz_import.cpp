// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table of names, whose form the first byte chooses: refused with diagnostics that
// can be shown, or compiled into an index that is whole and answers.
#include <memory>

#include "fuzz/fuzz.h"
#include "gazetteer/import.h"
#include "support/ask_index.h"

using waymark::fuzz::require;

namespace {

/// By a digit, in the order of the names, so that a corpus can be written by hand.
waymark::gazetteer::TableForm form_of(char digit) {
  const std::vector<std::string> names = waymark::gazetteer::table_form_names();
  const auto number = static_cast<std::size_t>(static_cast<unsigned char>(digit - '0'));
  return *waymark::gazetteer::find_table_form(names[number % names.size()]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = waymark::fuzz::as_text(data, size);
  if (input.empty()) return 0;
  waymark::gazetteer::ImportOptions options;
  options.label = "PLACE";
  options.source = "fuzz";
  options.takes_sources = true;
  options.form = form_of(input.front());
  const std::string_view table = input.substr(1);
  // What stands beside a dump is made of the same bytes.
  waymark::gazetteer::GeoNamesTables beside;
  beside.alternate_names = {table, "alternates"};
  beside.divisions = {{table, "divisions"}};
  beside.countries = {table, "countries"};
  waymark::gazetteer::ImportReport report;
  auto bytes = waymark::gazetteer::import_table({table, "table"}, beside, options, report);
  for (const waymark::Diagnostic& fault : bytes ? report.diagnostics : bytes.error())
    require(!fault.code.empty() && !render(fault).empty());
  if (!bytes) return 0;
  auto index = waymark::gazetteer::Index::open(
      std::make_shared<const std::string>(std::move(*bytes)), "input");
  require(index.has_value() && index->verify());
  waymark::test::ask_everything(*index);
  return 0;
}
