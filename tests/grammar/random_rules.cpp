// SPDX-License-Identifier: Apache-2.0
// Only trees that some text can mean are made: no sequence of one part, no name that is a word of
// conditions.
#include "grammar/random_rules.h"

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace waymark::test {

using namespace grammar;  // NOLINT: names of nearly all nodes

namespace {

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  RuleFile file() {
    RuleFile file;
    file.name = {"test.rules-2", {}};
    file.version = below(100);
    some(file.uses, [&] { return dotted(); });
    some(file.imports, [&] { return Import{text(), {}}; });
    some(file.labels, [&] { return label_decl(); });
    some(file.lists, [&] { return list(); });
    some(file.lets, [&] { return LetDecl{name(), pattern(4), {}}; });
    some(file.without, [&] { return Without{dotted(), {}}; });
    some(file.phases, [&] { return phase(); });
    some(file.replacements, [&] { return rule(true); });
    return file;
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  bool maybe() { return below(2) == 0; }
  template <class Items, class Make>
  void some(Items& items, Make&& make) {
    for (std::uint32_t count = below(4); count > 0; --count) items.push_back(make());
  }
  template <class T>
  T one_of(std::initializer_list<T> choices) {
    return *(choices.begin() + below(static_cast<std::uint32_t>(choices.size())));
  }

  Name name() {
    return {one_of<const char*>({"a", "b_2", "unit_noun", "직위", "i", "_x", "none", "e\xCC\x81t"}),
            {}};
  }
  Name label() { return {one_of<const char*>({"PLACE", "A_1", "UNIT"}), {}}; }
  Name dotted() {
    return {one_of<const char*>({"a", "kp.n-hamgyong.musan", "post.of-unit", "Q1.이름"}), {}};
  }
  std::string text() {
    return one_of<const char*>({"a", "the office", "\\", "\"", "'s", "[x]", "a\nb\tc",
                                "😀 한글 e\xCC\x81", "#1", "/", "“a”", " "});
  }
  std::string regex() { return one_of<const char*>({"a", "\\d+/[a-z]", "\\\\", "x{2,3}#", "\"'"}); }

  Box<Pattern> boxed(int depth) { return std::make_shared<const Pattern>(pattern(depth)); }
  std::vector<Pattern> patterns(int depth) {
    std::vector<Pattern> parts;
    for (std::uint32_t count = 2 + below(3); count > 0; --count) parts.push_back(pattern(depth));
    return parts;
  }

  Pattern pattern(int depth) {
    if (depth == 0 || below(3) == 0) return leaf();
    switch (below(7)) {
      case 0:
        return {Sequence{patterns(depth - 1)}, {}};
      case 1:
        return {Choice{patterns(depth - 1)}, {}};
      case 2:
        return {repeat(depth - 1), {}};
      case 3:
        return {Capture{name(), boxed(depth - 1)}, {}};
      case 4:
        return {Touching{boxed(depth - 1)}, {}};
      case 5:
        return {LookAhead{boxed(depth - 1), maybe()}, {}};
      default:
        return {LabelRef{label(), std::make_shared<const Condition>(condition(depth - 1)), {}}, {}};
    }
  }
  Pattern leaf() {
    switch (below(7)) {
      case 0:
        return {Literal{text(), maybe()}, {}};
      case 1:
        return {Regex{regex(), maybe()}, {}};
      case 2:
        return {TokenClass{{"acronym", {}}}, {}};
      case 3:
        return {LabelRef{label(), nullptr, {}}, {}};
      case 4:
        return {LabelRef{label(), nullptr, EntryRef{dotted()}}, {}};
      case 5:
        return {Gap{1 + below(9)}, {}};
      default:
        return {NameRef{name()}, {}};
    }
  }
  Repeat repeat(int depth) {
    Repeat repeat{boxed(depth), below(3), std::nullopt, maybe()};
    if (maybe()) repeat.max = repeat.min + below(3);
    return repeat;
  }

  Path path() {
    Path path;
    for (std::uint32_t count = 1 + below(3); count > 0; --count) path.properties.push_back(name());
    return path;
  }
  Value value() {
    switch (below(5)) {
      case 0:
        return {Name{one_of<const char*>({"city", "workers-district", "PLACE"}), {}}, {}};
      case 1:
        return {text(), {}};
      case 2:
        return {one_of({0.0, -5.25, 1e20, 0.001}), {}};
      case 3:
        return {EntryRef{dotted()}, {}};
      default: {
        Path two{{}, {name(), name()}, {}};
        return {std::move(two), {}};
      }
    }
  }
  Condition condition(int depth) {
    if (depth > 0 && below(3) != 0) {
      switch (below(3)) {
        case 0:
          return {And{conditions(depth - 1)}, {}};
        case 1:
          return {Or{conditions(depth - 1)}, {}};
        default:
          return {Not{std::make_shared<const Condition>(condition(depth - 1))}, {}};
      }
    }
    const auto capture = maybe() ? std::optional<Name>(name()) : std::nullopt;
    switch (below(6)) {
      case 0:
        return {Has{maybe() ? path() : Path{}, name()}, {}};
      case 1:
        return {Inside{capture, label()}, {}};
      case 2:
        return {Contains{capture, label()}, {}};
      case 3:
        return {DocumentHas{{dotted()}}, {}};
      case 4:
        return {Near{capture, {text(), text()}, 1 + below(9), {}}, {}};
      default:
        return {comparison(), {}};
    }
  }
  std::vector<Condition> conditions(int depth) {
    std::vector<Condition> parts;
    for (std::uint32_t count = 2 + below(2); count > 0; --count) parts.push_back(condition(depth));
    return parts;
  }
  Comparison comparison() {
    Comparison comparison{path(), static_cast<Comparison::Op>(below(9)), {value()}};
    if (comparison.op <= Comparison::Op::kNotIn) some(comparison.right, [&] { return value(); });
    return comparison;
  }

  Expression expression(int depth) {
    switch (below(depth > 0 ? 5 : 4)) {
      case 0:
        return {Path{name(), {}, {}}, {}};
      case 1:
        return {text(), {}};
      case 2:
        return {one_of({0.0, -5.25, 12.0}), {}};
      case 3:
        return {maybe(), {}};
      default: {
        Expression::Call call{{"join", {}}, {}};
        some(call.arguments, [&] { return expression(depth - 1); });
        return {std::move(call), {}};
      }
    }
  }
  Mark mark() {
    switch (below(5)) {
      case 0:
        return {label(), Mark::All{}, {}};
      case 1:
        return {std::nullopt, Mark::Nothing{}, {}};
      case 2:
        return {std::nullopt, name(), {}};
      case 3:
        return {label(), name(), {}};
      default:
        return {label(), Mark::Range{name(), name()}, {}};
    }
  }
  LinkEffect link() {
    LinkEffect link{name(), static_cast<LinkEffect::How>(below(6)), {}, nullptr, {}, {}};
    if (link.how == LinkEffect::How::kWithin || link.how == LinkEffect::How::kAs)
      link.outer = name();
    if (link.how == LinkEffect::How::kToEntry) link.entry = EntryRef{dotted()};
    if (link.how == LinkEffect::How::kBy || link.how == LinkEffect::How::kPrefer)
      link.condition = std::make_shared<const Condition>(condition(2));
    return link;
  }
  Set set() {
    return {maybe() ? std::optional<Name>(name()) : std::nullopt, name(), expression(2), {}};
  }

  Rule rule(bool replaces) {
    Rule rule;
    rule.name = dotted();
    if (maybe()) rule.label = label();
    rule.veto = maybe();
    rule.replaces = replaces;
    some(rule.finds, [&] { return pattern(5); });
    some(rule.contexts, [&] { return Context{pattern(2), maybe(), maybe(), {}}; });
    some(rule.tests, [&] { return Test{condition(4), maybe(), {}}; });
    some(rule.marks, [&] { return mark(); });
    some(rule.sets, [&] { return set(); });
    some(rule.links, [&] { return link(); });
    some(rule.relations, [&] { return Relate{name(), {"part_of", {}}, name(), {}}; });
    some(rule.definitions, [&] {
      return Define{name(),
                    name(),
                    maybe(),
                    maybe() ? std::optional<Name>({"coreferent", {}}) : std::nullopt,
                    {}};
    });
    some(rule.over, [&] { return Over{dotted()}; });
    if (maybe()) rule.rank = static_cast<std::int32_t>(below(9)) - 4;
    some(rule.examples, [&] {
      return Example{one_of<const char*>({"the [MSS]", "\\[1\\] \"x\"", "한글\\\\"}), maybe(), {}};
    });
    return rule;
  }
  PhaseDecl phase() {
    PhaseDecl phase;
    phase.name = dotted();
    if (maybe()) phase.how = static_cast<PhaseDecl::How>(below(4));
    if (maybe()) phase.after = dotted();
    some(phase.rules, [&] { return rule(false); });
    return phase;
  }
  LabelDecl label_decl() {
    LabelDecl label_decl{label(), maybe(), {}, {}};
    if (label_decl.structured)
      some(label_decl.slots, [&] {
        return LabelSlot{name(), maybe() ? std::optional<Name>(label()) : std::nullopt};
      });
    return label_decl;
  }
  ListDecl list() {
    ListDecl list{name(), {}, {}, {}};
    if (maybe()) {
      list.file = text();
      return list;
    }
    list.items.push_back({text(), text(), false, {}});
    some(list.items, [&] { return ListDecl::Item{text(), std::nullopt, maybe(), {}}; });
    return list;
  }

  std::mt19937 random_;
};

}  // namespace

RuleFile random_rule_file(std::uint32_t seed) { return Maker(seed).file(); }

}  // namespace waymark::test
