// SPDX-License-Identifier: Apache-2.0
// What a rule file says, as written: plain structs, each with its place in the file. The parser
// makes it, check judges it, compile turns it into a program, print lays it out again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace waymark::grammar {

/// A stretch of a rule file.
/// Units: bytes of the file.
struct Place {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A name as written, with its place.
struct Name {
  std::string text;
  Place at;
};

struct Pattern;
struct Condition;
template <class T>
using Box = std::shared_ptr<const T>;  // a tree, shared only so that it can be copied

// ---- conditions ------------------------------------------------------------------------------

/// `c.kind`, `c`, `kind`: a capture's property. Without a capture, the mention that the condition
/// stands on (in LABEL[...], link) or the whole match. The parser can't know which words are
/// captures and puts all of them into `properties`; load moves the first to `capture` where the
/// rule has a capture of that name.
struct Path {
  std::optional<Name> capture;
  std::vector<Name> properties;  ///< kind, a slot, a feature, text, name, entry …; may be empty
  Place at;
};

struct EntryRef {
  Name id;
};  ///< @kp.mss, the id without the sign
struct Value {
  std::variant<Name, std::string, double, EntryRef, Path>
      what;  ///< bare word, "text", number, @id, a.b
  Place at;
};

struct Comparison {
  enum class Op : std::uint8_t {
    kIs,
    kIsNot,
    kIn,
    kNotIn,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kWithin
  };
  Path left;
  Op op = Op::kIs;
  std::vector<Value> right;  ///< `is a or b`, `in (a, b)`: any of them; of `within` one
};
struct Has {
  Path subject;
  Name property;
};  ///< x has slot
struct Inside {
  std::optional<Name> capture;
  Name label;
};  ///< inside L
struct Contains {
  std::optional<Name> capture;
  Name label;
};  ///< contains L
struct DocumentHas {
  EntryRef entry;
};
struct Near {
  std::optional<Name> capture;
  std::vector<std::string> words;
  std::uint32_t distance = 8;
  Place at;
};
struct Not {
  Box<Condition> inner;
};
struct And {
  std::vector<Condition> parts;
};
struct Or {
  std::vector<Condition> parts;
};
struct Condition {
  std::variant<Comparison, Has, Inside, Contains, DocumentHas, Near, Not, And, Or> what;
  Place at;
};

// ---- patterns --------------------------------------------------------------------------------

struct Literal {
  std::string text;
  bool exact = false;
};  ///< "some words", 'Words'
struct Regex {
  std::string source;
  bool ignore_case = false;
};
struct TokenClass {
  Name name;
};  ///< <cap>
struct NameRef {
  Name name;
};                 ///< a list or let
struct LabelRef {  ///< PLACE, PLACE[kind is city], PLACE[@kp]
  Name label;
  Box<Condition> condition;  ///< null if there is none
  std::optional<EntryRef> entry;
};
struct Capture {
  Name name;
  Box<Pattern> inner;
};  ///< name:x
struct Sequence {
  std::vector<Pattern> parts;
};
struct Choice {
  std::vector<Pattern> parts;
};
struct Repeat {
  Box<Pattern> inner;
  std::uint32_t min = 0;
  std::optional<std::uint32_t> max;  ///< none: without bound
  bool lazy = false;
};
struct Gap {
  std::uint32_t max = 0;
};  ///< ...5
struct Touching {
  Box<Pattern> inner;
};  ///< ~x
struct LookAhead {
  Box<Pattern> inner;
  bool negative = false;
};  ///< &x !x
struct Pattern {
  std::variant<Literal, Regex, TokenClass, NameRef, LabelRef, Capture, Sequence, Choice, Repeat,
               Gap, Touching, LookAhead>
      what;
  Place at;
};

// ---- clauses ---------------------------------------------------------------------------------

struct Context {
  Pattern pattern;
  bool after = true;
  bool negative = false;
  Place at;
};  ///< (not) after/before
struct Test {
  Condition condition;
  bool unless = false;
  Place at;
};  ///< where, unless

struct Mark {
  std::optional<Name> label;  ///< else the rule's
  struct All {};
  struct Nothing {};
  struct Range {
    Name from, to;
  };
  std::variant<All, Nothing, Name, Range> target;  ///< Name: a capture
  Place at;
};

/// What `set` gives: a.b, a bare capture, "text", number, true/false, or a function of such:
/// iso_date(y, m, d).
struct Expression {
  struct Call {
    Name function;
    std::vector<Expression> arguments;
  };
  std::variant<Path, std::string, double, bool, Call> what;
  Place at;
};
struct Set {
  std::optional<Name> capture;
  Name slot;
  Expression value;
  Place at;
};

struct LinkEffect {
  enum class How : std::uint8_t { kWithin, kBy, kPrefer, kToNone, kToEntry, kAs };
  Name capture;
  How how = How::kWithin;
  std::optional<Name> outer;      ///< within y, as y
  Box<Condition> condition;       ///< by, prefer
  std::optional<EntryRef> entry;  ///< to @id
  Place at;
};
struct Relate {
  Name from, type, to;
  Place at;
};
struct Define {
  Name form, meaning;
  bool only_mentions = false;    ///< for mentions, not for the document
  std::optional<Name> relation;  ///< as TYPE
  Place at;
};
struct Over {
  Name rule;
};  ///< a rule, "gazetteer" or "gazetteer.LABEL"
/// yes, no. In its text `\[`, `\]` and `\\` are still written so; a bare bracket is a mark.
struct Example {
  std::string text;
  bool yes = true;
  Place at;
};

struct Rule {
  Name name;
  std::optional<Name> label;  ///< `-> LABEL`
  bool veto = false;
  bool replaces = false;  ///< `replace rule NAME`
  std::vector<Pattern> finds;
  std::vector<Context> contexts;
  std::vector<Test> tests;
  std::vector<Mark> marks;
  std::vector<Set> sets;
  std::vector<LinkEffect> links;
  std::vector<Relate> relations;
  std::vector<Define> definitions;
  std::vector<Over> over;
  std::optional<std::int32_t> rank;
  std::vector<Example> examples;
  std::vector<std::string> lost;  ///< first words of clauses that can't be read; "rule": its head
  Place at;
};

// ---- files -----------------------------------------------------------------------------------

struct LabelSlot {
  Name name;
  std::optional<Name> label;
};
struct LabelDecl {
  Name name;
  bool structured = false;
  std::vector<LabelSlot> slots;
  Place at;
};
struct ListDecl {
  Name name;
  struct Item {  ///< "July" = "07", 'US'
    std::string text;
    std::optional<std::string> value;
    bool exact = false;  ///< in single quotes: compared byte for byte
    Place at;
  };
  std::vector<Item> items;
  std::optional<std::string>
      file;  ///< from "levels.txt"; one form a line, a tab and a value may follow, # comments
  Place at;
};
struct LetDecl {
  Name name;
  Pattern pattern;
  Place at;
};
struct PhaseDecl {
  enum class How : std::uint8_t { kLongest, kFirst, kAll, kRepeat };
  Name name;
  std::optional<How> how;     ///< none: a phase that another file declares
  std::optional<Name> after;  ///< phase x after names
  std::vector<Rule> rules;
  bool lost = false;  ///< its statement can't be read; it only holds the rules below it
  Place at;
};
struct Import {
  std::string path;
  Place at;
};
struct Without {
  Name rule;
  Place at;
};
struct Comment {
  std::string text;      ///< from the `#` to the end of its line
  bool own_line = true;  ///< nothing else stands before it on its line
  Place at;
};

/// What faults took out of a file. What may be among it is not called unknown.
struct Loss {
  std::vector<std::string> names;  ///< in the heads of statements that can't be read
  bool properties = false;         ///< slots or features too
  bool rest = false;               ///< anything: the file is not read to its end
};

struct RuleFile {
  Name name;  ///< grammar dprk.posts 1
  std::uint32_t version = 0;
  std::vector<Name> uses;
  std::vector<Import> imports;
  std::vector<LabelDecl> labels;
  std::vector<ListDecl> lists;
  std::vector<LetDecl> lets;
  std::vector<PhaseDecl> phases;
  std::vector<Without> without;
  std::vector<Rule>
      replacements;  ///< `replace rule NAME`: load puts them in place of the rules they name
  std::vector<Comment> comments;  ///< in order; print puts them back
  Loss lost;
};

}  // namespace waymark::grammar
