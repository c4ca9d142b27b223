// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/tables.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/compiler.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/index_view.h"
#include "gazetteer/search.h"
#include "support/catch.h"
#include "support/temp_dir.h"

namespace waymark::gazetteer {
namespace {

namespace fs = std::filesystem;

const std::string kHead = R"(gazetteer: test.places 3
labels: {PLACE: flat, SHIP: flat}
kinds: {country: PLACE, city: {label: PLACE, generic: [시]}, tanker: SHIP}
)";

/// A folder with gazetteer.yaml (the head and what is given) and tables beside it.
class Folder {
 public:
  Folder(const std::string& yaml, const std::vector<std::pair<std::string, std::string>>& tables) {
    yaml_ = folder_.write("gazetteer.yaml", kHead + yaml);
    for (const auto& [name, content] : tables) folder_.write(name, content);
  }

  [[nodiscard]] const fs::path& path() const { return folder_.path(); }
  [[nodiscard]] const std::string& yaml() const { return yaml_; }
  [[nodiscard]] Result<std::string> compile() const { return gazetteer::compile({yaml_}); }

  [[nodiscard]] Index index() const {
    auto bytes = compile();
    if (!bytes)
      for (const Diagnostic& fault : bytes.error()) UNSCOPED_INFO(render(fault));
    REQUIRE(bytes);
    auto index = Index::open(std::make_shared<const std::string>(*bytes), "test.wmg");
    REQUIRE(index);
    CHECK(index->verify());
    return *index;
  }

  [[nodiscard]] std::shared_ptr<const Catalog> catalog() const {
    auto catalog = Catalog::join({index()}, nullptr);
    REQUIRE(catalog);
    return *catalog;
  }

  /// "file:line:column code" of each fault.
  [[nodiscard]] std::vector<std::string> faults() const {
    std::vector<std::string> faults;
    const auto bytes = compile();
    if (bytes) return {"compiled"};
    for (const Diagnostic& fault : bytes.error())
      faults.push_back(fs::path(fault.file).filename().string() + ':' + std::to_string(fault.line) +
                       ':' + std::to_string(fault.column) + ' ' + fault.code);
    return faults;
  }

  [[nodiscard]] std::string hint() const {
    const auto bytes = compile();
    return bytes ? "compiled" : bytes.error().at(0).hint;
  }

 private:
  test::TempDir folder_;
  std::string yaml_;
};

using Faults = std::vector<std::string>;

/// The ids of the entries that a name can mean.
std::string ids_of(const Catalog& catalog, std::string_view name) {
  std::string ids;
  for (const FormId form : find_forms(catalog, name))
    ids += (ids.empty() ? "" : " ") + catalog.entry(catalog.form(form).entry).id;
  return ids;
}

const std::string kTowns =
    "nr,town,ko,type,state,y,x,other\n"
    "1,\U0001F3D4 Camp,,city,kp,41,128.5,\n"
    "2,Hyesan,혜산,city,kp,41.4,128.2,Hye San/Hyesanjin\n"
    "3,E\xCC\x81vian,,,1,,,\n";

const std::string kColumns = R"(
tables:
  - file: towns.csv
    label: PLACE
    prefix: t.
    columns: {id: nr, name: {en: town, ko: ko}, kind: type, in: state, lat: y, lon: x, aliases: {column: other, split: /}}
entries:
  - {id: kp, name: Korea, kind: country}
)";

TEST_CASE("tables: columns may say why aliases are there, and how likely an entry is meant",
          "[gazetteer][tables]") {
  const Folder folder(
      "tables: [{file: t.csv, label: PLACE, columns: {id: nr, name: town, prior: p, corrects: c,\n"
      "  aliases: {column: other, former: old, split: /}}}]\n",
      {{"t.csv", "nr,town,other,old,p,c\n1,Hyesan,Hye San/혜\u0301산,Hyejin/|,0.75,true\n"}});
  const auto catalog = folder.catalog();
  const auto form = [&](std::string_view name) {
    return catalog->form(find_forms(*catalog, name).at(0));
  };
  CHECK(form("Hyejin").why == Why::kFormer);
  CHECK(form("Hye San").why == Why::kAlias);
  CHECK_FALSE(form("Hyejin").fixed);
  CHECK(catalog->prior(*catalog->find("1")) == 0.75f);
}

