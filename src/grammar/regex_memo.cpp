// SPDX-License-Identifier: Apache-2.0
// A table of fixed size: what comes takes the place of what was there.
#include "grammar/regex_memo.h"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>

namespace waymark::grammar {

std::uint64_t next_regex_serial() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

bool RegexMemo::matches(const re2::RE2& regex, std::uint64_t serial, std::string_view text,
                        std::uint64_t hash) {
  const auto ask = [&] { return re2::RE2::FullMatch({text.data(), text.size()}, regex); };
  if (text.size() > kLongest) return ask();
  if (entries_.empty()) entries_.resize(kSize);
  const std::uint64_t mixed = (hash ^ serial * 0x9E3779B97F4A7C15ull) * 0xD6E8FEB86659FD93ull;
  Entry& entry = entries_[(mixed >> 32) % kSize];
  const bool is_known = entry.serial == serial && entry.size == text.size() &&
                        std::equal(text.begin(), text.end(), entry.bytes.begin());
  if (is_known) return entry.matches;
  entry.serial = serial;
  entry.size = static_cast<std::uint8_t>(text.size());
  std::copy(text.begin(), text.end(), entry.bytes.begin());
  return entry.matches = ask();
}

}  // namespace waymark::grammar
