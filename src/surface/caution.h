// SPDX-License-Identifier: Apache-2.0
// Which bare forms would be found where nobody means the place: they are words of their own, or too
// short.
#pragma once

#include <string_view>

namespace waymark::surface {

/// Whether a name is also a word of English: Mango, Human, Central. Marks and capitals don't count.
[[nodiscard]] bool is_common_word(std::string_view latin);
/// The same for a word that is folded already.
[[nodiscard]] bool is_common_folded_word(std::string_view word);

/// Whether a spelling is a family's, a person's or a country's name before it is a Korean place's:
/// Kim, Jason, Iran.
[[nodiscard]] bool is_known_name(std::string_view latin);

/// Whether a spelling by newspapers or linguists is another place's official one: Chungnam is 충남,
/// never 청남.
[[nodiscard]] bool is_taken(std::string_view romanized);

/// Whether a bare Hangul name is a common word of Korean: 온천, 운전, 과일.
[[nodiscard]] bool is_common_hangul(std::u32string_view name);

/// The same for hanja: 長江, 溫泉.
[[nodiscard]] bool is_common_hanja(std::u32string_view name);

/// Whether a romanised word is so long that it can't be met by chance in any case: seven letters or
/// more.
[[nodiscard]] bool is_distinctive(std::string_view romanized);

}  // namespace waymark::surface
