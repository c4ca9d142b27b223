// SPDX-License-Identifier: Apache-2.0
// Each statement and clause is parsed by its own X3 rule over its own lines. X3's exceptions end
// here and become diagnostics in the user's words; the next statement or clause is parsed as if
// nothing had happened.
#include "grammar/parse.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/layout.h"
#include "grammar/syntax/effect.h"
#include "grammar/syntax/rule_file.h"
#include "text/utf8.h"

namespace waymark::grammar {

namespace {

namespace x3 = boost::spirit::x3;

constexpr std::array<std::string_view, 11> kStatementWords = {
    "grammar", "use",  "import", "label",   "list",   "let",
    "phase",   "rule", "veto",   "without", "replace"};
constexpr std::array<std::string_view, 15> kClauseWords = {
    "find", "after",  "before", "not",  "where", "unless", "mark", "set",
    "link", "relate", "define", "over", "rank",  "yes",    "no"};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_byte);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool is_curly_quote(std::string_view text) {
  return text.substr(0, 2) == "\xE2\x80" && text.size() > 2 && text[2] >= '\x98' &&
         text[2] <= '\x9F';
}

class Parser {
 public:
  Parser(const text::SourceFile& source, Diagnostics& diagnostics)
      : source_(source), content_(source.content()), diagnostics_(diagnostics) {}

  RuleFile parse() && {
    const std::size_t invalid = text::find_invalid_utf8(content_);
    if (invalid != text::kAllValid) {
      fault("encoding", invalid, invalid + 1, "this byte is not UTF-8", "save the file as UTF-8");
      file_.lost.rest = file_.lost.properties = true;
      return std::move(file_);
    }
    Layout layout = lay_out(content_);
    file_.comments = std::move(layout.comments);
    for (const Place stray : layout.strays)
      fault("indentation", stray, "a statement begins at the left edge",
            "take the indentation away");
    check_header(layout);
    for (const Statement& statement : layout.statements) {
      if (faults_ >= kMaxFaults) break;
      read_statement(statement);
    }
    if (faults_ >= kMaxFaults) file_.lost.rest = file_.lost.properties = true;
    return std::move(file_);
  }

 private:
  // ---- statements ----------------------------------------------------------------------------

  void check_header(const Layout& layout) {
    const Place at = layout.statements.empty() ? Place{} : layout.statements.front().head;
    if (first_word(slice(at)) != "grammar")
      fault("header", at.begin, at.begin + first_word(slice(at)).size(),
            "a rule file begins with its name and version",
            "write 'grammar my.rules 1' above everything else");
  }

  void read_statement(const Statement& statement) {
    std::string word(first_word(slice(statement.head)));
    if (std::find(kStatementWords.begin(), kStatementWords.end(), word) == kStatementWords.end()) {
      report_unknown_statement(statement.head, word);
      if (is_clause_word(word)) return lose_clause(word);
      word = text::nearest_word(word, words_of(kStatementWords));
      if (word.empty() && has_clauses(statement)) word = "rule";
      lose_statement(statement, word);
    } else if (word == "rule" || word == "veto" || word == "replace") {
      read_rule(statement);
    } else if (!read_statement(statement.head, word)) {
      lose_statement(statement, word);
    }
  }

  bool read_statement(Place at, std::string_view word) {
    if (word == "grammar") return read_header(at);
    if (word == "use") return append(syntax::uses, at, file_.uses);
    if (word == "import") return append_one(syntax::import_file, at, file_.imports);
    if (word == "label") return append_one(syntax::label_decl, at, file_.labels);
    if (word == "list") return append_one(syntax::list, at, file_.lists);
    if (word == "let") return append_one(syntax::let, at, file_.lets);
    if (word == "phase") return append_one(syntax::phase, at, file_.phases);
    return append(syntax::without, at, file_.without);
  }

  bool read_header(Place at) {
    syntax::Header header;
    if (!read(syntax::header, at, header)) return false;
    if (!file_.name.text.empty()) {
      fault("header", at, "a second 'grammar' statement", "a file has one name");
    } else {
      file_.name = std::move(header.name);
      file_.version = header.version;
    }
    return true;
  }

