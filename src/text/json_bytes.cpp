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
  const std::uint32_t whole = scaled / 10000, rest = scaled % 10000;
  if (whole < 10) {
    *at++ = static_cast<char>('0' + whole);
  } else {
    at = put_digits(whole, at);
  }
  if (rest == 0) return at;
  constexpr std::uint32_t kZeros = 0x30303030;
  const std::uint32_t digits = kDigitPairs[rest / 100] | std::uint32_t{kDigitPairs[rest % 100]}
                                                             << 16;
  *at = '.';
  put_little_endian(digits, at + 1);
  return at + 1 + 4 - std::countl_zero(digits ^ kZeros) / 8;
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

char* put_number_or_null(double number, char* at) {
  if (std::isfinite(number)) return put_number(number, at);
  std::memcpy(at, "null", 4);
  return at + 4;
}

}  // namespace waymark::text::json
