// SPDX-License-Identifier: Apache-2.0
// Classes are read off the shape that the tokenizer gave a token; only acronyms, years, particles
// and function words look at its bytes.
#include "grammar/token_class.h"

#include <algorithm>
#include <array>
#include <string>

#include "grammar/word_table.h"
#include "text/normal_form.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

constexpr std::array<std::string_view, kTokenClasses> kNames = {
    "cap", "acronym", "num", "year", "content", "hangul", "josa", "any"};

// Sorted by bytes.
constexpr auto kFunctionWords = std::to_array<std::string_view>(
    {"a",        "about",   "above",  "according", "after",   "against", "all",        "also",
     "although", "am",      "among",  "an",        "and",     "another", "any",        "are",
     "around",   "as",      "at",     "be",        "because", "been",    "before",     "being",
     "below",    "between", "both",   "but",       "by",      "can",     "could",      "did",
     "do",       "does",    "down",   "during",    "each",    "either",  "even",       "every",
     "few",      "for",     "from",   "had",       "has",     "have",    "he",         "her",
     "here",     "hers",    "him",    "his",       "how",     "i",       "if",         "in",
     "into",     "is",      "it",     "its",       "just",    "many",    "may",        "me",
     "might",    "more",    "most",   "much",      "must",    "my",      "near",       "neither",
     "no",       "nor",     "not",    "now",       "of",      "off",     "on",         "only",
     "onto",     "or",      "other",  "our",       "out",     "outside", "over",       "own",
     "per",      "several", "shall",  "she",       "should",  "since",   "so",         "some",
     "such",     "than",    "that",   "the",       "their",   "them",    "then",       "there",
     "these",    "they",    "this",   "those",     "though",  "through", "throughout", "till",
     "to",       "too",     "toward", "towards",   "under",   "until",   "up",         "upon",
     "us",       "very",    "via",    "was",       "we",      "were",    "what",       "when",
     "where",    "whether", "which",  "while",     "who",     "whom",    "whose",      "why",
     "will",     "with",    "within", "without",   "would",   "yet",     "you",        "your"});
static_assert(std::is_sorted(kFunctionWords.begin(), kFunctionWords.end()));

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

// Where the function words with each first letter begin; one more at the end.
constexpr std::size_t kLetters = 26;
constexpr auto kFirstOfLetter = [] {
  std::array<std::uint8_t, kLetters + 1> first{};
  for (std::size_t letter = 0; letter <= kLetters; ++letter) {
    while (first[letter] < kFunctionWords.size() &&
           kFunctionWords[first[letter]].front() < static_cast<char>('a' + letter))
      ++first[letter];
  }
  return first;
}();
static_assert(kFunctionWords.size() <= 0xFF);

bool is_acronym(std::uint32_t shape, std::string_view bytes) {
  if ((shape & text::kTwoUpper) == 0 || (shape & text::kAllUpper) == 0) return false;
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != '.' && (c < 'A' || c > 'Z');
  });
}

bool is_year(std::string_view bytes) {
  return bytes.size() == 4 && (bytes[0] == '1' || bytes[0] == '2') &&
         std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_with_hangul(std::string_view bytes) {
  return bytes.size() >= 3 && is_hangul_syllables(bytes.substr(0, 3));
}

bool is_content(std::uint32_t shape, std::string_view bytes) {
  if ((shape & text::kLetter) == 0 || (shape & text::kPossessive) != 0) return false;
  constexpr std::size_t kLongest = 12;
  if (bytes.size() > kLongest) return true;
  if (begins_with_hangul(bytes)) return true;
  if ((shape & text::kAscii) == 0) return !is_function_word(text::fold(bytes));
  std::array<char, kLongest> lower{};
  std::transform(bytes.begin(), bytes.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return !is_function_word({lower.data(), bytes.size()});
}

}  // namespace

std::optional<TokenClassId> find_token_class(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<TokenClassId>(found - kNames.begin());
}

std::string_view name_of(TokenClassId id) { return kNames[static_cast<std::size_t>(id)]; }

bool is_function_word(std::string_view folded) {
  if (folded.empty() || folded.front() < 'a' || folded.front() > 'z') return false;
  const auto letter = static_cast<std::size_t>(folded.front() - 'a');
  for (std::size_t i = kFirstOfLetter[letter]; i < kFirstOfLetter[letter + 1]; ++i)
    if (kFunctionWords[i] == folded) return true;
  return false;
}

bool is_particle_run(std::string_view hangul) {
  constexpr std::size_t kLongest = 30;  // ten syllables
  if (hangul.empty() || hangul.size() > kLongest) return false;
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

ClassMask classify(std::uint32_t shape, std::string_view bytes, ClassMask wanted) {
  ClassMask found = bit_of(TokenClassId::kAny);
  const auto add_if = [&](TokenClassId id, auto&& holds) {
    if ((wanted & bit_of(id)) != 0 && holds()) found |= bit_of(id);
  };
  add_if(TokenClassId::kCap, [&] { return (shape & text::kUpperFirst) != 0; });
  add_if(TokenClassId::kAcronym, [&] { return is_acronym(shape, bytes); });
  add_if(TokenClassId::kNum, [&] { return (shape & text::kAllDigit) != 0; });
  add_if(TokenClassId::kYear, [&] { return is_year(bytes); });
  add_if(TokenClassId::kContent, [&] { return is_content(shape, bytes); });
  add_if(TokenClassId::kHangul, [&] { return (shape & text::kHangul) != 0; });
  add_if(TokenClassId::kJosa,
         [&] { return (shape & text::kHangul) != 0 && is_particle_run(bytes); });
  add_if(TokenClassId::kDigit,
         [&] { return !bytes.empty() && bytes.front() >= '0' && bytes.front() <= '9'; });
  return found & (wanted | bit_of(TokenClassId::kAny));
}

}  // namespace waymark::grammar