  void report_unknown_statement(Place at, std::string_view word) {
    if (word.empty() || is_curly_quote(slice(at)))
      return fault("expected", at.begin, at.begin + token_size(at.begin, at.end),
                   "expected a statement, such as 'rule' or 'let'",
                   "lines that go on are indented");
    if (is_clause_word(word))
      return fault("indentation", at.begin, at.begin + word.size(),
                   "the clause '" + std::string(word) + "' stands outside a rule",
                   "indent the clauses of a rule");
    fault("unknown-statement", at.begin, at.begin + word.size(),
          "unknown statement '" + std::string(word) + "'", suggestion(word, kStatementWords));
  }

  // ---- rules ---------------------------------------------------------------------------------

  void read_rule(const Statement& statement) {
    Rule rule;
    if (!read(syntax::rule_head, statement.head, rule)) return lose_rule(statement);
    read_clauses(statement, rule);
    if (!statement.clauses.empty()) rule.at.end = statement.clauses.back().end;
    if (rule.replaces) return file_.replacements.push_back(std::move(rule));
    if (file_.phases.empty()) {
      fault("no-phase", rule.name.at, "the rule '" + rule.name.text + "' stands in no phase",
            "write 'phase names longest' above it");
      lose_phase({});
    }
    file_.phases.back().rules.push_back(std::move(rule));
  }

  void read_clauses(const Statement& statement, Rule& rule) {
    for (const Place clause : statement.clauses) {
      if (faults_ >= kMaxFaults) return;
      const std::string_view word = first_word(slice(clause));
      if (is_clause_word(word)) {
        if (!read_clause(clause, word, rule)) rule.lost.emplace_back(word);
      } else {
        report_unknown_clause(clause, word);
        rule.lost.push_back(text::nearest_word(word, words_of(kClauseWords)));
      }
    }
  }

  bool read_clause(Place at, std::string_view word, Rule& rule) {
    if (word == "find") return append_one(syntax::find, at, rule.finds);
    if (word == "after" || word == "before" || word == "not")
      return append_one(syntax::context_clause, at, rule.contexts);
    if (word == "where" || word == "unless") return append_one(syntax::test_clause, at, rule.tests);
    if (word == "mark") return append_one(syntax::mark, at, rule.marks);
    if (word == "set") return append(syntax::sets, at, rule.sets);
    if (word == "link") return append_one(syntax::link, at, rule.links);
    if (word == "relate") return append_one(syntax::relate, at, rule.relations);
    if (word == "define") return append_one(syntax::define, at, rule.definitions);
    if (word == "over") return append(syntax::over, at, rule.over);
    if (word == "rank") return read_rank(at, rule);
    return append_one(syntax::example, at, rule.examples);
  }

  bool read_rank(Place at, Rule& rule) {
    std::int32_t rank = 0;
    if (!read(syntax::rank, at, rank)) return false;
    if (rule.rank)
      fault("repeated-clause", at, "a second 'rank' in one rule", "a rule has one rank");
    rule.rank = rank;
    return true;
  }

  void report_unknown_clause(Place at, std::string_view word) {
    if (word.empty() || is_curly_quote(slice(at)))
      return fault("expected", at.begin, at.begin + token_size(at.begin, at.end),
                   "expected a clause, such as 'find' or 'where'",
                   "indent the lines of a clause deeper than its first word");
    std::string hint = suggestion(word, kClauseWords);
    if (hint.empty()) hint = "a line that goes on is indented deeper than its clause";
    fault("unknown-clause", at.begin, at.begin + word.size(),
          "unknown clause '" + std::string(word) + "'", std::move(hint));
  }

  // ---- what faults take away -----------------------------------------------------------------

  /// `word` is the statement's first word, or the one that seems to be meant; it may be empty.
  void lose_statement(const Statement& statement, std::string_view word) {
    const std::vector<Name> names = names_in_head(statement.head);
    for (const Name& name : names) file_.lost.names.push_back(name.text);
    if (word == "rule" || word == "veto" || word == "replace") lose_rule(statement);
    if (word == "phase") lose_phase(names.size() > 1 ? names[1] : Name{});
    if (word == "label" || word.empty()) file_.lost.properties = true;
    if (word == "import") file_.lost.rest = file_.lost.properties = true;
  }

