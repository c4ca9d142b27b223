// SPDX-License-Identifier: Apache-2.0
// Patterns: names that mean something, literals and regular expressions that a token can match,
// bounds.
#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "grammar/check_report.h"
#include "grammar/parse.h"
#include "grammar/token_class.h"
#include "grammar/walk.h"
#include "text/tokenizer.h"

namespace waymark::grammar {

namespace {

constexpr std::uint32_t kMaxRounds = 256;  // a match spans at most so many positions

class PatternCheck {
 public:
  PatternCheck(CheckReport& report, std::size_t file) : report_(report), file_(file) {}

  void operator()(const Pattern& pattern) const {
    std::visit(Overload{[&](const Literal& it) { check_literal(it, pattern.at); },
                        [&](const Regex& it) { check_regex(it, pattern.at); },
                        [&](const TokenClass& it) { check_class(it); },
                        [&](const NameRef& it) { check_name(it); },
                        [&](const LabelRef& it) { check_label(it); },
                        [&](const Repeat& it) { check_repeat(it, pattern.at); },
                        [&](const Gap& it) { check_gap(it, pattern.at); }, [](const auto&) {}},
               pattern.what);
  }

 private:
  void check_literal(const Literal& literal, Place at) const {
    if (has_word(literal.text)) return;
    text::Tokens tokens;
    text::tokenize(literal.text, tokens);
    if (tokens.empty())
      report_.error(file_, at, "empty-literal", "this text has no token and can never match",
                    "write at least one word or sign in it");
  }

  /// Whether a text certainly has a token.
  static bool has_word(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
      const char lower = static_cast<char>(c | 0x20);
      return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
    });
  }

  void check_regex(const Regex& regex, Place at) const {
    const RegularExpression& expression = *report_.rules.expressions->find(regex);
    if (!expression.is_right()) return report_wrong(expression.compiled(), at);
    if (wants_space(regex.source))
      report_.warn(file_, at, "never-matches",
                   "a regular expression is matched within touching tokens, where no space is",
                   "write one expression for each token");
    if (may_be_empty(expression))
      report_.warn(file_, at, "never-matches",
                   "a regular expression matches at least one character of a token",
                   "write the element as optional: /…/?");
  }

  static bool may_be_empty(const RegularExpression& expression) {
    const auto& outline = expression.outline();
    return outline ? outline->may_be_empty : re2::RE2::FullMatch("", expression.compiled());
  }

  void report_wrong(const re2::RE2& compiled, Place at) const {
    report_.error(file_, place_inside(compiled.error_arg(), at), "regex",
                  "the regular expression is wrong: " + compiled.error(),
                  "regular expressions are written as in RE2");
  }

  /// Where RE2's complaint stands in the file, as near as its text tells.
  [[nodiscard]] Place place_inside(const std::string& argument, Place at) const {
    const std::string_view written =
        report_.rules.files[file_].source.content().substr(at.begin, at.end - at.begin);
    const auto found = argument.empty() ? std::string_view::npos : written.find(argument);
    if (found == std::string_view::npos) return at;
    const auto begin = at.begin + static_cast<std::uint32_t>(found);
    return {begin, begin + static_cast<std::uint32_t>(argument.size())};
  }

  /// Whether white space has to be matched: a space, `\s`, `\t` or `\n` that stands outside
  /// brackets and is not optional.
  static bool wants_space(std::string_view source) {
    bool in_class = false;
    for (std::size_t i = 0; i < source.size(); ++i) {
      const bool is_escaped = source[i] == '\\';
      if (is_escaped) ++i;
      if (i >= source.size()) break;
      const bool is_space = is_escaped
                                ? std::string_view("stn").find(source[i]) != std::string_view::npos
                                : source[i] == ' ';
      if (!is_escaped && source[i] == '[') in_class = true;
      if (!is_escaped && source[i] == ']') in_class = false;
      if (is_space && !in_class)
        return i + 1 == source.size() ||
               std::string_view("?*{").find(source[i + 1]) == std::string_view::npos;
    }
    return false;
  }

