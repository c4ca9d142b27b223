// SPDX-License-Identifier: Apache-2.0
// One walk over the tokens. After every . ! ? … with the quotes and brackets that close behind it
// the question is whether what follows begins a sentence, and whether anything (a name, an
// abbreviation, an open bracket) holds the sentence together.
#include "text/sentences.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "text/eight_tokens.h"
#include "text/four_tokens.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

// A bracket that closes further away than this doesn't hold a sentence together.
constexpr std::size_t kFarthestBracket = 50;

constexpr bool is_full_stop(char32_t c) { return c == U'.' || c == 0xFF0E; }

constexpr bool is_wide_end(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;
}

constexpr bool is_end_mark(char32_t c) {
  return is_full_stop(c) || is_wide_end(c) || c == U'!' || c == U'?' || c == 0x2026 ||
         c == 0x203C || (c >= 0x2047 && c <= 0x2049);
}

constexpr bool is_open_bracket(char32_t c) { return c == U'(' || c == U'[' || c == 0xFF08; }
constexpr bool is_closed_bracket(char32_t c) { return c == U')' || c == U']' || c == 0xFF09; }

constexpr bool is_closing(char32_t c) {
  switch (c) {
    case U'"':
    case U'\'':
    case 0x00BB:
    case 0x2019:
    case 0x201D:
    case 0x203A:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
      return true;
    default:
      return is_closed_bracket(c);
  }
}

constexpr bool is_opening(char32_t c) {
  switch (c) {
    case U'"':
    case U'\'':
    case 0x00AB:
    case 0x2018:
    case 0x201C:
    case 0x201E:
    case 0x2039:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
      return true;
    default:
      return is_open_bracket(c);
  }
}

constexpr bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015); }

// What a mark is to a sentence.
enum MarkKind : std::uint16_t {
  kEndMark = 1u << 0,
  kFullStop = 1u << 1,
  kWideEnd = 1u << 2,
  kClosing = 1u << 3,
  kOpening = 1u << 4,
  kDash = 1u << 5,
  kOpenBracket = 1u << 6,
  kClosedBracket = 1u << 7,
  kRightQuote = 1u << 8,  // a double one
};

constexpr std::uint16_t kinds_of(char32_t c) {
  constexpr char32_t kRightDoubleQuote = 0x201D;
  return static_cast<std::uint16_t>(
      (is_end_mark(c) ? kEndMark : 0) | (is_full_stop(c) ? kFullStop : 0) |
      (is_wide_end(c) ? kWideEnd : 0) | (is_closing(c) ? kClosing : 0) |
      (is_opening(c) ? kOpening : 0) | (is_dash(c) ? kDash : 0) |
      (is_open_bracket(c) ? kOpenBracket : 0) | (is_closed_bracket(c) ? kClosedBracket : 0) |
      (c == kRightDoubleQuote ? kRightQuote : 0));
}

constexpr std::array<std::uint16_t, 0x80> kKindsOfAscii = [] {
  std::array<std::uint16_t, 0x80> kinds{};
  for (char32_t c = 0; c < kinds.size(); ++c) kinds[c] = kinds_of(c);
  return kinds;
}();

// Capitalised after "p.m." or "U.S.", these begin a sentence.
bool is_opener(std::string_view folded) {
  static constexpr std::array<std::string_view, 36> kOpeners = {
      "a",    "according", "after", "all",       "an",    "and",     "as",   "at", "before",
      "but",  "for",       "he",    "her",       "his",   "however", "i",    "if", "in",
      "it",   "its",       "many",  "meanwhile", "on",    "one",     "she",  "so", "some",
      "that", "the",       "their", "there",     "these", "they",    "this", "we", "when"};
  return std::binary_search(kOpeners.begin(), kOpeners.end(), folded);
}

// Words before a number: "No. 5", "Fig. 2".
bool is_number_word(std::string_view folded) {
  static constexpr std::array<std::string_view, 10> kWords = {"art", "ch", "fig", "no",  "nos",
                                                              "nr",  "p",  "pp",  "sec", "vol"};
  return std::binary_search(kWords.begin(), kWords.end(), folded);
}

// What a mark that begins with this byte may be.
constexpr unsigned kMayEnd = 1, kMayBracket = 2;
constexpr std::array<std::uint8_t, 256> kMarks = [] {
  std::array<std::uint8_t, 256> table{};
  for (const unsigned char c : {'.', '!', '?'}) table[c] = kMayEnd;
  for (const unsigned char c : {'(', ')', '[', ']'}) table[c] = kMayBracket;
  for (unsigned c = 0x80; c < 0x100; ++c) table[c] = kMayEnd | kMayBracket;
  return table;
}();

