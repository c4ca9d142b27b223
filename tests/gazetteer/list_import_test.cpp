// SPDX-License-Identifier: Apache-2.0
// A plain list is read by blocks on two threads and its names are written by what they have in
// common; a table with one column of names goes the general way. Both are to give the same index.
#include "gazetteer/list_import.h"

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gazetteer/import.h"
#include "gazetteer/index.h"
#include "gazetteer/index_view.h"
#include "gazetteer/made_id.h"
#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

struct Imported {
  std::string bytes;
  ImportReport report;
};

Imported import(const std::string& table, TableForm form, WeakForms weak = WeakForms::kGuard) {
  ImportOptions options;
  options.form = form;
  options.label = "PLACE";
  options.kind = "city";
  options.source = "towns";
  options.weak = weak;
  Imported imported;
  auto bytes = import_table({table, "towns.txt"}, {}, options, imported.report);
  if (!bytes) FAIL(bytes.error().front().message);
  imported.bytes = *bytes;
  return imported;
}

/// All that an index says, without what it was made of.
std::string content_of(const std::string& bytes) {
  auto index = Index::open(std::make_shared<const std::string>(bytes), "towns.wmg");
  REQUIRE(index);
  CHECK(index->verify());
  std::string content = to_hex(index->content_digest());
  for (const std::string_view section : index->view().sections) content += section;
  return content;
}

/// Names of which each is usual or not in another way.
const std::vector<std::string> kShapes = {"Hyesan",
                                          "Samjiyon Town",
                                          "Sinŭiju",
                                          "Wŏn-san",
                                          "New old Town",
                                          "혜산시",
                                          "\U0001F3D4 Camp",
                                          "Cafe\u0301",
                                          "Of the",
                                          "Of-the",
                                          "Reading",
                                          "NSA",
                                          "Ulm",
                                          "A",
                                          "small",
                                          "O'Neill's Inn",
                                          "St. Ives",
                                          "Town  Two",
                                          "-Dash",
                                          "7th Avenue",
                                          "ΑΘΗΝΑ",
                                          "McMahon Point",
                                          "x",
                                          "Übersee am See",
                                          "42"};

/// `count` names without any two that have one id.
std::vector<std::string> make_names(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> names;
  std::set<std::string> ids;
  for (std::size_t tried = 0; names.size() < count; ++tried) {
    std::string name = kShapes[tried < kShapes.size() ? tried : random() % kShapes.size()];
    if (tried >= kShapes.size()) {
      name += random() % 3 == 0 ? " " : "";
      for (std::size_t letters = 1 + random() % 12; letters > 0; --letters)
        name += "aeiourlnstkA"[random() % 12];
    }
    std::string id = name;
    hyphenate(id, 0);
    if (ids.insert(id).second) names.push_back(name);
  }
  return names;
}

std::string lines_of(const std::vector<std::string>& names) {
  std::string lines;
  for (const std::string& name : names) lines += name + '\n';
  return lines;
}

TEST_CASE("list: names give what rows of one column give, whatever they look like",
          "[gazetteer][import]") {
  const WeakForms weak = GENERATE(WeakForms::kGuard, WeakForms::kExact, WeakForms::kKeep);
  const std::size_t count = GENERATE(26, 3'000, 60'000);  // in one block, in one thread, in two
  const std::string lines = lines_of(make_names(count, 7));
  const Imported list = import(lines, TableForm::kLines, weak);
  const Imported rows = import("name\n" + lines, TableForm::kTsv, weak);
  CHECK(content_of(list.bytes) == content_of(rows.bytes));
  CHECK(list.report.rows == rows.report.rows);
  CHECK(list.report.bad_rows == rows.report.bad_rows);
  CHECK(list.report.forms == rows.report.forms);
  CHECK(list.report.lookup_only == rows.report.lookup_only);
  CHECK(list.report.exact == rows.report.exact);
  CHECK(list.report.in_company == rows.report.in_company);
}

TEST_CASE("list: a name that comes again is left out, wherever and however often",
          "[gazetteer][import]") {
  const std::size_t count = GENERATE(26, 60'000);
  const std::vector<std::string> names = make_names(count, 11);
  std::mt19937 random(3);
  std::vector<std::string> repeated;
  std::size_t repeats = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    repeated.push_back(names[i]);
    for (; random() % 3 == 0; ++repeats) repeated.push_back(names[random() % (i + 1)]);
  }
  const Imported once = import(lines_of(names), TableForm::kLines);
  const Imported often = import(lines_of(repeated), TableForm::kLines);
  CHECK(content_of(often.bytes) == content_of(once.bytes));
  CHECK(often.report.forms == once.report.forms);
  CHECK(often.report.repeated >= repeats - 3 * often.report.bad_rows);
  CHECK(once.report.repeated == 0);
}

TEST_CASE("list: names that make one id and come again change nothing", "[gazetteer][import]") {
  const auto [first, second] = GENERATE(table<std::string, std::string>({{"Ann Lee", "Ann-Lee"},
                                                                         {"Ann-Lee", "Ann Lee"},
                                                                         {"A B-C", "A-B C"},
                                                                         {"Of the", "Of-the"},
                                                                         {"Of-the", "Of the"}}));
  CAPTURE(first);
  const std::string list = first + "\n혜산\n" + second + "\n";
  const Imported both = import(list, TableForm::kLines);
  const Imported again = import(list + second + "\n" + first + "\n", TableForm::kLines);
  CHECK(content_of(both.bytes) == content_of(again.bytes));
  CHECK(both.report.repeated == 0);
  CHECK(again.report.repeated == 2);
  CHECK(both.report.forms == 3);
}

TEST_CASE("list: what is wrong with lines is told in their order, with two threads too",
          "[gazetteer][import]") {
  std::string table;
  std::vector<std::size_t> wrong;
  for (std::size_t line = 1; line <= 50'000; ++line) {
    const bool is_wrong = line % 9'001 == 0;
    if (is_wrong) wrong.push_back(line);
    table += is_wrong ? "Broken \xFF\n" : "Town of " + std::to_string(line) + "\r\n";
  }
  const Imported towns = import(table, TableForm::kLines);
  std::vector<std::size_t> told;
  for (const Diagnostic& fault : towns.report.diagnostics) {
    CHECK(fault.code == "gazetteer/invalid-utf8");
    told.push_back(fault.line);
  }
  CHECK(told == wrong);
  CHECK(towns.report.rows == 50'000);
  CHECK(towns.report.bad_rows == wrong.size());
}

TEST_CASE("list: a line longer than a block, and the end without a line end",
          "[gazetteer][import]") {
  const std::string long_line(200'000, 'x'), too_long((1 << 20) + 1, 'x');
  std::string table;
  for (int town = 0; town < 30'000; ++town) table += "Town of " + std::to_string(town) + '\n';
  const Imported towns =
      import("Hyesan\n" + long_line + '\n' + too_long + "\n\n \t\n" + table + "\U0001F3D4 Samjiyon",
             TableForm::kLines);
  REQUIRE(towns.report.diagnostics.size() == 2);
  CHECK(towns.report.diagnostics[0].line == 2);
  CHECK(towns.report.diagnostics[0].code == "gazetteer/too-long");
  CHECK(towns.report.diagnostics[1].message == "the line is longer than 1 MiB");
  CHECK(towns.report.rows == 30'004);
}

}  // namespace
}  // namespace waymark::gazetteer
