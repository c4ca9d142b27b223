// SPDX-License-Identifier: Apache-2.0
// A string is copied sixteen bytes at a time and looked at on the way; where a byte needs an
// escape, what follows it is copied once more, behind that. Where the machine can, windows of 64
// bytes go the way of json_escapes.h instead.
#include "text/json_sheet.h"

#include <bit>

#include "text/full_byte_block.h"
#include "text/json.h"
#include "text/json_escapes.h"
#include "text/utf8.h"

namespace waymark::text::json {
namespace {

constexpr std::size_t kBlock = ByteBlock::kSize;

// Copies fewer than sixteen bytes; two copies of fixed size, which may overlap, make any size.
void copy_short(const char* from, std::size_t size, char* to) {
  if (size >= 8) {
    std::memcpy(to, from, 8);
    std::memcpy(to + size - 8, from + size - 8, 8);
  } else if (size >= 4) {
    std::memcpy(to, from, 4);
    std::memcpy(to + size - 4, from + size - 4, 4);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
}

/// Where the special bytes of a piece of text are, and whether all of it is ASCII.
class Specials {
 public:
  static constexpr std::size_t kMostBytes = 1024;

  /// Requires: no more than kMostBytes.
  explicit Specials(std::string_view piece) {
    std::size_t at = 0;
    for (; at + kWindow <= piece.size(); at += kWindow) look_at(piece.data() + at, at);
    if (at == piece.size()) return;
    char rest[kWindow];
    std::memset(rest, ' ', sizeof rest);
    std::memcpy(rest, piece.data() + at, piece.size() - at);
    look_at(rest, at);
  }

  [[nodiscard]] const std::uint16_t* begin() const { return places_; }
  [[nodiscard]] const std::uint16_t* end() const { return places_ + count_; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool is_ascii() const { return beyond_ == 0; }

 private:
  static constexpr std::size_t kWindow = 4 * kBlock;

  void look_at(const char* bytes, std::size_t begin) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < kWindow; i += kBlock) {
      const ByteBlock block(bytes + i);
      bits |= std::uint64_t{specials_in(block)} << i;
      beyond_ |= block.lies_beyond_ascii().mask();
    }
    // Few have more than three: these are noted without asking whether they are there.
    for (int few = 0; few < 3; ++few) note(begin, bits);
    while (bits != 0) note(begin, bits);
  }

  // Notes the lowest bit, if there is one, and takes it away.
  void note(std::size_t begin, std::uint64_t& bits) {
    places_[count_] =
        static_cast<std::uint16_t>(begin + static_cast<std::size_t>(std::countr_zero(bits)));
    count_ += bits != 0 ? 1 : 0;
    bits &= bits - 1;
  }

  std::uint16_t places_[kMostBytes + 1];
  std::size_t count_ = 0;
  std::uint32_t beyond_ = 0;
};

/// As many bytes a copy may overwrite behind its end.
constexpr std::size_t kRun = 4 * kBlock;

/// Copies bytes, few in the middle, and gives where they end. `end`: what may be read.
char* copy_run(const char* from, std::size_t size, const char* end, char* to) {
  if (end - from < static_cast<std::ptrdiff_t>(kRun)) {
    std::memcpy(to, from, size);
  } else {
    for (std::size_t i = 0; i < kRun; i += kBlock) ByteBlock(from + i).store(to + i);
    if (size > kRun) std::memcpy(to + kRun, from + kRun, size - kRun);
  }
  return to + size;
}

/// What a text has that can't be copied unseen, a bit a byte.
struct Unplain {
  explicit Unplain(const ByteBlock& block)
      : specials(specials_in(block)), beyond_ascii(block.lies_beyond_ascii().mask()) {}

