// SPDX-License-Identifier: Apache-2.0
// What all parts of the rule grammar share: one iterator, one skipper, one context, and the few
// directives that X3 lacks. Every leaf of the grammar goes through `token`, which gives the
// iterator back when it fails; so the iterator never rests behind skipped space, and places are
// exact.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/ast.h"

namespace waymark::grammar::syntax {

namespace x3 = boost::spirit::x3;

using Iterator = char const*;

/// White space, line ends and `#` comments lie between any two tokens of a clause.
inline auto const skipper = x3::char_(" \t\r\n") | (x3::lit('#') >> *(x3::char_ - '\n'));
using Skipper = std::decay_t<decltype(skipper)>;

/// How deep brackets and prefixes may nest: keeps every recursion over a rule within a usual stack.
inline constexpr int kMaxDepth = 100;

/// Thrown by `nested`, caught where X3's own exceptions are.
struct TooDeep {
  Iterator where;
};

/// What parsers need to know of the run they belong to.
struct State {
  Iterator file_begin;
  int depth = 0;

  [[nodiscard]] std::uint32_t offset(Iterator at) const {
    return static_cast<std::uint32_t>(at - file_begin);
  }
};
struct state_tag;

using Context = x3::context<state_tag, State, x3::phrase_parse_context<Skipper>::type>;

template <class C>
State& state_of(C const& context) {
  return x3::get<state_tag>(context);
}

// ---- token[p]: p without skipping inside; the iterator stays where it was if p fails ---------

template <class Subject>
struct TokenDirective : x3::unary_parser<Subject, TokenDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, TokenDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr explicit TokenDirective(Subject const& wrapped) : base_type(wrapped) {}

  template <class C, class R, class A>
  bool parse(Iterator& first, Iterator const& last, C const& context, R& rcontext, A& attr) const {
    Iterator it = first;
    if (!x3::lexeme[this->subject].parse(it, last, context, rcontext, attr)) return false;
    first = it;
    return true;
  }
};

// ---- next("abc"): whether one of these characters comes next; takes nothing --------------------

/// Asked before alternatives that begin with them, since most places have none.
struct NextParser : x3::parser<NextParser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr explicit NextParser(std::string_view any) : characters(any) {}

  template <class C, class R, class A>
  bool parse(Iterator const& first, Iterator const& last, C const& context, R&, A&) const {
    Iterator it = first;
    x3::skip_over(it, last, context);
    return it != last && characters.find(*it) != std::string_view::npos;
  }

  std::string_view characters;
};
constexpr NextParser next(std::string_view any) { return NextParser(any); }

// ---- spelled[p]: what p matches, as a Name ---------------------------------------------------

template <class Subject>
struct SpelledDirective : x3::unary_parser<Subject, SpelledDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, SpelledDirective<Subject>>;
  using attribute_type = Name;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  constexpr explicit SpelledDirective(Subject const& wrapped) : base_type(wrapped) {}

  template <class C, class R, class A>
  bool parse(Iterator& first, Iterator const& last, C const& context, R&, A& attr) const {
    Iterator it = first;
    x3::skip_over(it, last, context);
    Iterator const begin = it;
    if (!x3::lexeme[this->subject].parse(it, last, context, x3::unused, x3::unused)) return false;
    first = it;
    State const& state = state_of(context);
    x3::traits::move_to(Name{std::string(begin, it), {state.offset(begin), state.offset(it)}},
                        attr);
    return true;
  }
};

// ---- located[p]: sets the place of the rule's attribute to what p matches --------------------

template <class Subject>
struct LocatedDirective : x3::unary_parser<Subject, LocatedDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, LocatedDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr explicit LocatedDirective(Subject const& wrapped) : base_type(wrapped) {}

  template <class C, class R, class A>
  bool parse(Iterator& first, Iterator const& last, C const& context, R& value, A& attr) const {
    Iterator it = first;
    x3::skip_over(it, last, context);
    Iterator const begin = it;
    if (!this->subject.parse(it, last, context, value, attr)) return false;
    first = it;
    State const& state = state_of(context);
    value.at = {state.offset(begin), state.offset(it)};
    return true;
  }
};

// ---- nested[p]: p one level deeper -----------------------------------------------------------

template <class Subject>
struct NestedDirective : x3::unary_parser<Subject, NestedDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, NestedDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr explicit NestedDirective(Subject const& wrapped) : base_type(wrapped) {}

  template <class C, class R, class A>
  bool parse(Iterator& first, Iterator const& last, C const& context, R& rcontext, A& attr) const {
    State& state = state_of(context);
    if (state.depth >= kMaxDepth) throw TooDeep{first};
    ++state.depth;
    struct Leave {
      State& state;
      ~Leave() { --state.depth; }
    } leave{state};
    return this->subject.parse(first, last, context, rcontext, attr);
  }
};

// ---- named("words")[p]: after `>`, says in the user's words what is missing ------------------

/// `words` may hold "{}", the token before the place of the fault; after a line feed follows a
/// hint.
template <class Subject>
struct NamedDirective : x3::unary_parser<Subject, NamedDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, NamedDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr NamedDirective(Subject const& wrapped, char const* what)
      : base_type(wrapped), words(what) {}

  template <class C, class R, class A>
  bool parse(Iterator& first, Iterator const& last, C const& context, R& rcontext, A& attr) const {
    return this->subject.parse(first, last, context, rcontext, attr);
  }

  char const* words;
};

template <template <class> class Directive>
struct DirectiveMaker {
  template <class Subject>
  constexpr auto operator[](Subject const& subject) const {
    return Directive<typename x3::extension::as_parser<Subject>::value_type>(
        x3::as_parser(subject));
  }
};
inline constexpr DirectiveMaker<TokenDirective> token{};
inline constexpr DirectiveMaker<SpelledDirective> spelled{};
inline constexpr DirectiveMaker<LocatedDirective> located{};
inline constexpr DirectiveMaker<NestedDirective> nested{};

struct NamedMaker {
  char const* words;
  template <class Subject>
  constexpr auto operator[](Subject const& subject) const {
    return NamedDirective<typename x3::extension::as_parser<Subject>::value_type>(
        x3::as_parser(subject), words);
  }
};
constexpr NamedMaker named(char const* words) { return {words}; }

}  // namespace waymark::grammar::syntax

namespace boost::spirit::x3 {
template <class Subject>
struct get_info<waymark::grammar::syntax::NamedDirective<Subject>> {
  using result_type = std::string;
  std::string operator()(waymark::grammar::syntax::NamedDirective<Subject> const& parser) const {
    return parser.words;
  }
};
// Of what is composed, the first part is what is missing.
template <class Subject, class Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(action<Subject, Action> const& parser) const {
    return what(parser.subject);
  }
};
template <class Left, class Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(sequence<Left, Right> const& parser) const { return what(parser.left); }
};
}  // namespace boost::spirit::x3
