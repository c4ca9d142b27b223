// SPDX-License-Identifier: Apache-2.0
// The initial-sound law as a change of the first jamo, and the ways between UTF-8 and code points.
#include "surface/hangul.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "text/utf8.h"

namespace waymark::surface {
namespace {

/// The medials before which an initial ㄹ falls away: ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ.
bool begins_with_i(std::uint8_t vowel) {
  switch (vowel) {
    case medial::kYa:
    case medial::kYeo:
    case medial::kYe:
    case medial::kYo:
    case medial::kYu:
    case medial::kI:
      return true;
    default:
      return false;
  }
}

Syllable soften_initial(Syllable s) {
  if (s.initial == initial::kR) {
    s.initial = begins_with_i(s.medial) ? initial::kNone : initial::kN;
  } else if (s.initial == initial::kN && begins_with_i(s.medial) && s.medial != medial::kYe) {
    s.initial = initial::kNone;
  }
  return s;
}

/// 률 and 렬 lose their ㄹ after a vowel or ㄴ.
bool loses_r(char32_t syllable, std::uint8_t final_before) {
  return (syllable == U'률' || syllable == U'렬') &&
         (final_before == final::kNone || final_before == final::kN);
}

// Words that begin so and stand inside compounds as they stand alone. Left out are those that other
// words end in the beginning of: 력도 (전력도), 리사 (관리사).
constexpr std::u32string_view kCompounded[] = {
    U"로동", U"로병", U"로인", U"련합", U"련맹", U"련락",   U"련대", U"련방", U"련구", U"력사",
    U"령도", U"려행", U"려단", U"류학", U"류통", U"륙군",   U"륙전", U"림업", U"림산", U"료양",
    U"료리", U"락원", U"락농", U"량정", U"량곡", U"리사회", U"례술", U"녀성", U"녀맹", U"년맹"};
constexpr std::u32string_view kNotBehind[] = {U"훈련합", U"전력사", U"동력사", U"수력사", U"청년맹",
                                              U"소년맹", U"단련대", U"훈련대", U"교류학"};

bool begins_compounded(std::u32string_view name, std::size_t at) {
  const auto starts = [&](std::u32string_view word) { return name.substr(at).starts_with(word); };
  const auto is_other = [&](std::u32string_view word) {
    return name.substr(at - 1).starts_with(word);
  };
  return std::any_of(std::begin(kCompounded), std::end(kCompounded), starts) &&
         std::none_of(std::begin(kNotBehind), std::end(kNotBehind), is_other);
}

std::u32string decode_utf8(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size() / 2 + 1);
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint c = text::code_point_at(utf8, at);
    out.push_back(c.value);
    at += c.byte_size;
  }
  return out;
}

/// Most names are NFC as they come: every code point a syllable, or ASCII.
bool is_plainly_nfc(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80 || is_hangul(c); });
}

}  // namespace

bool is_hangul(std::u32string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return is_hangul(c); });
}

std::u32string to_south(std::u32string_view word) {
  std::u32string out(word);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!is_hangul(out[i])) continue;
    Syllable s = decompose(out[i]);
    if (i == 0) {
      s = soften_initial(s);
    } else if (is_hangul(out[i - 1]) && loses_r(out[i], decompose(out[i - 1]).final)) {
      s.initial = initial::kNone;
    }
    out[i] = compose(s);
  }
  return out;
}

std::u32string to_south_compound(std::u32string_view name) {
  std::u32string out;
  for (std::size_t begin = 0, at = 1; begin < name.size(); ++at) {
    const bool ends = at >= name.size() || !is_hangul(name[at]) || !is_hangul(name[at - 1]) ||
                      begins_compounded(name, at);
    if (!ends) continue;
    out += to_south(name.substr(begin, at - begin));
    begin = at;
  }
  return out;
}

std::u32string to_code_points(std::string_view utf8) {
  const bool valid = text::is_valid_utf8(utf8);
  if (valid) {
    std::u32string plain = decode_utf8(utf8);
    if (is_plainly_nfc(plain)) return plain;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return valid ? decode_utf8(utf8) : std::u32string();
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string composed;
  nfc->normalize(given, status).toUTF8String(composed);
  return U_FAILURE(status) ? std::u32string() : decode_utf8(composed);
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) text::append_utf8(c, out);
  return out;
}

}  // namespace waymark::surface
