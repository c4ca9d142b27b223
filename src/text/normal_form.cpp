// SPDX-License-Identifier: Apache-2.0
// Folding goes code point by code point as long as each folds alone: ASCII, letters with marks
// (from a table), Hangul syllables, Han and Kana. At the first that doesn't, the whole string goes
// through ICU's NFKC_Casefold, between a pass that settles quotes and dashes before NFKC takes them
// apart and one that drops marks.
#include "text/normal_form.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <mutex>
#include <optional>

#include "text/character.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

bool is_dropped_mark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

bool is_single_quote(char32_t c) {
  switch (c) {
    case U'`':
    case 0x00B4:  // acute accent
    case 0x02B9:  // modifier prime
    case 0x02BB:  // ʻ
    case 0x02BC:  // ʼ
    case 0x02BD:  // ʽ
    case 0x02BE:  // ʾ
    case 0x02BF:  // ʿ
    case 0x02C8:  // ˈ
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:  // prime
    case 0x2035:
    case 0x2039:
    case 0x203A:
    case 0xFF07:
    case 0xFF40:
      return true;
    default:
      return false;
  }
}

bool is_double_quote(char32_t c) {
  switch (c) {
    case 0x00AB:
    case 0x00BB:
    case 0x02BA:
    case 0x02EE:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:  // double prime
    case 0x2036:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
      return true;
    default:
      return false;
  }
}

// Quotes, dashes and spaces as their ASCII kin; other code points as they are.
char32_t settle_punctuation(char32_t c) {
  if (c < 0x80) return c == U'`' ? U'\'' : c >= 0x09 && c <= 0x0D ? U' ' : c;
  if (is_single_quote(c)) return U'\'';
  if (is_double_quote(c)) return U'"';
  if (u_isUWhiteSpace(static_cast<UChar32>(c))) return U' ';
  if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DASH)) return U'-';
  return c;
}

void settle_punctuation(std::string_view utf8, std::string& out) {
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    append_utf8(settle_punctuation(c.value), out);
    at += c.byte_size;
  }
}

bool is_latin_or_greek(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

// Appends a Latin or Greek letter without the marks that are composed into it.
void append_base_letter(char32_t c, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString decomposed;
  if (c < 0x80 || U_FAILURE(status) ||
      !nfd->getDecomposition(static_cast<UChar32>(c), decomposed)) {
    append_utf8(c, out);
    return;
  }
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(decomposed.char32At(i));
    if (!is_dropped_mark(part)) append_utf8(part, out);
  }
}

// `after_letter` tells whether a letter that loses its marks stands before `utf8`, and then before
// what follows.
void drop_marks(std::string_view utf8, bool& after_letter, std::string& out) {
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    at += c.byte_size;
    if (after_letter && is_dropped_mark(c.value)) continue;
    if (is_latin_or_greek(c.value)) {
      after_letter = true;
      append_base_letter(c.value, out);
      continue;
    }
    after_letter = after_letter && character_info(c.value).has(kIsMark);
    append_utf8(settle_punctuation(c.value), out);
  }
}

void normalize(const icu::Normalizer2* (*instance)(UErrorCode&), std::string_view utf8,
               std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = instance(status);
  if (U_SUCCESS(status)) {
    const icu::StringPiece piece(utf8.data(), static_cast<std::int32_t>(utf8.size()));
    form->normalize(icu::UnicodeString::fromUTF8(piece), status).toUTF8String(out);
  }
  assert(U_SUCCESS(status));
}

// ICU counts in 32 bits and folding may lengthen text, so longer strings go in pieces. A piece ends
// before ASCII, which nothing joins, or, where there is none for a while, between any two code
// points. It also ends in a run of marks that no writing has, since ICU's time to order marks grows
// with the square of their number.
constexpr std::size_t kPieceSize = std::size_t{1} << 24;
constexpr std::size_t kMostMarks = 256;

std::size_t piece_end(std::string_view utf8) {
  std::size_t marks = 0;
  std::size_t at = 0;
  while (at < utf8.size() && at < 2 * kPieceSize && marks < kMostMarks) {
    const CodePoint c = code_point_at(utf8, at);
    if (c.value < 0x80 && at >= kPieceSize) break;
    marks = character_info(c.value).has(kIsMark) ? marks + 1 : 0;
    at += c.byte_size;
  }
  return at;
}

