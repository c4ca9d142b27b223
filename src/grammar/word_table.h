// SPDX-License-Identifier: Apache-2.0
// The words that literals and lists of the rules are made of. A token's hash, made when it was cut,
// finds the word's number here; the folded bytes are compared, so that equal hashes of other words
// do no harm.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::grammar {

using WordId = std::uint32_t;
inline constexpr WordId kNoWord = 0xFFFFFFFFu;
inline constexpr WordId kUnreadWord = kNoWord - 1;  ///< of a token that was not looked up yet

/// Hashes of words, of which a few others pass for one of them.
class WordFilter {
 public:
  void add(std::uint64_t hash) { words_[hash / 64 % kSize] |= bits_of(hash); }
  [[nodiscard]] bool may_hold(std::uint64_t hash) const {
    return (~words_[hash / 64 % kSize] & bits_of(hash)) == 0;
  }

  static constexpr std::size_t kSize = 1024;  ///< words of 64 bits
  [[nodiscard]] const std::uint64_t* words() const { return words_.data(); }

 private:
  [[nodiscard]] static std::uint64_t bits_of(std::uint64_t hash) {
    return 1ull << (hash % 64) | 1ull << (hash >> 32) % 64;
  }
  std::array<std::uint64_t, kSize> words_{};  ///< two bits for each word
};

class WordTable {
 public:
  /// Adds the word that a token is or returns the number it has. `hash`: of its folded bytes.
  WordId add(std::uint64_t hash, std::string_view token);
  /// The number of a token's word, or kNoWord.
  [[nodiscard]] WordId find(std::uint64_t hash, std::string_view token) const;
  /// The first word of this hash, or kNoWord: that of a token, if the token is any.
  /// Requires: no two words have equal hashes.
  [[nodiscard]] WordId find_likely(std::uint64_t hash) const {
    std::size_t at = slot_of(hash);
    while (slots_[at].word != kNoWord && slots_[at].hash != hash)
      at = (at + 1) & (slots_.size() - 1);
    return slots_[at].word;
  }
  [[nodiscard]] bool has_equal_hashes() const { return has_equal_hashes_; }
  /// Has what find() will read of the table brought near.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[slot_of(hash)]); }
  /// The number of a word of Hangul syllables, or kNoWord. Requires: a piece of such.
  [[nodiscard]] WordId find_hangul(std::string_view piece) const;

  /// Whether a word of Hangul syllables begins with this one. Requires: three bytes, a syllable.
  [[nodiscard]] bool may_begin_hangul(std::string_view syllable) const;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(hashes_.size()); }
  [[nodiscard]] std::uint64_t hash(WordId id) const { return hashes_[id]; }
  /// Folded. Lifetime: until a word is added.
  [[nodiscard]] std::string_view word(WordId id) const {
    return {bytes_.data() + ends_[id], ends_[id + 1] - ends_[id]};
  }
  /// Lengths in bytes of the words of Hangul syllables only, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& hangul_sizes() const { return hangul_sizes_; }

 private:
  void put(std::uint64_t hash, WordId id);
  void grow();
  void note_hangul(std::string_view word);
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash ^ (hash >> 29)) & (slots_.size() - 1);
  }

  struct Slot {
    std::uint64_t hash = 0;
    WordId word = kNoWord;
  };

  std::string bytes_;                      ///< of all words: near each other in memory
  std::vector<std::uint32_t> ends_ = {0};  ///< by word, from 1: where its bytes end in bytes_
  std::vector<std::uint64_t> hashes_;
  std::vector<Slot> slots_;        ///< open addressing, at most half full; a power of two
  bool has_equal_hashes_ = false;  ///< of different words
  WordFilter filter_;              ///< most tokens end here
  std::vector<std::uint32_t> hangul_sizes_;
  std::vector<std::uint64_t> hangul_begins_;  ///< bits by the syllable's number
};

}  // namespace waymark::grammar