  /// The clauses of a rule without a readable head are read for their own faults.
  void lose_rule(const Statement& statement) {
    const std::vector<Name> names = names_in_head(statement.head);
    for (const Name& name : names) file_.lost.names.push_back(name.text);
    Rule rule;
    rule.at = statement.head;
    rule.name.at = statement.head;
    if (names.size() > 1) rule.name = names[1];
    rule.lost.emplace_back("rule");
    read_clauses(statement, rule);
    if (file_.phases.empty()) lose_phase({});
    file_.phases.back().rules.push_back(std::move(rule));
  }

  void lose_clause(const std::string& word) {
    if (!file_.phases.empty() && !file_.phases.back().rules.empty())
      file_.phases.back().rules.back().lost.push_back(word);
  }

  void lose_phase(Name name) {
    PhaseDecl phase;
    phase.at = name.at;
    phase.name = std::move(name);
    phase.lost = true;
    file_.phases.push_back(std::move(phase));
  }

  [[nodiscard]] bool has_clauses(const Statement& statement) const {
    return std::any_of(statement.clauses.begin(), statement.clauses.end(),
                       [&](Place clause) { return is_clause_word(first_word(slice(clause))); });
  }

  /// Names before the first sign, string or line end.
  [[nodiscard]] std::vector<Name> names_in_head(Place at) const {
    const auto is_name_byte = [](char c) { return is_word_byte(c) || c == '.' || c == '-'; };
    std::vector<Name> names;
    std::uint32_t where = at.begin;
    while (where < at.end) {
      std::uint32_t end = where;
      while (end < at.end && is_name_byte(content_[end])) ++end;
      if (end == where && content_[where] != ' ') break;
      if (end > where) names.push_back({std::string(slice({where, end})), {where, end}});
      where = std::max(end, where + 1);
    }
    return names;
  }

  // ---- one X3 rule over one place ------------------------------------------------------------

  template <class RuleType, class Attribute>
  bool read(const RuleType& rule, Place at, Attribute& attribute) {
    syntax::Iterator it = content_.data() + at.begin;
    const syntax::Iterator end = content_.data() + at.end;
    syntax::State state{content_.data()};
    try {
      const bool matched = x3::phrase_parse(it, end, x3::with<syntax::state_tag>(state)[rule],
                                            syntax::skipper, attribute);
      if (matched && it == end) return true;
      report_unexpected(state.offset(it), at);
    } catch (const x3::expectation_failure<syntax::Iterator>& failure) {
      report_expected(state.offset(failure.where()), at, failure.which());
    } catch (const syntax::TooDeep& failure) {
      const std::uint32_t where = skip(state.offset(failure.where), at.end);
      fault("too-deep", where, where + token_size(where, at.end),
            "nested deeper than " + std::to_string(syntax::kMaxDepth) + " levels",
            "name the inner part with 'let'");
    }
    return false;
  }

  template <class RuleType, class Item>
  bool append_one(const RuleType& rule, Place at, std::vector<Item>& items) {
    Item item{};
    if (!read(rule, at, item)) return false;
    items.push_back(std::move(item));
    return true;
  }

  template <class RuleType, class Item>
  bool append(const RuleType& rule, Place at, std::vector<Item>& items) {
    std::vector<Item> more;
    if (!read(rule, at, more)) return false;
    std::move(more.begin(), more.end(), std::back_inserter(items));
    return true;
  }

  /// `which` is what named("…") says: words, perhaps with "{}" for the token before, and a hint on
  /// the next line.
  void report_expected(std::uint32_t where, Place at, std::string which) {
    where = skip(where, at.end);
    const std::string before(token_before(where, at.begin));
    for (auto hole = which.find("{}"); hole != std::string::npos; hole = which.find("{}", hole))
      which.replace(hole, 2, before);
    const auto line_end = std::min(which.find('\n'), which.size());
    std::string hint = line_end < which.size() ? which.substr(line_end + 1) : std::string();
    if (is_curly_quote(content_.substr(where, at.end - where)))
      hint = "strings are written in straight quotes";
    fault("expected", where, where + token_size(where, at.end),
          "expected " + which.substr(0, line_end), std::move(hint));
  }

