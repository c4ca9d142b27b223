// SPDX-License-Identifier: Apache-2.0
// Most paths differ in their first word, and most literals come sorted.
#include "grammar/phrase_paths.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>

namespace waymark::grammar {
namespace {

// Whether a path comes before another.
struct PathOrder {
  bool operator()(PhrasePath a, PhrasePath b) const {
    if (a.front().word != b.front().word) return a.front().word < b.front().word;
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }
};

void append_path(const Phrase& phrase, bool backward, std::vector<PhraseStep>& steps) {
  const auto& words = phrase.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const LiteralTable::Word& word = words[backward ? words.size() - 1 - i : i];
    const LiteralTable::Word& met = backward && i > 0 ? words[words.size() - i] : word;
    steps.push_back(
        {word.word, i > 0 && met.is_touching, phrase.exact ? word.bytes : std::string_view()});
  }
}

template <class It, class Less>
void sort_unless_sorted(It begin, It end, Less less) {
  if (!std::is_sorted(begin, end, less)) std::sort(begin, end, less);
}

}  // namespace

PhrasePaths paths_of(const std::vector<Phrase>& phrases, bool backward) {
  PhrasePaths paths;
  std::size_t size = 0;
  for (const Phrase& phrase : phrases) size += phrase.words.size();
  paths.steps.reserve(size);
  paths.sorted.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    const std::size_t length = phrase.words.size();
    append_path(phrase, backward, paths.steps);
    if (length != 0) paths.sorted.push_back(PhrasePath(paths.steps).last(length));
    paths.longest = std::max(paths.longest, length);
  }
  sort_unless_sorted(paths.sorted.begin(), paths.sorted.end(), PathOrder());
  return paths;
}

namespace {

// How many steps two paths begin with alike.
std::size_t shared_steps(PhrasePath a, PhrasePath b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

}  // namespace

PhraseSetParser make_trie(const PhrasePaths& paths, bool backward) {
  PhraseSetParser trie;
  trie.backward = backward;
  trie.is_final.reserve(paths.steps.size() + 1);
  trie.is_final = {0};
  trie.edges.reserve(paths.steps.size());
  std::vector<std::uint32_t> states{0};  // of the path before
  PhrasePath before;
  for (const PhrasePath path : paths.sorted) {
    states.resize(1 + shared_steps(before, path));
    while (states.size() <= path.size()) {
      const PhraseStep& step = path[states.size() - 1];
      const auto next = static_cast<std::uint32_t>(trie.is_final.size());
      trie.is_final.push_back(0);
      trie.edges.push_back(
          {states.back(), step.word, step.is_touching, next, std::string(step.bytes)});
      states.push_back(next);
    }
    trie.is_final[states.back()] = 1;
    before = path;
  }
  // Of a state they are in order already.
  sort_unless_sorted(trie.edges.begin(), trie.edges.end(), [](const auto& a, const auto& b) {
    return a.state != b.state ? a.state < b.state : a.next < b.next;
  });
  trie.index_edges();
  return trie;
}

bool begins_with_capital(std::string_view bytes) {
  return !bytes.empty() && bytes.front() >= 'A' && bytes.front() <= 'Z';
}

namespace {

bool is_any(const PhraseStep&) { return true; }

// The words that stand at one place of paths, of those steps that are wanted. Words are features.
template <class Place, class Wanted>
Features words_at(const PhrasePaths& paths, Place step_at, Wanted is_wanted) {
  Features words;
  words.reserve(paths.sorted.size());
  for (const PhrasePath path : paths.sorted)
    if (is_wanted(step_at(path))) words.push_back(step_at(path).word);
  sort_unless_sorted(words.begin(), words.end(), std::less<>());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// Those of them that begin with a capital wherever they stand there.
template <class Place>
Features capitals_at(const PhrasePaths& paths, Place step_at) {
  const Features all = words_at(paths, step_at, is_any);
  const Features others = words_at(
      paths, step_at, [](const PhraseStep& step) { return !begins_with_capital(step.bytes); });
  Features capitals;
  std::set_difference(all.begin(), all.end(), others.begin(), others.end(),
                      std::back_inserter(capitals));
  return capitals;
}

const PhraseStep& first_of(PhrasePath path) { return path.front(); }

// Chooses the step of a path whose word costs least.
auto rarest_of(const std::vector<std::uint16_t>& costs) {
  return [&costs](PhrasePath path) -> const PhraseStep& {
    return *std::min_element(
        path.begin(), path.end(),
        [&](const PhraseStep& a, const PhraseStep& b) { return costs[a.word] < costs[b.word]; });
  };
}

}  // namespace

Features first_words(const PhrasePaths& paths) { return words_at(paths, first_of, is_any); }

Features first_capitals(const PhrasePaths& paths) { return capitals_at(paths, first_of); }

Features last_words(const PhrasePaths& paths) {
  const auto last_of = [](PhrasePath path) -> const PhraseStep& { return path.back(); };
  return words_at(paths, last_of, is_any);
}

Features rarest_words(const PhrasePaths& paths, const std::vector<std::uint16_t>& costs) {
  return words_at(paths, rarest_of(costs), is_any);
}

Features rarest_capitals(const PhrasePaths& paths, const std::vector<std::uint16_t>& costs) {
  return capitals_at(paths, rarest_of(costs));
}

}  // namespace waymark::grammar
