// SPDX-License-Identifier: Apache-2.0
// Random rule sets of several phases on random texts: what stands at the end must be what a plain
// interpreter leaves, which tries every rule at every place by backtracking and decides overlaps by
// looking at all pairs. The rules are made like those that people write: contexts around captures,
// lets in them, labels of earlier phases.
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "grammar/backtracker.h"
#include "grammar/print.h"
#include "grammar/random_patterns.h"
#include "grammar/rules_on_text.h"
#include "support/catch.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

using test::Found;
using test::pattern_of;
using test::PatternMaker;
using test::TokenMark;
using Lets = std::map<std::string, Pattern>;
using How = PhaseDecl::How;

// Whether a pattern may match no token, seen from the safe side.
bool may_be_empty(const Pattern& pattern, const Lets& lets) {
  const auto is_empty = [&](const Pattern& it) { return may_be_empty(it, lets); };
  if (const auto* it = std::get_if<Sequence>(&pattern.what))
    return std::all_of(it->parts.begin(), it->parts.end(), is_empty);
  if (const auto* it = std::get_if<Choice>(&pattern.what))
    return std::any_of(it->parts.begin(), it->parts.end(), is_empty);
  if (const auto* it = std::get_if<Repeat>(&pattern.what))
    return it->min == 0 || is_empty(*it->inner);
  if (const auto* it = std::get_if<Capture>(&pattern.what)) return is_empty(*it->inner);
  if (const auto* it = std::get_if<Touching>(&pattern.what)) return is_empty(*it->inner);
  if (const auto* it = std::get_if<NameRef>(&pattern.what)) return is_empty(lets.at(it->name.text));
  return std::holds_alternative<Gap>(pattern.what) ||
         std::holds_alternative<LookAhead>(pattern.what);
}

// ---- random rule sets ----

class RuleMaker {
 public:
  explicit RuleMaker(std::uint32_t seed) : make_(seed) {}

  RuleFile file() {
    RuleFile file;
    file.name = {"random", {}};
    for (const char* name : {"l0", "l1", "l2"}) {
      file.lets.push_back({{name, {}}, make_.pattern(2), {}});
      lets_[name] = file.lets.back().pattern;
      make_.lets.emplace_back(name);
    }
    for (const char* name : {"p0", "p1", "p2", "p3"}) file.phases.push_back(phase(name));
    std::move(parts_.begin(), parts_.end(), std::back_inserter(file.lets));
    return file;
  }
  std::string text() { return make_.text(12); }
  // Short texts amid words that no rule names, so that rules look at parts of it only.
  std::string long_text() {
    std::string text = fillers();
    return text + make_.text(5) + fillers();
  }
  [[nodiscard]] const Lets& lets() const { return lets_; }

 private:
  std::string fillers() {
    std::string text;
    for (std::uint32_t i = make_.pick(14); i > 0; --i) text += " x";
    return text;
  }

  PhaseDecl phase(const char* name) {
    static const How kKinds[] = {How::kLongest, How::kLongest, How::kFirst, How::kAll};
    PhaseDecl phase{{name, {}}, kKinds[make_.pick(4)], {}, {}, false, {}};
    for (std::uint32_t i = 1 + make_.pick(2); i > 0; --i) phase.rules.push_back(rule());
    for (const Rule& rule : phase.rules) make_.labels.push_back(rule.label->text);
    return phase;
  }

  Rule rule() {
    static const char* const kLabels[] = {"NAME", "TITLE", "DATE"};
    Rule rule;
    rule.name = {"r" + std::to_string(++rules_), {}};
    rule.label = Name{kLabels[make_.pick(3)], {}};
    rule.finds.push_back(some());
    if (make_.pick(2) == 0) mark_a_part(rule);
    if (make_.pick(3) != 0) rule.contexts.push_back({context(), true, make_.pick(4) == 0, {}});
    if (make_.pick(3) == 0) rule.contexts.push_back({context(), false, make_.pick(4) == 0, {}});
    if (make_.pick(3) == 0) rule.rank = static_cast<std::int32_t>(make_.pick(3)) - 1;
    return rule;
  }