constexpr std::size_t kLongestCodePoint = 4;  // bytes

const bool kHasWideBlocks = has_wide_blocks();

#if defined(__x86_64__) && defined(__GNUC__)

// The numbers of marks, and of tokens before a blank line, as far as tokens are seen.
WAYMARK_WIDE std::size_t note_fours(const Tokens& tokens, std::uint32_t* numbers,
                                    std::size_t& seen) {
  TokenNumbers found(numbers);
  for (seen = 0; seen + kFourTokens < tokens.size(); seen += kFourTokens)
    found.put(FourTokens(&tokens[seen]).have(kPunctuation) |
              FourTokens(&tokens[seen + 1]).have(kBlankLineBefore));
  return found.count();
}

#else

std::size_t note_fours(const Tokens&, std::uint32_t*, std::size_t&) { return 0; }

#endif

#if defined(WAYMARK_HAS_FULL_BLOCKS)

const bool kHasFullBlocks = has_full_blocks();

// As note_fours().
WAYMARK_FULL std::size_t note_eights(const Tokens& tokens, std::uint32_t* numbers,
                                     std::size_t& seen) {
  EightNumbers found(numbers);
  for (seen = 0; seen + kEightTokens < tokens.size(); seen += kEightTokens)
    found.put(EightShapes(&tokens[seen]).have(kPunctuation) |
              EightShapes(&tokens[seen + 1]).have(kBlankLineBefore));
  return found.count();
}

#else

constexpr bool kHasFullBlocks = false;

std::size_t note_eights(const Tokens&, std::uint32_t*, std::size_t&) { return 0; }

#endif

constexpr std::size_t kSlack = 8;  // numbers that are put down at once

// As many tokens are asked at once as the machine can, or at most some.
std::size_t note_several(const Tokens& tokens, std::size_t most_at_once, std::uint32_t* numbers,
                         std::size_t& seen) {
  if (kHasFullBlocks && most_at_once >= 8) return note_eights(tokens, numbers, seen);
  if (kHasWideBlocks && most_at_once >= 4) return note_fours(tokens, numbers, seen);
  return 0;
}

class SentenceFinder {
 public:
  SentenceFinder(std::string_view utf8, const Tokens& tokens, const std::vector<Span>& names,
                 const std::function<bool(std::uint64_t)>& is_abbreviation)
      : utf8_(utf8), tokens_(tokens), names_(names), is_abbreviation_(is_abbreviation) {}

  std::vector<TokenRange> run(std::size_t most_at_once) {
    if (tokens_.empty()) return {};
    gather_places(most_at_once);
    find_brackets();
    std::size_t next = 0;
    for (const std::size_t i : places_) {
      if (i < next) continue;
      const std::size_t last = skip_end_marks(i);
      if (ends_after(i, last)) finish(last + 1);
      next = last + 1;
    }
    if (begin_ < tokens_.size()) finish(tokens_.size());
    return std::move(sentences_);
  }

 private:
  // Whether a token is a mark that is one of some kinds.
  [[nodiscard]] bool is(std::size_t token, unsigned kinds) const {
    if (token >= tokens_.size() || !tokens_[token].has(kPunctuation)) return false;
    const std::uint32_t begin = tokens_[token].span.begin;
    const auto first = static_cast<unsigned char>(utf8_[begin]);
    const std::uint16_t own =
        first < 0x80 ? kKindsOfAscii[first] : kinds_of(code_point_at(utf8_, begin).value);
    return (own & kinds) != 0;
  }

  // Most tokens can neither end a sentence nor hold one together: only these places are looked at.
  void gather_places(std::size_t most_at_once) {
    const std::size_t size = tokens_.size() + kSlack;
    memory_ = std::make_unique_for_overwrite<std::uint32_t[]>(2 * size);
    std::uint32_t* const numbers = memory_.get();
    std::size_t seen = 0;
    std::size_t count = note_several(tokens_, most_at_once, numbers, seen);
    for (; seen < tokens_.size(); ++seen) numbers[count++] = static_cast<std::uint32_t>(seen);
    keep_places(numbers, count, numbers + size);
  }

