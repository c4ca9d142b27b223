// SPDX-License-Identifier: Apache-2.0
// How Japanese and Chinese read the characters of a Korean name: maps of 1910 to 1945 have 吉州 as
// Kisshū, Chinese ones 新義州 as Xinyizhou.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::surface {

/// A name in characters, cut before its generic.
struct HanName {
  std::u32string_view stem, generic;
  bool is_hyphenated = false;  ///< else they sound as one word in Japanese; Chinese parts them
};

/// The Sino-Japanese readings in Hepburn's letters, the likeliest first: Hakutōsan, Hakutōzan. None
/// if a character has no known reading.
/// Source: the on readings of any dictionary of characters; Hepburn's system of 1886 and 1954.
[[nodiscard]] std::vector<std::string> read_in_japanese(const HanName& name);

/// The Mandarin reading in Pinyin with tones: Píng’ān. Empty if a character has no known reading.
/// Source: GB/T 16159-2012.
[[nodiscard]] std::string read_in_mandarin(const HanName& name);

/// Without macrons and tones: Kisshū → Kisshu, Xīnyìzhōu → Xinyizhou.
[[nodiscard]] std::string without_accents(std::string_view reading);

/// Whether a name in Pinyin without tones is first that of a town of China: Dingzhou.
/// Requires: folded.
[[nodiscard]] bool is_chinese_town(std::string_view pinyin);

}  // namespace waymark::surface
