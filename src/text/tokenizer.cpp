// SPDX-License-Identifier: Apache-2.0
// Most text is ASCII words, marks and spaces. These are found in 64 bytes at a time, as bits of
// masks, and hashed while they are folded; what they leave is scanned byte by byte with a table.
// Wherever a byte beyond ASCII touches a segment, the segment is found by the full rules.
#include "text/tokenizer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

#include "text/byte_class.h"
#include "text/character.h"
#include "text/dictionary_words.h"
#include "text/eight_pieces.h"
#include "text/full_byte_block.h"
#include "text/full_byte_look.h"
#include "text/hash.h"
#include "text/normal_form.h"
#include "text/piece_writer.h"
#include "text/segment.h"
#include "text/utf8.h"
#include "text/wide_byte_block.h"
#include "text/word_window.h"

namespace waymark::text {
namespace {

const bool kHasWideBlocks = has_wide_blocks(), kHasFullBlocks = has_full_blocks();

std::uint32_t shape_of_bits(std::uint32_t bits) {
  std::uint32_t shape = 0;
  if ((bits & kIsUpper) != 0 && (bits & kIsLower) == 0) shape |= kAllUpper;
  if ((bits & kIsLower) != 0) shape |= kHasLower;
  if ((bits & kIsDigit) != 0) shape |= kHasDigit;
  if ((bits & kIsLetter) != 0) shape |= kLetter;
  if ((bits & kIsLatin) != 0) shape |= kLatin;
  if ((bits & kIsHangul) != 0) shape |= kHangul;
  if ((bits & kIsHan) != 0) shape |= kHan;
  if ((bits & kIsKana) != 0) shape |= kKana;
  if ((bits & (kIsLetter | kIsDigit)) == 0) shape |= kPunctuation;
  return shape;
}

// Goes through the code points of a token and notes where upper case, lower case and scripts
// change.
class ShapeReader {
 public:
  void read(char32_t c, CharacterInfo info) {
    bits_ |= info.bits();
    if (c >= 0x80) is_ascii_ = false;
    if (!info.has(kIsLetter | kIsDigit | kIsMark) && c != U',' && c != U'.') is_number_ = false;
    if (!info.has(kIsLetter)) return;
    if (last_letter_ == 0 && info.has(kIsUpper)) shape_ |= kUpperFirst;
    if (info.has(kIsUpper) && ++upper_count_ == 2) shape_ |= kTwoUpper;
    if ((last_letter_ & kIsLower) != 0 && info.has(kIsUpper)) shape_ |= kMixedInside;
    if (last_letter_ != 0 && ((last_letter_ ^ info.bits()) & kIsLatin) != 0 &&
        ((last_letter_ | info.bits()) & (kIsHangul | kIsHan)) != 0) {
      shape_ |= kMixedInside;
    }
    last_letter_ = info.bits();
  }

  [[nodiscard]] std::uint32_t shape() const {
    std::uint32_t shape = shape_ | shape_of_bits(bits_);
    if (is_ascii_) shape |= kAscii;
    if (is_number_ && (bits_ & kIsDigit) != 0 && (bits_ & kIsLetter) == 0) shape |= kAllDigit;
    return shape;
  }

