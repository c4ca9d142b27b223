// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/catalog.h"

#include <string>

#include "describe.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "support/temp_dir.h"
#include "waymark/gazetteer.h"

namespace waymark::gazetteer {
namespace {

using test::compile_index;
using test::join_indexes;
using test::meanings;

const std::string kBase = R"(
gazetteer: base 1
labels: {PLACE: flat, AGENCY: flat}
kinds: {country: PLACE, city: {label: PLACE, generic: [시]}, organ: AGENCY}
stop: [Of]
abbreviations: [Oct.]
entries:
  - {id: kp, name: North Korea, kind: country}
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, in: kp}
  - {id: kp.mss, name: Ministry of State Security, kind: organ, in: kp, aliases: [MSS]}
)";

const std::string kOwn = R"(
gazetteer: own 2
labels: {GENE: flat}
kinds: {gene: GENE}
entries:
  - {id: my.market, name: Hyesan Market, kind: city, in: kp.hyesan}
  - {id: my.gene, name: HYESAN, kind: gene}
  - {extend: kp.hyesan, aliases: [Hesan], ids: {own: 7}, derive: korean, name: {zh: 惠山}}
  - {drop: kp.mss}
)";

TEST_CASE("catalog: entries of several indexes are one gazetteer", "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  auto catalog = join_indexes({base, compile_index({kOwn}, {base})});
  EntryId hyesan = *catalog->find("kp.hyesan");
  CHECK(catalog->parent(*catalog->find("my.market")) == hyesan);
  CHECK(catalog->lies_in(*catalog->find("my.market"), *catalog->find("kp")));
  CHECK(meanings(*catalog, "Hesan") == "kp.hyesan alias title");
  CHECK(meanings(*catalog, "hyesan") == "kp.hyesan canonical title; my.gene canonical title");
  CHECK(catalog->entry(hyesan).ids.at(0).second == "7");
  CHECK(catalog->names(hyesan).back().second == "惠山");
  CHECK(catalog->entry(hyesan).source == "base");
  CHECK(catalog->schema().label(catalog->label(*catalog->find("my.gene"))).name == "GENE");
  CHECK(catalog->schema().kind(catalog->kind(*catalog->find("my.market"))).name == "city");
}

TEST_CASE("catalog: sources and reasons have numbers through all indexes", "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  auto catalog = join_indexes({base, compile_index({kOwn}, {base})});
  const auto source = [&](std::string_view id) { return catalog->source(*catalog->find(id)); };
  CHECK(source("kp.hyesan") == source("kp"));
  CHECK(source("kp.hyesan") != source("my.market"));
  CHECK(catalog->source(kNoEntry) == catalog->source_count() - 1);
  CHECK(catalog->reason(kNoForm) == catalog->reason_count() - 1);
  for (FormId form = 0; form < catalog->form_count(); ++form) {
    REQUIRE(catalog->reason(form) < catalog->reason_count() - 1);
    for (FormId other = 0; other < form; ++other)
      if (catalog->reason(other) == catalog->reason(form)) {
        CHECK(catalog->why(other) == catalog->why(form));
        CHECK(catalog->scheme(other) == catalog->scheme(form));
      }
  }
}

TEST_CASE("catalog: a later index takes an entry out", "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  auto catalog = join_indexes({base, compile_index({kOwn}, {base})});
  CHECK(meanings(*catalog, "MSS") == "");
  CHECK(catalog->is_dropped(*catalog->find("kp.mss")));
  CHECK_FALSE(catalog->is_dropped(*catalog->find("kp.hyesan")));
}

TEST_CASE("catalog: indexes join in any order", "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  Index own = compile_index({kOwn}, {base});
  auto catalog = join_indexes({own, base});
  CHECK(catalog->parent(*catalog->find("my.market")) == catalog->find("kp.hyesan"));
  CHECK(meanings(*catalog, "Hesan") == "kp.hyesan alias title");
  CHECK(meanings(*catalog, "MSS") == "");
}

TEST_CASE("catalog: its digest is that of what it knows, however it is spread",
          "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  Index own = compile_index({kOwn}, {base});
  std::string together = join_indexes({compile_index({kBase, kOwn})})->digest();
  CHECK(join_indexes({base, own})->digest() == together);
  CHECK(join_indexes({own, base})->digest() == together);
  CHECK(join_indexes({compile_index({kOwn, kBase})})->digest() == together);
  CHECK(join_indexes({compile_index({kBase, kOwn + "  - {extend: kp, aliases: [x2]}\n"})})
            ->digest() != together);
  CHECK(join_indexes({base})->digest() != together);
}

TEST_CASE("catalog: comments and notes do not change the digest", "[gazetteer][catalog]") {
  CHECK(join_indexes({compile_index({kBase + "# a comment\n"})})->digest() ==
        join_indexes({compile_index({kBase})})->digest());
}

