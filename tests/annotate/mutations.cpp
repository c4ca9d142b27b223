// SPDX-License-Identifier: Apache-2.0
#include "annotate/mutations.h"

#include <memory>
#include <utility>

#include "grammar/print.h"
#include "grammar/walk.h"

namespace waymark::test {
namespace {

using grammar::Box;
using grammar::Condition;
using grammar::Pattern;
using grammar::Rule;

/// A part with something taken out, and what that was.
template <class T>
struct Variant {
  T value;
  std::string what;
};

template <class T>
using Variants = std::vector<Variant<T>>;

Variants<Condition> without_one(const Condition& condition);
Variants<Pattern> without_one(const Pattern& pattern);

/// Each of several parts left out, then each replaced by its own variants.
template <class Many, class T>
void add_many(const Many& many, const T& whole, const std::string& word, Variants<T>& variants) {
  for (std::size_t i = 0; i < many.parts.size(); ++i) {
    Many rest = many;
    rest.parts.erase(rest.parts.begin() + static_cast<std::ptrdiff_t>(i));
    T value = whole;
    if (rest.parts.size() == 1)
      value = rest.parts.front();
    else
      value.what = std::move(rest);
    if (!many.parts.empty() && many.parts.size() > 1)
      variants.push_back({std::move(value), word + " " + print(many.parts[i])});
  }
}

template <class Many, class T>
void add_inner(const Many& many, const T& whole, Variants<T>& variants) {
  for (std::size_t i = 0; i < many.parts.size(); ++i)
    for (Variant<T>& inner : without_one(many.parts[i])) {
      Many changed = many;
      changed.parts[i] = std::move(inner.value);
      T value = whole;
      value.what = std::move(changed);
      variants.push_back({std::move(value), std::move(inner.what)});
    }
}

Variants<Condition> without_one(const Condition& condition) {
  Variants<Condition> variants;
  const auto add = [&](const auto& many) {
    add_many(many, condition, "the condition", variants);
    add_inner(many, condition, variants);
  };
  if (const auto* all = std::get_if<grammar::And>(&condition.what)) add(*all);
  if (const auto* any = std::get_if<grammar::Or>(&condition.what)) add(*any);
  return variants;
}

Variants<Pattern> without_one(const Pattern& pattern) {
  Variants<Pattern> variants;
  const auto add_boxed = [&](const auto& it) {
    for (Variant<Pattern>& inner : without_one(*it.inner)) {
      auto changed = it;
      changed.inner = std::make_shared<const Pattern>(std::move(inner.value));
      variants.push_back({{std::move(changed), pattern.at}, std::move(inner.what)});
    }
  };
  std::visit(grammar::Overload{
                 [&](const grammar::Sequence& it) {
                   add_many(it, pattern, "the element", variants);
                   add_inner(it, pattern, variants);
                 },
                 [&](const grammar::Choice& it) { add_inner(it, pattern, variants); },
                 [&](const grammar::LabelRef& it) {
                   if (!it.condition && !it.entry) return;
                   variants.push_back({{grammar::LabelRef{it.label, nullptr, {}}, pattern.at},
                                       "the condition of " + print(pattern)});
                 },
                 [&](const grammar::Capture& it) { add_boxed(it); },
                 [&](const grammar::Repeat& it) { add_boxed(it); },
                 [&](const grammar::Touching& it) { add_boxed(it); },
                 [&](const grammar::LookAhead& it) { add_boxed(it); }, [](const auto&) {}},
             pattern.what);
  return variants;
}

class Mutator {
 public:
  explicit Mutator(const Rule& rule) : rule_(rule) {}

  std::vector<Mutation> mutate() && {
    if (rule_.finds.size() > 1) drop_each(&Rule::finds, "find");
    drop_each(&Rule::contexts, "after/before");
    drop_each(&Rule::tests, "where/unless");
    drop_each(&Rule::marks, "mark");
    drop_each(&Rule::sets, "set");
    drop_each(&Rule::links, "link");
    drop_each(&Rule::relations, "relate");
    drop_each(&Rule::definitions, "define");
    drop_each(&Rule::over, "over");
    if (rule_.rank) {
      Rule changed = rule_;
      changed.rank.reset();
      add(std::move(changed), "'rank'");
    }
    change_parts();
    return std::move(mutations_);
  }

 private:
  template <class Clauses>
  void drop_each(Clauses Rule::*clauses, const std::string& word) {
    for (std::size_t i = 0; i < (rule_.*clauses).size(); ++i) {
      Rule changed = rule_;
      (changed.*clauses).erase((changed.*clauses).begin() + static_cast<std::ptrdiff_t>(i));
      add(std::move(changed), "'" + word + "' number " + std::to_string(i + 1));
    }
  }

  void change_parts() {
    for (std::size_t i = 0; i < rule_.finds.size(); ++i)
      for (Variant<Pattern>& variant : without_one(rule_.finds[i])) {
        Rule changed = rule_;
        changed.finds[i] = std::move(variant.value);
        add(std::move(changed), variant.what + " in 'find' number " + std::to_string(i + 1));
      }
    for (std::size_t i = 0; i < rule_.contexts.size(); ++i)
      for (Variant<Pattern>& variant : without_one(rule_.contexts[i].pattern)) {
        Rule changed = rule_;
        changed.contexts[i].pattern = std::move(variant.value);
        add(std::move(changed), variant.what + " in a context");
      }
    for (std::size_t i = 0; i < rule_.tests.size(); ++i)
      for (Variant<Condition>& variant : without_one(rule_.tests[i].condition)) {
        Rule changed = rule_;
        changed.tests[i].condition = std::move(variant.value);
        add(std::move(changed), variant.what);
      }
  }

  void add(Rule rule, std::string what) {
    mutations_.push_back({"without " + std::move(what), std::move(rule)});
  }

  const Rule& rule_;
  std::vector<Mutation> mutations_;
};

}  // namespace

std::vector<Mutation> mutations_of(const Rule& rule) { return Mutator(rule).mutate(); }

}  // namespace waymark::test