 private:
  std::uint32_t bits_ = 0;
  std::uint32_t shape_ = 0;
  std::uint32_t last_letter_ = 0;  // bits of the last letter; 0 before the first
  std::size_t upper_count_ = 0;
  bool is_ascii_ = true;
  bool is_number_ = true;
};

std::uint32_t shape_of(std::string_view token) {
  ShapeReader reader;
  for (std::size_t at = 0; at < token.size();) {
    const CodePoint c = code_point_at(token, at);
    reader.read(c.value, character_info(c.value));
    at += c.byte_size;
  }
  return reader.shape();
}

// The size of the apostrophe that ends `text`; 0 if none does.
std::size_t apostrophe_size(std::string_view text) {
  for (const std::string_view apostrophe : {"'", "’", "ʼ", "‘", "＇"}) {
    if (text.size() > apostrophe.size() && text.ends_with(apostrophe)) return apostrophe.size();
  }
  return 0;
}

// The size of the 's that ends `word`; 0 if none does.
std::size_t possessive_size(std::string_view word) {
  if (word.size() < 3 || (word.back() | 0x20) != 's') return 0;
  const std::size_t size = apostrophe_size(word.substr(0, word.size() - 1));
  return size == 0 ? 0 : size + 1;
}

// The hashes of ASCII marks, each a token of its own.
constexpr std::array<std::uint64_t, 128> kMarkHashes = [] {
  std::array<std::uint64_t, 128> hashes{};
  for (unsigned c = 0; c < 128; ++c)
    hashes[c] = finish_hash(add_to_hash(begin_hash(1), c == '`' ? '\'' : c));
  return hashes;
}();

// What the scan of an ASCII word finds.
struct AsciiWord {
  std::size_t end = 0;
  std::uint32_t some = 0;  // bits that at least one byte has
  std::uint32_t upper_count = 0;
  bool is_mixed = false;  // upper case after lower case
  bool is_whole = false;  // nothing beyond ASCII touches it
};

constexpr char32_t kApostrophe = 0x2019;

// The hash of "'s", to which all possessives fold.
constexpr std::uint64_t kPossessiveHash = finish_hash(add_to_hash(begin_hash(2), '\'' | 's' << 8));

// Whether the scan of a Latin word took a character, came to the word's end, or to what needs the
// full rules.
enum class Step : std::uint8_t { kTaken, kEnd, kUnsure };

struct LatinWord {
  std::size_t end = 0;
  ShapeReader shape;
  std::size_t possessive_size = 0;  // of the possessive that follows, in bytes
  bool after_letter = false;        // its last character is a letter
  bool has_apostrophe = false;

  Step take(CodePoint c, CharacterInfo info) {
    shape.read(c.value, info);
    after_letter = info.has(kIsLetter);
    end += c.byte_size;
    return Step::kTaken;
  }
};

class Cutter {
 public:
  Cutter(std::string_view utf8, Tokens& tokens) : utf8_(utf8), tokens_(tokens) {}

  void run() {
    while (at_ < utf8_.size()) {
      take_plain();
      do {
        if (at_ < utf8_.size()) take_next();
      } while (at_ < plain_end_);
    }
    tokens_.resize(count_);
  }

 private:
  // Cuts what stands at at_, whatever it is.
  void take_next() {
    const std::uint32_t bits = bits_at(at_);
    if ((bits & kByteWord) != 0) {
      take_word();
    } else if ((bits & kByteBeyondAscii) != 0) {
      if (!take_syllables() && !take_latin()) take_segment();
    } else if ((bits & kByteSpace) != 0) {
      skip_spaces();
    } else {
      take_mark();
    }
  }

  // Shorter texts are not worth a window.
  static constexpr std::size_t kShortest = 8;

  // Cuts words and marks of ASCII, as long as there is nothing else: nearly all of most texts.
  void take_plain() {
    if (kHasFullBlocks) return take_plain_full();
    kHasWideBlocks ? take_plain_wide() : take_windows<ByteBlock>();
  }

  [[gnu::flatten]] WAYMARK_WIDE void take_plain_wide() { take_windows<WideByteBlock>(); }
  [[gnu::flatten]] WAYMARK_FULL void take_plain_full() { take_windows<FullByteBlock>(); }

  template <class Block>
  WAYMARK_FLAT void take_windows() {
    plain_end_ = 0;
    if (!may_be_plain()) return;
    while (at_ + kShortest <= utf8_.size()) {
      const std::size_t begin = at_;
      const WordWindow<Block> window(
          at_ + kWindowSize <= utf8_.size() ? utf8_.data() + at_ : copy_end(), bytes_);
      take_window(window);
      if (!window.is_plain()) plain_end_ = begin + window.plain_end();
      if (!window.is_plain() || at_ == begin) return;
    }
  }

  // Whether what stands at at_ is no part of what stands before it.
  [[nodiscard]] bool may_be_plain() const {
    const std::uint32_t bits = bits_at(at_);
    return (bits & kByteBeyondAscii) == 0 && (before_ == 0 || (bits & kByteSpace) == 0);
  }

  // The end of the text, and behind it what is not plain.
  const char* copy_end() {
    const std::size_t size = utf8_.size() - at_;
    std::memcpy(end_.data(), utf8_.data() + at_, size);
    std::memset(end_.data() + size, 0xFF, end_.size() - size);
    return end_.data();
  }

  // Adds the tokens of the window that begins at at_.
  template <class Block>
  WAYMARK_FLAT void take_window(const WordWindow<Block>& window) {
    const std::uint32_t size = window.piece_count();
    if (size == 0) return;
    make_room(kWindowSize + PieceWriter<Block>::kMore);
    Token* const first = room_ + count_;
    PieceWriter<Block>::put(window, bytes_, static_cast<std::uint32_t>(at_), first);
    first->shape |= std::exchange(before_, 0);
    at_ += window.pieces_end();
    count_ += size;
  }