  std::uint32_t specials, beyond_ascii;
};

Unplain put_short(std::string_view text, char* at) {
  copy_short(text.data(), text.size(), at);
  Unplain unplain{ByteBlock(at)};
  const std::uint32_t all = (1u << text.size()) - 1;
  unplain.specials &= all, unplain.beyond_ascii &= all;
  return unplain;
}

// Two blocks, which may overlap, make any size between one and two.
Unplain put_middle(std::string_view text, char* at) {
  const std::size_t last = text.size() - kBlock;
  const ByteBlock begin(text.data()), end(text.data() + last);
  begin.store(at);
  end.store(at + last);
  Unplain unplain(begin);
  const Unplain rest(end);
  unplain.specials |= rest.specials, unplain.beyond_ascii |= rest.beyond_ascii;
  return unplain;
}

/// Puts the quotes around `size` bytes that stand behind `at`, and ", " behind them.
char* quote(char* at, std::size_t size) {
  *at = '"';
  std::memcpy(at + 1 + size, "\", ", 3);
  return at + 1 + size + 3;
}

/// The same of a text that stands there, if it may.
char* quote_if(std::uint64_t specials, std::uint64_t beyond_ascii, std::string_view text,
               char* at) {
  const bool may_stand = specials == 0 && (beyond_ascii == 0 || is_valid_utf8(text));
  return may_stand ? quote(at, text.size()) : nullptr;
}

char* put_plain_blocks(std::string_view text, char* at) {
  if (text.size() > 2 * kBlock) return nullptr;
  const Unplain unplain = text.size() < kBlock ? put_short(text, at + 1) : put_middle(text, at + 1);
  return quote_if(unplain.specials, unplain.beyond_ascii, text, at);
}

#if defined(WAYMARK_HAS_FULL_BLOCKS)

const bool kHasFullBlocks = has_full_blocks();

/// One copy that is told how many bytes to take makes any size.
WAYMARK_FULL char* put_plain_window(std::string_view text, char* at) {
  static_assert(kPlainRoom >= 1 + FullByteBlock::kSize);
  if (text.size() > FullByteBlock::kSize) return nullptr;
  const std::uint64_t all = _bzhi_u64(~std::uint64_t{0}, text.size());
  const __m512i bytes = _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), all, text.data());
  _mm512_storeu_si512(at + 1, bytes);
  const std::uint64_t specials = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(' ')) |
                                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')) |
                                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\'));
  return quote_if(specials, _mm512_movepi8_mask(bytes), text, at);
}

#else

constexpr bool kHasFullBlocks = false;
char* put_plain_window(std::string_view, char*) { return nullptr; }

#endif

}  // namespace

char* put_plain_value(std::string_view text, char* at) {
  return kHasFullBlocks ? put_plain_window(text, at) : put_plain_blocks(text, at);
}

Sheet::Sheet(std::string& out, std::size_t expected) : out_(out) {
  out.reserve(out.size() + expected);
  at_ = end_ = out.data() + out.size();
}

// A string clears what it is lengthened by: it is so little by little, and what is written then is
// near.
void Sheet::grow(std::size_t size) {
  constexpr std::size_t kStep = 4096;
  const auto done = static_cast<std::size_t>(at_ - out_.data());
  out_.resize(done + size + kStep);
  at_ = out_.data() + done;
  end_ = out_.data() + out_.size();
}

void Sheet::finish() {
  take_comma();
  out_.resize(static_cast<std::size_t>(at_ - out_.data()));
}

Sheet& Sheet::key(std::string_view name) {
  value(name);
  at_[-2] = ':';
  return *this;
}

Sheet& Sheet::raw(std::string_view json) {
  std::memcpy(room(json.size() + kSlack), json.data(), json.size());
  at_ += json.size();
  return comma();
}

Sheet& Sheet::value(double number) {
  at_ = put_number_or_null(number, room(kLongestNumber + kSlack));
  return comma();
}

Sheet& Sheet::value(std::string_view text) {
  char* const end = put_plain_value(text, room(kPlainRoom));
  if (end == nullptr) return long_value(text);
  at_ = end;
  return *this;
}

Sheet& Sheet::long_value(std::string_view text) {
  const auto begin = at_ - out_.data();
  *room(text.size() + kRun + kSlack) = '"';
  ++at_;
  bool is_ascii = true;
  for (std::size_t at = 0; at < text.size(); at += Specials::kMostBytes)
    is_ascii = put_piece(text, at) && is_ascii;
  if (!is_ascii && !is_valid_utf8(text)) {
    at_ = out_.data() + begin;
    return faulty_value(text);
  }
  std::memcpy(room(kSlack), "\", ", 3);
  at_ += 3;
  return *this;
}

// Puts as much of a text as is looked at in one go, from `begin` on. Answers whether it is ASCII.
bool Sheet::put_piece(std::string_view text, std::size_t begin) {
  const std::string_view piece = text.substr(begin, Specials::kMostBytes);
  if (const auto put = put_with_escapes(piece, room(2 * (piece.size() + kEscapeSlack) + kSlack))) {
    at_ = put->end;
    return put->is_ascii;
  }
  const char* const end = text.data() + text.size();
  const char* from = piece.data();
  const Specials specials(piece);
  char* at = room(piece.size() + specials.size() * kLongestEscape + kRun + kSlack);
  for (const std::uint16_t place : specials) {
    const char* const special = piece.data() + place;
    at = copy_run(from, static_cast<std::size_t>(special - from), end, at);
    at = put_escape(*special, at);
    from = special + 1;
  }
  at_ = copy_run(from, static_cast<std::size_t>(piece.data() + piece.size() - from), end, at);
  return specials.is_ascii();
}

// What is not UTF-8.
Sheet& Sheet::faulty_value(std::string_view text) {
  std::string quoted;
  append_quoted(text, quoted);
  return raw(quoted);
}

}  // namespace waymark::text::json
