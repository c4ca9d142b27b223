// SPDX-License-Identifier: Apache-2.0
// The clauses that say what a match makes:
//
//     mark       = "mark" ("nothing" | LABEL? "on" name | LABEL? "from" name "to" name | LABEL)
//     sets       = "set" assignment ("," assignment)*
//     assignment = name ("." name)? "=" expression
//     expression = string | number | "true" | "false" | function "(" (expression (","
//     expression)*)? ")"
//                | name ("." name)*
//     link       = "link" name ("within" name | "as" name | "by" condition | "prefer" condition
//                | "to" ("none" | @entry))
//     relate     = "relate" name TYPE name
//     define     = "define" name "=" name "for" ("document" | "mentions") ("as" TYPE)?
//     over       = "over" rule ("," rule)*
#include "grammar/syntax/effect.h"

#include <memory>
#include <utility>

#include "grammar/syntax/condition.h"
#include "grammar/syntax/lexical.h"

namespace waymark::grammar::syntax {

namespace {

// ---- names -----------------------------------------------------------------------------------

x3::rule<struct assignment_class, Set> const assignment = "an assignment";
x3::rule<struct expression_class, Expression> const expression = "a value";
x3::rule<struct call_class, Expression::Call> const call = "a call of a function";
x3::rule<struct value_path_class, Path> const value_path = "a capture";
x3::rule<struct range_class, Mark::Range> const range = "a range";

// ---- actions ---------------------------------------------------------------------------------

auto const push = [](auto& ctx) { x3::_val(ctx).push_back(std::move(x3::_attr(ctx))); };
auto const push_over = [](auto& ctx) { x3::_val(ctx).push_back(Over{std::move(x3::_attr(ctx))}); };

auto const set_label = [](auto& ctx) { x3::_val(ctx).label = std::move(x3::_attr(ctx)); };
auto const set_nothing = [](auto& ctx) { x3::_val(ctx).target = Mark::Nothing{}; };
auto const set_target = [](auto& ctx) { x3::_val(ctx).target = std::move(x3::_attr(ctx)); };
auto const set_from = [](auto& ctx) { x3::_val(ctx).from = std::move(x3::_attr(ctx)); };
auto const set_to = [](auto& ctx) { x3::_val(ctx).to = std::move(x3::_attr(ctx)); };
auto const set_type = [](auto& ctx) { x3::_val(ctx).type = std::move(x3::_attr(ctx)); };
auto const set_only_mentions = [](auto& ctx) { x3::_val(ctx).only_mentions = true; };
auto const set_relation = [](auto& ctx) { x3::_val(ctx).relation = std::move(x3::_attr(ctx)); };
auto const set_form = [](auto& ctx) { x3::_val(ctx).form = std::move(x3::_attr(ctx)); };
auto const set_meaning = [](auto& ctx) { x3::_val(ctx).meaning = std::move(x3::_attr(ctx)); };

auto const set_slot = [](auto& ctx) { x3::_val(ctx).slot = std::move(x3::_attr(ctx)); };
/// The name read so far was the capture, this is its slot.
auto const set_slot_of_capture = [](auto& ctx) {
  Set& set = x3::_val(ctx);
  set.capture = std::move(set.slot);
  set.slot = std::move(x3::_attr(ctx));
};
auto const set_value = [](auto& ctx) { x3::_val(ctx).value = std::move(x3::_attr(ctx)); };

auto const set_what = [](auto& ctx) { x3::_val(ctx).what = std::move(x3::_attr(ctx)); };
auto const set_number = [](auto& ctx) { x3::_val(ctx).what = to_double(x3::_attr(ctx).text); };
template <bool kValue>
auto const set_bool = [](auto& ctx) { x3::_val(ctx).what = kValue; };
auto const set_function = [](auto& ctx) { x3::_val(ctx).function = std::move(x3::_attr(ctx)); };
auto const add_argument = [](auto& ctx) {
  x3::_val(ctx).arguments.push_back(std::move(x3::_attr(ctx)));
};
auto const set_capture = [](auto& ctx) { x3::_val(ctx).capture = std::move(x3::_attr(ctx)); };
auto const add_property = [](auto& ctx) {
  x3::_val(ctx).properties.push_back(std::move(x3::_attr(ctx)));
};

template <LinkEffect::How How>
auto const set_how = [](auto& ctx) { x3::_val(ctx).how = How; };
auto const set_linked = [](auto& ctx) { x3::_val(ctx).capture = std::move(x3::_attr(ctx)); };
auto const set_outer = [](auto& ctx) { x3::_val(ctx).outer = std::move(x3::_attr(ctx)); };
auto const set_entry = [](auto& ctx) { x3::_val(ctx).entry = EntryRef{std::move(x3::_attr(ctx))}; };
auto const set_condition = [](auto& ctx) {
  x3::_val(ctx).condition = std::make_shared<const Condition>(std::move(x3::_attr(ctx)));
};

// ---- grammar ---------------------------------------------------------------------------------

auto const capture_after = [](char const* words) { return named(words)[identifier]; };

auto const range_def = keyword("from") > capture_after("a capture after 'from'")[set_from] >
                       named("'to' after 'from {}'\nwritten from a to b")[keyword("to")] >
                       capture_after("a capture after 'to'")[set_to];
auto const target =
    (keyword("on") > capture_after("a capture after 'on'")[set_target]) | range[set_target];
auto const mark_def =
    located[keyword("mark") > named("'nothing', a LABEL, 'on' or 'from' after 'mark'\nwritten mark "
                                    "AGENCY on x, mark from a to b, "
                                    "mark nothing")[keyword("nothing")[set_nothing] |
                                                    (label[set_label] >> -target) | target]];

auto const value_path_def =
    located[identifier[set_capture] >> *token['.' >> identifier][add_property]];
auto const needs_value = named(
    "a value after '{}'\na value is a capture, a.slot, \"text\", a number, true, false or f(…)")
    [expression];
auto const call_def = identifier[set_function] >> sign("(") >>
                      -((!sign(")")) > needs_value[add_argument] >
                        *(sign(",") > needs_value[add_argument])) >
                      named("')' after the arguments")[sign(")")];
auto const expression_def =
    located[nested[string[set_what] | exact_string[set_what] | number_spelling[set_number] |
                   keyword("true")[set_bool<true>] | keyword("false")[set_bool<false>] |
                   call[set_what] | value_path[set_what]]];
auto const assignment_def =
    located[identifier[set_slot] >> -(token['.' >> identifier][set_slot_of_capture]) >
            named("'=' after '{}'\nwritten slot = value")[sign("=")] > needs_value[set_value]];
auto const needs_assignment =
    named("a slot or feature after '{}'\nwritten slot = value")[assignment];
auto const sets_def = keyword("set") > needs_assignment[push] >
                      *(sign(",") > needs_assignment[push]);

using How = LinkEffect::How;
auto const link_def = located
    [keyword("link") > capture_after("a capture after 'link'")[set_linked] >
     named("'within', 'as', 'by', 'prefer' or 'to' after '{}'\nwritten link x within y, link "
           "x as y, link x by …, link x to none")
         [(keyword("within")[set_how<How::kWithin>] >
           capture_after("a capture after 'within'")[set_outer]) |
          (keyword("as")[set_how<How::kAs>] > capture_after("a capture after 'as'")[set_outer]) |
          (keyword("by")[set_how<How::kBy>] >
           named("a condition after 'by'")[condition][set_condition]) |
          (keyword("prefer")[set_how<How::kPrefer>] >
           named("a condition after 'prefer'")[condition][set_condition]) |
          (keyword("to") > named("'none' or '@entry' after 'to'")
                               [keyword("none")[set_how<How::kToNone>] |
                                (x3::eps[set_how<How::kToEntry>] >> entry_name[set_entry])])]];

auto const relate_def =
    located[keyword("relate") > capture_after("a capture after 'relate'")[set_from] >
            named(
                "the type of the relation after '{}'\nwritten relate a part_of b")[word][set_type] >
            capture_after("a capture after the type '{}'\nwritten relate a part_of b")[set_to]];

auto const define_def =
    located[keyword("define") > capture_after("a capture after 'define'")[set_form] >
            named("'=' after '{}'\nwritten define a = b for document")[sign("=")] >
            capture_after("a capture after '='")[set_meaning] >
            named("'for document' or 'for mentions' after '{}'\nwritten define a = b for document")
                [keyword("for") >>
                 (keyword("document") | keyword("mentions")[set_only_mentions])] >>
            -(keyword("as") > named("the type of the relation after 'as'\nwritten define a = b for "
                                    "document as coreferent")[word][set_relation])];

auto const needs_rule = named(
    "the name of a rule after '{}'\nwritten over some.rule, over gazetteer or "
    "over gazetteer.LABEL")[dotted_name];
auto const over_def = keyword("over") > needs_rule[push_over] >
                      *(sign(",") > needs_rule[push_over]);

BOOST_SPIRIT_DEFINE(assignment, expression, call, value_path, range)

}  // namespace

BOOST_SPIRIT_DEFINE(mark, sets, link, relate, define, over)
BOOST_SPIRIT_INSTANTIATE(MarkRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(SetsRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(LinkRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RelateRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DefineRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(OverRule, Iterator, Context)

}  // namespace waymark::grammar::syntax
