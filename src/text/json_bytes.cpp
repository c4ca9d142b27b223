// SPDX-License-Identifier: Apache-2.0
// Scores and coordinates have few decimals: their digits are made as those of a whole number, all
// others by the library.
#include "text/json_bytes.h"

#include <charconv>
#include <cmath>

namespace waymark::text::json {
namespace {

// Numbers of at most four decimals, as scores are, are ten-thousandths; their digits are the
// shortest, since no two such numbers are one double. Null, nothing written, for all others, and
// for those that to_chars would write with an exponent.
char* put_ten_thousandths(double number, char* at) {
  constexpr double kScale = 10000;
  if (!(std::abs(number) >= 0.001 && std::abs(number) < 10000)) return nullptr;
  const auto scaled = static_cast<std::uint32_t>(std::abs(number) * kScale + 0.5);
  if (scaled / kScale != std::abs(number)) return nullptr;
  if (number < 0) *at++ = '-';
  at = put_digits(scaled / 10000, at);
  const std::uint32_t rest = scaled % 10000;
  if (rest == 0) return at;
  *at = '.';
  put_little_endian(kDigitPairs[rest / 100], at + 1);
  put_little_endian(kDigitPairs[rest % 100], at + 3);
  at += 4;
  while (*at == '0') --at;
  return at + 1;
}

}  // namespace

char* put_long_escape(char c, char* at) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (const char digit : {'\\', 'u', '0', '0', kDigits[c >> 4 & 0xF], kDigits[c & 0xF]})
    *at++ = digit;
  return at;
}

char* put_many_digits(std::uint32_t number, char* at) {
  return std::to_chars(at, at + kLongestNumber, number).ptr;
}

char* put_number(double number, char* at) {
  if (char* end = put_ten_thousandths(number, at); end != nullptr) return end;
  return std::to_chars(at, at + kLongestNumber, number).ptr;
}

}  // namespace waymark::text::json
