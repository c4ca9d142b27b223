// SPDX-License-Identifier: Apache-2.0
// Half of the pieces come from a list of known difficulties, the others are single code points from
// blocks.
#include "random_text.h"

#include <array>

#include "text/utf8.h"

namespace waymark::text {
namespace {

const std::vector<std::string>& hard_pieces() {
  static const std::vector<std::string> pieces = {"Musan",      "Kim",
                                                  "ofKim",      "a",
                                                  "B",          "z",
                                                  "7",          "1,000.5",
                                                  "_",          "@",
                                                  ".",          ",",
                                                  ";",          ":",
                                                  "'",          "\"",
                                                  "’",          "‘",
                                                  "“",          "”",
                                                  "-",          "–",
                                                  "—",          "…",
                                                  " ",          "  ",
                                                  "\t",         "\n",
                                                  "\r\n",       "\r",
                                                  "\f",         "(",
                                                  ")",          "U.S",
                                                  "can't",      "’s",
                                                  "'s",         "S",
                                                  "é",          "ŏ",
                                                  "ŭ",          "Ŭ",
                                                  "e\u0301",    "\u0301",
                                                  "\u0308",     "\u0323",
                                                  "\u00AD",     "\u200B",
                                                  "\u200C",     "\u200D",
                                                  "\u2060",     "\uFEFF",
                                                  "\u00A0",     "\u2003",
                                                  "\u3000",     "\u2028",
                                                  "\u2029",     "\u0085",
                                                  "한",         "국",
                                                  "뉴스",       "\u1112\u1161\u11AB",
                                                  "\u1100",     "\u1161",
                                                  "\u11A8",     "漢",
                                                  "字",         "か",
                                                  "カ",         "ー",
                                                  "\u3099",     "ｶ",
                                                  "\uFF9E",     "Ａ",
                                                  "１",         "，",
                                                  "。",         "😀",
                                                  "👩\u200D👧",   "👍🏽",
                                                  "🇰",          "🇵",
                                                  "1️⃣",    "©",
                                                  "ℹ",          "Ⓜ",
                                                  "❤\uFE0F",    "я",
                                                  "й",          "и\u0306",
                                                  "ψ",          "ά",
                                                  "א",          "ב",
                                                  "״",          "׳",
                                                  "ا",          "ب",
                                                  "٠",          "٫",
                                                  "ไทย",        "ก",
                                                  "\u0E31",     "ລາວ",
                                                  "ខ្មែរ",       "မြန်မာ",
                                                  "हिन्दी",      "ക്ഷ",
                                                  "·",          "\u2027",
                                                  "፡",          "＇",
                                                  "．",         "＿",
                                                  "‿",          "\u02BC",
                                                  "ʻ",          "ﬁ",
                                                  "№",          "½",
                                                  "ß",          "İ",
                                                  "ı",          "Ǆ",
                                                  "〆",         "〇",
                                                  "\u302A",     "㈜",
                                                  "㎞",         "豈",
                                                  "\U00020000", "\U0001F1E6",
                                                  "\U000E0067", "\u0345",
                                                  "ᾳ",          "´",
                                                  "`",          "\x01",
                                                  "\x7F"};
  return pieces;
}

constexpr std::array<std::array<char32_t, 2>, 19> kBlocks = {{{0x20, 0x7F},
                                                              {0x00, 0x20},
                                                              {0x80, 0x250},
                                                              {0x250, 0x370},
                                                              {0x370, 0x530},
                                                              {0x590, 0x6FF},
                                                              {0x900, 0xDFF},
                                                              {0xE00, 0x1000},
                                                              {0x1000, 0x1200},
                                                              {0x1200, 0x1E00},
                                                              {0x1E00, 0x2100},
                                                              {0x2100, 0x2E00},
                                                              {0x2E00, 0x3400},
                                                              {0x3400, 0xA000},
                                                              {0xA000, 0xAC00},
                                                              {0xAC00, 0xD7FF},
                                                              {0xF900, 0xFFFE},
                                                              {0x10000, 0x20000},
                                                              {0x1F000, 0x1FB00}}};

}  // namespace

std::string RandomText::piece() {
  const auto& pieces = hard_pieces();
  if (below(2) == 0) return pieces[below(static_cast<std::uint32_t>(pieces.size()))];
  const auto [begin, end] = kBlocks[below(kBlocks.size())];
  std::string result;
  append_utf8(begin + below(static_cast<std::uint32_t>(end - begin)), result);
  return result;
}

std::string RandomText::make(std::uint32_t pieces) {
  std::string result;
  for (std::uint32_t i = below(pieces + 1); i > 0; --i) result += piece();
  return result;
}

}  // namespace waymark::text
