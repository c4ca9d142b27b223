// SPDX-License-Identifier: Apache-2.0
// The statements of a rule file, and those clauses that only wrap a pattern, a condition or a text:
//
//     grammar = "grammar" name version              use    = "use" name ("," name)*
//     import  = "import" string                     without = "without" "rule" name ("," name)*
//     label   = "label" LABEL ("flat" | "structured" | "{" (slot ("," slot)* ","?)? "}")
//     slot    = name (":" LABEL)?
//     list    = "list" name ("from" string | "=" item ("|" item)*)
//     item    = (string | 'string') ("=" string)?
//     let     = "let" name "=" pattern
//     phase   = "phase" name ("longest" | "first" | "all" | "repeat")? ("after" name)?
//     rule    = "replace"? ("rule" | "veto") name ("->" LABEL)?
//
//     find = "find" pattern       context = "not"? ("after" | "before") pattern
//     rank = "rank" number        test    = ("where" | "unless") condition      example = ("yes" |
//     "no") string
#include "grammar/syntax/rule_file.h"

#include <utility>

#include "grammar/syntax/condition.h"
#include "grammar/syntax/lexical.h"
#include "grammar/syntax/pattern.h"

namespace waymark::grammar::syntax {

namespace {

// ---- names -----------------------------------------------------------------------------------

x3::rule<struct slot_class, LabelSlot> const slot = "a slot";
x3::rule<struct item_class, ListDecl::Item> const item = "an item";

// ---- actions ---------------------------------------------------------------------------------

auto const push = [](auto& ctx) { x3::_val(ctx).push_back(std::move(x3::_attr(ctx))); };
auto const push_without = [](auto& ctx) {
  Name& name = x3::_attr(ctx);
  Place const at = name.at;
  x3::_val(ctx).push_back(Without{std::move(name), at});
};
auto const set = [](auto& ctx) { x3::_val(ctx) = std::move(x3::_attr(ctx)); };
auto const set_name = [](auto& ctx) { x3::_val(ctx).name = std::move(x3::_attr(ctx)); };
auto const set_label = [](auto& ctx) { x3::_val(ctx).label = std::move(x3::_attr(ctx)); };
auto const set_version = [](auto& ctx) { x3::_val(ctx).version = x3::_attr(ctx); };
auto const set_path = [](auto& ctx) { x3::_val(ctx).path = std::move(x3::_attr(ctx)); };
auto const set_structured = [](auto& ctx) { x3::_val(ctx).structured = true; };
auto const add_slot = [](auto& ctx) { x3::_val(ctx).slots.push_back(std::move(x3::_attr(ctx))); };
auto const set_text = [](auto& ctx) { x3::_val(ctx).text = std::move(x3::_attr(ctx)); };
auto const set_exact_text = [](auto& ctx) {
  x3::_val(ctx).text = std::move(x3::_attr(ctx));
  x3::_val(ctx).exact = true;
};
auto const set_value = [](auto& ctx) { x3::_val(ctx).value = std::move(x3::_attr(ctx)); };
auto const set_file = [](auto& ctx) { x3::_val(ctx).file = std::move(x3::_attr(ctx)); };
auto const add_item = [](auto& ctx) { x3::_val(ctx).items.push_back(std::move(x3::_attr(ctx))); };
auto const set_pattern = [](auto& ctx) { x3::_val(ctx).pattern = std::move(x3::_attr(ctx)); };
auto const set_condition = [](auto& ctx) { x3::_val(ctx).condition = std::move(x3::_attr(ctx)); };
template <PhaseDecl::How How>
auto const set_how = [](auto& ctx) { x3::_val(ctx).how = How; };
auto const set_after = [](auto& ctx) { x3::_val(ctx).after = std::move(x3::_attr(ctx)); };
auto const set_veto = [](auto& ctx) { x3::_val(ctx).veto = true; };
auto const set_replaces = [](auto& ctx) { x3::_val(ctx).replaces = true; };
auto const set_negative = [](auto& ctx) { x3::_val(ctx).negative = true; };
auto const set_before = [](auto& ctx) { x3::_val(ctx).after = false; };
auto const set_unless = [](auto& ctx) { x3::_val(ctx).unless = true; };
auto const set_no = [](auto& ctx) { x3::_val(ctx).yes = false; };

// ---- grammar ---------------------------------------------------------------------------------

auto const needs_string = [](char const* words) { return named(words)[string]; };

auto const header_def =
    keyword("grammar") >
    named("a name after 'grammar'\nwritten grammar my.rules 1")[dotted_name][set_name] >
    named("a version after the name '{}'\nwritten grammar my.rules 1")[count][set_version];

auto const needs_gazetteer = named("the name of a gazetteer after '{}'")[dotted_name];
auto const uses_def = keyword("use") > needs_gazetteer[push] > *(sign(",") > needs_gazetteer[push]);

auto const import_file_def =
    located[keyword("import") > needs_string("the name of a file in quotes after 'import'\nwritten "
                                             "import \"common.way\"")[set_path]];

auto const slot_def = identifier[set_name] >>
                      -(sign(":") > named("the LABEL of the slot after ':'")[label][set_label]);
auto const slots =
    sign("{") > -(slot[add_slot] > *(sign(",") >> slot[add_slot]) > -sign(",")) >
    named("',' or '}' after the slot '{}'\nwritten label POST { role: ROLE, place: PLACE }")[sign(
        "}")];
auto const label_decl_def =
    located[keyword("label") >
            named("a LABEL in upper case after 'label'\nwritten label DATE flat")[label][set_name] >
            named("'flat' or '{' after '{}'\nwritten label DATE flat or label POST { role: ROLE }")
                [keyword("flat") | keyword("structured")[set_structured] |
                 (x3::eps[set_structured] >> slots)]];

auto const item_def =
    located[(string[set_text] | exact_string[set_exact_text]) >>
            -(sign("=") >
              needs_string("the value in quotes after '='\nwritten \"July\" = \"07\"")[set_value])];
auto const needs_item =
    named("an item in quotes after '{}'\nwritten list name = \"one\" | \"two\"")[item];
auto const list_def =
    located[keyword("list") >
            named("the name of the list in lower case after 'list'")[identifier][set_name] >
            named("'=' or 'from' after '{}'\nwritten list name = \"one\" | \"two\" or list name "
                  "from \"file.txt\"")
                [(keyword("from") >
                  needs_string("the name of a file in quotes after 'from'")[set_file]) |
                 (sign("=") > needs_item[add_item] > *(sign("|") > needs_item[add_item]))]];

auto const needs_pattern = [](char const* words) { return named(words)[pattern]; };

auto const let_def =
    located[keyword("let") > named("a name in lower case after 'let'")[identifier][set_name] >
            named("'=' after '{}'\nwritten let at = \"in\" | \"at\"")[sign("=")] >
            needs_pattern("a pattern after '='")[set_pattern]];

using How = PhaseDecl::How;
auto const phase_def =
    located[keyword("phase") >
            named("the name of the phase after 'phase'")[dotted_name][set_name] >>
            -(keyword("longest")[set_how<How::kLongest>] | keyword("first")[set_how<How::kFirst>] |
              keyword("all")[set_how<How::kAll>] | keyword("repeat")[set_how<How::kRepeat>]) >>
            -(keyword("after") >
              named("the name of a phase after 'after'")[dotted_name][set_after])];

auto const rule_head_def =
    located[-keyword("replace")[set_replaces] >> (keyword("rule") | keyword("veto")[set_veto]) >
            named(
                "a name after '{}'\nwritten rule place.part-of -> PLACE")[dotted_name][set_name] >>
            -(sign("->") > named("a LABEL in upper case after '->'")[label][set_label])];

auto const needs_rule_name = named("the name of a rule after '{}'")[dotted_name];
auto const without_def =
    keyword("without") >
    named("'rule' after 'without'\nwritten without rule NAME")[keyword("rule")] >
    needs_rule_name[push_without] > *(sign(",") > needs_rule_name[push_without]);

auto const find_def = keyword("find") > needs_pattern("a pattern after 'find'")[set];

auto const context_clause_def =
    located[-keyword("not")[set_negative] >> (keyword("after") | keyword("before")[set_before]) >
            needs_pattern("a pattern after '{}'")[set_pattern]];

auto const test_clause_def = located[(keyword("where") | keyword("unless")[set_unless]) >
                                     named("a condition after '{}'")[condition][set_condition]];

auto const rank_def =
    keyword("rank") >
    named("a whole number after 'rank'\nwritten rank 10 or rank -5")[whole_number][set];

auto const example_def =
    located[(keyword("yes") | keyword("no")[set_no]) >
            named("a text in quotes after '{}'\nwritten yes \"the [MSS] chief\"")
                [example_string[set_text] | example_in_single_quotes[set_text]]];

BOOST_SPIRIT_DEFINE(slot, item)

}  // namespace

BOOST_SPIRIT_DEFINE(header, uses, import_file, label_decl, list, let, phase, rule_head, without)
BOOST_SPIRIT_DEFINE(find, context_clause, test_clause, rank, example)
BOOST_SPIRIT_INSTANTIATE(HeaderRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(UsesRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ImportRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(LabelDeclRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ListRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(LetRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PhaseRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RuleHeadRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(WithoutRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(FindRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ContextRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(TestRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RankRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ExampleRule, Iterator, Context)

}  // namespace waymark::grammar::syntax
