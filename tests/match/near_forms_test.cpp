// SPDX-License-Identifier: Apache-2.0
// The forms near a spelling, over all indexes of a run.
#include "match/near_forms.h"

#include <string>
#include <string_view>

#include "support/catch.h"
#include "support/gazetteer.h"

namespace waymark::match {
namespace {

constexpr char kPlaces[] =
    "labels: {PLACE: flat}\nentries:\n"
    "  - {id: kp, name: Korea, label: PLACE}\n"
    "  - {id: kp.hyesan, name: Hyesan, label: PLACE, in: kp}\n"
    "  - {id: kp.musan, name: Musan, label: PLACE, in: kp}\n";

/// The ids of the entries near a spelling, in the order given.
std::string near(const gazetteer::Catalog& catalog, std::string_view folded) {
  std::string ids;
  for (const NearForm& form : NearForms(catalog).find(folded, 1.2))
    ids += catalog.entry(form.entry).id + "=" + catalog.form(form.form).text + " ";
  return ids;
}

TEST_CASE("near forms: what differs by nothing is no near miss", "[match][near]") {
  const auto catalog = test::make_catalog(kPlaces);
  CHECK(near(*catalog, "hyesann") == "kp.hyesan=Hyesan ");
  CHECK(near(*catalog, "hyesan").empty());
  CHECK(near(*catalog, "\U0001F3D4 hyesann").empty());
}

TEST_CASE("near forms: all indexes are asked, and what one drops is near nothing",
          "[match][near]") {
  const gazetteer::Index places = test::compile_index({kPlaces});
  const gazetteer::Index more =
      test::compile_index({"entries: [{id: kp.haesan, name: Haesan, label: PLACE, in: kp},\n"
                           "  {extend: kp.musan, aliases: [Mosan]}, {drop: kp.hyesan}]\n"},
                          {places});
  const auto catalog = test::join_indexes({places, more});
  CHECK(near(*catalog, "hyesann") == "kp.haesan=Haesan ");
  CHECK(near(*catalog, "mosann") == "kp.musan=Mosan ");
  CHECK(NearForms(*catalog).may_contain(*catalog->find("kp")));
  CHECK_FALSE(NearForms(*catalog).may_contain(*catalog->find("kp.haesan")));
}

TEST_CASE("near forms: a container that only an extension's owner knows counts", "[match][near]") {
  const gazetteer::Index places =
      test::compile_index({"labels: {PLACE: flat}\nentries:\n"
                           "  - {id: kp, name: 조선, label: PLACE}\n"
                           "  - {id: kp.musan, name: 무산, label: PLACE, in: kp}\n"});
  const gazetteer::Index more =
      test::compile_index({"entries: [{extend: kp.musan, aliases: [Musan]}]\n"}, {places});
  const auto catalog = test::join_indexes({places, more});
  CHECK(NearForms(*catalog).may_contain(*catalog->find("kp")));
}

TEST_CASE("near forms: a word of a megabyte is looked up at once", "[match][near]") {
  const auto catalog = test::make_catalog(kPlaces);
  std::string word = "hyesan";
  for (int i = 0; i < 200000; ++i) word += "cdfgk";
  CHECK(near(*catalog, word).empty());
}

}  // namespace
}  // namespace waymark::match
