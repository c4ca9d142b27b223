// SPDX-License-Identifier: Apache-2.0
#include "text/utf8.h"

#include <unicode/ustring.h>

#include "random_text.h"
#include "support/catch.h"
#include "text/offset_map.h"

namespace waymark::text {
namespace {

// As ICU sees it: whether the bytes convert without a fault.
bool icu_takes(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t size = 0;
  u_strFromUTF8(nullptr, 0, &size, bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  return status != U_INVALID_CHAR_FOUND;
}

}  // namespace

TEST_CASE("utf8: the first bad byte is found", "[text][utf8]") {
  const auto [given, expected] = GENERATE(table<std::string, std::size_t>({
      {"", kAllValid},
      {"혜산 😀 e\u0301 \U0010FFFF \uD7FF \uE000", kAllValid},
      {"abc\xFF", 3},
      {"혜산\x80", 6},
      {"a\xC3", 1},
      {"\xC0\x80", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xED\xA0\x80", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xE2\x80", 0},
      {"é\xE2\x28\xA1", 2},
      {std::string(100, 'a') + "\xFE" + std::string(100, 'b'), 100},
  }));
  CAPTURE(given);
  CHECK(find_invalid_utf8(given) == expected);
}

TEST_CASE("utf8: ASCII ends where the first other byte stands", "[text][utf8]") {
  for (const std::size_t size : {0, 1, 15, 16, 31, 63, 64, 65, 127, 128, 129, 200})
    for (std::size_t at = 0; at <= size; ++at) {
      const std::string ascii(size, 'a');
      REQUIRE(end_of_ascii(ascii, at) == size);
      REQUIRE(end_of_ascii(ascii + "é" + ascii, at) == size);
    }
  CHECK(end_of_ascii("é" + std::string(100, 'a') + "é", 2) == 102);
}

TEST_CASE("utf8: takes what ICU takes, and nothing else", "[text][utf8]") {
  RandomText random(41);
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = random.make(12);
    REQUIRE(is_valid_utf8(text));
    if (text.empty()) continue;
    text[random.below(static_cast<std::uint32_t>(text.size()))] =
        static_cast<char>(random.below(256));
    REQUIRE(is_valid_utf8(text) == icu_takes(text));
    const std::size_t invalid = find_invalid_utf8(text);
    if (invalid == kAllValid) continue;
    ++refused;
    REQUIRE(is_valid_utf8(text.substr(0, invalid)));
  }
  CHECK(refused > 2000);
}

TEST_CASE("utf8: code points come back from their bytes", "[text][utf8]") {
  for (const char32_t c : {U'\0', U'a', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'혜', U'\uFFFF',
                           U'\U00010000', U'😀', U'\U0010FFFF'}) {
    std::string bytes = "x";
    append_utf8(c, bytes);
    CHECK(code_point_at(bytes, 1).value == c);
    CHECK(code_point_at(bytes, 1).byte_size == bytes.size() - 1);
    CHECK(count_code_points(bytes) == 2);
  }
}

TEST_CASE("offset map: offsets in other units come back to their bytes", "[text][offset_map]") {
  const auto unit = GENERATE(OffsetUnit::kByte, OffsetUnit::kCodePoint, OffsetUnit::kUtf16);
  RandomText random(43);
  for (int i = 0; i < 300; ++i) {
    const std::string text = random.make(i % 3 == 0 ? 400 : 20);
    const OffsetMap map(text, unit);
    std::uint32_t units = 0;
    for (std::uint32_t byte = 0; byte < text.size();) {
      REQUIRE(map.from_byte(byte) == units);
      REQUIRE(map.to_byte(units) == byte);
      const CodePoint c = code_point_at(text, byte);
      const std::uint32_t size = unit == OffsetUnit::kByte        ? c.byte_size
                                 : unit == OffsetUnit::kCodePoint ? 1
                                                                  : 1 + (c.value > 0xFFFF);
      for (std::uint32_t inner = 1; inner < size; ++inner) {
        REQUIRE_FALSE(map.to_byte(units + inner).has_value());
      }
      units += size;
      byte += c.byte_size;
    }
    REQUIRE(map.from_byte(static_cast<std::uint32_t>(text.size())) == units);
    REQUIRE(map.to_byte(units) == text.size());
    REQUIRE_FALSE(map.to_byte(units + 1ull).has_value());
    REQUIRE_FALSE(map.to_byte(~0ull).has_value());
  }
}

TEST_CASE("offset map: a walk answers as the map does, in any order", "[text][offset_map]") {
  const auto unit = GENERATE(OffsetUnit::kByte, OffsetUnit::kCodePoint, OffsetUnit::kUtf16);
  RandomText random(44);
  std::string text;
  for (int i = 0; i < 40; ++i) text += random.make(12) + std::string(50, 'a');
  const OffsetMap map(text, unit);
  OffsetWalk rising(text, unit), leaping(text, unit), striding(text, unit);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t byte = 0; byte <= size; ++byte) {
    if (!is_code_point_boundary(text, byte)) continue;
    REQUIRE(rising.from_byte(byte) == map.from_byte(byte));
    if (byte % 97 == 0) REQUIRE(striding.from_byte(byte) == map.from_byte(byte));
    std::uint32_t other = byte * 7919 % size;
    while (!is_code_point_boundary(text, other)) ++other;
    REQUIRE(leaping.from_byte(other) == map.from_byte(other));
  }
}

TEST_CASE("offset map: an emoji is one code point and two UTF-16 units", "[text][offset_map]") {
  const std::string text = "혜산 😀 e\u0301 Musan";
  const auto byte = static_cast<std::uint32_t>(text.find("Musan"));
  CHECK(OffsetMap(text, OffsetUnit::kCodePoint).from_byte(byte) == 8);
  CHECK(OffsetMap(text, OffsetUnit::kUtf16).from_byte(byte) == 9);
  CHECK(OffsetMap(text, OffsetUnit::kByte).from_byte(byte) == byte);
}

}  // namespace waymark::text
