// SPDX-License-Identifier: Apache-2.0
// What tells elements from each other is put into a key, which begins with their kind and
// direction.
#include "grammar/element_numbers.h"

#include <string_view>
#include <utility>

namespace waymark::grammar {
namespace {

std::string begin_key(char kind, bool backward) { return {kind, backward ? '<' : '>'}; }

void add_word(WordId word, bool is_touching, std::string_view bytes, std::string& key) {
  const std::uint32_t numbers[] = {word,
                                   static_cast<std::uint32_t>(2 * bytes.size() + is_touching)};
  key.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
  key += bytes;
}

void add_phrase(const Phrase& phrase, std::string& key) {
  for (const LiteralTable::Word& word : phrase.words)
    add_word(word.word, word.is_touching, phrase.exact ? word.bytes : std::string_view(), key);
}

}  // namespace

std::uint32_t ElementNumbers::number(std::string key) {
  const auto [known, is_new] = numbers_.try_emplace(std::move(key), count_);
  if (is_new) ++count_;
  return known->second;
}

std::uint32_t ElementNumbers::of_literal(const Phrase& phrase, bool backward) {
  std::string key = begin_key('w', backward);
  add_phrase(phrase, key);
  return number(std::move(key));
}

std::uint32_t ElementNumbers::of_choice(const std::vector<Phrase>& phrases, bool backward) {
  std::string key = begin_key('p', backward);
  for (const Phrase& phrase : phrases) {
    add_phrase(phrase, key);
    add_word(kNoWord, false, {}, key);
  }
  return number(std::move(key));
}

std::uint32_t ElementNumbers::of_class(TokenClassId id, bool backward) {
  return number(begin_key('c', backward) + std::to_string(static_cast<unsigned>(id)));
}

std::uint32_t ElementNumbers::of_regex(std::uint64_t serial, bool backward) {
  return number(begin_key('r', backward) + std::to_string(serial));
}

}  // namespace waymark::grammar
