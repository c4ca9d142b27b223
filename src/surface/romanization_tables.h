// SPDX-License-Identifier: Apache-2.0
// The letters of the romanisation schemes, as their standards print them: vowels, initials at the
// beginning of a word, and for each class of final × initial what is written for both
// ("final|initial").
#pragma once

#include "surface/romanization.h"

namespace waymark::surface {

// clang-format off
// ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ
constexpr std::array<std::string_view, 21> kMrVowels = {{"a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oe", "yo", "u", "wŏ", "we", "wi", "yu", "ŭ", "ŭi", "i"}};
constexpr std::array<std::string_view, 21> kDprk2012Vowels = {{"a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oi", "yo", "u", "wŏ", "we", "wi", "yu", "ŭ", "ŭi", "i"}};
constexpr std::array<std::string_view, 21> kRrVowels = {{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}};
constexpr std::array<std::string_view, 21> kMoe1959Vowels = {{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "weo", "we", "wi", "yu", "eu", "eui", "i"}};
constexpr std::array<std::string_view, 21> kRok1984Vowels = {{"a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "ŭ", "ŭi", "i"}};
constexpr std::array<std::string_view, 21> kIsoVowels = {{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "weo", "we", "wi", "yu", "eu", "ui", "i"}};
constexpr std::array<std::string_view, 21> kYaleVowels = {{"a", "ay", "ya", "yay", "e", "ey", "ye", "yey", "o", "wa", "way", "oy", "yo", "wu", "we", "wey", "wi", "yu", "u", "uy", "i"}};
// The newspapers': ŏ written u (Chungjin), u written oo (Soonam), the breve written as an apostrophe (Wo’nsan).
constexpr std::array<std::string_view, 21> kOpenVowels = {{"a", "ae", "ya", "yae", "u", "e", "yu", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"}};
constexpr std::array<std::string_view, 21> kDoubleVowels = {{"a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "oo", "wo", "we", "wi", "yoo", "u", "ui", "i"}};
constexpr std::array<std::string_view, 21> kRrDoubleVowels = {{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "oo", "wo", "we", "wi", "yoo", "eu", "ui", "i"}};
constexpr std::array<std::string_view, 21> kApostropheVowels = {{"a", "ae", "ya", "yae", "o’", "e", "yo’", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo’", "we", "wi", "yu", "u’", "u’i", "i"}};

// ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ
constexpr Letters::Row kMrInitials = {{"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch’", "k’", "t’", "p’", "h"}};
constexpr Letters::Row kDprkInitials = {{"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th", "ph", "h"}};
constexpr Letters::Row kRrInitials = {{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}};
constexpr Letters::Row kMoe1959Initials = {{"g", "gg", "n", "d", "dd", "r", "m", "b", "bb", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}};
constexpr Letters::Row kIsoInitials = {{"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "c", "cc", "ch", "kh", "th", "ph", "h"}};
constexpr Letters::Row kYaleInitials = {{"k", "kk", "n", "t", "tt", "l", "m", "p", "pp", "s", "ss", "", "c", "cc", "ch", "kh", "th", "ph", "h"}};
// RR, but K for ㄱ, the commonest mixture (Kaeseong).
constexpr Letters::Row kKInitials = {{"k", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}};
// MR's first letter without marks, the rest as it comes (Popdong, Paekam).
constexpr Letters::Row kPlainInitials = {{"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}};

// McCune and Reischauer 1939, table of finals and initials.
constexpr Letters::Meetings kMrMeetings = {{
    /* –  */ {{"|g", "|kk", "|n", "|d", "|tt", "|r", "|m", "|b", "|pp", "|s", "|ss", "|", "|j", "|tch", "|ch’", "|k’", "|t’", "|p’", "|h"}},
    /* k  */ {{"k|k", "k|kk", "ng|n", "k|t", "k|tt", "ng|n", "ng|m", "k|p", "k|pp", "k|s", "k|ss", "k|", "k|ch", "k|tch", "k|ch’", "k|k’", "k|t’", "k|p’", "k|h"}},
    /* n  */ {{"n|’g", "n|kk", "n|n", "n|d", "n|tt", "l|l", "n|m", "n|b", "n|pp", "n|s", "n|ss", "n|", "n|j", "n|tch", "n|ch’", "n|k’", "n|t’", "n|p’", "n|h"}},
    /* t  */ {{"t|k", "t|kk", "n|n", "t|t", "t|tt", "n|n", "n|m", "t|p", "t|pp", "s|s", "t|ss", "t|", "t|ch", "t|tch", "t|ch’", "t|k’", "t|t’", "t|p’", "t|h"}},
    /* l  */ {{"l|g", "l|kk", "l|l", "l|t", "l|tt", "l|l", "l|m", "l|b", "l|pp", "l|s", "l|ss", "l|", "l|ch", "l|tch", "l|ch’", "l|k’", "l|t’", "l|p’", "r|h"}},
    /* m  */ {{"m|g", "m|kk", "m|n", "m|d", "m|tt", "m|n", "m|m", "m|b", "m|pp", "m|s", "m|ss", "m|", "m|j", "m|tch", "m|ch’", "m|k’", "m|t’", "m|p’", "m|h"}},
    /* p  */ {{"p|k", "p|kk", "m|n", "p|t", "p|tt", "m|n", "m|m", "p|p", "p|pp", "p|s", "p|ss", "p|", "p|ch", "p|tch", "p|ch’", "p|k’", "p|t’", "p|p’", "p|h"}},
    /* ng */ {{"ng|g", "ng|kk", "ng|n", "ng|d", "ng|tt", "ng|n", "ng|m", "ng|b", "ng|pp", "ng|s", "ng|ss", "ng|", "ng|j", "ng|tch", "ng|ch’", "ng|k’", "ng|t’", "ng|p’", "ng|h"}},
}};

// DPRK: lenis letters are voiced after vowels and n, m, ng, l; ㄹ stays r.
constexpr Letters::Meetings kDprk1992Meetings = {{
    /* –  */ {{"|g", "|kk", "|n", "|d", "|tt", "|r", "|m", "|b", "|pp", "|s", "|ss", "|", "|j", "|jj", "|ch", "|kh", "|th", "|ph", "|h"}},
    /* k  */ {{"k|k", "k|kk", "ng|n", "k|t", "k|tt", "ng|r", "ng|m", "k|p", "k|pp", "k|s", "k|ss", "k|", "k|j", "k|jj", "k|ch", "k|kh", "k|th", "k|ph", "k|h"}},
    /* n  */ {{"n|g", "n|kk", "n|n", "n|d", "n|tt", "n|r", "n|m", "n|b", "n|pp", "n|s", "n|ss", "n|", "n|j", "n|jj", "n|ch", "n|kh", "n|th", "n|ph", "n|h"}},
    /* t  */ {{"t|k", "t|kk", "n|n", "t|t", "t|tt", "n|r", "n|m", "t|p", "t|pp", "t|s", "t|ss", "t|", "t|j", "t|jj", "t|ch", "t|kh", "t|th", "t|ph", "t|h"}},
    /* l  */ {{"l|g", "l|kk", "l|l", "l|d", "l|tt", "l|l", "l|m", "l|b", "l|pp", "l|s", "l|ss", "l|", "l|j", "l|jj", "l|ch", "l|kh", "l|th", "l|ph", "l|h"}},
    /* m  */ {{"m|g", "m|kk", "m|n", "m|d", "m|tt", "m|r", "m|m", "m|b", "m|pp", "m|s", "m|ss", "m|", "m|j", "m|jj", "m|ch", "m|kh", "m|th", "m|ph", "m|h"}},
    /* p  */ {{"p|k", "p|kk", "m|n", "p|t", "p|tt", "m|r", "m|m", "p|p", "p|pp", "p|s", "p|ss", "p|", "p|j", "p|jj", "p|ch", "p|kh", "p|th", "p|ph", "p|h"}},
    /* ng */ {{"ng|g", "ng|kk", "ng|n", "ng|d", "ng|tt", "ng|r", "ng|m", "ng|b", "ng|pp", "ng|s", "ng|ss", "ng|", "ng|j", "ng|jj", "ng|ch", "ng|kh", "ng|th", "ng|ph", "ng|h"}},
}};

// DPRK 2012: as before, but voiceless after l (Mulkol).
constexpr Letters::Meetings kDprk2012Meetings = {{
    /* –  */ {{"|g", "|kk", "|n", "|d", "|tt", "|r", "|m", "|b", "|pp", "|s", "|ss", "|", "|j", "|jj", "|ch", "|kh", "|th", "|ph", "|h"}},
    /* k  */ {{"k|k", "k|kk", "ng|n", "k|t", "k|tt", "ng|r", "ng|m", "k|p", "k|pp", "k|s", "k|ss", "k|", "k|j", "k|jj", "k|ch", "k|kh", "k|th", "k|ph", "k|h"}},
    /* n  */ {{"n|g", "n|kk", "n|n", "n|d", "n|tt", "n|r", "n|m", "n|b", "n|pp", "n|s", "n|ss", "n|", "n|j", "n|jj", "n|ch", "n|kh", "n|th", "n|ph", "n|h"}},
    /* t  */ {{"t|k", "t|kk", "n|n", "t|t", "t|tt", "n|r", "n|m", "t|p", "t|pp", "t|s", "t|ss", "t|", "t|j", "t|jj", "t|ch", "t|kh", "t|th", "t|ph", "t|h"}},
    /* l  */ {{"l|k", "l|kk", "l|l", "l|t", "l|tt", "l|l", "l|m", "l|p", "l|pp", "l|s", "l|ss", "l|", "l|j", "l|jj", "l|ch", "l|kh", "l|th", "l|ph", "l|h"}},
    /* m  */ {{"m|g", "m|kk", "m|n", "m|d", "m|tt", "m|r", "m|m", "m|b", "m|pp", "m|s", "m|ss", "m|", "m|j", "m|jj", "m|ch", "m|kh", "m|th", "m|ph", "m|h"}},
    /* p  */ {{"p|k", "p|kk", "m|n", "p|t", "p|tt", "m|r", "m|m", "p|p", "p|pp", "p|s", "p|ss", "p|", "p|j", "p|jj", "p|ch", "p|kh", "p|th", "p|ph", "p|h"}},
    /* ng */ {{"ng|g", "ng|kk", "ng|n", "ng|d", "ng|tt", "ng|r", "ng|m", "ng|b", "ng|pp", "ng|s", "ng|ss", "ng|", "ng|j", "ng|jj", "ng|ch", "ng|kh", "ng|th", "ng|ph", "ng|h"}},
}};

// Revised Romanization: assimilation is written, tensing is not.
constexpr Letters::Meetings kRrMeetings = {{
    /* –  */ {{"|g", "|kk", "|n", "|d", "|tt", "|r", "|m", "|b", "|pp", "|s", "|ss", "|", "|j", "|jj", "|ch", "|k", "|t", "|p", "|h"}},
    /* k  */ {{"k|g", "k|kk", "ng|n", "k|d", "k|tt", "ng|n", "ng|m", "k|b", "k|pp", "k|s", "k|ss", "k|", "k|j", "k|jj", "k|ch", "k|k", "k|t", "k|p", "k|h"}},
    /* n  */ {{"n|g", "n|kk", "n|n", "n|d", "n|tt", "l|l", "n|m", "n|b", "n|pp", "n|s", "n|ss", "n|", "n|j", "n|jj", "n|ch", "n|k", "n|t", "n|p", "n|h"}},
    /* t  */ {{"t|g", "t|kk", "n|n", "t|d", "t|tt", "n|n", "n|m", "t|b", "t|pp", "t|s", "t|ss", "t|", "t|j", "t|jj", "t|ch", "t|k", "t|t", "t|p", "t|h"}},
    /* l  */ {{"l|g", "l|kk", "l|l", "l|d", "l|tt", "l|l", "l|m", "l|b", "l|pp", "l|s", "l|ss", "l|", "l|j", "l|jj", "l|ch", "l|k", "l|t", "l|p", "l|h"}},
    /* m  */ {{"m|g", "m|kk", "m|n", "m|d", "m|tt", "m|n", "m|m", "m|b", "m|pp", "m|s", "m|ss", "m|", "m|j", "m|jj", "m|ch", "m|k", "m|t", "m|p", "m|h"}},
    /* p  */ {{"p|g", "p|kk", "m|n", "p|d", "p|tt", "m|n", "m|m", "p|b", "p|pp", "p|s", "p|ss", "p|", "p|j", "p|jj", "p|ch", "p|k", "p|t", "p|p", "p|h"}},
    /* ng */ {{"ng|g", "ng|kk", "ng|n", "ng|d", "ng|tt", "ng|n", "ng|m", "ng|b", "ng|pp", "ng|s", "ng|ss", "ng|", "ng|j", "ng|jj", "ng|ch", "ng|k", "ng|t", "ng|p", "ng|h"}},
}};

// Every syllable by itself, as newspapers do: Rakwon, Baekam.
constexpr Letters::Meetings kUnchangedMeetings = {{
    /* –  */ {{"|g", "|kk", "|n", "|d", "|tt", "|r", "|m", "|b", "|pp", "|s", "|ss", "|", "|j", "|jj", "|ch", "|k", "|t", "|p", "|h"}},
    /* k  */ {{"k|g", "k|kk", "k|n", "k|d", "k|tt", "k|r", "k|m", "k|b", "k|pp", "k|s", "k|ss", "k|", "k|j", "k|jj", "k|ch", "k|k", "k|t", "k|p", "k|h"}},
    /* n  */ {{"n|g", "n|kk", "n|n", "n|d", "n|tt", "n|r", "n|m", "n|b", "n|pp", "n|s", "n|ss", "n|", "n|j", "n|jj", "n|ch", "n|k", "n|t", "n|p", "n|h"}},
    /* t  */ {{"t|g", "t|kk", "t|n", "t|d", "t|tt", "t|r", "t|m", "t|b", "t|pp", "t|s", "t|ss", "t|", "t|j", "t|jj", "t|ch", "t|k", "t|t", "t|p", "t|h"}},
    /* l  */ {{"l|g", "l|kk", "l|n", "l|d", "l|tt", "l|r", "l|m", "l|b", "l|pp", "l|s", "l|ss", "l|", "l|j", "l|jj", "l|ch", "l|k", "l|t", "l|p", "l|h"}},
    /* m  */ {{"m|g", "m|kk", "m|n", "m|d", "m|tt", "m|r", "m|m", "m|b", "m|pp", "m|s", "m|ss", "m|", "m|j", "m|jj", "m|ch", "m|k", "m|t", "m|p", "m|h"}},
    /* p  */ {{"p|g", "p|kk", "p|n", "p|d", "p|tt", "p|r", "p|m", "p|b", "p|pp", "p|s", "p|ss", "p|", "p|j", "p|jj", "p|ch", "p|k", "p|t", "p|p", "p|h"}},
    /* ng */ {{"ng|g", "ng|kk", "ng|n", "ng|d", "ng|tt", "ng|r", "ng|m", "ng|b", "ng|pp", "ng|s", "ng|ss", "ng|", "ng|j", "ng|jj", "ng|ch", "ng|k", "ng|t", "ng|p", "ng|h"}},
}};

// RR, but K for ㄱ after a consonant, as many newspapers write it (Hamkyong, Yangkang).
constexpr Letters::Meetings kVoicelessKMeetings = {{
    /* –  */ {{"|g", "|kk", "|n", "|d", "|tt", "|r", "|m", "|b", "|pp", "|s", "|ss", "|", "|j", "|jj", "|ch", "|k", "|t", "|p", "|h"}},
    /* k  */ {{"k|k", "k|kk", "ng|n", "k|d", "k|tt", "ng|n", "ng|m", "k|b", "k|pp", "k|s", "k|ss", "k|", "k|j", "k|jj", "k|ch", "k|k", "k|t", "k|p", "k|h"}},
    /* n  */ {{"n|k", "n|kk", "n|n", "n|d", "n|tt", "l|l", "n|m", "n|b", "n|pp", "n|s", "n|ss", "n|", "n|j", "n|jj", "n|ch", "n|k", "n|t", "n|p", "n|h"}},
    /* t  */ {{"t|k", "t|kk", "n|n", "t|d", "t|tt", "n|n", "n|m", "t|b", "t|pp", "t|s", "t|ss", "t|", "t|j", "t|jj", "t|ch", "t|k", "t|t", "t|p", "t|h"}},
    /* l  */ {{"l|k", "l|kk", "l|l", "l|d", "l|tt", "l|l", "l|m", "l|b", "l|pp", "l|s", "l|ss", "l|", "l|j", "l|jj", "l|ch", "l|k", "l|t", "l|p", "l|h"}},
    /* m  */ {{"m|k", "m|kk", "m|n", "m|d", "m|tt", "m|n", "m|m", "m|b", "m|pp", "m|s", "m|ss", "m|", "m|j", "m|jj", "m|ch", "m|k", "m|t", "m|p", "m|h"}},
    /* p  */ {{"p|k", "p|kk", "m|n", "p|d", "p|tt", "m|n", "m|m", "p|b", "p|pp", "p|s", "p|ss", "p|", "p|j", "p|jj", "p|ch", "p|k", "p|t", "p|p", "p|h"}},
    /* ng */ {{"ng|k", "ng|kk", "ng|n", "ng|d", "ng|tt", "ng|n", "ng|m", "ng|b", "ng|pp", "ng|s", "ng|ss", "ng|", "ng|j", "ng|jj", "ng|ch", "ng|k", "ng|t", "ng|p", "ng|h"}},
}};
// clang-format on

}  // namespace waymark::surface