  // Keeps those of the numbers that are places, and those of brackets behind them. Each is written
  // down, whether it is kept or not.
  void keep_places(std::uint32_t* numbers, std::size_t count, std::uint32_t* brackets) {
    std::size_t ends = 0, bracket_count = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t number = numbers[i];
      const bool ends_part =
          number + 1 < tokens_.size() && tokens_[number + 1].has(kBlankLineBefore);
      const unsigned what = what_may_be(tokens_[number]) | (ends_part ? kMayEnd | kMayBracket : 0u);
      numbers[ends] = number;
      ends += what & kMayEnd;
      brackets[bracket_count] = number;
      bracket_count += what / kMayBracket;
    }
    places_ = {numbers, ends};
    bracket_places_ = {brackets, bracket_count};
  }

  [[nodiscard]] unsigned what_may_be(const Token& token) const {
    const auto first = static_cast<unsigned char>(utf8_[token.span.begin]);
    return token.has(kPunctuation) ? kMarks[first] : 0u;
  }

  [[nodiscard]] bool is_spaced(std::size_t token) const { return tokens_[token].has(kSpaceBefore); }

  void finish(std::size_t end) {
    sentences_.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end)});
    begin_ = end;
  }

  // The short pairs of brackets, by their begin.
  void find_brackets() {
    std::vector<std::size_t> open;
    for (const std::size_t i : bracket_places_) {
      if (tokens_[i].has(kPunctuation)) match_bracket(i, open);
      if (i + 1 < tokens_.size() && tokens_[i + 1].has(kBlankLineBefore)) open.clear();
    }
    std::sort(brackets_.begin(), brackets_.end());
  }

  void match_bracket(std::size_t token, std::vector<std::size_t>& open) {
    if (is(token, kOpenBracket)) open.push_back(token);
    if (!is(token, kClosedBracket) || open.empty()) return;
    if (token - open.back() <= kFarthestBracket) brackets_.push_back({open.back(), token});
    open.pop_back();
  }

  // Whether a short pair of brackets opens at the token or before it and closes behind it. Asked in
  // rising order.
  [[nodiscard]] bool is_in_brackets(std::size_t token) {
    while (next_bracket_ < brackets_.size() && brackets_[next_bracket_].first <= token)
      bracket_end_ = std::max(bracket_end_, brackets_[next_bracket_++].second);
    return bracket_end_ > token;
  }

  // From the mark that may end a sentence at `first`, the last of the marks that belong to it;
  // `first` itself if there are none.
  [[nodiscard]] std::size_t skip_end_marks(std::size_t first) const {
    if (!is(first, kEndMark)) return first;
    std::size_t last = first;
    while (last + 1 < tokens_.size() && !is_spaced(last + 1) && is(last + 1, kEndMark)) ++last;
    while (last + 1 < tokens_.size() && !is_spaced(last + 1) && is(last + 1, kClosing)) ++last;
    return last;
  }

  [[nodiscard]] bool ends_after(std::size_t first, std::size_t last) {
    if (last + 1 >= tokens_.size()) return false;
    if (tokens_[last + 1].has(kBlankLineBefore)) return true;
    if (!is(first, kEndMark)) return false;
    if (is_in_brackets(last) || is_inside_name(last)) return false;
    if (!may_begin(first, last)) return false;
    const bool is_lone_stop = is(first, kFullStop) && !is(first + 1, kEndMark);
    return !is_lone_stop || !belongs_to_word(first, last + 1);
  }

  // Whether a name covers both the token and the next one. Asked in rising order.
  [[nodiscard]] bool is_inside_name(std::size_t token) {
    while (next_name_ < names_.size() && names_[next_name_].begin < tokens_[token].span.end) {
      name_end_ = std::max(name_end_, names_[next_name_++].end);
    }
    return name_end_ > tokens_[token + 1].span.begin;
  }

  // Whether what follows `last` can begin a sentence.
  [[nodiscard]] bool may_begin(std::size_t first, std::size_t last) const {
    const std::size_t next = last + 1;
    const Token& token = tokens_[next];
    if (!is_spaced(next)) {
      return is(first, kWideEnd) || (is(last, kRightQuote) && token.has(kUpperFirst));
    }
    if (is(next, kEndMark) || (is(next, kDash) && !token.has(kNewlineBefore))) return false;
    std::size_t word = next;
    while (word < tokens_.size() && is(word, kOpening)) ++word;
    if (word == tokens_.size()) return true;
    return !tokens_[word].has(kHasLower) || tokens_[word].has(kUpperFirst | kHasDigit);
  }

  // Whether the full stop at `stop` belongs to the word before it. `next` is the token after the
  // stop and what closes behind it.
  [[nodiscard]] bool belongs_to_word(std::size_t stop, std::size_t next) {
    if (stop == begin_ || is_spaced(stop)) return false;
    const Token& word = tokens_[stop - 1];
    if (word.has(kAllDigit))
      return (stop - 1 == begin_ && next == stop + 1) || is_in_dotted_date(stop);
    if (!word.has(kLetter)) return false;
    if (is_abbreviation_ && is_abbreviation_(word.hash)) return true;
    if (!is_text_needed(word, next)) return false;
    folded_.clear();
    fold(utf8_.substr(word.span.begin, word.span.byte_size()), folded_);
    if (tokens_[next].has(kHasDigit) && is_number_word(folded_)) return true;
    if (folded_.size() <= kLongestCodePoint && count_code_points(folded_) == 1)
      return word.has(kUpperFirst) && word.has(kLatin);
    return is_dotted(folded_) && !begins_with_opener(next);
  }

  // Most words are neither letters alone, nor have a full stop inside, nor stand before a number.
  [[nodiscard]] bool is_text_needed(const Token& word, std::size_t next) const {
    return !word.has(kAscii) || word.span.byte_size() == 1 || utf8_[word.span.begin + 1] == '.' ||
           tokens_[next].has(kHasDigit);
  }

  // Whether the full stop stands inside a date as Korean writes it: 2019. 10. 16., 2019. 10월
  [[nodiscard]] bool is_in_dotted_date(std::size_t stop) const {
    if (!has_digits(stop + 1, 1, 2) || !is_spaced(stop + 1)) return false;
    const bool is_stop_behind =
        stop + 2 < tokens_.size() && !is_spaced(stop + 2) && is(stop + 2, kFullStop);
    if (has_digits(stop - 1, 4, 4)) return is_stop_behind || is_month_word(stop + 2);
    return has_digits(stop - 1, 1, 2) && stop >= begin_ + 3 && !is_spaced(stop - 2) &&
           is(stop - 2, kFullStop) && has_digits(stop - 3, 4, 4);
  }

  [[nodiscard]] bool has_digits(std::size_t token, std::uint32_t least, std::uint32_t most) const {
    if (token >= tokens_.size() || !tokens_[token].has(kAllDigit)) return false;
    const std::uint32_t size = tokens_[token].span.byte_size();
    return least <= size && size <= most;
  }

  [[nodiscard]] bool is_month_word(std::size_t token) const {
    return token < tokens_.size() && !is_spaced(token) &&
           utf8_.substr(tokens_[token].span.begin).starts_with("월");
  }

  // Single letters with full stops between them: u.s, p.m
  static bool is_dotted(std::string_view folded) {
    bool expects_stop = false;
    for (std::size_t at = 0; at < folded.size(); expects_stop = !expects_stop) {
      const CodePoint c = code_point_at(folded, at);
      if ((c.value == U'.') != expects_stop) return false;
      at += c.byte_size;
    }
    return expects_stop && folded.size() > 1;
  }

  [[nodiscard]] bool begins_with_opener(std::size_t token) {
    const Span span = tokens_[token].span;
    folded_.clear();
    fold(utf8_.substr(span.begin, span.byte_size()), folded_);
    return is_opener(folded_) || is(token, kOpening);
  }

  std::string_view utf8_;
  const Tokens& tokens_;
  const std::vector<Span>& names_;
  const std::function<bool(std::uint64_t)>& is_abbreviation_;
  std::vector<TokenRange> sentences_;
  std::unique_ptr<std::uint32_t[]> memory_;        // of the places
  std::span<const std::uint32_t> places_;          // tokens after which a sentence may end
  std::span<const std::uint32_t> bracket_places_;  // brackets, and what ends a part of the text
  std::vector<std::pair<std::size_t, std::size_t>> brackets_;
  std::size_t next_bracket_ = 0;
  std::size_t bracket_end_ = 0;  // of the brackets that open before the last token asked about
  std::size_t begin_ = 0;        // of the sentence that is being read
  std::size_t next_name_ = 0;
  std::uint32_t name_end_ = 0;  // of the names that begin before the last token asked about
  std::string folded_;
};

}  // namespace

std::vector<TokenRange> find_sentences(std::string_view utf8, const Tokens& tokens,
                                       const std::vector<Span>& names,
                                       const std::function<bool(std::uint64_t)>& is_abbreviation,
                                       std::size_t most_at_once) {
  return SentenceFinder(utf8, tokens, names, is_abbreviation).run(most_at_once);
}

}  // namespace waymark::text
