// SPDX-License-Identifier: Apache-2.0
// Hangul to Latin letters, by every scheme that has been in use for Korean names. A scheme is a
// table of letters and a table of what happens where a final consonant meets an initial one; names
// come in segments, so that the boundary before a generic term (평안|북도) can be written and
// sounded as each scheme has it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace waymark::surface {

/// How sound passes the boundary before a segment.
enum class Boundary : std::uint8_t {
  kFlows,   ///< as inside a word: Amnok-kang, P’yŏngan-bukto
  kStops,   ///< no change is shown, the initial is as after a vowel: Amrok+gang, Phyŏngannam-do
  kBegins,  ///< no change is shown, the initial is as at the beginning of a word: Musan-kun
};

/// A run of syllables; what is no syllable is copied.
/// Lifetime: borrows its text.
struct Segment {
  std::u32string_view hangul;
  char printed = 0;  ///< '-' or ' ' before it; 0: nothing
  Boundary boundary = Boundary::kFlows;
  bool capital = false;  ///< the first segment always begins with one
};

/// Which spelling of the name a scheme is applied to.
enum class Orthography : std::uint8_t { kNorth, kSouth, kNorthThenSouth, kSouthThenNorth };

/// What keeps letters apart that would be misread: a hyphen between n and g and after ng
/// (Phan-gyo), also between vowels (Hae-undae), or an apostrophe after ng (Pyong'an).
enum class Divider : std::uint8_t { kNone, kAfterN, kAnywhere, kApostrophe };

/// The letters of a scheme.
struct Letters {
  using Row = std::array<std::string_view, 19>;  ///< by initial jamo
  /// What is written where a final meets an initial: "final|initial" in the tables.
  struct Meeting {
    std::string_view final, initial;
    constexpr Meeting(std::string_view of_final, std::string_view of_initial)
        : final(of_final), initial(of_initial) {}
    constexpr Meeting(const char* cell)
        : final(std::string_view(cell).substr(0, std::string_view(cell).find('|'))),
          initial(std::string_view(cell).substr(final.size() + 1)) {}
  };
  using Meetings = std::array<std::array<Meeting, 19>, 8>;  ///< class of final × initial
  const std::array<std::string_view, 21>* vowels = nullptr;
  const Row* initials = nullptr;  ///< at the beginning of a word
  const Meetings* meetings = nullptr;
  bool letter_by_letter = false;  ///< finals by letter, no sound change: 1959, ISO, Yale
  bool liaison = true;            ///< a final before a vowel moves over
};

/// A scheme and where its forms may be looked for.
struct Scheme {
  std::string_view name;     ///< mr, mr-plain, bgn … : the one vocabulary of scheme names
  std::string_view source;   ///< the standard or paper
  bool running_text = true;  ///< false: its forms only collide in prose, they serve look-up
  Orthography orthography = Orthography::kNorthThenSouth;
  bool generics_flow = false;  ///< sound changes are written before a generic
  bool plain = false;          ///< breves and apostrophes are dropped
  bool bgn = false;            ///< ㅅ is lost before ㄱ and ㅂ: kk, pp
  bool ayn = false;            ///< ʻ and ʼ where others write ’
  bool dprk = false;           ///< keeps Pyongyang, Chollima and their kin
  bool sh_before_i = false;    ///< ㅅ before ㅣ, as in 1984
  bool sh_before_wi = false;
  bool u_after_labials = false;  ///< Yale writes wu as u after m, p, pp, ph
  Divider divider = Divider::kNone;
  Letters letters;
};

/// All schemes that follow a table, best known first.
[[nodiscard]] std::span<const Scheme> schemes();
/// Null if no scheme has that name.
[[nodiscard]] const Scheme* find_scheme(std::string_view name);

/// Writes segments by a scheme; the first letter is a capital.
/// `nasal_r`: ㄴ before ㄹ as nn (Ŭnnyul), which McCune and Reischauer allow beside ll.
[[nodiscard]] std::string romanize(std::span<const Segment> segments, const Scheme& scheme,
                                   bool nasal_r = false);
[[nodiscard]] std::string romanize(std::u32string_view word, const Scheme& scheme);

/// The newspapers' ways of writing that are systematic enough to be schemes: `press` is a system
/// with other signs, `mixed` takes letters of several (Danchon, Chungjin) and is a misspelling that
/// many make. Beside them rarer options of the systems.
[[nodiscard]] std::span<const Scheme> press_schemes();

/// Drops breves and apostrophes: Ch’ŏngjin → Chongjin.
[[nodiscard]] std::string without_marks(std::string_view romanized);

}  // namespace waymark::surface