  void report_unexpected(std::uint32_t where, Place at) {
    where = skip(where, at.end);
    const std::uint32_t size = token_size(where, at.end);
    const std::string found(content_.substr(where, size));
    std::string hint;
    if (is_curly_quote(found))
      hint = "strings are written in straight quotes";
    else if (is_clause_word(found) || is_clause_word(token_before(where, at.begin)))
      hint = "a clause begins on its own line, at the column of the clauses before it";
    fault("unexpected", where, where + size,
          "unexpected '" + found + "' after '" + std::string(token_before(where, at.begin)) + "'",
          std::move(hint));
  }

  // ---- places --------------------------------------------------------------------------------

  [[nodiscard]] std::string_view slice(Place at) const {
    return content_.substr(at.begin, at.end - at.begin);
  }

  /// The next token at or after `where`, or `end`.
  [[nodiscard]] std::uint32_t skip(std::uint32_t where, std::uint32_t end) const {
    while (where < end) {
      if (content_[where] == '#')
        where = static_cast<std::uint32_t>(std::min<std::size_t>(content_.find('\n', where), end));
      else if (std::string_view(" \t\r\n").find(content_[where]) != std::string_view::npos)
        ++where;
      else
        break;
    }
    return where;
  }

  /// Bytes of the word or character at `where`; 0 at the end.
  [[nodiscard]] std::uint32_t token_size(std::uint32_t where, std::uint32_t end) const {
    const std::string_view rest = content_.substr(where, end - where);
    if (rest.empty()) return 0;
    if (is_curly_quote(rest)) return 3;
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(first_word(rest).size()));
  }

  /// The word, string or character before `where`.
  [[nodiscard]] std::string_view token_before(std::uint32_t where, std::uint32_t begin) const {
    std::string_view text = content_.substr(begin, where - begin);
    const auto last = text.find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos) return {};
    text = text.substr(0, last + 1);
    const auto is_name_byte = [](char c) { return is_word_byte(c) || c == '.' || c == '-'; };
    std::size_t start = text.size();
    while (start > 0 && is_name_byte(text[start - 1])) --start;
    if (start < text.size()) return text.substr(start);
    if (text.back() == '"' && text.size() > 1) {
      const auto open = text.find_last_of("\"\n", text.size() - 2);
      if (open != std::string_view::npos && text[open] == '"') return text.substr(open);
    }
    return text.substr(text.size() - 1);
  }

  // ---- faults --------------------------------------------------------------------------------

  template <class Words>
  static std::vector<std::string> words_of(const Words& words) {
    return {words.begin(), words.end()};
  }

  template <class Words>
  static std::string suggestion(std::string_view word, const Words& words) {
    const std::string near = text::nearest_word(word, words_of(words));
    return near.empty() ? std::string() : "did you mean '" + near + "'?";
  }

  void fault(const char* code, std::size_t begin, std::size_t end, std::string message,
             std::string hint) {
    if (faults_++ >= kMaxFaults) return;
    diagnostics_.push_back(source_.diagnose(Severity::kError, std::string("grammar/") + code, begin,
                                            std::max(begin, end), std::move(message),
                                            std::move(hint)));
  }
  void fault(const char* code, Place at, std::string message, std::string hint) {
    fault(code, at.begin, at.end, std::move(message), std::move(hint));
  }

  const text::SourceFile& source_;
  std::string_view content_;
  Diagnostics& diagnostics_;
  RuleFile file_;
  int faults_ = 0;
};

}  // namespace

RuleFile parse(const text::SourceFile& source, Diagnostics& diagnostics) {
  return Parser(source, diagnostics).parse();
}

bool is_clause_word(std::string_view word) {
  return std::find(kClauseWords.begin(), kClauseWords.end(), word) != kClauseWords.end();
}

}  // namespace waymark::grammar
