// SPDX-License-Identifier: Apache-2.0
// Sorts millions of strings by their bytes: twelve bytes of each stand beside its number, are dealt
// out to buckets byte by byte, and are read on where they are alike. Small buckets are sorted by
// comparing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/large_memory.h"
#include "text/hash.h"

namespace waymark::gazetteer {

/// Twelve bytes of a text as numbers that sort as they do; zeros behind its end.
struct TextChunk {
  static constexpr std::size_t kSize = 12;

  std::uint64_t first = 0;  ///< eight
  std::uint32_t rest = 0;   ///< four

  [[nodiscard]] std::size_t byte(unsigned number) const {
    return number < 8 ? first >> (56 - 8 * number) & 0xFF : rest >> (88 - 8 * number) & 0xFF;
  }
};

/// The bytes of a text from `begin` on. Requires: begin <= the size of the text.
[[nodiscard]] inline TextChunk chunk_of(std::string_view text, std::size_t begin) {
  // Eight bytes as a number of which the first is the highest.
  const auto load = [](const char* at) {
    const std::uint64_t word = text::load_little_endian(at, 8);
    std::uint64_t turned = 0;
    for (int i = 0; i < 8; ++i) turned = turned << 8 | (word >> 8 * i & 0xFF);
    return turned;
  };
  const std::size_t size = std::min(text.size() - begin, TextChunk::kSize);
  const char* const at = text.data() + begin;
  if (size > 8) {  // the last eight bytes have those behind the first eight at their end
    const std::uint64_t last = load(at + size - 8) << (128 - 8 * size);
    return {load(at), static_cast<std::uint32_t>(last >> 32)};
  }
  char bytes[8] = {};
  std::memcpy(bytes, at, size);  // of nothing, the place may be null
  return {load(bytes), 0};
}

/// `text_of` gives the text of a number (below 2^32 - 1), perhaps in the string that it is given;
/// A number whose text another, the first, has too.
struct Repeat {
  std::uint32_t number = 0, first = 0;
  friend bool operator==(const Repeat&, const Repeat&) = default;
};

/// `comes_before` tells which of two numbers of one text is first. Source: MSD radix sort, as in
/// Bentley & McIlroy's and Kärkkäinen & Rantala's work on strings.
template <class TextOf, class ComesBefore>
class StringOrder {
 public:
  StringOrder(TextOf text_of, ComesBefore comes_before)
      : text_of_(std::move(text_of)), comes_before_(std::move(comes_before)) {}

  void reserve(std::size_t count) { places_.reserve(count); }

  /// Adds a number and what its text has behind the bytes that all begin with.
  void add(const TextChunk& chunk, std::uint32_t number) {
    places_.push_back({chunk.first, chunk.rest, number});
  }

  /// The numbers in the order of their texts, which are alike up to byte `begin`. `repeats`: of a
  /// text that comes more than once takes all but the first number.
  [[nodiscard]] LargeVector<std::uint32_t> sort(std::size_t begin = 0,
                                                std::vector<Repeat>* repeats = nullptr) && {
    spare_.resize(places_.size());
    numbers_.resize(places_.size());
    settle({0, places_.size(), begin, 0, false});
    while (!parts_.empty()) {
      const Part part = parts_.back();
      parts_.pop_back();
      sort(part);
    }
    if (!repeats_.empty() && repeats != nullptr) take_repeats(*repeats);
    return std::move(numbers_);
  }

 private:
  struct Place {
    std::uint64_t first;  ///< as in a TextChunk
    std::uint32_t rest;
    std::uint32_t number;

    Place() {}  // NOLINT: spare ones are not looked at before they are filled
    Place(std::uint64_t f, std::uint32_t r, std::uint32_t n) : first(f), rest(r), number(n) {}
    [[nodiscard]] std::size_t byte(unsigned number_of_byte) const {
      return TextChunk{first, rest}.byte(number_of_byte);
    }
  };
  static_assert(sizeof(Place) == 16);
  /// Places whose texts are alike up to a byte of their chunks.
  struct Part {
    std::size_t begin, end;
    std::size_t depth;  ///< where in the texts the chunks begin
    unsigned byte;      ///< of the chunk; behind its last: all of it is alike
    bool is_spare;      ///< they lie in the other half of the memory
  };
  static constexpr std::size_t kFew = 48;
  static constexpr std::size_t kBuckets = 256;