TEST_CASE("tables: rows are entries as those of the file are", "[gazetteer][tables]") {
  const Folder folder(kColumns, {{"towns.csv", kTowns}});
  const auto catalog = folder.catalog();
  CHECK(catalog->entry_count() == 4);
  const EntryView town = catalog->entry(catalog->find("t.2").value());
  CHECK(town.name == "Hyesan");
  CHECK(town.ko == "혜산");
  CHECK(town.lat == 41.4);
  CHECK(town.lon == 128.2);
  CHECK(town.source == "test.places");
  CHECK(catalog->schema().kind(town.kind).name == "city");
  CHECK(town.parent == catalog->find("kp"));
  CHECK(ids_of(*catalog, "hyesanjin") == "t.2");
  CHECK(ids_of(*catalog, "Hye San") == "t.2");
  CHECK(ids_of(*catalog, "\U0001F3D4 Camp") == "t.1");
  // A container may be a row of the table too.
  CHECK(catalog->parent(catalog->find("t.3").value()) == catalog->find("t.1"));
}

TEST_CASE("tables: lists, TSV and JSON lines are told by their names or by 'from'",
          "[gazetteer][tables]") {
  const Folder folder(R"(
defaults: {label: PLACE}
tables:
  - file: ports.txt
  - {file: towns.tsv}
  - {file: more.jsonl, prefix: m.}
  - {file: raw, from: lines}
)",
                      {{"ports.txt", "Nampo\nWonsan\nNampo\n"},
                       {"towns.tsv", "id\tname\nx.1\tHyesan\n"},
                       {"more.jsonl", "{\"id\": \"7\", \"name\": \"Musan\"}\n"},
                       {"raw", "Kim Chaek\n"}});
  const auto catalog = folder.catalog();
  CHECK(ids_of(*catalog, "nampo") == "ports.Nampo");
  CHECK(ids_of(*catalog, "hyesan") == "x.1");
  CHECK(ids_of(*catalog, "musan") == "m.7");
  CHECK(ids_of(*catalog, "kim chaek") == "raw.Kim-Chaek");
}

TEST_CASE("tables: entries extend, drop and lie in rows", "[gazetteer][tables]") {
  const Folder folder(R"(
defaults: {label: PLACE}
tables: [{file: towns.csv, prefix: t.}]
entries:
  - {extend: t.1, aliases: [The Old Town]}
  - {drop: t.2}
  - {id: port, name: The Port, in: t.1}
)",
                      {{"towns.csv", "id,name\n1,Hyesan\n2,Musan\n3,Sinuiju\n"}});
  const auto catalog = folder.catalog();
  CHECK(ids_of(*catalog, "the old town") == "t.1");
  CHECK(ids_of(*catalog, "hyesan") == "t.1");
  CHECK(ids_of(*catalog, "musan").empty());
  CHECK(catalog->is_dropped(catalog->find("t.2").value()));
  CHECK(catalog->parent(catalog->find("port").value()) == catalog->find("t.1"));
}

TEST_CASE("tables: rows say their labels, or their kinds do", "[gazetteer][tables]") {
  const Folder folder(R"(
defaults: {label: PLACE}
tables: [{file: a.csv}, {file: b.csv, columns: {name: what, kind: is}}]
)",
                      {{"a.csv", "name,label\nNampo,SHIP\nHyesan,\n"},
                       {"b.csv", "what,is\nChongchon,tanker\nMusan,village\n"}});
  const auto catalog = folder.catalog();
  const auto label = [&](const char* id) {
    return catalog->schema().label(catalog->label(catalog->find(id).value())).name;
  };
  CHECK(label("a.Nampo") == "SHIP");
  CHECK(label("a.Hyesan") == "PLACE");
  CHECK(label("b.Chongchon") == "SHIP");
  CHECK(label("b.Musan") == "PLACE");
}

TEST_CASE("tables: derivers make forms of the names of rows", "[gazetteer][tables]") {
  const Folder folder(R"(
tables: [{file: towns.csv, kind: city, derive: korean, columns: {id: id, name: {ko: ko}}}]
)",
                      {{"towns.csv", "id,ko\nx.1,혜산시\n"}});
  const auto catalog = folder.catalog();
  CHECK(ids_of(*catalog, "Hyesan City") == "x.1");
  CHECK(ids_of(*catalog, "Hyesan-si") == "x.1");
}

