// SPDX-License-Identifier: Apache-2.0
// Bytes are moved apart, with a backslash between, or together, as the bits of a mask say; what
// stands behind a backslash is looked up for all bytes of a window at once.
#include "text/json_escapes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "text/full_byte_block.h"
#include "text/json_bytes.h"

namespace waymark::text::json {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

namespace {

const bool kHasFullBlocks = has_full_blocks();

constexpr std::size_t kWindow = FullByteBlock::kSize;
static_assert(kWindow == kEscapeSlack);

/// What a letter behind a backslash means, by the letter; 0 if it means nothing, or needs more.
constexpr std::array<char, 2 * kWindow> kMeanings = [] {
  std::array<char, 2 * kWindow> meanings{};
  for (unsigned c = 0; c < meanings.size(); ++c)
    if (const auto letter = static_cast<unsigned char>(kShortEscapes[c]); letter != 0)
      meanings[letter] = static_cast<char>(c);
  meanings['/'] = '/';
  return meanings;
}();

WAYMARK_FULL __m512i load(const char* bytes) { return _mm512_loadu_si512(bytes); }

/// The bits of the first `size` bytes of a window.
WAYMARK_FULL std::uint64_t first_bits(std::size_t size) {
  return size >= kWindow ? ~std::uint64_t{0} : _bzhi_u64(~std::uint64_t{0}, size);
}

/// Bytes as they are written: which need a backslash before them, and the letters of those that
/// have one.
struct Escaped {
  __m512i bytes;
  std::uint64_t specials;
  bool has_all_letters;
};

WAYMARK_FULL Escaped escape(__m512i bytes) {
  const std::uint64_t controls = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(' '));
  const std::uint64_t specials = controls | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')) |
                                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\'));
  const __m512i letters =
      _mm512_mask_permutexvar_epi8(bytes, controls, bytes, load(kShortEscapes.data()));
  return {letters, specials, _mm512_mask_testn_epi8_mask(controls, letters, letters) == 0};
}

/// Writes the first thirty-two bytes with a backslash before each special one, and gives where they
/// end.
WAYMARK_FULL char* put_half(__m512i bytes, std::uint32_t specials, char* at) {
  // Two bits a byte, a backslash's and its own; those of backslashes that are not there fall out.
  constexpr std::uint64_t kBackslashes = 0x5555555555555555u, kBytes = ~kBackslashes;
  const std::uint64_t places = _pext_u64(kBytes, _pdep_u64(specials, kBackslashes) | kBytes);
  _mm512_storeu_si512(at, _mm512_mask_expand_epi8(_mm512_set1_epi8('\\'), places, bytes));
  return at + kWindow / 2 + std::popcount(specials);
}

WAYMARK_FULL char* put(const Escaped& escaped, char* at) {
  constexpr int kHighHalf = 0b11'10'11'10;  // in both places
  const __m512i high = _mm512_maskz_shuffle_i64x2(0xFF, escaped.bytes, escaped.bytes, kHighHalf);
  at = put_half(escaped.bytes, static_cast<std::uint32_t>(escaped.specials), at);
  return put_half(high, static_cast<std::uint32_t>(escaped.specials >> 32), at);
}

/// A window's worth of a text or what there is of one, and spaces.
WAYMARK_FULL __m512i load_first(std::string_view text) {
  return _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), first_bits(text.size()), text.data());
}

WAYMARK_FULL std::optional<EscapedPiece> put_windows(std::string_view text, char* at) {
  __m512i all = _mm512_setzero_si512();
  while (!text.empty()) {
    const std::size_t size = std::min(text.size(), kWindow);
    const __m512i bytes = load_first(text);
    const Escaped escaped = escape(bytes);
    if (!escaped.has_all_letters) return std::nullopt;
    all = _mm512_or_si512(all, bytes);
    at = put(escaped, at) - (kWindow - size);
    text.remove_prefix(size);
  }
  return EscapedPiece{at, _mm512_movepi8_mask(all) == 0};
}

/// Which bytes have a backslash before them that is not itself behind one, window after window.
/// Source: Langdale & Lemire, Parsing gigabytes of JSON per second, 2019, section 3.1.1.
class Escapes {
 public:
  WAYMARK_FULL std::uint64_t find(std::uint64_t backslashes) {
    constexpr std::uint64_t kEven = 0x5555555555555555u;
    backslashes &= ~is_first_;
    const std::uint64_t behind = backslashes << 1 | is_first_;
    const std::uint64_t odd_runs = backslashes & ~kEven & ~behind;
    unsigned long long even_ends = 0;
    is_first_ = __builtin_add_overflow(odd_runs, backslashes, &even_ends) ? 1 : 0;
    return (kEven ^ even_ends << 1) & behind;
  }

 private:
  std::uint64_t is_first_ = 0;  // whether the first byte of the next window is one
};

WAYMARK_FULL bool take_windows(std::string_view raw, std::string& out) {
  out.resize(raw.size() + kEscapeSlack);
  char* at = out.data();
  const __m512i low = load(kMeanings.data()), high = load(kMeanings.data() + kWindow);
  Escapes escapes;
  for (std::size_t begin = 0; begin < raw.size(); begin += kWindow) {
    const __m512i bytes = load(raw.data() + begin);
    const std::uint64_t inside = first_bits(raw.size() - begin);
    const std::uint64_t backslashes =
        _mm512_mask_cmpeq_epi8_mask(inside, bytes, _mm512_set1_epi8('\\'));
    const std::uint64_t escaped = escapes.find(backslashes) & inside;
    // What lies beyond ASCII means nothing.
    const __m512i meanings = _mm512_maskz_permutex2var_epi8(
        static_cast<std::uint64_t>(~_mm512_movepi8_mask(bytes)), low, bytes, high);
    if (_mm512_mask_testn_epi8_mask(escaped, meanings, meanings) != 0) return false;
    const std::uint64_t kept = inside & (~backslashes | escaped);
    const __m512i said = _mm512_mask_mov_epi8(bytes, escaped, meanings);
    _mm512_storeu_si512(at, _mm512_maskz_compress_epi8(kept, said));
    at += std::popcount(kept);
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
  return true;
}

}  // namespace

std::optional<EscapedPiece> put_with_escapes(std::string_view text, char* at) {
  return kHasFullBlocks ? put_windows(text, at) : std::nullopt;
}

bool take_escapes(std::string_view raw, std::string& out) {
  return kHasFullBlocks && take_windows(raw, out);
}

#else

std::optional<EscapedPiece> put_with_escapes(std::string_view, char*) { return std::nullopt; }
bool take_escapes(std::string_view, std::string&) { return false; }

#endif

}  // namespace waymark::text::json
