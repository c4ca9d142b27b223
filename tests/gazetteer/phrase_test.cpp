// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/phrase.h"

#include <random>
#include <set>
#include <string>
#include <vector>

#include "gazetteer/form_evidence.h"
#include "gazetteer/phrase_gatherer.h"
#include "support/catch.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {
namespace {

/// A key with its units apart.
std::string shown(std::string_view key) {
  std::string text(key);
  for (char& c : text) c = c == kUnitEnd ? '|' : c;
  return text;
}

/// Names out of what names are made of, and of what breaks them.
std::vector<std::string> made_names(int count) {
  const std::vector<std::string> parts = {"a", "Z",      "e",  "S",  "7", " ", "-",  "é", "Ö",
                                          "ß", "ǅ",      "ŉ",  "İ",  "ʉ", "'", "’s", ".", ",",
                                          "_", "\u0301", "한", "平", "й", "👍", "ɐ",  "Ⱥ", "\u00AD"};
  std::mt19937 random(7);
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) {
    // Most are of the first, plain parts.
    const std::size_t kinds = random() % 3 == 0 ? parts.size() : 13;
    std::string name;
    for (std::size_t size = 1 + random() % 9; size > 0; --size) name += parts[random() % kinds];
    names.push_back(name);
  }
  return names;
}

TEST_CASE("phrase: the key of a plain name is written without the tokenizer",
          "[gazetteer][phrase]") {
  struct Row {
    std::string form, key;
  };
  const Row row = GENERATE(Row{"Hyesan", "hyesan|"}, Row{"New York", "new|york|"},
                           Row{" New  York ", "new|york|"}, Row{"Al-Qa", "al|-|qa|"},
                           Row{"São Paulo", "sao|paulo|"}, Row{"Weiß", "weiss|"},
                           Row{"Route 66a", "route|66a|"}, Row{"", ""}, Row{"-", "-|"},
                           Row{"Upper Weißensee", "upper|weissensee|"},
                           Row{"Seventy Eight-Elms", "seventy|eight|-|elms|"},
                           Row{"Old Towns  Upon Avon ", "old|towns|upon|avon|"});
  PlainKey plain;
  REQUIRE(plain.write(row.form));
  CHECK(shown(plain.key()) == row.key);
}

TEST_CASE("phrase: names with other signs, long ones and broken bytes are not plain",
          "[gazetteer][phrase]") {
  const std::string form = GENERATE(
      std::string("St. John"), std::string("O'Brien"), std::string("혜산"), std::string("Москва"),
      std::string("e\u0301"), std::string("ɐ"), std::string("a\tb"), std::string("a\xC3"),
      std::string("\xC3(ab"), std::string("\xC3\xC3"), std::string(65, 'a'));
  CAPTURE(form);
  PlainKey plain;
  CHECK_FALSE(plain.write(form));
}

