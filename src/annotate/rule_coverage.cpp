// SPDX-License-Identifier: Apache-2.0
// Patterns are shared and immutable trees, so an instrumented one is a new tree. The captures have
// names that no rule file can write.
#include "annotate/rule_coverage.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "grammar/walk.h"

namespace waymark {
namespace {

using grammar::Box;
using grammar::Pattern;

class Instrument {
 public:
  explicit Instrument(std::vector<RulePart>& parts) : parts_(parts) {}

  void set_owner(const std::string& owner, std::size_t file) {
    owner_ = owner;
    file_ = file;
  }

  [[nodiscard]] Pattern part(RulePart::What what, Pattern pattern) {
    RulePart part{what, owner_, file_, pattern.at, "%" + std::to_string(parts_.size())};
    parts_.push_back(part);
    const grammar::Place at = pattern.at;
    pattern = inside(std::move(pattern));
    return {grammar::Capture{{std::move(part.capture), at},
                             std::make_shared<const Pattern>(std::move(pattern))},
            at};
  }

  [[nodiscard]] Pattern inside(Pattern pattern) {
    std::visit(grammar::Overload{
                   [&](grammar::Sequence& it) {
                     for (Pattern& part : it.parts) part = inside(std::move(part));
                   },
                   [&](grammar::Choice& it) {
                     for (Pattern& alternative : it.parts)
                       alternative = part(RulePart::What::kAlternative, std::move(alternative));
                   },
                   [&](grammar::Capture& it) { it.inner = boxed(inside(*it.inner)); },
                   [&](grammar::Touching& it) { it.inner = boxed(inside(*it.inner)); },
                   [&](grammar::Repeat& it) {
                     it.inner = boxed(it.min == 0 ? part(RulePart::What::kOptional, *it.inner)
                                                  : inside(*it.inner));
                   },
                   [](auto&) {}},
               pattern.what);
    return pattern;
  }

 private:
  static Box<Pattern> boxed(Pattern pattern) {
    return std::make_shared<const Pattern>(std::move(pattern));
  }

  std::vector<RulePart>& parts_;
  std::string owner_;
  std::size_t file_ = 0;
};

void instrument_rule(grammar::LoadedRule& loaded, Instrument& instrument) {
  grammar::Rule& rule = loaded.rule;
  instrument.set_owner(rule.name.text, loaded.file);
  for (Pattern& find : rule.finds)
    find = rule.finds.size() > 1 ? instrument.part(RulePart::What::kFind, std::move(find))
                                 : instrument.inside(std::move(find));
  for (grammar::Context& context : rule.contexts)
    if (!context.negative) context.pattern = instrument.inside(std::move(context.pattern));
}

}  // namespace

std::vector<RulePart> instrument(grammar::LoadedRules& rules,
                                 const std::function<bool(const std::string&)>& is_meant) {
  std::vector<RulePart> parts;
  Instrument instrument(parts);
  for (std::size_t file = 0; file < rules.files.size(); ++file) {
    if (!is_meant(rules.files[file].source.name())) continue;
    for (grammar::LetDecl& let : rules.files[file].ast.lets) {
      instrument.set_owner(let.name.text, file);
      let.pattern = instrument.inside(std::move(let.pattern));
    }
  }
  for (grammar::LoadedPhase& phase : rules.phases)
    for (grammar::LoadedRule& rule : phase.rules) {
      if (!is_meant(rules.files[rule.file].source.name())) continue;
      const std::string& name = rule.rule.name.text;
      parts.push_back({RulePart::What::kRule, name, rule.file, rule.rule.name.at, name});
      instrument_rule(rule, instrument);
    }
  return parts;
}

std::vector<RulePart> untouched(const std::vector<RulePart>& parts, const ExampleReport& report) {
  std::vector<RulePart> result;
  std::unordered_set<std::string> untouched_rules;  // their parts need not be told
  for (const RulePart& part : parts) {
    const bool is_rule = part.what == RulePart::What::kRule;
    const auto& touched = is_rule ? report.rules : report.captures;
    if (touched.count(part.capture) != 0 || untouched_rules.count(part.owner) != 0) continue;
    if (is_rule) untouched_rules.insert(part.owner);
    result.push_back(part);
  }
  std::stable_sort(result.begin(), result.end(), [](const RulePart& a, const RulePart& b) {
    return std::tuple(a.file, a.at.begin) < std::tuple(b.file, b.at.begin);
  });
  return result;
}

std::string_view name_of(RulePart::What what) {
  switch (what) {
    case RulePart::What::kRule:
      return "rule";
    case RulePart::What::kFind:
      return "find";
    case RulePart::What::kAlternative:
      return "alternative";
    case RulePart::What::kOptional:
      return "optional element";
  }
  return "rule";
}

}  // namespace waymark
