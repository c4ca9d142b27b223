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

Digest& Digest::operator-=(const Digest& other) {
  high -= other.high + (low < other.low ? 1 : 0);
  low -= other.low;
  return *this;
}

DigestStream::DigestStream(std::uint64_t byte_size)
    : low_(text::begin_hash(byte_size)), high_(text::begin_hash(~byte_size)) {}

void DigestStream::add(std::string_view piece) {
  std::uint64_t low = low_, high = high_;
  const auto add = [&](std::uint64_t word) {
    low = text::add_to_hash(low, word);
    high = text::add_to_hash(high, word + 0x9E3779B97F4A7C15ull);
  };
  std::size_t at = 0;
  for (; at + 8 <= piece.size(); at += 8) add(text::load_little_endian(piece.data() + at, 8));
  if (at < piece.size()) add(text::load_little_endian(piece.data() + at, piece.size() - at));
  low_ = low, high_ = high;
}

Digest DigestStream::finish() const { return {text::finish_hash(low_), text::finish_hash(high_)}; }

Digest digest_of(std::string_view bytes) {
  DigestStream stream(bytes.size());
  stream.add(bytes);
  return stream.finish();
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
