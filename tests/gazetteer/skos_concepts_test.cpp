// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/skos_concepts.h"

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

const std::string kSkos = "http://www.w3.org/2004/02/skos/core#";

TEST_CASE("SKOS: more statements than are kept are too many, what SKOS doesn't use doesn't count",
          "[gazetteer][import]") {
  SkosConcepts concepts(2);
  for (const char* property : {"altLabel", "definition", "prefLabel", "related"})
    concepts.take("http://e/a", kSkos + property, {.text = "x", .is_literal = true}, 0);
  CHECK_FALSE(concepts.are_too_many());
  concepts.take("http://e/a", kSkos + "notation", {.text = "x", .is_literal = true}, 0);
  CHECK(concepts.are_too_many());
}

}  // namespace
}  // namespace waymark::gazetteer