  void check_class(const TokenClass& token_class) const {
    if (find_token_class(token_class.name.text)) return;
    std::vector<std::string> names;
    for (std::uint32_t id = 0; id < kTokenClasses; ++id)
      names.emplace_back(name_of(static_cast<TokenClassId>(id)));
    std::string hint = did_you_mean(token_class.name.text, names);
    if (hint.empty())
      hint = "the classes are cap, acronym, num, year, content, hangul, josa and any";
    report_.error(file_, token_class.name.at, "unknown-class",
                  "unknown token class '" + token_class.name.text + "'", std::move(hint));
  }

  void check_name(const NameRef& ref) const {
    if (report_.rules.find(file_, ref.name.text) || report_.rules.is_lost(ref.name.text)) return;
    std::string hint = did_you_mean(ref.name.text, visible_names());
    if (hint.empty() && is_clause_word(ref.name.text))
      hint = "a clause begins at the column of the clauses before it";
    if (hint.empty()) hint = "words that stand in the text are written in quotes";
    report_.error(file_, ref.name.at, "unknown-name",
                  "no list or let is named '" + ref.name.text + "'", std::move(hint));
  }

  [[nodiscard]] std::vector<std::string> visible_names() const {
    std::vector<std::string> names;
    for (const std::size_t file : report_.rules.files[file_].scope) {
      for (const ListDecl& list : report_.rules.files[file].ast.lists)
        names.push_back(list.name.text);
      for (const LetDecl& let : report_.rules.files[file].ast.lets) names.push_back(let.name.text);
    }
    return names;
  }

  void check_label(const LabelRef& ref) const {
    report_.know_label(file_, ref.label);
    if (ref.entry) report_.know_entry(file_, *ref.entry);
    if (!ref.condition) return;
    check_condition(report_, file_, *ref.condition, nullptr);
    if (const auto* comparison = std::get_if<Comparison>(&ref.condition->what))
      check_kinds(ref.label, *comparison);
  }

  /// An entry's kind decides its label, so LABEL[kind is K] asks in vain for kinds of other labels.
  void check_kinds(const Name& label, const Comparison& comparison) const {
    const auto& properties = comparison.left.properties;
    if (comparison.op != Comparison::Op::kIs || properties.size() != 1 ||
        properties.front().text != "kind" || comparison.right.empty())
      return;
    const auto& schema = report_.knowledge.schema;
    const auto is_of_other_label = [&](const Value& value) {
      const auto* word = std::get_if<Name>(&value.what);
      const auto kind = word != nullptr ? schema.find_kind(word->text) : std::nullopt;
      if (!kind || schema.kind(*kind).label == gazetteer::kNoLabel) return false;
      return schema.label(schema.kind(*kind).label).name != label.text;
    };
    if (std::all_of(comparison.right.begin(), comparison.right.end(), is_of_other_label))
      report_.warn(file_, comparison.right.front().at, "never-matches",
                   "no " + label.text + " is of this kind", "a kind belongs to one label");
  }

  void check_repeat(const Repeat& repeat, Place at) const {
    if (repeat.max && *repeat.max < repeat.min)
      report_.error(file_, at, "repetition",
                    "at least " + std::to_string(repeat.min) + " but at most " +
                        std::to_string(*repeat.max) + " rounds",
                    "write the smaller number first");
    else if (repeat.min > kMaxRounds || (repeat.max && *repeat.max > kMaxRounds))
      report_.error(file_, at, "repetition", "more than " + std::to_string(kMaxRounds) + " rounds",
                    "a match spans at most " + std::to_string(kMaxRounds) + " positions");
    else if (repeat.max && *repeat.max == 0)
      report_.error(file_, at, "repetition", "no round at all", "take the element out");
  }

  void check_gap(const Gap& gap, Place at) const {
    if (gap.max == 0 || gap.max > kMaxRounds)
      report_.error(file_, at, "repetition",
                    "a gap is of 1 to " + std::to_string(kMaxRounds) + " tokens", "written ...5");
  }

  CheckReport& report_;
  std::size_t file_;
};

}  // namespace

void check_pattern(CheckReport& report, std::size_t file, const Pattern& pattern) {
  walk(pattern, PatternCheck(report, file));
}

}  // namespace waymark::grammar
