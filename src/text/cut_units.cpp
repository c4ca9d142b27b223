// SPDX-License-Identifier: Apache-2.0
// Units of a token: its Hangul syllables, or the whole followed by the pieces of a glued word.
// Pieces come from the inner changes of case and script; a function word at a piece's edge is one
// more cut.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/byte_block.h"
#include "text/character.h"
#include "text/hash.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

/// A word of at most four letters as a number, the first letter its low byte.
struct FunctionWord {
  template <std::uint32_t kSize>
  consteval FunctionWord(const char (&word)[kSize]) : letters(0), size(kSize - 1) {
    for (std::uint32_t i = 0; i < size; ++i)
      letters |= std::uint32_t{static_cast<unsigned char>(word[i])} << 8 * i;
  }
  /// How much of a number it leaves. Units: bits.
  [[nodiscard]] constexpr std::uint32_t rest() const { return 8 * (4 - size); }

  std::uint32_t letters, size;
};
constexpr std::array<FunctionWord, 8> kFunctionWords = {"and", "of", "in",   "to",
                                                        "the", "by", "from", "with"};

bool is_leading_jamo(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0xA960 && c <= 0xA97C);
}
bool is_vowel_jamo(char32_t c) {
  return (c >= 0x1160 && c <= 0x11A7) || (c >= 0xD7B0 && c <= 0xD7C6);
}
bool is_final_jamo(char32_t c) {
  return (c >= 0x11A8 && c <= 0x11FF) || (c >= 0xD7CB && c <= 0xD7FB);
}

// A stretch of a token, in bytes of the text.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// What stands where in a token, a bit a byte.
class AsciiLetters {
 public:
  static constexpr std::size_t kMostBytes = 64;

  explicit AsciiLetters(std::string_view token) {
    constexpr std::size_t kBlock = ByteBlock::kSize;
    char bytes[kMostBytes] = {};
    std::memcpy(bytes, token.data(), token.size());
    for (std::size_t at = 0; at < token.size(); at += kBlock) {
      const ByteBlock block(bytes + at);
      beyond_ |= block.lies_beyond_ascii().mask();
      capitals_ |= std::uint64_t{block.lies_between('A', 'Z').mask()} << at;
      small_ |= std::uint64_t{block.lies_between('a', 'z').mask()} << at;
      digits_ |= std::uint64_t{block.lies_between('0', '9').mask()} << at;
    }
  }

  [[nodiscard]] bool is_ascii() const { return beyond_ == 0; }

  /// The capitals that have a small letter before them, with no other letter between.
  [[nodiscard]] std::uint64_t capitals_behind_small() const {
    const std::uint64_t others = ~(capitals_ | small_), behind = small_ << 1;
    // What is added to the begin of a run of other signs comes out behind its end.
    return capitals_ & (behind | ((others & behind) + others));
  }

  /// Where the last letter or digit before a byte ends. Requires: there is one.
  [[nodiscard]] std::uint32_t end_of_words_before(std::uint32_t byte) const {
    const std::uint64_t before = (std::uint64_t{1} << byte) - 1;
    return static_cast<std::uint32_t>(std::bit_width((capitals_ | small_ | digits_) & before));
  }

 private:
  std::uint32_t beyond_ = 0;
  std::uint64_t capitals_ = 0, small_ = 0, digits_ = 0;
};

class UnitCutter {
 public:
  UnitCutter(std::string_view utf8, std::vector<Unit>& units) : utf8_(utf8), units_(units) {}

  void cut(const Token& token, std::uint32_t number) {
    token_ = token.span;
    number_ = number;
    if (token.has(kHangul)) {
      cut_syllables();
    } else {
      add({token_.begin, token_.end}, token.hash, false);
      if (token.has(kMixedInside)) cut_glued();
    }
  }

 private:
  [[nodiscard]] CodePoint at(std::uint32_t byte) const { return code_point_at(utf8_, byte); }

  void add(Piece piece, std::uint64_t hash, bool glued) {
    units_.push_back({{piece.begin, piece.end},
                      hash,
                      number_,
                      0,
                      piece.begin == token_.begin,
                      piece.end == token_.end,
                      glued});
  }

  void add(Piece piece, bool glued) {
    add(piece, hash_of_fold(utf8_.substr(piece.begin, piece.end - piece.begin)), glued);
  }

  // Every syllable is a unit; what stands between syllables is one, too.
  void cut_syllables() {
    for (std::uint32_t begin = token_.begin; begin < token_.end;) {
      if (is_lone_syllable(begin)) {
        const std::uint64_t word = load_little_endian(utf8_.data() + begin, 3);
        add({begin, begin + 3}, finish_hash(add_to_hash(begin_hash(3), word)), false);
        begin += 3;
        continue;
      }
      const bool is_hangul = character_info(at(begin).value).has(kIsHangul);
      const std::uint32_t end = is_hangul ? syllable_end(begin) : other_end(begin);
      add({begin, end}, false);
      begin = end;
    }
  }

  // Whether a composed syllable begins at `byte` that ends the token or is followed by another: it
  // folds to itself.
  [[nodiscard]] bool is_lone_syllable(std::uint32_t byte) const {
    return is_hangul_syllable(at(byte).value) &&
           (byte + 3 == token_.end || is_hangul_syllable(at(byte + 3).value));
  }

  // syllable = ( LV | LVT | L+ V+ | L | V ) T* mark*
  [[nodiscard]] std::uint32_t syllable_end(std::uint32_t begin) const {
    std::uint32_t end = begin;
    const char32_t first = at(begin).value;
    if (is_leading_jamo(first)) {
      end = skip(end, is_leading_jamo);
      end = skip(end, is_vowel_jamo);
    } else if (is_vowel_jamo(first)) {
      end = skip(end, is_vowel_jamo);
    } else {
      end += at(begin).byte_size;
    }
    end = skip(end, is_final_jamo);
    return skip(end, extends);
  }

