// SPDX-License-Identifier: Apache-2.0
// Conditions, from the loosest binding to the tightest:
//
//     condition   = conjunction ("or" conjunction)*
//     conjunction = negation ("and" negation)*
//     negation    = "not" negation | "(" condition ")" | test
//     test        = "document" "has" @entry
//                 | path? ("has" name | "inside" LABEL | "contains" LABEL | "near" "(" string (","
//                 string)* ("," n)? ")" |        "is" "not"? value ("or" value)* | "not"? "in" "("
//                 value ("," value)* ")" | "within" path) | path ("<" | "<=" | ">" | ">=") value
//     values      = value ("or" value)*
//     path        = name ("." name)*
//     value       = string | number | @entry | path | LABEL
//
// `or` after a value goes on with values only if no test begins there: `kind is city or county or c
// is @kp`. Which word of a path is a capture is not known here; load resolves it.
#include "grammar/syntax/condition.h"

#include <memory>
#include <utility>
#include <vector>

#include "grammar/syntax/lexical.h"

namespace waymark::grammar::syntax {

namespace {

// ---- names -----------------------------------------------------------------------------------

using PartsRule = x3::rule<struct parts_class, std::vector<Condition>>;
using ConjunctionRule = x3::rule<struct conjunction_class, Condition>;
using NegationRule = x3::rule<struct negation_class, Condition>;
using TestRule = x3::rule<struct test_class, Condition>;
using TailRule = x3::rule<struct tail_class, Condition>;
using ComparisonRule = x3::rule<struct comparison_class, Comparison>;
using NearRule = x3::rule<struct near_class, Near>;
using PathRule = x3::rule<struct path_class, Path>;
using ValueRule = x3::rule<struct value_class, Value>;

PartsRule const disjuncts = "a condition";
x3::rule<struct conjuncts_class, std::vector<Condition>> const conjuncts = "a condition";
ConjunctionRule const conjunction = "a condition";
NegationRule const negation = "a condition";
TestRule const test = "a condition";
TailRule const tail = "a test";
ComparisonRule const comparison = "a comparison";
NearRule const near = "near";
PathRule const path = "a capture or property";
ValueRule const value = "a value";

// ---- actions ---------------------------------------------------------------------------------

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
auto const set_what = [](auto& ctx) { x3::_val(ctx).what = std::move(x3::_attr(ctx)); };
auto const negate = [](auto& ctx) {
  x3::_val(ctx).what = Not{std::make_shared<const Condition>(std::move(x3::_attr(ctx)))};
};

auto const set_has = [](auto& ctx) { x3::_val(ctx).what = Has{{}, std::move(x3::_attr(ctx))}; };
auto const set_inside = [](auto& ctx) {
  x3::_val(ctx).what = Inside{{}, std::move(x3::_attr(ctx))};
};
auto const set_contains = [](auto& ctx) {
  x3::_val(ctx).what = Contains{{}, std::move(x3::_attr(ctx))};
};
auto const set_document_has = [](auto& ctx) {
  x3::_val(ctx).what = DocumentHas{EntryRef{std::move(x3::_attr(ctx))}};
};

/// Gives a test its subject. `inside`, `contains` and `near` stand on a capture alone.
struct GiveSubject {
  Path subject;