TEST_CASE("catalog: an id that two indexes define is an error", "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  Index other = compile_index({kBase});
  auto catalog = Catalog::join({base, other}, nullptr);
  REQUIRE_FALSE(catalog.has_value());
  CHECK(catalog.error().size() == 3);
  CHECK(catalog.error()[0].code == "gazetteer/duplicate-id");
}

TEST_CASE("catalog: an index whose base is missing is an error", "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  auto catalog = Catalog::join({compile_index({kOwn}, {base})}, nullptr);
  REQUIRE_FALSE(catalog.has_value());
  CHECK(catalog.error().at(0).code == "gazetteer/unknown-entry");
}

TEST_CASE("catalog: what no index defines contains nothing, and a warning says so",
          "[gazetteer][catalog]") {
  Index base = compile_index({kBase});
  Index market =
      compile_index({"gazetteer: own 2\nlabels: {PLACE: flat}\nkinds: {city: PLACE}\nentries:\n"
                     "  - {id: my.market, name: Hyesan Market, kind: city, in: kp.hyesan}\n"},
                    {base});
  Diagnostics warnings;
  auto catalog = Catalog::join({market}, &warnings);
  REQUIRE(catalog.has_value());
  CHECK((*catalog)->parent(*(*catalog)->find("my.market")) == kNoEntry);
  CHECK_FALSE((*catalog)->find("kp.hyesan"));
  CHECK((*catalog)->living_entry_count() == 1);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == "gazetteer/unknown-container");
  CHECK(warnings[0].message == "entries lie in 'kp.hyesan', which no gazetteer has");
  catalog = join_indexes({market, base});
  CHECK((*catalog)->parent(*(*catalog)->find("my.market")) == (*catalog)->find("kp.hyesan"));
}

TEST_CASE("catalog: without any index it is empty and answers", "[gazetteer][catalog]") {
  auto catalog = join_indexes({});
  CHECK(catalog->entry_count() == 0);
  CHECK_FALSE(catalog->find("kp"));
  CHECK(catalog->form(0).text == "");
  CHECK(catalog->entry(5).id == "");
  CHECK(catalog->is_dropped(0));
}

TEST_CASE("search: forms that entries share are listed", "[gazetteer][search]") {
  auto catalog = test::make_catalog(kBase + R"(
  - {id: x, name: Hyesan, kind: city}
  - {id: y, name: HYESAN, kind: organ, aliases: [MSS]}
  - {id: z, name: Ministry, kind: organ, aliases: [The ministry, the Ministry]}
)");
  std::string lines;
  for (const SharedForm& shared : find_shared_forms(*catalog)) {
    lines += shared.text + ":";
    for (FormId form : shared.forms) lines += " " + catalog->entry(catalog->form(form).entry).id;
    lines += "\n";
  }
  CHECK(lines == "Hyesan: kp.hyesan x y\nMSS: kp.mss y\n");
}

TEST_CASE("gazetteer: YAML and compiled files are loaded together, with one digest",
          "[gazetteer][load]") {
  test::TempDir folder;
  std::string base_yaml = folder.write("base.yaml", kBase);
  std::string own_yaml = folder.write("own.yml", kOwn);
  std::string base_wmg = folder.write("base.wmg", compile_index({kBase}).bytes());
  auto from_yaml = Gazetteer::load({own_yaml, base_yaml});
  auto mixed = Gazetteer::load({own_yaml, base_wmg});
  REQUIRE(from_yaml.has_value());
  REQUIRE(mixed.has_value());
  CHECK(mixed->digest() == from_yaml->digest());
  CHECK(mixed->entry_count() == from_yaml->entry_count());
  CHECK(from_yaml->entry_count() == 4);
  CHECK(meanings(mixed->catalog(), "Hesan") == "kp.hyesan alias title");
}

TEST_CASE("gazetteer: files that can't be read are all reported", "[gazetteer][load]") {
  auto gazetteer = Gazetteer::load({"no/such.yaml", "no/such.wmg", "names.txt"});
  REQUIRE_FALSE(gazetteer.has_value());
  std::string codes;
  for (const Diagnostic& diagnostic : gazetteer.error()) codes += diagnostic.code + " ";
  CHECK(codes == "gazetteer/cannot-open gazetteer/unknown-file-type text/unreadable ");
}

TEST_CASE("catalog: living entries and their labels are known without reading all",
          "[gazetteer][catalog]") {
  const Index base = compile_index({kBase});
  const auto catalog = join_indexes({base, test::compile_index({kOwn}, {base})});
  std::size_t living = 0;
  for (EntryId entry = 0; entry < catalog->entry_count(); ++entry)
    living += catalog->is_dropped(entry) ? 0 : 1;
  CHECK(catalog->living_entry_count() == living);
  const std::vector<bool> labels = catalog->labels_with_entries();
  CHECK(labels[*catalog->schema().find_label("GENE")]);
  CHECK(test::make_catalog("gazetteer: a 1\nlabels: {PLACE: flat}")->labels_with_entries() ==
        std::vector<bool>{false});
}

}  // namespace
}  // namespace waymark::gazetteer