  [[nodiscard]] std::uint32_t bits_at(std::size_t at) const {
    return at < utf8_.size() ? byte_bits(utf8_[at]) : 0;
  }

  // Whether what begins at `at` may belong to a space or mark before it.
  [[nodiscard]] bool may_extend(std::size_t at) const {
    if ((bits_at(at) & kByteBeyondAscii) == 0) return false;
    const WordBreak next = character_info(code_point_at(utf8_, at).value).word_break();
    return next == WordBreak::kExtend || next == WordBreak::kZeroWidthJoiner ||
           next == WordBreak::kSpace;
  }

  // A run of spaces is one segment, to which a mark after it belongs.
  void skip_spaces() {
    std::size_t end = at_ + 1;
    if (utf8_[at_] == ' ' && (bits_at(end) & (kByteSpace | kByteBeyondAscii)) == 0) {
      before_ |= kSpaceBefore;
      at_ = end;
      return;
    }
    if (utf8_[at_] == ' ') {
      while (end < utf8_.size() && utf8_[end] == ' ') ++end;
    }
    if (may_extend(end)) return take_segment();
    note_space(static_cast<unsigned char>(utf8_[at_]), at_ + 1);
    at_ = end;
  }

  // What the next token will know of the space before it. `after` is where the code point ends.
  void note_space(char32_t c, std::size_t after) {
    before_ |= kSpaceBefore;
    if (c == U' ' || c == U'\t' || !character_info(c).has(kIsLineEnd)) return;
    if (c == U'\r' && after < utf8_.size() && utf8_[after] == '\n') return;
    before_ |= (before_ & kNewlineBefore) != 0 || c == 0x2029 ? kNewlineBefore | kBlankLineBefore
                                                              : kNewlineBefore;
  }

  void take_mark() {
    if (may_extend(at_ + 1)) return take_segment();
    const auto mark = static_cast<unsigned char>(utf8_[at_]);
    add(at_, at_ + 1, kMarkHashes[mark], kPunctuation | kAscii);
    ++at_;
  }

  void take_word() {
    const AsciiWord word = scan_ascii_word();
    if (!word.is_whole) {
      if (!take_latin()) take_segment();
      return;
    }
    const std::size_t begin = at_;
    at_ = word.end;
    if ((word.some & kByteNoNumber) != 0 &&
        possessive_size(utf8_.substr(begin, word.end - begin)) != 0)
      return add_word(begin, word.end);
    add(begin, word.end, hash_ascii(begin, word.end), shape_of_word(begin, word));
  }

  [[nodiscard]] AsciiWord scan_ascii_word() const {
    AsciiWord word;
    std::uint32_t last_letter = 0;
    std::uint32_t mixed = 0;
    for (std::size_t end = at_;; ++end) {
      std::uint32_t bits = bits_at(end);
      for (; (bits & kByteWord) != 0; bits = bits_at(++end)) {
        word.some |= bits;
        word.upper_count += bits & kByteUpper;
        mixed |= (last_letter >> 1) & bits & kByteUpper;
        last_letter = (bits & kByteLetter) != 0 ? bits : last_letter;
      }
      word.end = end;
      const std::uint32_t after = bits_at(end + 1);
      const bool may_join = (bits & (kByteJoinLetters | kByteJoinDigits)) != 0;
      word.is_whole = ((bits | (may_join ? after : 0)) & kByteBeyondAscii) == 0;
      if (!may_join || !word.is_whole || !joins(bits_at(end - 1) & after, bits)) break;
      word.some |= bits;
    }
    word.is_mixed = mixed != 0;
    return word;
  }

  [[nodiscard]] std::uint32_t shape_of_word(std::size_t begin, const AsciiWord& word) const {
    std::uint32_t shape = kAscii;
    if ((word.some & kByteLetter) != 0) {
      shape |= kLetter | kLatin;
      shape |= (word.some & kByteLower) != 0 ? kHasLower : kAllUpper;
      if (is_upper_first(begin)) shape |= kUpperFirst;
      if (word.upper_count >= 2) shape |= kTwoUpper;
      if (word.is_mixed) shape |= kMixedInside;
    }
    if ((word.some & kByteDigit) != 0) {
      shape |= kHasDigit;
      if ((word.some & (kByteLetter | kByteNoNumber)) == 0) shape |= kAllDigit;
    } else if ((word.some & kByteLetter) == 0) {
      shape |= kPunctuation;
    }
    return shape;
  }