TEST_CASE("tables: weak forms are guarded unless the table says otherwise", "[gazetteer][tables]") {
  const std::string how = GENERATE("guard", "keep");
  const Folder folder("tables: [{file: towns.txt, label: PLACE, weak: " + how + "}]\n",
                      {{"towns.txt", "Reading\n"}});
  const auto catalog = folder.catalog();
  CHECK(catalog->has_needs(find_forms(*catalog, "Reading").at(0)) == (how == "guard"));
}

TEST_CASE("tables: their bytes belong to what is known and to the files it comes from",
          "[gazetteer][tables]") {
  const std::string yaml = "tables: [{file: towns.txt, label: PLACE}]\n";
  const Folder one(yaml, {{"towns.txt", "Hyesan\n"}});
  const Folder same(yaml, {{"towns.txt", "Hyesan\n"}});
  const Folder other(yaml, {{"towns.txt", "Musan\n"}});
  const Folder marked(yaml, {{"towns.txt", "\xEF\xBB\xBFHyesan\n"}});
  CHECK(one.index().bytes() == same.index().bytes());
  CHECK(one.index().bytes() == marked.index().bytes());
  CHECK_FALSE(one.index().content_digest() == other.index().content_digest());
  for (const Folder* folder : {&one, &other, &marked}) {
    auto sources = read_sources({folder->yaml()});
    REQUIRE(sources);
    CHECK(is_compiled_of(folder->index(), {folder->yaml()}));
    CHECK(find_tables(sources->at(0)) == std::vector{(folder->path() / "towns.txt").string()});
  }
  CHECK_FALSE(is_compiled_of(one.index(), {other.yaml()}));
  CHECK_FALSE(is_compiled_of(one.index(), {one.yaml() + ".missing"}));
  CHECK_FALSE(is_compiled_of(one.index(), {}));
}

TEST_CASE("tables: a fault is told where it stands", "[gazetteer][tables]") {
  struct Row {
    std::string yaml, table;
    Faults faults;
  };
  const Row row = GENERATE(
      Row{"tables: {file: t.csv}", "", {"gazetteer.yaml:4:9 gazetteer/expected-list"}},
      Row{"tables: [t.csv]", "", {"gazetteer.yaml:4:10 gazetteer/expected-map"}},
      Row{"tables: [{label: PLACE}]", "", {"gazetteer.yaml:4:10 gazetteer/missing-field"}},
      Row{"tables: [{file: t.csv, lable: PLACE}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:24 gazetteer/unknown-field", "t.csv:2:1 gazetteer/missing-label"}},
      Row{"tables: [{file: t.csv, columns: {name: name}}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:17 gazetteer/missing-label"}},
      Row{"tables: [{file: x.csv, label: PLACE}]",
          "",
          {"gazetteer.yaml:4:17 gazetteer/cannot-open"}},
      Row{"tables: [{file: t.csv, label: PLCE}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:31 gazetteer/unknown-label"}},
      Row{"tables: [{file: t.csv, kind: town}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:30 gazetteer/unknown-kind"}},
      Row{"tables: [{file: t.csv, label: PLACE, in: kp}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:42 gazetteer/unknown-entry"}},
      Row{"tables: [{file: t.csv, label: PLACE, derive: corean}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:46 gazetteer/unknown-deriver"}},
      Row{"tables: [{file: t.csv, label: PLACE, weak: no}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:44 gazetteer/unknown-weak"}},
      Row{"tables: [{file: t.csv, label: PLACE, from: cvs}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:44 gazetteer/unknown-table-form"}},
      Row{"tables: [{file: t.csv, label: PLACE, columns: {name: nmae}}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:54 gazetteer/unknown-column"}},
      Row{"tables: [{file: t.csv, label: PLACE, columns: {nam: name}}]",
          "name\nA b\n",
          {"gazetteer.yaml:4:48 gazetteer/unknown-field"}},
      Row{"tables: [{file: t.csv, label: PLACE}]",
          "name,lat,lon\n\U0001F600 혜산,41,east\n",
          {"t.csv:2:9 gazetteer/bad-number"}},
      Row{"tables: [{file: t.csv, label: PLACE}]",
          "id,name\n1,A b\n1,C d\n",
          {"t.csv:3:1 gazetteer/duplicate-id"}},
      Row{"tables: [{file: t.csv, label: PLACE}]\nentries: [{id: x, name: X y, label: SHIP}]",
          "id,name\nx,A b\n",
          {"t.csv:2:1 gazetteer/duplicate-id"}},
      Row{"tables: [{file: t.csv, label: PLACE}]",
          "name,parent\nA b,nowhere\n",
          {"t.csv:2:5 gazetteer/unknown-entry"}},
      Row{"tables: [{file: t.csv, columns: {name: name, label: label}}]",
          "name,label\nA b,PLCE\n",
          {"t.csv:2:5 gazetteer/unknown-label"}},
      Row{"tables: [{file: t.csv, columns: {name: name, kind: kind}}]",
          "name,kind\nA b,town\n",
          {"t.csv:2:1 gazetteer/missing-label"}},
      Row{"tables: [{file: t.csv, label: PLACE}]", "", {"t.csv:1:1 gazetteer/no-header"}});
  CAPTURE(row.yaml);
  CHECK(Folder(row.yaml + "\n", {{"t.csv", row.table}}).faults() == row.faults);
}