  static bool extends(char32_t c) {
    const WordBreak word_break = character_info(c).word_break();
    return word_break == WordBreak::kExtend || word_break == WordBreak::kZeroWidthJoiner;
  }

  template <class Predicate>
  std::uint32_t skip(std::uint32_t byte, Predicate belongs) const {
    while (byte < token_.end && belongs(at(byte).value)) byte += at(byte).byte_size;
    return byte;
  }

  [[nodiscard]] std::uint32_t other_end(std::uint32_t begin) const {
    return skip(begin, [](char32_t c) { return !character_info(c).has(kIsHangul); });
  }

  // Cuts at every change from lower to upper case; a full stop or apostrophe between the two is in
  // neither piece.
  void cut_glued() {
    if (token_.byte_size() <= AsciiLetters::kMostBytes) {
      const AsciiLetters letters(utf8_.substr(token_.begin, token_.byte_size()));
      if (letters.is_ascii()) return cut_glued(letters);
    }
    Piece piece{token_.begin, token_.begin};
    bool after_lower = false;
    for (std::uint32_t byte = token_.begin; byte < token_.end;) {
      const CodePoint c = at(byte);
      const CharacterInfo info = character_info(c.value);
      if (after_lower && info.has(kIsUpper)) {
        add_pieces(piece);
        piece.begin = byte;
      }
      byte += c.byte_size;
      if (info.has(kIsLetter)) after_lower = info.has(kIsLower);
      if (info.has(kIsLetter | kIsMark | kIsDigit)) piece.end = byte;
    }
    add_pieces({piece.begin, token_.end});
  }

  void cut_glued(const AsciiLetters& letters) {
    std::uint32_t begin = token_.begin;
    for (std::uint64_t cuts = letters.capitals_behind_small(); cuts != 0; cuts &= cuts - 1) {
      const auto cut = static_cast<std::uint32_t>(std::countr_zero(cuts));
      add_pieces({begin, token_.begin + letters.end_of_words_before(cut)});
      begin = token_.begin + cut;
    }
    add_pieces({begin, token_.end});
  }

  // Adds a piece and, where a function word stands at its edge, that and the rest.
  void add_pieces(Piece piece) {
    const std::string_view bytes = utf8_.substr(piece.begin, piece.end - piece.begin);
    const std::uint32_t front = piece.begin + function_word_at_front(bytes);
    const std::uint32_t back = piece.end - function_word_at_back(bytes);
    std::array<std::uint32_t, 4> cuts = {piece.begin, std::min(front, back), std::max(front, back),
                                         piece.end};
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      if (i > 0 && cuts[i] == cuts[i - 1]) continue;
      for (std::size_t j = cuts.size() - 1; j > i; --j) {
        if (cuts[j] == cuts[i] || (j + 1 < cuts.size() && cuts[j] == cuts[j + 1])) continue;
        add({cuts[i], cuts[j]}, true);
      }
    }
  }

  static constexpr std::size_t kLeastRest = 2;  // letters that must remain
  static constexpr std::size_t kFour = 4;       // no smaller piece has a function word and a rest

  static std::uint32_t function_word_at_front(std::string_view bytes) {
    return function_word(bytes, 0, [](const FunctionWord& word, std::uint32_t four) {
      return four << word.rest() == word.letters << word.rest();
    });
  }

  static std::uint32_t function_word_at_back(std::string_view bytes) {
    return function_word(bytes, bytes.size() - kFour,
                         [](const FunctionWord& word, std::uint32_t four) {
                           return four >> word.rest() == word.letters;
                         });
  }

  // The size of the function word that the four bytes from `at` on have where `has` says, if it
  // leaves enough of a piece.
  template <class Has>
  static std::uint32_t function_word(std::string_view bytes, std::size_t at, Has has) {
    if (bytes.size() < kFour) return 0;
    constexpr std::uint32_t kSmall = 0x20202020;
    const auto four =
        static_cast<std::uint32_t>(load_little_endian(bytes.data() + at, kFour)) | kSmall;
    for (const FunctionWord& word : kFunctionWords)
      if (has(word, four)) return bytes.size() >= word.size + kLeastRest ? word.size : 0;
    return 0;
  }

  std::string_view utf8_;
  std::vector<Unit>& units_;
  Span token_;
  std::uint32_t number_ = 0;
};

// Fills Unit::next of the units from `first` on, which are all those of one token.
void link_units(std::vector<Unit>& units, std::size_t first) {
  const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
  for (auto unit = begin; unit != units.end(); ++unit) {
    const auto next =
        std::lower_bound(unit + 1, units.end(), unit->span.end,
                         [](const Unit& u, std::uint32_t end) { return u.span.begin < end; });
    unit->next = static_cast<std::uint32_t>(next - units.begin());
  }
}

}  // namespace

void cut_token(std::string_view utf8, const Token& token, std::uint32_t number,
               std::vector<Unit>& units) {
  const std::size_t first = units.size();
  UnitCutter(utf8, units).cut(token, number);
  link_units(units, first);
}

void cut_units(std::string_view utf8, const Tokens& tokens, std::vector<Unit>& units) {
  units.clear();
  for (std::size_t i = 0; i < tokens.size(); ++i)
    cut_token(utf8, tokens[i], static_cast<std::uint32_t>(i), units);
}

}  // namespace waymark::text
