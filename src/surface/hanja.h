// SPDX-License-Identifier: Apache-2.0
// Korean hanja names as China and Japan write them.
#pragma once

#include <string>
#include <string_view>

namespace waymark::surface {

/// The traditional forms that China's print has where Korea's has another: 淸 → 清, 靑 → 青.
[[nodiscard]] std::u32string to_standard_hanja(std::u32string_view hanja);
/// Simplified characters: 兩江道 → 两江道. Character by character.
/// Source: ICU's Hant-Hans.
[[nodiscard]] std::u32string to_simplified(std::u32string_view hanja);
/// Japan's new character forms, for characters that occur in names: 兩江道 → 両江道.
/// Source: Jōyō Kanji list 2010.
[[nodiscard]] std::u32string to_japanese(std::u32string_view hanja);

/// One shape for each character, in whatever country it was written: 鐵原, 铁原 and 鉄原 are one.
[[nodiscard]] std::u32string fold_hanja(std::u32string_view hanja);

}  // namespace waymark::surface