TEST_CASE("tables: hints name the near file and column", "[gazetteer][tables]") {
  CHECK(
      Folder("tables: [{file: town.csv, label: PLACE}]\n", {{"towns.csv", "name\nA b\n"}}).hint() ==
      "did you mean 'towns.csv'?");
  CHECK(Folder("tables: [{file: t.csv, label: PLACE, columns: {name: nmae}}]\n",
               {{"t.csv", "name\nA b\n"}})
            .hint() == "did you mean 'name'?");
}

/// The sections of an index, which follow the header with its digests.
std::string sections_of(const Index& index) {
  return std::string(index.bytes().substr(sizeof(layout::Header)));
}

TEST_CASE("tables: a list for two threads gives what short ones give", "[gazetteer][tables]") {
  const std::vector<std::string> odd = {"New York",         "New-York", "  Saint-\u00c9tienne ",
                                        "Co\u0302te d'Or",  "Of",       "The-Who",
                                        "The Who",          "c",        "혜산",
                                        "\U0001F600 Musan", "aba",      "musan"};
  constexpr std::size_t kLetters = 26, kNames = kLetters * kLetters * kLetters;
  std::vector<std::string> lists(5);
  for (std::size_t number = 0; number < 2 * kNames; ++number) {  // each comes twice
    const auto letter = [&](std::size_t step) {
      return static_cast<char>('a' + number / step % kLetters);
    };
    std::string lines = {'A', letter(1), letter(kLetters), letter(kLetters * kLetters), 'x'};
    lines += number % 2 == 0 ? "\n" : " Town\n";
    if (number % 1000 == 0) lines += odd[number / 1000 % odd.size()] + '\n';
    lists[0] += lines;
    lists[1 + number * 2 / kNames] += lines;
  }
  const std::string entries =
      GENERATE("", "{extend: t.musan, aliases: [Musan-gun]}, {id: t.aba, name: Aba, label: SHIP}");
  const std::string yaml = "entries: [" + entries + "]\ndefaults: {label: PLACE}\ntables:\n";
  const auto table = [](std::size_t number) {
    return "  - {file: " + std::to_string(number) + ".txt, prefix: t.}\n";
  };
  const Folder whole(yaml + table(0), {{"0.txt", lists[0]}});
  const Folder parts(
      yaml + table(1) + table(2) + table(3) + table(4),
      {{"1.txt", lists[1]}, {"2.txt", lists[2]}, {"3.txt", lists[3]}, {"4.txt", lists[4]}});
  const Index index = whole.index();
  CHECK(index.content_digest() == parts.index().content_digest());
  CHECK(sections_of(index) == sections_of(parts.index()));
  const auto catalog = whole.catalog();
  CHECK(catalog->entry(*catalog->find("t.New-York")).name == "New York");
  CHECK(catalog->entry(*catalog->find("t.The-Who")).name == "The-Who");
  // Two of the odd ones have the ids of others, as their spellings. What the file says brings one.
  CHECK(catalog->form_count() == kNames + odd.size() + (entries.empty() ? 0 : 1));
}

