// SPDX-License-Identifier: Apache-2.0
// A Hangul syllable is a number: initial, medial and final jamo are found by arithmetic, and put
// together again. Also here: what the North writes and the South writes otherwise, since that is a
// matter of jamo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::surface {

/// The jamo of a syllable by their number in Unicode's order:
/// ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ for initials, ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ
/// for medials; finals as below.
struct Syllable {
  std::uint8_t initial = 0;
  std::uint8_t medial = 0;
  std::uint8_t final = 0;  ///< 0: none
  friend bool operator==(const Syllable&, const Syllable&) = default;
};

namespace initial {
enum : std::uint8_t {
  kG,
  kGg,
  kN,
  kD,
  kDd,
  kR,
  kM,
  kB,
  kBb,
  kS,
  kSs,
  kNone,
  kJ,
  kJj,
  kCh,
  kK,
  kT,
  kP,
  kH
};
}
namespace medial {
enum : std::uint8_t {
  kA,
  kAe,
  kYa,
  kYae,
  kEo,
  kE,
  kYeo,
  kYe,
  kO,
  kWa,
  kWae,
  kOe,
  kYo,
  kU,
  kWo,
  kWe,
  kWi,
  kYu,
  kEu,
  kUi,
  kI
};
}
namespace final {
enum : std::uint8_t {
  kNone,
  kG,
  kGg,
  kGs,
  kN,
  kNj,
  kNh,
  kD,
  kL,
  kLg,
  kLm,
  kLb,
  kLs,
  kLt,
  kLp,
  kLh,
  kM,
  kB,
  kBs,
  kS,
  kSs,
  kNg,
  kJ,
  kCh,
  kK,
  kT,
  kP,
  kH
};
}

/// Whether a code point is a precomposed syllable, 가 to 힣.
[[nodiscard]] constexpr bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
/// Whether all of a string is; an empty one isn't.
[[nodiscard]] bool is_hangul(std::u32string_view text);

/// Requires: is_hangul(c).
[[nodiscard]] constexpr Syllable decompose(char32_t c) {
  const std::uint32_t n = static_cast<std::uint32_t>(c) - 0xAC00;
  return {static_cast<std::uint8_t>(n / 588), static_cast<std::uint8_t>(n % 588 / 28),
          static_cast<std::uint8_t>(n % 28)};
}
[[nodiscard]] constexpr char32_t compose(Syllable s) {
  return static_cast<char32_t>(0xAC00 + (s.initial * 21 + s.medial) * 28 + s.final);
}

/// The South's spelling of one word in the North's: the initial-sound law on its first syllable
/// (량강 → 양강, 녕변 → 영변, 라선 → 나선) and 률, 렬 as 율, 열 after a vowel or ㄴ (은률 → 은율).
[[nodiscard]] std::u32string to_south(std::u32string_view word);

/// The South's spelling of a name of several words, also where it is written as one: the law holds
/// for each word that compounds are made of (조선|로동당 → 조선노동당, 조선|녀성 → 조선여성).
[[nodiscard]] std::u32string to_south_compound(std::u32string_view name);

/// UTF-8 to code points in NFC, conjoining jamo put together; bytes that are no UTF-8 become
/// U+FFFD.
[[nodiscard]] std::u32string to_code_points(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view text);

}  // namespace waymark::surface
