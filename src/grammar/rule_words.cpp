// SPDX-License-Identifier: Apache-2.0
// Lists of all files come first, then lets, then the rules as they run.
#include "grammar/rule_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "grammar/walk.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

RuleWords::RuleWords(const LoadedRules& rules, WordTable& words) : words_(words), literals_(words) {
  for (const LoadedFile& file : rules.files) {
    for (const ListDecl& list : file.ast.lists) gather(list);
    for (const LetDecl& let : file.ast.lets) gather(let.pattern);
  }
  for (const LoadedPhase& phase : rules.phases) {
    for (const LoadedRule& loaded : phase.rules) {
      for (const Pattern& find : loaded.rule.finds) gather(find);
      for (const Context& context : loaded.rule.contexts) gather(context.pattern);
      for (const Test& test : loaded.rule.tests) gather(test.condition);
    }
  }
  literals_.cut();
}

void RuleWords::gather(const ListDecl& list) {
  for (const ListDecl::Item& item : list.items) {
    const std::uint32_t number = literals_.add(item.text);
    if (&item == &list.items.front()) literal_numbers_.emplace(&list, number);
  }
}

void RuleWords::gather(const Pattern& pattern) {
  walk(pattern, [this](const Pattern& part) {
    ++part_count_;
    if (const auto* literal = std::get_if<Literal>(&part.what))
      literal_numbers_.emplace(literal, literals_.add(literal->text));
  });
}

// The first words of what a match must stand near, so that a sentence without them isn't asked.
// Only Latin ones: words of Hangul in the table may cut tokens.
void RuleWords::gather(const Condition& condition) {
  walk(condition, [this](const Condition& part) {
    const auto* near = std::get_if<Near>(&part.what);
    if (near == nullptr) return;
    literals_.cut();  // words are numbered in the order of the rules
    for (const std::string& words : near->words)
      if (const auto tokens = cut_literal(words);
          !tokens.empty() && is_ascii(text::fold(tokens.front().bytes)))
        words_.add(tokens.front().hash, tokens.front().bytes);
  });
}

Phrase RuleWords::phrase(const Literal& literal) const {
  return {literals_.words(literal_numbers_.at(&literal)), literal.exact};
}

std::vector<Phrase> RuleWords::phrases(const ListDecl& list) const {
  std::vector<Phrase> phrases;
  phrases.reserve(list.items.size());
  std::uint32_t number = list.items.empty() ? 0 : literal_numbers_.at(&list);
  for (const ListDecl::Item& item : list.items)
    phrases.push_back({literals_.words(number++), item.exact});
  return phrases;
}

}  // namespace waymark::grammar
