// SPDX-License-Identifier: Apache-2.0
// All splits into particles are tried at once: a bit is kept for each byte that particles reach.
#include "text/particles.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace waymark::text {
namespace {

// Particles of modern Korean, North and South, with the suffixes that stand where they do. Longest
// first is not needed: all splits are tried.
constexpr auto kParticleWords = std::to_array<std::string_view>(
    {"은",     "는",     "이",       "가",   "을",     "를",   "의",     "에",   "에서",   "에게",
     "에게서", "한테",   "한테서",   "께",   "께서",   "로",   "으로",   "로서", "으로서", "로써",
     "으로써", "로부터", "으로부터", "부터", "까지",   "와",   "과",     "랑",   "이랑",   "하고",
     "도",     "만",     "마저",     "조차", "밖에",   "뿐",   "마다",   "처럼", "같이",   "보다",
     "대로",   "나",     "이나",     "라도", "이라도", "든지", "이든지", "라고", "이라고", "라는",
     "이라는", "란",     "이란",     "인",   "이며",   "며",   "이고",   "고",   "이다",   "였다",
     "이였다", "이었다", "들",       "님",   "측",     "씨",   "여",     "이여", "야",     "아",
     "서",     "에로",   "에로의",   "이자"});

// Particles by the low bits of their first syllable, since most syllables begin none.
struct ParticleTable {
  static constexpr std::size_t kBuckets = 64;
  static constexpr std::size_t bucket_of(std::string_view hangul) {
    return static_cast<unsigned char>(hangul[2]) % kBuckets;
  }
  std::array<std::string_view, kParticleWords.size()> words = kParticleWords;
  std::array<std::uint8_t, kBuckets + 1> first{};
};
constexpr ParticleTable kParticles = [] {
  ParticleTable table;
  std::sort(table.words.begin(), table.words.end(), [](std::string_view a, std::string_view b) {
    return ParticleTable::bucket_of(a) < ParticleTable::bucket_of(b);
  });
  for (const std::string_view word : table.words) ++table.first[ParticleTable::bucket_of(word) + 1];
  for (std::size_t i = 0; i < ParticleTable::kBuckets; ++i) table.first[i + 1] += table.first[i];
  return table;
}();
static_assert(kParticleWords.size() <= 0xFF);

// Syllables by their last two bytes, of which few others share those.
class SyllableSet {
 public:
  constexpr void add(std::string_view syllable) { word(syllable) |= bit(syllable); }
  [[nodiscard]] constexpr bool may_have(std::string_view syllable) const {
    return (words_[place(syllable) / 64] & bit(syllable)) != 0;
  }

 private:
  static constexpr std::size_t place(std::string_view syllable) {
    return (static_cast<unsigned char>(syllable[1]) & 63u) << 6 |
           (static_cast<unsigned char>(syllable[2]) & 63u);
  }
  static constexpr std::uint64_t bit(std::string_view syllable) {
    return std::uint64_t{1} << place(syllable) % 64;
  }
  constexpr std::uint64_t& word(std::string_view syllable) { return words_[place(syllable) / 64]; }
  std::array<std::uint64_t, 64> words_{};
};

constexpr std::size_t kSyllable = 3;  // bytes

// What particles begin and end with.
constexpr std::pair<SyllableSet, SyllableSet> kEdges = [] {
  std::pair<SyllableSet, SyllableSet> edges;
  for (const std::string_view word : kParticleWords) {
    edges.first.add(word.substr(0, kSyllable));
    edges.second.add(word.substr(word.size() - kSyllable));
  }
  return edges;
}();

// Whether a run may begin and end as it does, which most texts don't.
bool has_edges(std::string_view hangul) {
  return hangul.size() >= kSyllable && kEdges.first.may_have(hangul) &&
         kEdges.second.may_have(hangul.substr(hangul.size() - kSyllable));
}

}  // namespace

bool is_particle_run(std::string_view hangul) {
  constexpr std::size_t kLongest = 30;  // ten syllables
  if (hangul.size() > kLongest || !has_edges(hangul)) return false;
  std::uint32_t reached = 1;  // bit i: particles fill the first i bytes
  for (std::size_t at = 0; at < hangul.size(); at += 3) {
    if ((reached >> at & 1u) == 0) continue;
    if (at + 3 > hangul.size()) return false;
    const std::string_view rest = hangul.substr(at);
    const std::size_t bucket = ParticleTable::bucket_of(rest);
    for (std::size_t i = kParticles.first[bucket]; i < kParticles.first[bucket + 1]; ++i)
      if (rest.starts_with(kParticles.words[i])) reached |= 1u << (at + kParticles.words[i].size());
  }
  return (reached >> hangul.size() & 1u) != 0;
}

}  // namespace waymark::text
