// SPDX-License-Identifier: Apache-2.0
// A string is copied sixteen bytes at a time and looked at on the way; where a byte needs an
// escape, what follows it is copied once more, behind that.
#include "text/json_sheet.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "text/json.h"
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

// Copies bytes up to the first that needs an escape and gives how many they are. Sets `is_ascii` to
// false if some are not.
// Requires: room for all bytes and a block more.
std::size_t copy_plain(std::string_view from, char* to, bool& is_ascii) {
  std::size_t at = 0;
  std::uint32_t beyond = 0;
  for (; at + kBlock <= from.size(); at += kBlock) {
    std::memcpy(to + at, from.data() + at, kBlock);
    const ByteBlock block(from.data() + at);
    const std::uint32_t specials = specials_in(block);
    beyond |= block.lies_beyond_ascii().mask();
    if (specials == 0) continue;
    is_ascii = is_ascii && beyond == 0;
    return at + static_cast<std::size_t>(std::countr_zero(specials));
  }
  const std::size_t rest = from.size() - at;
  copy_short(from.data() + at, rest, to + at);
  // What stands behind the end is written over.
  const ByteBlock block(to + at);
  const std::uint32_t all = (1u << rest) - 1;
  const std::uint32_t specials = specials_in(block) & all;
  is_ascii = is_ascii && (beyond | (block.lies_beyond_ascii().mask() & all)) == 0;
  return at + (specials == 0 ? rest : static_cast<std::size_t>(std::countr_zero(specials)));
}

}  // namespace

Sheet::Sheet(std::string& out, std::size_t expected) : out_(out) {
  const std::size_t begin = out.size();
  out.resize(begin + std::max(expected, kSlack));
  at_ = out.data() + begin;
  end_ = out.data() + out.size();
}

void Sheet::grow(std::size_t size) {
  const auto done = static_cast<std::size_t>(at_ - out_.data());
  out_.resize(std::max(done + size, out_.size() + out_.size() / 2));
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
  if (!std::isfinite(number)) return null();
  at_ = put_number(number, room(kLongestNumber + kSlack));
  return comma();
}

Sheet& Sheet::value(std::string_view text) {
  return text.size() < kBlock ? short_value(text) : long_value(text);
}

Sheet& Sheet::short_value(std::string_view text) {
  char* at = room(2 * kBlock + kSlack);
  *at = '"';
  copy_short(text.data(), text.size(), at + 1);
  const ByteBlock block(at + 1);
  const std::uint32_t unsure = specials_in(block) | block.lies_beyond_ascii().mask();
  if ((unsure & ((1u << text.size()) - 1)) != 0) return long_value(text);
  std::memcpy(at + 1 + text.size(), "\", ", 3);
  at_ = at + 1 + text.size() + 3;
  return *this;
}

Sheet& Sheet::long_value(std::string_view text) {
  const auto begin = at_ - out_.data();
  const char* const end = text.data() + text.size();
  const char* from = text.data();
  char* at = room(text.size() + 2 * kBlock + kSlack);
  *at++ = '"';
  bool is_ascii = put_blocks(from, end, at);
  for (;;) {
    const std::size_t plain = copy_plain({from, end}, at, is_ascii);
    from += plain;
    at += plain;
    if (from == end) break;
    at_ = put_escape(*from++, at);
    at = room(static_cast<std::size_t>(end - from) + 2 * kBlock + kSlack);
  }
  if (!is_ascii && !is_valid_utf8(text)) {
    at_ = out_.data() + begin;
    return faulty_value(text);
  }
  std::memcpy(at, "\", ", 3);
  at_ = at + 3;
  return *this;
}

// Puts whole blocks, as long as another one follows; `from` and `at` move behind them. Answers
// whether all is ASCII.
bool Sheet::put_blocks(const char*& from, const char* end, char*& at) {
  std::uint32_t beyond = 0;
  for (; end - from >= static_cast<std::ptrdiff_t>(2 * kBlock); from += kBlock) {
    const ByteBlock block(from);
    block.store(at);
    beyond |= block.lies_beyond_ascii().mask();
    const std::uint32_t specials = specials_in(block);
    at = specials == 0 ? at + kBlock : put_escapes(from, end, specials, at);
  }
  return beyond == 0;
}

// Puts the block `from` anew that stands at `at`, with the escapes that its special bytes need;
// gives where it ends. What follows each of them is copied as a block, of which the rest is written
// over.
char* Sheet::put_escapes(const char* from, const char* end, std::uint32_t specials, char* at) {
  at_ = at;
  at = room(static_cast<std::size_t>(end - from) + kBlock * kLongestEscape + 2 * kBlock + kSlack);
  std::size_t done = 0;
  for (; specials != 0; specials &= specials - 1) {
    const auto next = static_cast<std::size_t>(std::countr_zero(specials));
    at = put_escape(from[next], at + (next - done));
    done = next + 1;
    ByteBlock(from + done).store(at);
  }
  return at + (kBlock - done);
}

// What is not UTF-8.
Sheet& Sheet::faulty_value(std::string_view text) {
  std::string quoted;
  append_quoted(text, quoted);
  return raw(quoted);
}

}  // namespace waymark::text::json
