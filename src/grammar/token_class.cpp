// SPDX-License-Identifier: Apache-2.0
// Classes are read off the shape that the tokenizer gave a token; only acronyms, years, particles
// and function words look at its bytes.
#include "grammar/token_class.h"

#include <algorithm>
#include <array>

#include "grammar/word_table.h"
#include "text/normal_form.h"
#include "text/particles.h"
#include "text/syllables.h"
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

constexpr std::size_t kLongestFunctionWord =
    std::max_element(kFunctionWords.begin(), kFunctionWords.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); }) -> size();

// By first letter: bits of the lengths in bytes that function words have.
constexpr auto kLengthsOfLetter = [] {
  std::array<std::uint16_t, kLetters> lengths{};
  for (const std::string_view word : kFunctionWords)
    lengths[static_cast<std::size_t>(word.front() - 'a')] |=
        static_cast<std::uint16_t>(1u << word.size());
  return lengths;
}();

// Of words of ASCII, in whatever case. Requires: no longer than the longest.
bool may_be_function_word(std::string_view bytes) {
  const auto letter = static_cast<unsigned char>((bytes.front() | 0x20) - 'a');
  return letter < kLetters && (kLengthsOfLetter[letter] >> bytes.size() & 1u) != 0;
}

bool is_acronym(std::uint32_t shape, std::string_view bytes) {
  constexpr std::uint32_t kNeeded = text::kUpperFirst | text::kTwoUpper | text::kAllUpper;
  if ((shape & kNeeded) != kNeeded) return false;
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != '.' && (c < 'A' || c > 'Z');
  });
}

bool is_year(std::string_view bytes) {
  return bytes.size() == 4 && (bytes[0] == '1' || bytes[0] == '2') &&
         std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_with_hangul(std::string_view bytes) {
  return bytes.size() >= 3 && text::is_syllables(bytes.substr(0, 3));
}

bool is_content(std::uint32_t shape, std::string_view bytes) {
  if ((shape & text::kLetter) == 0 || (shape & text::kPossessive) != 0) return false;
  if (bytes.size() > kLongestFunctionWord) return true;
  if ((shape & text::kHangul) != 0 && begins_with_hangul(bytes)) return true;
  if ((shape & text::kAscii) == 0) return !is_function_word(text::fold(bytes));
  if (!may_be_function_word(bytes)) return true;
  std::array<char, kLongestFunctionWord> lower{};
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
  if (folded.size() > kLongestFunctionWord || !may_be_function_word(folded)) return false;
  const auto letter = static_cast<std::size_t>(folded.front() - 'a');
  for (std::size_t i = kFirstOfLetter[letter]; i < kFirstOfLetter[letter + 1]; ++i)
    if (kFunctionWords[i] == folded) return true;
  return false;
}

ClassMask classify(std::uint32_t shape, std::string_view bytes, ClassMask wanted) {
  ClassMask found = bit_of(TokenClassId::kAny) | classes_of_shape(shape);
  const auto add_if = [&](TokenClassId id, auto&& holds) {
    if ((wanted & bit_of(id)) != 0 && (shape & shapes_of(id)) != 0 && holds()) found |= bit_of(id);
  };
  add_if(TokenClassId::kAcronym, [&] { return is_acronym(shape, bytes); });
  add_if(TokenClassId::kYear, [&] { return is_year(bytes); });
  add_if(TokenClassId::kContent, [&] { return is_content(shape, bytes); });
  add_if(TokenClassId::kJosa, [&] { return text::is_particle_run(bytes); });
  add_if(TokenClassId::kDigit, [&] { return bytes.front() >= '0' && bytes.front() <= '9'; });
  return found & (wanted | bit_of(TokenClassId::kAny));
}

}  // namespace waymark::grammar
