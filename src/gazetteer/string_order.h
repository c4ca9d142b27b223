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
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/large_memory.h"

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
  unsigned char bytes[TextChunk::kSize] = {};
  if (text.size() - begin >= TextChunk::kSize) {
    std::memcpy(bytes, text.data() + begin, TextChunk::kSize);
  } else {
    for (std::size_t i = begin; i < text.size(); ++i)
      bytes[i - begin] = static_cast<unsigned char>(text[i]);
  }
  TextChunk chunk;
  for (int i = 0; i < 8; ++i) chunk.first = chunk.first << 8 | bytes[i];
  for (int i = 8; i < 12; ++i) chunk.rest = chunk.rest << 8 | bytes[i];
  return chunk;
}

/// `text_of` gives the text of a number, `comes_before` tells which of two numbers of one text is
/// first.
/// Source: MSD radix sort, as in Bentley & McIlroy's and Kärkkäinen & Rantala's work on strings.
template <class TextOf, class ComesBefore>
class StringOrder {
 public:
  StringOrder(TextOf text_of, ComesBefore comes_before)
      : text_of_(std::move(text_of)), comes_before_(std::move(comes_before)) {}

  void reserve(std::size_t count) { places_.reserve(count); }

  /// Adds a number and its text, of which the first `begin` bytes are those of all.
  void add(std::string_view text, std::uint32_t number, std::size_t begin = 0) {
    const TextChunk chunk = chunk_of(text, begin);
    places_.push_back({chunk.first, chunk.rest, number});
  }

  /// The numbers in the order of their texts, which are alike up to byte `begin`.
  [[nodiscard]] LargeVector<std::uint32_t> sort(std::size_t begin = 0) && {
    spare_.resize(places_.size());
    parts_.push_back({0, places_.size(), begin, 0});
    while (!parts_.empty()) {
      const Part part = parts_.back();
      parts_.pop_back();
      sort(part);
    }
    LargeVector<Place>().swap(spare_);
    LargeVector<std::uint32_t> numbers;
    numbers.reserve(places_.size());
    for (const Place& place : places_) numbers.push_back(place.number);
    return numbers;
  }

 private:
  struct Place {
    std::uint64_t first = 0;  ///< as in a TextChunk
    std::uint32_t rest = 0;
    std::uint32_t number = 0;

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
  };
  static constexpr std::size_t kFew = 48;
  static constexpr std::size_t kBuckets = 256;

  void sort(Part part) {
    if (part.end - part.begin <= kFew || (part.byte == TextChunk::kSize && !read_on(part)))
      return sort_few(part);
    deal(part);
  }

  /// Reads the next chunks. Gives false where all texts end.
  bool read_on(Part& part) {
    part.depth += TextChunk::kSize;
    part.byte = 0;
    bool goes_on = false;
    for (std::size_t i = part.begin; i < part.end; ++i) {
      const std::string_view text = text_of_(places_[i].number);
      const TextChunk chunk = chunk_of(text, std::min(part.depth, text.size()));
      places_[i].first = chunk.first, places_[i].rest = chunk.rest;
      goes_on |= text.size() > part.depth;
    }
    return goes_on;
  }

  void sort_few(const Part& part) {
    const auto begin = places_.begin() + static_cast<std::ptrdiff_t>(part.begin);
    std::sort(begin, places_.begin() + static_cast<std::ptrdiff_t>(part.end),
              [&](const Place& a, const Place& b) {
                if (a.first != b.first) return a.first < b.first;
                if (a.rest != b.rest) return a.rest < b.rest;
                const std::string_view text = text_of_(a.number), other = text_of_(b.number);
                const int order = text.compare(other);
                return order != 0 ? order < 0 : comes_before_(a.number, b.number);
              });
  }

  /// Deals places out to buckets by one byte of their chunks.
  void deal(const Part& part) {
    std::array<std::size_t, kBuckets> ends{};
    for (std::size_t i = part.begin; i < part.end; ++i) ++ends[places_[i].byte(part.byte)];
    if (ends[places_[part.begin].byte(part.byte)] == part.end - part.begin)
      return parts_.push_back({part.begin, part.end, part.depth, part.byte + 1});
    std::size_t begin = part.begin;
    for (std::size_t& end : ends) begin = std::exchange(end, begin) + begin;
    for (std::size_t i = part.begin; i < part.end; ++i)
      spare_[ends[places_[i].byte(part.byte)]++] = places_[i];
    std::copy(spare_.begin() + static_cast<std::ptrdiff_t>(part.begin),
              spare_.begin() + static_cast<std::ptrdiff_t>(part.end),
              places_.begin() + static_cast<std::ptrdiff_t>(part.begin));
    begin = part.begin;
    for (const std::size_t end : ends) {
      settle({begin, end, part.depth, part.byte + 1});
      begin = end;
    }
  }

  /// Few places are sorted while they are at hand.
  void settle(const Part& part) {
    if (part.end - part.begin > kFew) return parts_.push_back(part);
    if (part.end - part.begin > 1) sort_few(part);
  }

  TextOf text_of_;
  ComesBefore comes_before_;
  LargeVector<Place> places_, spare_;
  std::vector<Part> parts_;
};

}  // namespace waymark::gazetteer