  // Requires: a letter at or after `begin`.
  [[nodiscard]] bool is_upper_first(std::size_t begin) const {
    while ((bits_at(begin) & kByteLetter) == 0) ++begin;
    return (bits_at(begin) & kByteUpper) != 0;
  }

  [[nodiscard]] std::uint64_t hash_ascii(std::size_t begin, std::size_t end) const {
    std::uint64_t hash = begin_hash(end - begin);
    const char* bytes = utf8_.data();
    for (; begin + 8 <= end; begin += 8) {
      hash = add_to_hash(hash, to_lower_ascii(load_little_endian(bytes + begin, 8)));
    }
    if (begin < end) hash = add_to_hash(hash, to_lower_ascii(load_rest(begin, end)));
    return finish_hash(hash);
  }

  // The bytes [begin, end), fewer than eight, as a word; reads beyond them where the text goes on.
  [[nodiscard]] std::uint64_t load_rest(std::size_t begin, std::size_t end) const {
    const std::size_t size = end - begin;
    if (begin + 8 > utf8_.size()) return load_little_endian(utf8_.data() + begin, size);
    const std::uint64_t mask = (std::uint64_t{1} << (8 * size)) - 1;
    return load_little_endian(utf8_.data() + begin, 8) & mask;
  }

  // Cuts a word of composed Hangul syllables, which fold to themselves. Else answers false, nothing
  // cut.
  bool take_syllables() {
    std::size_t end = at_;
    while (end < utf8_.size() && is_hangul_syllable(code_point_at(utf8_, end).value)) end += 3;
    if (end == at_ || may_extend(end)) return false;
    add(at_, end, hash_folded(utf8_.substr(at_, end - at_)), kLetter | kHangul);
    at_ = end;
    return true;
  }

  // Cuts a word of Latin letters, some of them with marks composed into them, some with ’ between:
  // Hŭich’ŏn. Else answers false, nothing cut.
  bool take_latin() {
    folded_.clear();
    LatinWord word;
    word.end = at_;
    Step step;
    do {
      step = extend_latin(word);
    } while (step == Step::kTaken);
    if (step == Step::kUnsure || word.end == at_) return false;
    const std::size_t begin = at_;
    at_ = word.end;
    if (word.possessive_size != 0) {
      add(begin, at_, hash_folded(folded_), word.shape.shape());
      at_ += word.possessive_size;
      add(word.end, at_, kPossessiveHash, kPossessive);
    } else if (word.has_apostrophe && possessive_size(utf8_.substr(begin, at_ - begin)) != 0) {
      add_word(begin, at_);
    } else {
      add(begin, at_, hash_folded(folded_), word.shape.shape());
    }
    return true;
  }

  // Takes one more character into the word and its fold into folded_.
  Step extend_latin(LatinWord& word) {
    const std::uint32_t bits = bits_at(word.end);
    if ((bits & (kByteLetter | kByteDigit)) != 0) {
      const auto c = static_cast<unsigned char>(utf8_[word.end]);
      folded_ += static_cast<char>((bits & kByteUpper) != 0 ? c | 0x20 : c);
      return word.take({c, 1}, character_info(c));
    }
    if ((bits & kByteBeyondAscii) == 0) return may_join(word.end) ? Step::kUnsure : Step::kEnd;
    const CodePoint c = code_point_at(utf8_, word.end);
    const CharacterInfo info = character_info(c.value);
    if (c.value >= 0xC0 && c.value < 0x250 && info.has(kIsLetter)) {
      fold_latin_letter(c.value, folded_);
      return word.take(c, info);
    }
    const std::size_t after = word.end + c.byte_size;
    if (c.value != kApostrophe || !word.after_letter || !begins_letter(after)) {
      return parts_words(info, after) ? Step::kEnd : Step::kUnsure;
    }
    if ((utf8_[after] | 0x20) == 's' && !may_join(after + 1)) {
      word.possessive_size = c.byte_size + 1;
      return Step::kEnd;
    }
    word.has_apostrophe = true;
    folded_ += '\'';
    return word.take(c, info);
  }