TEST_CASE(
    "tables: names of a list that make one id are spellings of one entry, whatever stands beside",
    "[gazetteer][tables]") {
  const std::string beside =
      GENERATE("entries: []", "entries: [{id: t.x, name: Xanadu, label: SHIP}]",
               "entries: [{extend: t.mu-san, aliases: [Musan-up]}]", "defaults: {derive: english}");
  CAPTURE(beside);
  const Folder folder(
      beside + "\ntables: [{file: t.txt, label: PLACE, prefix: t.}]\n",
      {{"t.txt", "mu san\n혜산 \U0001F3D4-x\nmu-san\n혜산-\U0001F3D4 x\nmu san\n"}});
  const auto catalog = folder.catalog();
  CHECK(ids_of(*catalog, "mu san") == "t.mu-san");
  CHECK(ids_of(*catalog, "mu-san") == "t.mu-san");
  CHECK(ids_of(*catalog, "혜산 \U0001F3D4-x") == "t.혜산-\U0001F3D4-x");
  CHECK(ids_of(*catalog, "혜산-\U0001F3D4 x") == "t.혜산-\U0001F3D4-x");
  CHECK(catalog->entry(*catalog->find("t.mu-san")).name == "mu san");
  CHECK(catalog->form_count() == 4 + (beside.find("name") != beside.npos ? 1u : 0u) +
                                     (beside.find("Musan-up") != beside.npos ? 1u : 0u));
}

TEST_CASE("tables: names of a list contain, and are found by, what comes after them",
          "[gazetteer][tables]") {
  const Folder folder(R"(
defaults: {label: PLACE}
tables: [{file: towns.txt}, {file: parts.csv}, {file: more.txt, prefix: towns.}]
entries:
  - {id: port, name: The Port, in: towns.new-town}
)",
                      {{"towns.txt", "\U0001F3D4 Peak\n혜산\nnew town\nnew-town\n"},
                       {"parts.csv", "id,name,parent\n1,Old Part,towns.혜산\n2,Other Part,1\n"},
                       {"more.txt", "new-town\nCafe\u0301 Town\n"}});
  const auto catalog = folder.catalog();
  const auto town = catalog->find("towns.new-town");
  REQUIRE(town);
  CHECK(catalog->entry(*town).name == "new town");
  CHECK(ids_of(*catalog, "new town") == "towns.new-town");
  CHECK(catalog->parent(catalog->find("port").value()) == town);
  CHECK(catalog->parent(catalog->find("1").value()) == catalog->find("towns.혜산"));
  CHECK(catalog->parent(catalog->find("2").value()) == catalog->find("1"));
  CHECK(catalog->entry_count() == 7);
}

TEST_CASE("tables: what most ids begin with is found in any order of lists and rows",
          "[gazetteer][tables]") {
  std::vector<std::string> files = {"few.txt", "many.txt", "rows.csv"};
  std::string many;
  for (char letter = 'a'; letter < 'l'; ++letter) many += std::string("Town ") + letter + "x\n";
  const std::vector<std::pair<std::string, std::string>> tables = {
      {"few.txt", "\U0001F3D4 Peak\n혜산\nNew Town\nCafe\u0301 Town\n"},
      {"many.txt", many},
      {"rows.csv", "id,name\n7,Old Part\n8,Other Part\nx,Third Part\n"}};
  std::string expected;
  do {
    std::string yaml = "defaults: {label: PLACE}\ntables:\n";
    for (const std::string& file : files) yaml += "  - {file: " + file + "}\n";
    CAPTURE(yaml);
    const Index index = Folder(yaml, tables).index();
    if (expected.empty()) expected = sections_of(index);
    CHECK(sections_of(index) == expected);
    CHECK(index.view().section(layout::Section::kIdPrefix).size() == 4);
    CHECK(index.view().entry_id(index.view().lower_bound_of_id("many.Town-cx")) == "many.Town-cx");
  } while (std::next_permutation(files.begin(), files.end()));
}

TEST_CASE("tables: a row may not have the id of a name in a list", "[gazetteer][tables]") {
  const Folder folder("defaults: {label: PLACE}\ntables: [{file: towns.txt}, {file: b.csv}]\n",
                      {{"towns.txt", "\U0001F3D4 Peak\n혜산\nMusan\n"},
                       {"b.csv", "id,name\nx,A b\ntowns.혜산,C d\ntowns.Musan,E f\n"}});
  CHECK(folder.faults() ==
        Faults{"b.csv:3:1 gazetteer/duplicate-id", "b.csv:4:1 gazetteer/duplicate-id"});
}