  // find … t:(x <any>{0,12}?) …, mark on t; the part of every third rule stands in a let
  void mark_a_part(Rule& rule) {
    std::vector<Pattern> inner{make_.leaf()};
    if (make_.pick(2) == 0) {
      Pattern any = pattern_of(TokenClass{{"any", {}}});
      inner.push_back(pattern_of(Repeat{std::make_shared<const Pattern>(std::move(any)), 0,
                                        1 + make_.pick(12), make_.pick(2) == 0}));
    }
    Pattern part = pattern_of(Capture{
        {"t", {}}, std::make_shared<const Pattern>(pattern_of(Sequence{std::move(inner)}))});
    std::vector<Pattern> whole{rules_ % 3 == 0 ? name_it(std::move(part)) : std::move(part)};
    if (make_.pick(3) == 0) whole.insert(whole.begin(), make_.leaf());
    if (make_.pick(3) == 0) whole.push_back(make_.pattern(1));
    rule.finds.front() = pattern_of(Sequence{std::move(whole)});
    if (may_be_empty(rule.finds.front(), lets_))
      rule.finds.front() = with_a_word(rule.finds.front());
    rule.marks.push_back({std::nullopt, Name{"t", {}}, {}});
  }

  Pattern name_it(Pattern part) {
    const std::string name = "part" + std::to_string(rules_);
    parts_.push_back({{name, {}}, part, {}});
    lets_[name] = std::move(part);
    return pattern_of(NameRef{{name, {}}});
  }

  // (NAME | l0) "+", "(" (<cap> "+")? NAME, or anything
  Pattern context() {
    std::vector<Pattern> parts;
    switch (make_.pick(3)) {
      case 0:
        parts = {pattern_of(Choice{{make_.leaf(), make_.leaf()}}), make_.leaf()};
        break;
      case 1:
        parts = {make_.leaf(),
                 pattern_of(Repeat{std::make_shared<const Pattern>(
                                       pattern_of(Sequence{{make_.leaf(), make_.leaf()}})),
                                   0, 1, false}),
                 make_.leaf()};
        break;
      default:
        return some();
    }
    Pattern context = pattern_of(Sequence{std::move(parts)});
    return may_be_empty(context, lets_) ? with_a_word(context) : context;
  }

  Pattern some() {
    Pattern pattern = make_.pattern(3);
    return may_be_empty(pattern, lets_) ? with_a_word(pattern) : pattern;
  }

  // What may be empty is refused by the check.
  Pattern with_a_word(const Pattern& pattern) {
    Pattern word = pattern_of(Literal{make_.pick(2) == 0 ? "a" : "+", false});
    return make_.pick(2) == 0 ? pattern_of(Sequence{{pattern, word}})
                              : pattern_of(Sequence{{word, pattern}});
  }

  PatternMaker make_;
  Lets lets_;
  std::vector<LetDecl> parts_;  ///< that rules mark
  int rules_ = 0;
};

// ---- the obvious interpreter ----

struct Standing {
  TokenMark mark;
  int rank = 0;
  int order = 0;
};

class Interpreter {
 public:
  Interpreter(const RuleFile& file, const Lets& lets, const std::string& text)
      : file_(file), lets_(lets), text_(text) {
    text::tokenize(text, tokens_);
  }

  // "NAME 2-4" of what stands at the end; nullopt if it takes too long.
  std::optional<std::vector<std::string>> run() {
    int order = 0;
    for (const PhaseDecl& phase : file_.phases) {
      seen_.clear();
      for (const Standing& it : standing_) seen_.push_back(it.mark);
      if (phase.how == How::kFirst) {
        find_first(phase.rules, order);
      } else {
        for (const Rule& rule : phase.rules)
          find_each(rule, order + static_cast<int>(&rule - phase.rules.data()),
                    phase.how == How::kAll);
      }
      order += static_cast<int>(phase.rules.size());
      if (phase.how == How::kLongest) decide();
    }
    if (is_long_) return std::nullopt;
    return shown();
  }

 private:
  std::optional<std::vector<Found>> match(const Pattern& pattern, Position from) {
    auto found = test::Backtracker(text_, tokens_, lets_, seen_).match(pattern, from);
    is_long_ = is_long_ || !found;
    return found;
  }
  [[nodiscard]] Position last() const { return static_cast<Position>(tokens_.size()); }

  bool holds(const Context& context, Position begin, Position end) {
    const auto ends_at = [&](Position from) {
      const auto found = match(context.pattern, from);
      return found && std::any_of(found->begin(), found->end(), [&](const Found& it) {
               return !context.after || it.end == begin;
             });
    };
    if (!context.after) return ends_at(end) != context.negative;
    bool is_there = false;
    for (Position from = 0; from <= begin; ++from) is_there = ends_at(from) || is_there;
    return is_there != context.negative;
  }

  // The first end from a place whose contexts hold.
  std::optional<Found> match_rule(const Rule& rule, Position from) {
    const auto all = match(rule.finds.front(), from);
    if (!all) return std::nullopt;
    for (const Found& found : *all)
      if (std::all_of(rule.contexts.begin(), rule.contexts.end(),
                      [&](const Context& it) { return holds(it, from, found.end); }))
        return found;
    return std::nullopt;
  }