  [[nodiscard]] Place* places_of(const Part& part) {
    return (part.is_spare ? spare_ : places_).data();
  }

  void sort(Part part) {
    if (part.byte == TextChunk::kSize && !read_on(part)) return sort_few(part);
    deal(part);
  }

  /// Reads the next chunks. Gives false where all texts end.
  bool read_on(Part& part) {
    part.depth += TextChunk::kSize;
    part.byte = 0;
    bool goes_on = false;
    Place* const places = places_of(part);
    for (std::size_t i = part.begin; i < part.end; ++i) {
      const std::string_view text = text_of_(places[i].number, text_);
      const TextChunk chunk = chunk_of(text, std::min(part.depth, text.size()));
      places[i].first = chunk.first, places[i].rest = chunk.rest;
      goes_on |= text.size() > part.depth;
    }
    return goes_on;
  }

  /// Sorts a part to its end, and says which of its numbers have the text of the one before.
  void sort_few(const Part& part) {
    Place* const places = places_of(part);
    std::sort(places + part.begin, places + part.end, [&](const Place& a, const Place& b) {
      if (a.first != b.first) return a.first < b.first;
      if (a.rest != b.rest) return a.rest < b.rest;
      const int order = compare(a, b);
      return order != 0 ? order < 0 : comes_before_(a.number, b.number);
    });
    for (std::size_t i = part.begin; i < part.end; ++i) {
      numbers_[i] = places[i].number;
      if (i == part.begin) continue;
      const Place &a = places[i - 1], &b = places[i];
      if (a.first == b.first && a.rest == b.rest && compare(a, b) == 0) repeats_.push_back(i);
    }
  }

  [[nodiscard]] int compare(const Place& a, const Place& b) {
    return text_of_(a.number, text_).compare(text_of_(b.number, other_text_));
  }

  /// Deals places out to buckets by one byte of their chunks, into the other half of the memory.
  void deal(const Part& part) {
    const Place* const from = places_of(part);
    std::array<std::size_t, kBuckets> ends{};
    for (std::size_t i = part.begin; i < part.end; ++i) ++ends[from[i].byte(part.byte)];
    if (ends[from[part.begin].byte(part.byte)] == part.end - part.begin)
      return parts_.push_back({part.begin, part.end, part.depth, part.byte + 1, part.is_spare});
    std::size_t begin = part.begin;
    for (std::size_t& end : ends) begin = std::exchange(end, begin) + begin;
    Place* const to = (part.is_spare ? places_ : spare_).data();
    for (std::size_t i = part.begin; i < part.end; ++i)
      to[ends[from[i].byte(part.byte)]++] = from[i];
    begin = part.begin;
    for (const std::size_t end : ends) {
      settle({begin, end, part.depth, part.byte + 1, !part.is_spare});
      begin = end;
    }
  }

  /// Few places are sorted while they are at hand.
  void settle(const Part& part) {
    if (part.end - part.begin > kFew) return parts_.push_back(part);
    sort_few(part);
  }

  /// Takes numbers that repeat a text out of the order.
  void take_repeats(std::vector<Repeat>& repeats) {
    std::sort(repeats_.begin(), repeats_.end());
    for (const std::size_t place : repeats_) {
      const std::uint32_t before = numbers_[place - 1];
      const std::uint32_t first = before == kTaken ? repeats.back().first : before;
      repeats.push_back({std::exchange(numbers_[place], kTaken), first});
    }
    numbers_.erase(std::remove(numbers_.begin(), numbers_.end(), kTaken), numbers_.end());
  }
  static constexpr std::uint32_t kTaken = 0xFFFFFFFFu;

  TextOf text_of_;
  ComesBefore comes_before_;
  LargeVector<Place> places_, spare_;
  LargeVector<std::uint32_t> numbers_;  // in their order, as far as parts are sorted
  std::vector<std::size_t> repeats_;    // where in it
  std::vector<Part> parts_;
  std::string text_, other_text_;  // made ones
};

}  // namespace waymark::gazetteer