void fold_by_icu(std::string_view utf8, std::string& out) {
  bool after_letter = false;
  while (!utf8.empty()) {
    const std::size_t size = piece_end(utf8);
    std::string parts;
    std::string settled;
    std::string folded;
    // Decomposed first, since NFKC_Casefold alone takes ᾳ with a further mark for another thing
    // than its parts.
    normalize(icu::Normalizer2::getNFDInstance, utf8.substr(0, size), parts);
    settle_punctuation(parts, settled);
    normalize(icu::Normalizer2::getNFKCCasefoldInstance, settled, folded);
    drop_marks(folded, after_letter, out);
    utf8.remove_prefix(size);
  }
}

// What a code point folds to on its own, ready to be copied.
struct FoldedLetter {
  std::array<char, 7> bytes{};
  std::uint8_t byte_size = 0;
  bool takes_marks = false;  // ends in a Latin or Greek letter, after which marks are dropped
  bool is_known = false;
};

// The table covers Latin, Greek, Cyrillic and general punctuation, one range after another.
constexpr std::array<std::array<char32_t, 2>, 3> kTableRanges = {
    {{0x80, 0x250}, {0x370, 0x530}, {0x1E00, 0x2070}}};
constexpr std::size_t kTableSize = 0x250 - 0x80 + 0x530 - 0x370 + 0x2070 - 0x1E00;

// The place in the table; kTableSize if there is none.
std::size_t table_place(char32_t c) {
  std::size_t place = 0;
  for (const auto& [begin, end] : kTableRanges) {
    if (c >= begin && c < end) return place + (c - begin);
    place += end - begin;
  }
  return kTableSize;
}

FoldedLetter make_folded_letter(char32_t c) {
  std::string letter;
  std::string folded;
  append_utf8(c, letter);
  fold_by_icu(letter, folded);
  FoldedLetter result;
  if (folded.size() > result.bytes.size()) return result;
  folded.copy(result.bytes.data(), folded.size());
  result.byte_size = static_cast<std::uint8_t>(folded.size());
  std::size_t last = folded.size();
  while (last > 0 && !is_code_point_boundary(folded, --last)) continue;
  result.takes_marks = !folded.empty() && is_latin_or_greek(code_point_at(folded, last).value);
  result.is_known = true;
  return result;
}

// Of the letters of the table few occur: each is asked of ICU when it does.
const FoldedLetter& folded_letter(char32_t c, std::size_t place) {
  struct Place {
    std::once_flag once;
    FoldedLetter letter;
  };
  static std::array<Place, kTableSize> table;
  Place& found = table[place];
  std::call_once(found.once, [&] { found.letter = make_folded_letter(c); });
  return found.letter;
}

// Letters that fold to themselves unless a mark or jamo follows.
bool is_uncased_letter(char32_t c) {
  return is_hangul_syllable(c) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A1 && c <= 0x30FA);
}

// Whether a code point may change what stands before it: all that combine lie in these ranges or
// beyond Kana.
bool may_combine(char32_t c) {
  if (c < 0x300) return false;
  if (is_hangul_syllable(c)) return false;
  if (c >= 0x4E00 && c <= 0x9FFF) return false;
  if (c >= 0x2000 && c <= 0x206F) return false;
  if (c >= 0x1E00 && c <= 0x1FFF) return false;
  if (c >= 0x370 && c <= 0x482) return false;
  return !(c >= 0x3041 && c <= 0x3096) && !(c >= 0x30A1 && c <= 0x30FA);
}

char fold_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c | 0x20);
  if (c == '`') return '\'';
  return c >= 0x09 && c <= 0x0D ? ' ' : c;
}

