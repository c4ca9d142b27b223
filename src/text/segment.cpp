// SPDX-License-Identifier: Apache-2.0
// The rules need the class of the last base character (marks and joiners don't count, WB4), the
// code point right before, and, at a full stop or comma inside a word, one look ahead.
#include "text/segment.h"

#include "text/character.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

using enum WordBreak;

bool is_line_break(WordBreak c) { return c == kCarriageReturn || c == kLineFeed || c == kNewline; }

bool extends(WordBreak c) { return c == kExtend || c == kZeroWidthJoiner; }

bool is_letter(WordBreak c) { return c == kLetter || c == kHebrewLetter; }

bool is_word_part(WordBreak c) { return is_letter(c) || c == kNumber || c == kExtendNumberLetter; }

bool joins_letters(WordBreak c) {
  return c == kMidLetter || c == kMidNumberLetter || c == kSingleQuote;
}

bool joins_numbers(WordBreak c) {
  return c == kMidNumber || c == kMidNumberLetter || c == kSingleQuote;
}

class Scanner {
 public:
  Scanner(std::string_view utf8, std::size_t begin) : utf8_(utf8) { segment_.end = begin; }

  Segment run() {
    take();
    while (segment_.end < utf8_.size() && !is_done_) step();
    return segment_;
  }

 private:
  // The next code point joins the segment.
  void take() {
    const CodePoint c = code_point_at(utf8_, segment_.end);
    take(c, character_info(c.value));
  }

  void take(CodePoint c, CharacterInfo info) {
    segment_.end += c.byte_size;
    segment_.some |= info.bits();
    segment_.all &= info.bits();
    last_ = info.word_break();
    if (!extends(last_)) base_ = last_;
  }

  void step() {
    const CodePoint c = code_point_at(utf8_, segment_.end);
    const CharacterInfo info = character_info(c.value);
    const WordBreak next = info.word_break();
    if (last_ == kCarriageReturn && next == kLineFeed) return take(c, info);  // WB3
    if (is_line_break(base_) || is_line_break(next)) return stop();           // WB3a, b
    if (base_ == kHanKana) return extends(next) ? take(c, info) : stop();
    if (last_ == kZeroWidthJoiner && info.has(kIsPictograph)) return take(c, info);  // WB3c
    if (last_ == kSpace && next == kSpace) return take(c, info);                     // WB3d
    if (extends(next)) return take(c, info);                                         // WB4
    if (is_word_part(base_) && is_word_part(next)) return take(c, info);  // WB5, 8–10, 13ab
    if (last_ == kHangulSyllable && next == kHangulSyllable) return take(c, info);
    if (is_letter(base_) && joins_letters(next)) return join_letters(c, info);  // WB6, 7, 7a
    if (base_ == kHebrewLetter && next == kDoubleQuote) {                       // WB7b, c
      return class_after(c) == kHebrewLetter ? join(c, info) : stop();
    }
    if (base_ == kNumber && joins_numbers(next)) {  // WB11, 12
      return class_after(c) == kNumber ? join(c, info) : stop();
    }
    if (base_ == kRegionalIndicator && next == kRegionalIndicator && !has_flag_) {  // WB15, 16
      has_flag_ = true;
      return take(c, info);
    }
    stop();
  }

  void join_letters(CodePoint c, CharacterInfo info) {
    if (is_letter(class_after(c))) return join(c, info);
    if (base_ == kHebrewLetter && info.word_break() == kSingleQuote) return take(c, info);
    stop();
  }

  // Takes what joins, what extends it, and the letter or number after.
  void join(CodePoint c, CharacterInfo info) {
    take(c, info);
    do {
      take();
    } while (extends(last_));
  }

  // The class of the first code point after `c` that doesn't extend it.
  WordBreak class_after(CodePoint c) const {
    for (std::size_t at = segment_.end + c.byte_size; at < utf8_.size();) {
      const CodePoint next = code_point_at(utf8_, at);
      const WordBreak word_break = character_info(next.value).word_break();
      if (!extends(word_break)) return word_break;
      at += next.byte_size;
    }
    return kOther;
  }

  void stop() { is_done_ = true; }

  std::string_view utf8_;
  Segment segment_;
  WordBreak base_ = kOther;  // of the last code point that doesn't extend another
  WordBreak last_ = kOther;
  bool has_flag_ = false;
  bool is_done_ = false;
};

}  // namespace

Segment find_segment(std::string_view utf8, std::size_t begin) {
  return Scanner(utf8, begin).run();
}

}  // namespace waymark::text
