// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/front_coding.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

const std::vector<std::string> kSorted = {
    "",       "Hyesan",   "Hyesan City", "Hyesan-si", "Musan",   "Musan-gun",  "é",
    "무산",   "무산군",   "혜산",        "혜산시",    "兩江道",  "兩江道人民", "茂山",
    "茂山郡", "茂山郡邑", "茂山郡里",    "😀",         "😀 market"};

FrontCoder coded(const std::vector<std::string>& strings) {
  FrontCoder coder;
  for (const std::string& string : strings) coder.add(string);
  return coder;
}

TEST_CASE("front coding: every string comes back, over block borders", "[gazetteer][index]") {
  FrontCoder coder = coded(kSorted);
  FrontDecoder decoder(coder.text(), coder.blocks());
  std::string out;
  for (std::uint32_t i = 0; i < kSorted.size(); ++i) {
    CAPTURE(i);
    CHECK(decoder.decode(i, out));
    CHECK(out == kSorted[i]);
  }
  CHECK_FALSE(decoder.decode(100, out));
}

TEST_CASE("front coding: short sizes take one byte, long ones come back too",
          "[gazetteer][index]") {
  const FrontCoder coder = coded({"Musan", "Musan County"});
  CHECK(coder.text() == std::string("\x05Musan\x57 County"));
  std::string out;
  for (const std::size_t kept : {0u, 1u, 14u, 15u, 16u, 17u, 300u}) {
    for (const std::size_t added : {0u, 1u, 14u, 15u, 16u, 17u, 300u}) {
      CAPTURE(kept, added);
      const std::string first(kept, 'a'), second = first + std::string(added, 'b');
      const FrontCoder pair = coded({first, second});
      CHECK(FrontDecoder(pair.text(), pair.blocks()).decode(1, out));
      CHECK(out == second);
    }
  }
}

TEST_CASE("front coding: two halves that were coded apart are as if they were one",
          "[gazetteer][index]") {
  const FrontCoder whole = coded(kSorted);
  for (const std::ptrdiff_t half : {0, 8, 16}) {
    FrontCoder first = coded({kSorted.begin(), kSorted.begin() + half});
    first.append(coded({kSorted.begin() + half, kSorted.end()}));
    CHECK(first.text() == whole.text());
    CHECK(first.blocks() == whole.blocks());
    CHECK(first.count() == whole.count());
  }
}

TEST_CASE("front coding: a search finds where a string stands or would stand",
          "[gazetteer][index]") {
  std::vector<std::string> strings;
  for (int i = 100; i < 900; i += 2) strings.push_back("geo." + std::to_string(i));
  FrontCoder coder = coded(strings);
  FrontDecoder decoder(coder.text(), coder.blocks());
  auto count = static_cast<std::uint32_t>(strings.size());
  for (std::uint32_t i = 0; i < count; ++i) CHECK(decoder.lower_bound(strings[i], count) == i);
  CHECK(decoder.lower_bound("geo.101", count) == 1);
  CHECK(decoder.lower_bound("", count) == 0);
  CHECK(decoder.lower_bound("z", count) == count);
  CHECK(FrontDecoder().lower_bound("a", 0) == 0);
}

TEST_CASE("front coding: damaged bytes give nothing or some valid string", "[gazetteer][index]") {
  FrontCoder coder = coded(kSorted);
  std::string out;
  for (std::size_t byte = 0; byte < coder.text().size(); ++byte)
    for (int value = 0; value < 256; ++value) {
      std::string text = coder.text();
      text[byte] = static_cast<char>(value);
      FrontDecoder decoder(text, coder.blocks());
      for (std::uint32_t i = 0; i < kSorted.size(); ++i)
        if (!decoder.decode(i, out)) REQUIRE(out.empty());
    }
}

TEST_CASE("varint: numbers come back, cut off ones do not", "[gazetteer][index]") {
  auto number = GENERATE(0u, 1u, 127u, 128u, 300u, 65535u, 0xFFFFFFFFu);
  std::string bytes;
  append_varint(number, bytes);
  std::size_t at = 0;
  std::uint32_t read = 0;
  CHECK(read_varint(bytes, at, read));
  CHECK(read == number);
  CHECK(at == bytes.size());
  at = 0;
  CHECK_FALSE(read_varint(std::string_view(bytes).substr(0, bytes.size() - 1), at, read));
}

}  // namespace
}  // namespace waymark::gazetteer