// Folds as long as each code point folds alone. Answers false, with `out` undefined beyond its old
// end, where ICU is needed.
bool fold_alone(std::string_view utf8, std::string& out) {
  bool after_letter = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    if (c.value < 0x80) {
      after_letter = is_latin_or_greek(c.value);
      out += fold_ascii(static_cast<char>(c.value));
    } else if (is_dropped_mark(c.value)) {
      // U+0345 folds to a letter.
      if (!after_letter || c.value == 0x345) return false;
    } else if (const std::size_t place = table_place(c.value); place < kTableSize) {
      const FoldedLetter& letter = folded_letter(c.value, place);
      if (!letter.is_known) return false;
      after_letter = letter.takes_marks;
      out.append(letter.bytes.data(), letter.byte_size);
    } else if (is_uncased_letter(c.value)) {
      after_letter = false;
      out.append(utf8, at, c.byte_size);
    } else {
      return false;
    }
    at += c.byte_size;
    if (at < utf8.size() && static_cast<unsigned char>(utf8[at]) >= 0x80) {
      const char32_t next = code_point_at(utf8, at).value;
      if (!is_dropped_mark(next) && may_combine(next)) return false;
    }
  }
  return true;
}

// Answers false, nothing appended, where there is more than ASCII.
bool fold_if_ascii(std::string_view utf8, std::string& out) {
  if (std::any_of(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) != 0; })) return false;
  const std::size_t size = out.size();
  out.resize(size + utf8.size());
  std::transform(utf8.begin(), utf8.end(), out.begin() + static_cast<std::ptrdiff_t>(size),
                 fold_ascii);
  return true;
}

}  // namespace

void fold(std::string_view utf8, std::string& out) {
  if (fold_if_ascii(utf8, out)) return;
  const std::size_t size = out.size();
  if (fold_alone(utf8, out)) return;
  out.resize(size);
  fold_by_icu(utf8, out);
}

std::string fold(std::string_view utf8) {
  std::string folded;
  fold(utf8, folded);
  return folded;
}

void fold_latin_letter(char32_t letter, std::string& out) {
  const FoldedLetter& folded = folded_letter(letter, table_place(letter));
  out.append(folded.bytes.data(), folded.byte_size);
}

bool folds_equal(std::string_view a, std::string_view b) { return a == b || fold(a) == fold(b); }

std::uint64_t hash_folded(std::string_view folded) {
  std::uint64_t hash = begin_hash(folded.size());
  std::size_t at = 0;
  for (; at + 8 <= folded.size(); at += 8) {
    hash = add_to_hash(hash, load_little_endian(folded.data() + at, 8));
  }
  if (at < folded.size()) {
    hash = add_to_hash(hash, load_little_endian(folded.data() + at, folded.size() - at));
  }
  return finish_hash(hash);
}

namespace {

// Whether eight bytes are ASCII of which all but capitals fold to themselves.
// Source: Hacker's Delight, section 6.1.
bool is_plain_ascii(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull, kHighs = 0x80 * kOnes;
  const std::uint64_t graves = bytes ^ '`' * kOnes;
  const std::uint64_t controls = (bytes - ' ' * kOnes) & ~bytes;
  return ((bytes | controls | ((graves - kOnes) & ~graves)) & kHighs) == 0;
}

// Nothing of what is more than plain.
std::optional<std::uint64_t> hash_of_plain_ascii(std::string_view utf8) {
  std::uint64_t hash = begin_hash(utf8.size());
  for (std::size_t at = 0; at < utf8.size(); at += 8) {
    const std::size_t size = std::min<std::size_t>(utf8.size() - at, 8);
    const std::uint64_t bytes = load_little_endian(utf8.data() + at, size);
    const std::uint64_t filled = size == 8 ? bytes : bytes | 0x2020202020202020ull << 8 * size;
    if (!is_plain_ascii(filled)) return std::nullopt;
    hash = add_to_hash(hash, to_lower_ascii(bytes));
  }
  return finish_hash(hash);
}

}  // namespace

std::uint64_t hash_of_fold(std::string_view utf8) {
  if (const auto hash = hash_of_plain_ascii(utf8)) return *hash;
  thread_local std::string folded;
  folded.clear();
  fold(utf8, folded);
  const std::uint64_t hash = hash_folded(folded);
  // A token of megabytes is rare; its memory isn't kept.
  if (folded.capacity() > kPieceSize) std::string().swap(folded);
  return hash;
}

}  // namespace waymark::text
