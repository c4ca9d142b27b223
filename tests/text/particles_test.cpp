// SPDX-License-Identifier: Apache-2.0
#include "text/particles.h"

#include "support/catch.h"

using waymark::text::is_particle_run;

TEST_CASE("particles: one, or several in a row, are a run", "[text][particles]") {
  for (const char* run : {"은", "에서", "에서는", "들에게", "으로부터의", "님께서도"})
    CHECK(is_particle_run(run));
}

TEST_CASE("particles: what holds a syllable that is none is no run", "[text][particles]") {
  for (const char* word : {"", "장", "에서장", "장에서", "너", "강", "은행"})
    CHECK_FALSE(is_particle_run(word));
}

TEST_CASE("particles: bytes that are no syllables are no run", "[text][particles]") {
  CHECK_FALSE(is_particle_run("e"));
  CHECK_FALSE(is_particle_run("\xEC\x97"));
  CHECK_FALSE(is_particle_run("에서\xEC"));
  CHECK_FALSE(is_particle_run("에서 는"));
}