TEST_CASE("phrase: a plain key is what the tokenizer cuts", "[gazetteer][phrase]") {
  FormCutter cutter;
  PlainKey plain;
  std::size_t plain_count = 0;
  std::vector<std::string> wrong;
  for (const std::string& name : made_names(20'000)) {
    if (!plain.write(name)) continue;
    ++plain_count;
    if (plain.key() != cutter.cut(name).key) wrong.push_back(name);
  }
  CHECK(plain_count > 5000);
  CHECK(wrong == std::vector<std::string>());
}

TEST_CASE("phrase: the parts of a key hash to the units", "[gazetteer][phrase]") {
  FormCutter cutter;
  std::vector<std::string> wrong;
  for (const std::string& name : made_names(20'000)) {
    const UnitRun run = cutter.cut(name);
    std::vector<std::uint64_t> hashes;
    for (std::size_t at = 0; at < run.key.size();) {
      const std::size_t end = run.key.find(kUnitEnd, at);
      hashes.push_back(text::hash_folded(run.key.substr(at, end - at)));
      at = end + 1;
    }
    if (hashes != run.hashes) wrong.push_back(name);
  }
  CHECK(wrong == std::vector<std::string>());
}

TEST_CASE("phrase: a plain name proves as much as any other", "[gazetteer][phrase]") {
  std::vector<std::string> names = made_names(20'000);
  for (const char* word : {"Of", "of the", "The", "Will", "reading", "Mango", "NSA", "Ulm", "Ib",
                           "With You", "With-You", "Of  The", "information", "Informations"})
    names.push_back(word);
  PlainKey plain;
  std::vector<std::string> wrong;
  for (const std::string& name : names)
    if (plain.write(name) && judge_form(name, plain) != judge_form(name)) wrong.push_back(name);
  CHECK(wrong == std::vector<std::string>());
}

/// A key and whether one of its forms may go on with a small letter.
struct KeyToGather {
  std::string key;
  bool goes_on_small = true;
};

/// "words form flags" of each phrase, in their order: '+' goes on, 's' also with a small letter.
std::vector<std::string> phrases_of(const std::vector<KeyToGather>& keys) {
  PhraseGatherer gatherer;
  std::uint32_t number = 0;
  for (auto [key, goes_on_small] : keys) {
    for (char& c : key) c = c == '|' ? kUnitEnd : c;
    gatherer.add(key, number++, goes_on_small);
  }
  const auto hash_of = [](const std::vector<const char*>& units) {
    std::uint64_t hash = text::kEmptyPhrase;
    for (const char* unit : units) hash = text::extend_phrase(hash, text::hash_folded(unit));
    return hash;
  };
  const std::vector<std::vector<const char*>> known = {
      {"new"}, {"new", "york"}, {"new", "york", "city"}, {"newark"}, {"york"}};
  std::vector<std::string> shown;
  for (const Phrase& phrase : std::move(gatherer).take())
    for (const auto& units : known)
      if (hash_of(units) == phrase.hash) {
        std::string words;
        for (const char* unit : units) words += std::string(unit) + ' ';
        const std::uint32_t form = phrase.value >> layout::kSlotFlagBits;
        words += form == 0 ? "-" : std::to_string(form - 1);
        if ((phrase.value & layout::kGoesOn) != 0) words += '+';
        if ((phrase.value & layout::kGoesOnSmall) != 0) words += 's';
        shown.push_back(words);
      }
  return shown;
}

TEST_CASE("phrases: a beginning that keys share is made once and goes on", "[gazetteer][phrase]") {
  CHECK(
      phrases_of({{"new|"}, {"new|york|"}, {"new|york|city|"}, {"newark|"}, {"york|"}}) ==
      std::vector<std::string>{"new 0+s", "new york 1+s", "new york city 2", "newark 3", "york 4"});
  CHECK(phrases_of({{"new|york|city|"}, {"york|"}}) ==
        std::vector<std::string>{"new -+s", "new york -+s", "new york city 0", "york 1"});
}

TEST_CASE("phrases: behind its first unit one form of a small letter is enough",
          "[gazetteer][phrase]") {
  CHECK(phrases_of({{"new|york|", false}}) == std::vector<std::string>{"new -+", "new york 0"});
  CHECK(phrases_of({{"new|york|", false}, {"new|york|city|", true}}) ==
        std::vector<std::string>{"new -+s", "new york 0+s", "new york city 1"});
  CHECK(phrases_of({{"new|york|", true}, {"new|york|city|", false}}) ==
        std::vector<std::string>{"new -+s", "new york 0+s", "new york city 1"});
}

TEST_CASE("phrases: what follows a key of one unit is asked of longer keys alone",
          "[gazetteer][phrase]") {
  CHECK(phrases_of({{"new|", true}, {"new|york|", false}}) ==
        std::vector<std::string>{"new 0+", "new york 1"});
  CHECK(phrases_of({{"new|", false}, {"new|york|", true}}) ==
        std::vector<std::string>{"new 0+s", "new york 1"});
}

TEST_CASE("phrases: any keys in their order give each run of their units once",
          "[gazetteer][phrase]") {
  const std::vector<std::string> units = {
      "a", "an", "ann", "혜산", "e\u0301", "😀", "-", "3", "annabellelee-of-nowhere"};
  std::mt19937 random(8);
  std::set<std::string> keys;
  for (int i = 0; i < 2'000; ++i) {
    std::string key;
    for (std::size_t count = random() % 4 + 1; count > 0; --count)
      key += units[random() % units.size()] + kUnitEnd;
    keys.insert(key);
  }
  PhraseGatherer gatherer;
  std::vector<std::uint64_t> expected;
  std::set<std::string> seen;
  for (const std::string& key : keys) {
    gatherer.add(key, 0, true);
    std::uint64_t hash = text::kEmptyPhrase;
    for (std::size_t at = 0; at < key.size();) {
      const std::size_t end = key.find(kUnitEnd, at);
      hash = text::extend_phrase(hash, text::hash_folded(key.substr(at, end - at)));
      at = end + 1;
      if (seen.insert(key.substr(0, at)).second) expected.push_back(hash);
    }
    CHECK(gatherer.first_unit() == text::hash_folded(key.substr(0, key.find(kUnitEnd))));
  }
  std::vector<std::uint64_t> hashes;
  for (const Phrase& phrase : std::move(gatherer).take()) hashes.push_back(phrase.hash);
  CHECK(hashes == expected);
}

TEST_CASE("phrases: a unit starts forms once, and once more where they ask for a capital",
          "[gazetteer][phrase]") {
  StartGatherer gatherer;
  for (const auto& [unit, asks] : std::vector<std::pair<std::uint64_t, bool>>{
           {7, true}, {7, true}, {7, false}, {9, true}, {11, false}, {11, false}})
    gatherer.add(unit, asks);
  const StartGatherer::Starts starts = std::move(gatherer).take();
  CHECK(starts.capital == std::vector<std::uint64_t>{7, 9});
  CHECK(starts.plain == std::vector<std::uint64_t>{7, 11});
}

}  // namespace
}  // namespace waymark::gazetteer
