// SPDX-License-Identifier: Apache-2.0
#include "match/letter_case.h"

#include "support/catch.h"

namespace waymark::match {
namespace {

using gazetteer::Case;

TEST_CASE("letter case: capitals of a form are asked for where it has them", "[match][case]") {
  CHECK(satisfies_case("Hyesan", "HYESAN", Case::kTitle));
  CHECK_FALSE(satisfies_case("Hyesan", "hyesan", Case::kTitle));
  CHECK(satisfies_case("hyesan", "hYesan", Case::kTitle));
  CHECK(satisfies_case("Ra-son", "Ra Son", Case::kTitle));
  CHECK_FALSE(satisfies_case("Élan", "élan", Case::kTitle));
  CHECK(satisfies_case("Élan", "ÉLAN", Case::kTitle));
  CHECK(satisfies_case("혜산", "혜산", Case::kTitle));
  CHECK_FALSE(satisfies_case("Us", "US", Case::kExact));
  CHECK(satisfies_case("South Hwanghae", "South\nHwanghae", Case::kExact));
  CHECK(satisfies_case("Us", "uS", Case::kAny));
}

TEST_CASE("letter case: two texts differ in case alone", "[match][case]") {
  CHECK(differ_in_case_alone("Ra-son 1", "RA-SON 1"));
  CHECK(differ_in_case_alone("", ""));
  CHECK_FALSE(differ_in_case_alone("Rason", "Ra-son"));
  CHECK_FALSE(differ_in_case_alone("Rason", "Nason"));
  // Signs are as far apart as letters of both cases are.
  CHECK_FALSE(differ_in_case_alone("a[", "a{"));
  CHECK_FALSE(differ_in_case_alone("a@", "a`"));
  CHECK_FALSE(differ_in_case_alone("Élan", "Élan"));
}

}  // namespace
}  // namespace waymark::match
