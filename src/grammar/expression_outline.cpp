// SPDX-License-Identifier: Apache-2.0
// Recursive descent over the source. Where RE2 would read more than is read here, nothing is said.
#include "grammar/expression_outline.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace waymark::grammar {
namespace {

constexpr std::uint32_t kMostSize = 2500;  // instructions; RE2 may take twice as many
constexpr std::uint32_t kMostTimes = 100;
constexpr int kDeepest = 16;  // groups in each other
constexpr char32_t kLastCodePoint = 0x10FFFF;

// What part of an expression tells, and at most how many instructions it becomes.
struct Part {
  ExpressionOutline outline;
  std::uint32_t size = 1;
};

std::uint32_t add(std::uint32_t a, std::uint32_t b) {
  const bool is_endless = a == ExpressionOutline::kEndless || b == ExpressionOutline::kEndless;
  return is_endless ? ExpressionOutline::kEndless : a + b;
}

std::uint32_t multiply(std::uint32_t bytes, std::uint32_t times) {
  if (bytes == 0 || times == 0) return 0;
  return bytes == ExpressionOutline::kEndless || times == ExpressionOutline::kEndless
             ? ExpressionOutline::kEndless
             : bytes * times;
}

// In UTF-8.
std::uint32_t bytes_of(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// What a part may end with that is this code point.
void add_last_bytes(char32_t c, ExpressionOutline& outline) {
  std::string bytes;
  text::append_utf8(c, bytes);
  const auto last = static_cast<unsigned char>(bytes.back());
  const std::uint32_t end = BytePairs::bit_of(last);
  outline.last_bytes.set(last);
  outline.ends |= end;
  if (bytes.size() == 1) {
    outline.alone |= end;
  } else {
    const auto before = static_cast<unsigned char>(bytes[bytes.size() - 2]);
    outline.last_pairs.add(BytePairs::bit_of(before), end);
  }
}

// The same of all code points from `low` to `high`; of many beyond ASCII, and perhaps others.
void add_last_bytes(char32_t low, char32_t high, ExpressionOutline& outline) {
  constexpr char32_t kMany = 64, kFirstBeyond = 0x80;
  const bool are_many = high >= kFirstBeyond && high - std::max(low, kFirstBeyond) >= kMany;
  const char32_t last_alone = are_many ? kFirstBeyond - 1 : high;
  for (char32_t c = low; c <= last_alone; ++c) add_last_bytes(c, outline);
  if (!are_many) return;
  for (std::size_t byte = 0x80; byte < 0xC0; ++byte) outline.last_bytes.set(byte);
  outline.ends = BytePairs::kAnyByte;
  outline.last_pairs = BytePairs::all();
}

// The code points from `low` to `high` as what a part begins with too.
void widen(ExpressionOutline& outline, char32_t low, char32_t high) {
  outline.low = std::min(outline.low, low);
  outline.high = std::max(outline.high, high);
}

// What either of two parts may match.
void unite(ExpressionOutline& outline, const ExpressionOutline& other) {
  widen(outline, other.low, other.high);
  outline.may_be_empty = outline.may_be_empty || other.may_be_empty;
  outline.is_of_words = outline.is_of_words && other.is_of_words;
  outline.least = std::min(outline.least, other.least);
  outline.most = std::max(outline.most, other.most);
  outline.last_bytes |= other.last_bytes;
  outline.ends |= other.ends;
  outline.alone |= other.alone;
  outline.last_pairs |= other.last_pairs;
}

// A code point from `low` to `high` as what a part, which is one code point, may be too.
void add_range(char32_t low, char32_t high, ExpressionOutline& outline) {
  const bool is_first = outline.most == 0;
  widen(outline, low, high);
  outline.least = is_first ? bytes_of(low) : std::min(outline.least, bytes_of(low));
  outline.most = std::max(outline.most, bytes_of(high));
  add_last_bytes(low, high, outline);
}

// What a sequence ends with when another part follows it. Requires: it says still whether it may be
// empty before that.
void append_ends(const ExpressionOutline& part, ExpressionOutline& sequence) {
  BytePairs pairs = part.last_pairs;
  pairs.add(sequence.ends, part.alone);
  if (part.may_be_empty) pairs |= sequence.last_pairs;
  sequence.last_pairs = pairs;
  sequence.alone =
      (sequence.may_be_empty ? part.alone : 0) | (part.may_be_empty ? sequence.alone : 0);
  if (!part.may_be_empty) sequence.last_bytes.reset(), sequence.ends = 0;
  sequence.last_bytes |= part.last_bytes;
  sequence.ends |= part.ends;
}

bool is_within(char32_t low, char32_t high, char32_t first, char32_t last) {
  return first <= low && high <= last;
}

class OutlineReader {
 public:
  explicit OutlineReader(const Regex& regex)
      : source_(regex.source), ignore_case_(regex.ignore_case) {}

  std::optional<ExpressionOutline> read() && {
    const Part part = read_choice(0);
    if (is_strange_ || at_ != source_.size() || part.size > kMostSize) return std::nullopt;
    return part.outline;
  }

 private:
  [[nodiscard]] bool is_at(char c) const { return at_ < source_.size() && source_[at_] == c; }
  bool take(char c) {
    const bool found = is_at(c);
    at_ += found ? 1 : 0;
    return found;
  }
  Part refuse() {
    is_strange_ = true;
    at_ = source_.size();
    return {};
  }

  Part read_choice(int depth) {
    Part choice = read_sequence(depth);
    while (take('|')) {
      const Part part = read_sequence(depth);
      unite(choice.outline, part.outline);
      choice.size = std::min(choice.size + part.size + 1, kMostSize + 1);
    }
    return choice;
  }

  Part read_sequence(int depth) {
    Part sequence;
    while (at_ < source_.size() && !is_at('|') && !is_at(')')) {
      const Part part = read_times(read_atom(depth));
      if (sequence.outline.may_be_empty)
        widen(sequence.outline, part.outline.low, part.outline.high);
      append_ends(part.outline, sequence.outline);
      sequence.outline.may_be_empty = sequence.outline.may_be_empty && part.outline.may_be_empty;
      sequence.outline.least = add(sequence.outline.least, part.outline.least);
      sequence.outline.most = add(sequence.outline.most, part.outline.most);
      sequence.outline.is_of_words = sequence.outline.is_of_words && part.outline.is_of_words;
      sequence.size = std::min(sequence.size + part.size, kMostSize + 1);
    }
    return sequence;
  }

  // A part with what stands behind it.
  Part read_times(Part part) {
    std::uint32_t least = 1, most = 1;
    bool is_endless = false;
    if (take('?')) {
      least = 0;
    } else if (take('*')) {
      least = 0;
      is_endless = true;
    } else if (take('{')) {
      least = most = read_number();
      if (take(',')) {
        is_endless = is_at('}');
        most = is_endless ? least + 1 : read_number();
      }
      if (!take('}') || most < least || most == 0 || most > kMostTimes) return refuse();
    } else if (take('+')) {
      is_endless = true;
    } else {
      return part;
    }
    // A sign more makes it lazy, or is wrong.
    if (is_at('?') || is_at('*') || is_at('+') || is_at('{')) return refuse();
    if (is_endless || most > 1) part.outline.last_pairs.add(part.outline.ends, part.outline.alone);
    if (least > 1 && !part.outline.may_be_empty) part.outline.alone = 0;
    part.outline.may_be_empty = part.outline.may_be_empty || least == 0;
    part.outline.least = multiply(part.outline.least, least);
    part.outline.most =
        multiply(part.outline.most, is_endless ? ExpressionOutline::kEndless : most);
    part.size = std::min((part.size + 1) * most, kMostSize + 1);
    return part;
  }

  std::uint32_t read_number() {
    const std::size_t begin = at_;
    std::uint32_t number = 0;
    for (; at_ < source_.size() && source_[at_] >= '0' && source_[at_] <= '9'; ++at_)
      number = std::min(number * 10 + static_cast<std::uint32_t>(source_[at_] - '0'), 1000u);
    if (at_ == begin) refuse();
    return number;
  }

  Part read_atom(int depth) {
    if (take('(')) {
      if (depth == kDeepest || is_at('?')) return refuse();
      const Part choice = read_choice(depth + 1);
      return take(')') ? choice : refuse();
    }
    if (take('[')) return read_class();
    if (take('.')) return any();
    const auto c = read_character("\\.+*?()|[]{}^$");
    return c ? one_of(*c, *c) : refuse();
  }

  // A character, or a mark behind a backslash. `special`: what is none alone.
  std::optional<char32_t> read_character(std::string_view special) {
    const bool is_escaped = take('\\');
    if (at_ >= source_.size()) return std::nullopt;
    const text::CodePoint c = text::code_point_at(source_, at_);
    at_ += c.byte_size;
    if (is_escaped && !is_mark(c.value)) return std::nullopt;
    const bool is_special =
        c.value < 0x80 && special.find(static_cast<char>(c.value)) != std::string_view::npos;
    if ((!is_escaped && is_special) || c.value < 0x20) return std::nullopt;
    return c.value;
  }

  static bool is_mark(char32_t c) {  // of ASCII
    return is_within(c, c, 0x21, 0x7E) && c != U'_' && !is_within(c, c, U'0', U'9') &&
           !is_within(c | 0x20, c | 0x20, U'a', U'z');
  }

  static Part any() {
    constexpr std::uint32_t kSize = 60;
    Part part{{.may_be_empty = false, .is_of_words = false}, kSize};
    add_range(0, kLastCodePoint, part.outline);
    return part;
  }

  // One of the code points from `low` to `high`, in either case if case is ignored.
  Part one_of(char32_t low, char32_t high) {
    constexpr std::uint32_t kSizeOfOne = 6, kSizeOfRange = 24;
    Part part;
    part.size = low == high ? kSizeOfOne : kSizeOfRange;
    part.outline.may_be_empty = false;
    part.outline.is_of_words = is_within(low, high, U'a', U'z') ||
                               is_within(low, high, U'A', U'Z') || is_within(low, high, U'0', U'9');
    add_range(low, high, part.outline);
    if (ignore_case_ && part.outline.is_of_words && low > U'9') add_other_case(low, high, part);
    if (ignore_case_ && !part.outline.is_of_words && (low != high || low >= 0x80)) return refuse();
    return part;
  }

  // Two letters of ASCII have a third case: the long s and the sign of Kelvin.
  static void add_other_case(char32_t low, char32_t high, Part& part) {
    add_range(low ^ 0x20, high ^ 0x20, part.outline);
    const auto has = [&](char32_t letter) {
      return is_within(letter, letter, low | 0x20, high | 0x20);
    };
    if (has(U's')) add_range(0x17F, 0x17F, part.outline);
    if (has(U'k')) add_range(0x212A, 0x212A, part.outline);
  }

  Part read_class() {
    const bool is_negative = take('^');
    Part all = read_item();
    while (!is_strange_ && !take(']')) {
      const Part item = read_item();
      unite(all.outline, item.outline);
      all.size = std::min(all.size + item.size, kMostSize + 1);
    }
    if (!is_negative) return all;
    Part others = any();
    others.size += 4 * all.size;
    return others;
  }

  // A hyphen is itself only at the end.
  Part read_item() {
    constexpr std::string_view kSpecial = "[]\\^-";
    const bool is_last = at_ + 1 < source_.size() && source_[at_ + 1] == ']';
    if (is_last && take('-')) return one_of(U'-', U'-');
    const auto low = read_character(kSpecial);
    if (!low) return refuse();
    const bool is_range =
        at_ + 1 < source_.size() && source_[at_] == '-' && source_[at_ + 1] != ']';
    if (!is_range) return one_of(*low, *low);
    ++at_;
    const auto high = read_character(kSpecial);
    return high && *low <= *high ? one_of(*low, *high) : refuse();
  }

  std::string_view source_;
  bool ignore_case_;
  std::size_t at_ = 0;
  bool is_strange_ = false;
};

}  // namespace

std::optional<ExpressionOutline> outline_of(const Regex& regex) {
  return OutlineReader(regex).read();
}

}  // namespace waymark::grammar
