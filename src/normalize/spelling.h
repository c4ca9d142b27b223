// SPDX-License-Identifier: Apache-2.0
// Spellings as normalize compares them: more is folded away than in running text, since one string
// alone is asked for and nothing around it can be misread. Also which shapes of a spelling speak
// against a Korean place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::normalize {

/// Letters and digits of the fold, hanja in one shape, nothing else: "Ham-gyŏng Bukto" and
/// "hamgyongbukto" are one, apostrophes, carets and spacing accents that print breves by are gone.
/// Requires: valid UTF-8.
[[nodiscard]] std::string compact(std::string_view name);

/// The letters of the fold with ŏ and ŭ kept apart from o and u, as capitals; empty if the name has
/// neither of them. Requires: valid UTF-8.
[[nodiscard]] std::string with_breves(std::string_view name);

/// The same with ō and ū, by which Japanese is written.
[[nodiscard]] std::string with_macrons(std::string_view name);

/// Whether a Latin name has what only McCune and Reischauer print: a breve, or an apostrophe inside
/// a word. Requires: valid UTF-8.
[[nodiscard]] bool has_marks(std::string_view name);

/// Whether a Latin letter has a mark by which nobody writes Korean: Māndal, Chờ. On o and u breves
/// stand, and what is printed for them. Requires: valid UTF-8.
[[nodiscard]] bool has_foreign_letters(std::string_view name);

/// White space at both ends taken off, runs of it inside made one space, wrapping quotes removed.
[[nodiscard]] std::string tidy(std::string_view name);

/// The words between spaces and hyphens.
/// Lifetime: borrows the text.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// Whether it is made of ASCII letters alone.
[[nodiscard]] bool is_plain_latin(std::string_view compact);
/// The number of groups of vowels: as many as syllables, if none meet. Requires: folded.
[[nodiscard]] std::size_t count_syllables(std::string_view folded);
/// Whether any Hangul syllable or Han character stands in it.
[[nodiscard]] bool has_korean_script(std::string_view text);

/// Whether two to four capitalised words, each of one syllable, stand apart as those of a Korean
/// person do: Ri Won, Kim Jong Suk, On Song; also Kim Jong-suk.
[[nodiscard]] bool is_person_shape(std::string_view name);

/// Whether two syllables are joined as those of a given name are: Yong-su, Myong-chol.
[[nodiscard]] bool is_given_name_shape(std::string_view name);

/// Whether letters stand together as in Pinyin and in no romanisation of Korean: zh, x, q, shan,
/// -iang, -uan.
[[nodiscard]] bool looks_chinese(std::string_view compact);

/// With o, l and s for 0, 1 and 5 inside words, as scanners take them for: Ch0ngjin.
[[nodiscard]] std::string with_letters_for_digits(std::string_view name);

}  // namespace waymark::normalize