  void operator()(Comparison& compared) { compared.left = std::move(subject); }
  void operator()(Has& has) { has.subject = std::move(subject); }
  void operator()(Inside& inside) { inside.capture = std::move(subject.properties.front()); }
  void operator()(Contains& contains) { contains.capture = std::move(subject.properties.front()); }
  void operator()(Near& near_words) { near_words.capture = std::move(subject.properties.front()); }
  template <class Other>
  void operator()(Other&) {}
};
template <class T>
constexpr bool kStandsOnCapture =
    std::is_same_v<T, Inside> || std::is_same_v<T, Contains> || std::is_same_v<T, Near>;

/// Path and test, until both are read.
auto const set_subject = [](auto& ctx) {
  Comparison pending;
  pending.left = std::move(x3::_attr(ctx));
  x3::_val(ctx).what = std::move(pending);
};
auto const set_tail = [](auto& ctx) {
  Path subject = std::move(std::get<Comparison>(x3::_val(ctx).what).left);
  auto what = std::move(x3::_attr(ctx).what);
  bool const needs_capture =
      std::visit([](auto const& it) { return kStandsOnCapture<std::decay_t<decltype(it)>>; }, what);
  if (needs_capture && subject.properties.size() != 1) {
    x3::_pass(ctx) = false;
    return;
  }
  std::visit(GiveSubject{std::move(subject)}, what);
  x3::_val(ctx).what = std::move(what);
};

template <Comparison::Op Op>
auto const set_op = [](auto& ctx) { x3::_val(ctx).op = Op; };
auto const add_value = [](auto& ctx) { x3::_val(ctx).right.push_back(std::move(x3::_attr(ctx))); };
auto const add_word = [](auto& ctx) { x3::_val(ctx).words.push_back(std::move(x3::_attr(ctx))); };
auto const set_distance = [](auto& ctx) { x3::_val(ctx).distance = x3::_attr(ctx); };
auto const add_property = [](auto& ctx) {
  x3::_val(ctx).properties.push_back(std::move(x3::_attr(ctx)));
};

auto const set_entry = [](auto& ctx) { x3::_val(ctx).what = EntryRef{std::move(x3::_attr(ctx))}; };
auto const set_number = [](auto& ctx) { x3::_val(ctx).what = to_double(x3::_attr(ctx).text); };
auto const set_path_or_word = [](auto& ctx) {
  Path& read = x3::_attr(ctx);
  if (read.properties.size() == 1)
    x3::_val(ctx).what = std::move(read.properties.front());
  else
    x3::_val(ctx).what = std::move(read);
};

// ---- grammar ---------------------------------------------------------------------------------

auto const reserved = keyword("and") | keyword("or") | keyword("not") | keyword("is") |
                      keyword("has") | keyword("in") | keyword("inside") | keyword("contains") |
                      keyword("near") | keyword("within") | keyword("document");
auto const property = !reserved >> hyphenated;
auto const test_follows = keyword("is") | keyword("has") | keyword("in") | keyword("inside") |
                          keyword("contains") | keyword("near") | keyword("within") |
                          (keyword("not") >> keyword("in")) | sign("<") | sign(">");

auto const disjuncts_def = conjunction[push] >>
                           *(keyword("or") > named("a condition after 'or'")[conjunction][push]);
auto const condition_def = located[nested[disjuncts[collect<Or>]]];

auto const conjuncts_def = negation[push] >>
                           *(keyword("and") > named("a condition after 'and'")[negation][push]);
auto const conjunction_def = located[conjuncts[collect<And>]];

auto const negation_def =
    located[nested[(keyword("not") >> !keyword("in") >
                    named("a condition after 'not'")[negation][negate]) |
                   (sign("(") > named("a condition after '('")[condition][take] >
                    named("')' after the condition in brackets")[sign(")")]) |
                   test[take]]];

auto const test_def = located
    [(keyword("document") >
      named("'has' after 'document'\nwritten document has @kp.mss")[keyword("has")] >
      named("an entry after 'document has'\nwritten document has @kp.mss")[entry_name]
                                                                          [set_document_has]) |
     (path[set_subject] >
      named("'is', 'has', 'in', 'inside', 'contains', 'near', 'within' or a comparison after '{}'\n"
            "'inside', 'contains' and 'near' stand on a capture, not on a property of one")
          [tail][set_tail]) |
     tail[take]];

auto const label_needed = named("a label")[label];
auto const tail_def =
    (keyword("has") > named("the name of a slot or feature after 'has'")[property][set_has]) |
    (keyword("inside") > label_needed[set_inside]) |
    (keyword("contains") > label_needed[set_contains]) | near[set_what] | comparison[set_what];

auto const needs_value =
    named("a value after '{}'\na value is a word, \"text\", a number, @entry or a.b")[value];
constexpr char const* kMembers = "a value after 'in'\nwritten kind in (city, county) or x in @kp";
auto const alternatives = needs_value[add_value] >>
                          *(keyword("or") >> &(value >> !test_follows) >> value[add_value]);
auto const members = (sign("(") > needs_value[add_value] > *(sign(",") > needs_value[add_value]) >
                      named("')' after the values\nwritten kind in (city, county)")[sign(")")]) |
                     alternatives;
auto const needs_outer =
    named("a capture after 'within'\nwritten x within y, where x and y are captures")[value];
using Op = Comparison::Op;
auto const comparison_def =
    (keyword("is") >> (keyword("not")[set_op<Op::kIsNot>] | x3::eps[set_op<Op::kIs>]) >
     alternatives) |
    (keyword("within")[set_op<Op::kWithin>] > needs_outer[add_value]) |
    (keyword("in")[set_op<Op::kIn>] > named(kMembers)[members]) |
    ((keyword("not") >> keyword("in"))[set_op<Op::kNotIn>] > named(kMembers)[members]) |
    ((sign("<=")[set_op<Op::kLessEqual>] | sign("<")[set_op<Op::kLess>] |
      sign(">=")[set_op<Op::kGreaterEqual>] | sign(">")[set_op<Op::kGreater>]) >
     needs_value[add_value]);

auto const near_def =
    located[keyword("near") > named("'(' after 'near'\nwritten near(\"word\", 8)")[sign("(")] >
            named("a string after '('")[string][add_word] >> *(sign(",") >> string[add_word]) >>
            -(sign(",") >
              named("a word in quotes or a number of tokens after ','")[count][set_distance]) >
            named("')' after 'near(…'\nwritten near(\"word\", 8)")[sign(")")]];

auto const path_def = located[property[add_property] >> *(token['.' >> hyphenated][add_property])];

auto const value_def = located[string[set_what] | exact_string[set_what] | entry_name[set_entry] |
                               number_spelling[set_number] | path[set_path_or_word]];

BOOST_SPIRIT_DEFINE(disjuncts, conjuncts, conjunction, negation, test, tail, comparison, near, path,
                    value)

}  // namespace

BOOST_SPIRIT_DEFINE(condition)
BOOST_SPIRIT_INSTANTIATE(ConditionRule, Iterator, Context)

}  // namespace waymark::grammar::syntax