  // Whether what stands at `at` may belong to a word before it.
  [[nodiscard]] bool may_join(std::size_t at) const {
    const std::uint32_t bits = bits_at(at);
    if ((bits & (kByteWord | kByteBeyondAscii)) != 0) return true;
    return (bits & (kByteJoinLetters | kByteJoinDigits)) != 0 &&
           (bits_at(at + 1) & (kByteWord | kByteBeyondAscii)) != 0;
  }

  [[nodiscard]] bool begins_letter(std::size_t at) const {
    if ((bits_at(at) & kByteBeyondAscii) == 0) return (bits_at(at) & kByteAsLetter) != 0;
    return character_info(code_point_at(utf8_, at).value).word_break() == WordBreak::kLetter;
  }

  // Whether a word surely ends before a character of these properties; `after` is where that ends.
  [[nodiscard]] bool parts_words(CharacterInfo info, std::size_t after) const {
    switch (info.word_break()) {
      case WordBreak::kOther:
      case WordBreak::kSpace:
      case WordBreak::kDoubleQuote:
      case WordBreak::kHangulSyllable:
      case WordBreak::kHanKana:
        return true;
      case WordBreak::kMidNumberLetter:
        return (bits_at(after) & (kByteWord | kByteBeyondAscii)) == 0;
      default:
        return false;
    }
  }

  void take_segment() {
    const Segment segment = find_segment(utf8_, at_);
    const std::size_t begin = at_;
    at_ = segment.end;
    if ((segment.all & kIsBlank) != 0) return note_spaces(begin, segment.end);
    if ((segment.some & kIsComplex) == 0) return add_word(begin, segment.end);
    find_dictionary_words(utf8_.substr(begin, segment.end - begin), word_ends_);
    std::size_t word_begin = begin;
    for (const std::size_t end : word_ends_) {
      add_word(word_begin, begin + end);
      word_begin = begin + end;
    }
  }

  void note_spaces(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const CodePoint c = code_point_at(utf8_, begin);
      begin += c.byte_size;
      note_space(c.value, begin);
    }
  }

  // Adds a word, cutting off a possessive.
  void add_word(std::size_t begin, std::size_t end) {
    const std::size_t cut = end - possessive_size(utf8_.substr(begin, end - begin));
    const std::string_view word = utf8_.substr(begin, cut - begin);
    add(begin, cut, hash_of_fold(word), shape_of(word));
    if (cut == end) return;
    const std::string_view possessive = utf8_.substr(cut, end - cut);
    const std::uint32_t ascii = possessive.front() == '\'' ? std::uint32_t{kAscii} : 0;
    add(cut, end, kPossessiveHash, kPossessive | ascii);
  }

  void add(std::size_t begin, std::size_t end, std::uint64_t hash, std::uint32_t shape) {
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    make_room(1);
    put({span, hash, shape | std::exchange(before_, 0)});
  }

  // Tokens are written to where those of the text before stood, and nothing is cleared for them.
  void make_room(std::size_t size) {
    if (room_size_ - count_ < size) grow(size);
  }
  // A long text need not have many tokens: room for more than four times those there are is not
  // taken, unless it is for few. What is not touched of it costs nothing.
  [[gnu::noinline]] void grow(std::size_t size) {
    constexpr std::size_t kFew = 1 << 18;
    const std::size_t expected = (utf8_.size() - at_) / 4;
    tokens_.resize(count_);
    tokens_.reserve(count_ + size + std::min(expected, 3 * count_ + kFew));
    tokens_.resize(tokens_.capacity());
    room_ = tokens_.data();
    room_size_ = tokens_.size();
  }
  void put(const Token& token) { room_[count_++] = token; }

  std::string_view utf8_;
  Tokens& tokens_;
  Token* room_ = nullptr;  // for tokens, those that are cut among them
  std::size_t room_size_ = 0;
  std::vector<std::size_t> word_ends_;  // of a segment cut by a dictionary
  std::string folded_;                  // of the Latin word that is being read
  std::size_t at_ = 0;
  std::size_t plain_end_ = 0;          // where what is not plain stands that ended the last window
  std::size_t count_ = 0;              // of the tokens that are cut
  std::array<char, kWindowSize> end_;  // of the text
  WindowBytes bytes_;                  // of the window
  std::uint32_t before_ = kSpaceBefore;
};

}  // namespace

void tokenize(std::string_view utf8, Tokens& tokens) { Cutter(utf8, tokens).run(); }

}  // namespace waymark::text
