// SPDX-License-Identifier: Apache-2.0
// Two runs of the hash of normal_form.h over the same bytes, from different starts.
#include "gazetteer/digest.h"

#include "text/hash.h"

namespace waymark::gazetteer {

Digest& Digest::operator+=(const Digest& other) {
  low += other.low;
  high += other.high + (low < other.low ? 1 : 0);
  return *this;
}

Digest digest_of(std::string_view bytes) {
  std::uint64_t low = text::begin_hash(bytes.size());
  std::uint64_t high = text::begin_hash(~std::uint64_t{bytes.size()});
  const auto add = [&](std::uint64_t word) {
    low = text::add_to_hash(low, word);
    high = text::add_to_hash(high, word + 0x9E3779B97F4A7C15ull);
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) add(text::load_little_endian(bytes.data() + at, 8));
  if (at < bytes.size()) add(text::load_little_endian(bytes.data() + at, bytes.size() - at));
  return {text::finish_hash(low), text::finish_hash(high)};
}

std::string to_hex(const Digest& digest) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (std::uint64_t part : {digest.high, digest.low}) {
    for (int shift = 60; shift >= 0; shift -= 4) hex += kDigits[(part >> shift) & 15];
  }
  return hex;
}

}  // namespace waymark::gazetteer