TEST_CASE("tables: a path doesn't lead out of the folder", "[gazetteer][tables]") {
  const test::TempDir outside;
  const std::string secret = outside.write("secret.txt", "Hyesan\n");
  const Folder folder("tables: [{file: link.txt, label: PLACE}]\n", {});
  fs::create_symlink(secret, folder.path() / "link.txt");
  CHECK(folder.faults() == Faults{"gazetteer.yaml:4:17 gazetteer/outside-path"});
  CHECK(find_tables(*text::SourceFile::read(folder.yaml())).empty());
  for (const std::string& path : {secret, std::string("../x.txt"), std::string("a/../../x.txt")}) {
    const Folder other("tables: [{file: " + path + ", label: PLACE}]\n", {});
    CHECK(other.faults() == Faults{"gazetteer.yaml:4:17 gazetteer/outside-path"});
    CHECK(find_tables(*text::SourceFile::read(other.yaml())).empty());
  }
}

TEST_CASE("tables: of one that can't be read only that is told", "[gazetteer][tables]") {
  const Folder folder("tables: [{file: t.zip, label: PLACE}]\n", {{"t.zip", "no archive"}});
  CHECK(folder.faults() == Faults{"gazetteer.yaml:4:17 gazetteer/cannot-open"});
  const Folder named("tables: [{file: t.zip, label: PLACE, from: cvs}]\n", {{"t.zip", "none"}});
  CHECK(named.faults() == Faults{"gazetteer.yaml:4:17 gazetteer/cannot-open",
                                 "gazetteer.yaml:4:44 gazetteer/unknown-table-form"});
}

TEST_CASE("tables: of a folder below and of what is no file", "[gazetteer][tables]") {
  const Folder folder("tables: [{file: data, label: PLACE, from: lines}]\n", {});
  fs::create_directory(folder.path() / "data");
  CHECK(folder.faults() == Faults{"gazetteer.yaml:4:17 gazetteer/cannot-open"});
  const Folder below("tables: [{file: data/t.txt, label: PLACE}]\n", {});
  fs::create_directory(below.path() / "data");
  std::ofstream(below.path() / "data" / "t.txt") << "Hyesan\n";
  CHECK(ids_of(*below.catalog(), "hyesan") == "t.Hyesan");
}

TEST_CASE("tables: of many faults twenty are told", "[gazetteer][tables]") {
  std::string rows = "name,lat,lon\n";
  for (int i = 0; i < 100; ++i) rows += "A b,x,y\n";
  CHECK(Folder("tables: [{file: t.csv, label: PLACE}]\n", {{"t.csv", rows}}).faults().size() == 20);
}

TEST_CASE("tables: a row without a name that can be looked up is left out with a warning",
          "[gazetteer][tables]") {
  std::string rows = "name,lat,lon\n\U0001F600 Camp,1,1\n\u200B,1,1\n";
  for (int i = 0; i < 50; ++i) rows += ",1,1\n";
  const Folder folder("tables: [{file: t.csv, label: PLACE}]\n", {{"t.csv", rows}});
  Diagnostics warnings;
  CHECK(gazetteer::compile({folder.yaml()}, {}, &warnings));
  CHECK(warnings.size() == 20);
  CHECK(warnings.at(0).code == "gazetteer/unusable-form");
  CHECK(warnings.at(0).line == 3);
  CHECK(warnings.at(1).code == "gazetteer/no-name");
  CHECK(warnings.at(1).severity == Severity::kWarning);
  CHECK(folder.catalog()->entry_count() == 1);
  // An error behind all these is still one.
  const Folder worse("tables: [{file: t.csv, label: PLACE}]\n", {{"t.csv", rows + "A b,x,1\n"}});
  CHECK_FALSE(worse.compile());
}

TEST_CASE("tables: a file names a thousand at most", "[gazetteer][tables]") {
  std::string list = "tables:\n";
  for (int i = 0; i < 1001; ++i) list += "  - {file: t.txt, label: PLACE}\n";
  const Folder folder(list, {{"t.txt", "Hyesan\n"}});
  CHECK(folder.faults() == Faults{"gazetteer.yaml:4:1 gazetteer/too-many-tables"});
}

TEST_CASE("tables: an id may stand in one table only", "[gazetteer][tables]") {
  const Folder folder("tables: [{file: a.csv, label: PLACE}, {file: b.csv, label: PLACE}]\n",
                      {{"a.csv", "id,name\nx,A b\n"}, {"b.csv", "id,name\nx,C d\n"}});
  CHECK(folder.faults() == Faults{"b.csv:2:1 gazetteer/duplicate-id"});
}

}  // namespace
}  // namespace waymark::gazetteer