  void find_each(const Rule& rule, int order, bool every_start) {
    for (Position from = 0; from < last(); ++from) {
      const auto found = match_rule(rule, from);
      if (!found) continue;
      mark(rule, order, from, *found);
      if (!every_start) from = found->end - 1;
    }
  }

  void find_first(const std::vector<Rule>& rules, int order) {
    for (Position from = 0; from < last(); ++from)
      for (const Rule& rule : rules)
        if (const auto found = match_rule(rule, from)) {
          mark(rule, order + static_cast<int>(&rule - rules.data()), from, *found);
          from = found->end - 1;
          break;
        }
  }

  void mark(const Rule& rule, int order, Position from, const Found& found) {
    if (rule.marks.empty()) return add({rule.label->text, from, found.end}, rule, order);
    for (const auto& [name, span] : found.captures)
      if (name == "t")
        add({rule.label->text, token_at(span.begin), token_behind(span.end)}, rule, order);
  }
  [[nodiscard]] Position token_at(std::uint32_t byte) const {
    Position at = 0;
    while (tokens_[at].span.begin != byte) ++at;
    return at;
  }
  [[nodiscard]] Position token_behind(std::uint32_t byte) const {
    Position at = 0;
    while (tokens_[at].span.end != byte) ++at;
    return at + 1;
  }

  // A mark that stands already gets the better rank and keeps the earlier rule.
  void add(const TokenMark& mark, const Rule& rule, int order) {
    const int rank = rule.rank.value_or(0);
    for (Standing& it : standing_)
      if (it.mark.label == mark.label && it.mark.from == mark.from && it.mark.to == mark.to) {
        it.rank = std::max(it.rank, rank);
        it.order = std::min(it.order, order);
        return;
      }
    standing_.push_back({mark, rank, order});
  }

  [[nodiscard]] std::uint32_t bytes_of(const TokenMark& mark) const {
    return tokens_[mark.to - 1].span.end - tokens_[mark.from].span.begin;
  }

  // Of what overlaps the longer stands, then the higher rank, then the earlier rule, then what was
  // first.
  void decide() {
    std::stable_sort(standing_.begin(), standing_.end(), [&](const Standing& a, const Standing& b) {
      if (bytes_of(a.mark) != bytes_of(b.mark)) return bytes_of(a.mark) > bytes_of(b.mark);
      return a.rank != b.rank ? a.rank > b.rank : a.order < b.order;
    });
    std::vector<Standing> winners;
    for (const Standing& it : standing_)
      if (std::none_of(winners.begin(), winners.end(), [&](const Standing& winner) {
            return it.mark.from < winner.mark.to && winner.mark.from < it.mark.to;
          }))
        winners.push_back(it);
    standing_ = std::move(winners);
  }

  [[nodiscard]] std::vector<std::string> shown() const {
    std::vector<std::string> all;
    for (const Standing& it : standing_)
      all.push_back(it.mark.label + " " + std::to_string(tokens_[it.mark.from].span.begin) + "-" +
                    std::to_string(tokens_[it.mark.to - 1].span.end));
    std::sort(all.begin(), all.end());
    return all;
  }

  const RuleFile& file_;
  const Lets& lets_;
  const std::string& text_;
  text::Tokens tokens_;
  std::vector<Standing> standing_;
  std::vector<TokenMark> seen_;  // as the phase began
  bool is_long_ = false;
};

std::vector<std::string> shown(const test::Ran& ran) {
  std::vector<std::string> all;
  for (const match::Candidate& it : ran.set.candidates)
    if (it.alive)
      all.push_back(ran.program->schema().label(it.label).name + " " +
                    std::to_string(it.span.begin) + "-" + std::to_string(it.span.end));
  std::sort(all.begin(), all.end());
  return all;
}

TEST_CASE("run: phases of random rules leave what a plain interpreter leaves", "[grammar][run]") {
  std::size_t compared = 0, marks = 0;
  for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
    RuleMaker maker(seed);
    const RuleFile file = maker.file();
    std::string rules = print(file);
    rules.erase(0, rules.find('\n') + 1);  // compose() writes the name and the labels
    const auto program = test::compose(rules);
    RunMemory memory;
    for (int i = 0; i < 5; ++i) {
      const std::string text = i < 4 ? maker.text() : maker.long_text();
      CAPTURE(seed, text, rules);
      const auto expected = Interpreter(file, maker.lets(), text).run();
      if (!expected) continue;
      REQUIRE(shown(test::run_program(program, text, memory)) == *expected);
      ++compared;
      marks += expected->size();
    }
  }
  CHECK(compared > 5000);
  CHECK(marks > compared);
}

}  // namespace
}  // namespace waymark::grammar
