// SPDX-License-Identifier: Apache-2.0
// Patterns, from the loosest binding to the tightest:
//
//     pattern  = sequence ("|" sequence)*
//     sequence = element+
//     element  = ("~" | "&" | "!") element | name ":" element | repeat
//     repeat   = primary (("?" | "*" | "+" | "{" m ("," n?)? "}") "?"?)?
//     primary  = string | 'string' | /regex/ "i"? | "<" class ">" | "..." n | LABEL ("[" test "]")?
//     | name
//              | "(" pattern ")"
#include "grammar/syntax/pattern.h"

#include <memory>
#include <utility>
#include <vector>

#include "grammar/syntax/condition.h"
#include "grammar/syntax/lexical.h"

namespace waymark::grammar::syntax {

namespace {

// ---- names -----------------------------------------------------------------------------------

using AlternativesRule = x3::rule<struct alternatives_class, std::vector<Pattern>>;
using SequenceRule = x3::rule<struct sequence_class, Pattern>;
using ElementRule = x3::rule<struct element_class, Pattern>;
using PrimaryRule = x3::rule<struct primary_class, Pattern>;
using RegexRule = x3::rule<struct regex_element_class, Regex>;
using LabelRule = x3::rule<struct label_ref_class, LabelRef>;
using BoundsRule = x3::rule<struct bounds_class, Repeat>;

AlternativesRule const alternatives = "a pattern";
SequenceRule const sequence = "a pattern";
ElementRule const element = "an element of a pattern";
PrimaryRule const primary = "an element of a pattern";
RegexRule const regex = "a regular expression";
LabelRule const label_ref = "a label";
BoundsRule const bounds = "a repetition";

// ---- actions ---------------------------------------------------------------------------------

Box<Pattern> boxed(Pattern&& inner) { return std::make_shared<const Pattern>(std::move(inner)); }

/// One part is itself, more are a Whole of them.
template <class Whole>
auto const collect = [](auto& ctx) {
  auto& parts = x3::_attr(ctx);
  if (parts.size() == 1)
    x3::_val(ctx) = std::move(parts.front());
  else
    x3::_val(ctx).what = Whole{std::move(parts)};
};

auto const push = [](auto& ctx) { x3::_val(ctx).push_back(std::move(x3::_attr(ctx))); };
auto const take = [](auto& ctx) { x3::_val(ctx) = std::move(x3::_attr(ctx)); };

template <class Kind>
auto const wrap = [](auto& ctx) { x3::_val(ctx).what = Kind{boxed(std::move(x3::_attr(ctx)))}; };
auto const wrap_negative = [](auto& ctx) {
  x3::_val(ctx).what = LookAhead{boxed(std::move(x3::_attr(ctx))), true};
};

auto const set_capture_name = [](auto& ctx) {
  x3::_val(ctx).what = Capture{std::move(x3::_attr(ctx)), nullptr};
};
auto const set_captured = [](auto& ctx) {
  std::get<Capture>(x3::_val(ctx).what).inner = boxed(std::move(x3::_attr(ctx)));
};

auto const repeat_it = [](auto& ctx) {
  Repeat& repeat = x3::_attr(ctx);
  Pattern inner = std::move(x3::_val(ctx));
  repeat.inner = boxed(std::move(inner));
  x3::_val(ctx) = Pattern{std::move(repeat), {}};
};
template <std::uint32_t Min, bool kBounded>
auto const set_bounds = [](auto& ctx) {
  x3::_val(ctx).min = Min;
  if (kBounded) x3::_val(ctx).max = 1;
};
auto const set_exactly = [](auto& ctx) {
  x3::_val(ctx).min = x3::_attr(ctx);
  x3::_val(ctx).max = x3::_attr(ctx);
};
auto const set_unbounded = [](auto& ctx) { x3::_val(ctx).max.reset(); };
auto const set_max = [](auto& ctx) { x3::_val(ctx).max = x3::_attr(ctx); };
auto const set_lazy = [](auto& ctx) { x3::_val(ctx).lazy = true; };

auto const set_literal = [](auto& ctx) {
  x3::_val(ctx).what = Literal{std::move(x3::_attr(ctx)), false};
};
auto const set_exact_literal = [](auto& ctx) {
  x3::_val(ctx).what = Literal{std::move(x3::_attr(ctx)), true};
};
auto const set_class = [](auto& ctx) {
  x3::_val(ctx).what = TokenClass{std::move(x3::_attr(ctx))};
};
auto const set_gap = [](auto& ctx) { x3::_val(ctx).what = Gap{x3::_attr(ctx)}; };
auto const set_name = [](auto& ctx) { x3::_val(ctx).what = NameRef{std::move(x3::_attr(ctx))}; };
auto const set_what = [](auto& ctx) { x3::_val(ctx).what = std::move(x3::_attr(ctx)); };

auto const set_source = [](auto& ctx) { x3::_val(ctx).source = std::move(x3::_attr(ctx)); };
auto const set_ignore_case = [](auto& ctx) { x3::_val(ctx).ignore_case = true; };

auto const set_label = [](auto& ctx) { x3::_val(ctx).label = std::move(x3::_attr(ctx)); };
auto const set_entry = [](auto& ctx) { x3::_val(ctx).entry = EntryRef{std::move(x3::_attr(ctx))}; };
auto const set_condition = [](auto& ctx) {
  x3::_val(ctx).condition = std::make_shared<const Condition>(std::move(x3::_attr(ctx)));
};

// ---- grammar ---------------------------------------------------------------------------------

auto const needs_element = named(
    "an element of a pattern\nan element is \"words\", <class>, LABEL, the name of a list or let, "
    "or ( )")[element];

auto const alternatives_def = sequence[push] >>
                              *(sign("|") >
                                named("an element of a pattern after '|'")[sequence][push]);

auto const pattern_def = located[alternatives[collect<Choice>]];

auto const sequence_def = located[(+element)[collect<Sequence>]];

auto const repeat = primary[take] >> -(next("?*+{") >> bounds[repeat_it]);

auto const element_def =
    located[nested[(next("~&!") >> ((sign("~") > needs_element[wrap<Touching>]) |
                                    (sign("&") > needs_element[wrap<LookAhead>]) |
                                    (sign("!") > needs_element[wrap_negative]))) |
                   ((identifier >> sign(":"))[set_capture_name] > needs_element[set_captured]) |
                   repeat]];

auto const bounds_def =
    (sign("?")[set_bounds<0, true>] | sign("*")[set_bounds<0, false>] |
     sign("+")[set_bounds<1, false>] |
     (sign("{") >
      named("a number after '{'\na repetition is written {2}, {1,3} or {2,}")[count][set_exactly] >
      -(sign(",")[set_unbounded] >> -count[set_max]) >
      named("'}' after the repetition\na repetition is written {2}, {1,3} or {2,}")[sign("}")])) >>
    -sign("?")[set_lazy];

auto const regex_def =
    token[regex_source[set_source] >> -(x3::lit('i') >> !word_char)[set_ignore_case]];

auto const label_ref_def =
    label[set_label] >>
    -(sign("[") > (entry_name[set_entry] >> &sign("]") |
                   named("a condition or '@entry' after '['\n"
                         "written PLACE[kind is city] or PLACE[@kp]")[condition][set_condition]) >
      named("']' after the condition")[sign("]")]);

auto const token_class =
    sign("<") >
    named("the name of a token class after '<'\na token class is written <acronym>")[identifier]
                                                                                    [set_class] >
    named("'>' after the class name '{}'\na token class is written <{}>")[sign(">")];

auto const gap = sign("...") >
                 named("a number of tokens after '...'\na gap is written ...5")[count][set_gap];

auto const group = sign("(") > named("a pattern after '('")[pattern][take] >
                   named("')' after the pattern in brackets")[sign(")")];

auto const primary_def =
    located[string[set_literal] | label_ref[set_what] | identifier[set_name] | group |
            exact_string[set_exact_literal] | regex[set_what] | token_class | gap];

BOOST_SPIRIT_DEFINE(alternatives, sequence, element, primary, regex, label_ref, bounds)

}  // namespace

BOOST_SPIRIT_DEFINE(pattern)
BOOST_SPIRIT_INSTANTIATE(PatternRule, Iterator, Context)

}  // namespace waymark::grammar::syntax
