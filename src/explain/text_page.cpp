// SPDX-License-Identifier: Apache-2.0
// One section a kind of note; what stands has a filled mark, what fell an open one.
#include <fmt/format.h>

#include <algorithm>

#include "explain/page.h"
#include "text/display_width.h"
#include "text/utf8.h"

namespace waymark::explain {
namespace {

/// One line of text that can't steer the terminal: white space as single spaces, other control
/// characters as U+FFFD.
std::string make_safe(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (code.value == '\n' || code.value == '\r' || code.value == '\t') {
      if (!safe.empty() && safe.back() != ' ') safe += ' ';
    } else if (code.value < 0x20 || (code.value >= 0x7F && code.value < 0xA0)) {
      safe += "\uFFFD";
    } else {
      safe.append(text, at, code.byte_size);
    }
    at += code.byte_size;
  }
  return safe;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) (text += text.empty() ? "" : between) += part;
  return text;
}

class Page {
 public:
  Page(const Explanation& explanation, bool color, std::string& out)
      : it_(explanation), color_(color), out_(out) {}

  void write() {
    put_head();
    put_tokens();
    put_forms();
    put_candidates();
    put_matches();
    put_relations();
    if (it_.rule) put_rule(*it_.rule);
    out_ += '\n';
  }

 private:
  void line(std::size_t indent, std::string_view text, std::string_view style = {}) {
    out_.append(indent, ' ');
    put(text, style);
    out_ += '\n';
  }

  void put(std::string_view text, std::string_view style) {
    const bool is_styled = color_ && !style.empty();
    if (is_styled) fmt::format_to(std::back_inserter(out_), "\033[{}m", style);
    out_ += make_safe(text);
    if (is_styled) out_ += "\033[0m";
  }

  void heading(std::string_view text) {
    out_ += '\n';
    line(0, text, kStrong);
  }

  std::string quote(Span span) const { return "'" + std::string(it_.slice(span)) + "'"; }

  void put_head() {
    const std::size_t begin = text::count_code_points(it_.text.substr(0, it_.at.begin));
    const std::size_t size = text::count_code_points(it_.slice(it_.at));
    line(0, fmt::format("{}, code points {}-{}", it_.id, begin, begin + size), kStrong);
    const Excerpt excerpt = excerpt_of(it_);
    out_ += "  ";
    put(excerpt.before, {});
    put("[" + excerpt.inside + "]", kStrong);
    put(excerpt.after, {});
    out_ += '\n';
  }

  void put_tokens() {
    heading("Tokens");
    std::size_t width = 0;
    for (const TokenNote& token : it_.tokens)
      width = std::max(width, text::display_width(it_.slice(token.span)));
    for (const TokenNote& token : it_.tokens) {
      std::string text(it_.slice(token.span));
      text.append(width - text::display_width(text) + 2, ' ');
      if (token.folded != it_.slice(token.span)) text += "= " + token.folded + "  ";
      text += join(token.traits, " ");
      if (!token.pieces.empty()) {
        text += "  cut:";
        for (const Span piece : token.pieces) text += ' ' + std::string(it_.slice(piece));
      }
      line(2, text);
    }
  }

  void put_forms() {
    heading("Names of the gazetteer");
    if (it_.forms.empty()) line(2, "none");
    for (const FormNote& form : it_.forms) {
      const std::string head =
          fmt::format("{} {} {}", form.accepted ? "●" : "○", form.label, quote(form.span));
      line(2, head + "  " + describe(form.entry) + "  (" + form.source + ")",
           form.accepted ? kWinner : kLoser);
      line(6, describe(form));
      line(6, form.verdict);
    }
  }

  void put_candidates() {
    heading("Candidates");
    if (it_.candidates.empty()) line(2, "none");
    for (const CandidateNote& candidate : it_.candidates) put_candidate(candidate);
  }

  void put_candidate(const CandidateNote& candidate) {
    const std::string reason =
        candidate.trust_reason.empty() ? "" : " (" + candidate.trust_reason + ")";
    line(2,
         fmt::format("{} #{} {} {}  {}, trust {:.2f}{}{}", candidate.stands ? "●" : "○",
                     candidate.number, candidate.label, quote(candidate.span), candidate.by,
                     candidate.trust, reason,
                     candidate.rank == 0 ? "" : fmt::format(", rank {}", candidate.rank)),
         candidate.stands ? kWinner : kLoser);
    if (!candidate.verdict.empty())
      line(6, candidate.verdict + (candidate.phase.empty() ? "" : "; in phase " + candidate.phase));
    for (std::size_t i = 0; i < candidate.entries.size(); ++i) put_entry(candidate, i);
    for (const SlotNote& slot : candidate.slots) line(6, slot.name + ": " + slot.value);
    for (const SlotNote& feature : candidate.features)
      line(6, feature.name + " = " + feature.value);
    if (!candidate.key.empty()) line(6, "key = " + candidate.key);
  }

  void put_entry(const CandidateNote& candidate, std::size_t i) {
    const EntryNote& entry = candidate.entries[i];
    const char* const sign = i == 0 && candidate.has_link ? "→" : " ";
    const std::string score = candidate.stands ? fmt::format(" {:.4f}", entry.score) : "";
    line(6, fmt::format("{} {}{}: {}", sign, describe(entry), score, entry.evidence));
    if (!entry.weights.empty()) line(8, describe_weights(entry), kQuiet);
  }

  void put_captures(std::size_t indent, const std::vector<CaptureNote>& captures) {
    for (const CaptureNote& capture : captures) {
      std::string text = capture.name + ": " + quote(capture.span);
      for (const std::uint32_t number : capture.mentions) text += fmt::format(" #{}", number);
      line(indent, text);
    }
  }

  void put_matches() {
    heading("Rules that matched");
    if (it_.matches.empty()) line(2, "none");
    for (const MatchNote& match : it_.matches) {
      line(2,
           fmt::format("{} {} {}  {}:{}, phase {}", match.took_effect ? "●" : "○", match.rule,
                       quote(match.span), match.file, match.line, match.phase),
           match.took_effect ? kWinner : kLoser);
      if (match.find != 0) line(6, fmt::format("by its find number {}", match.find));
      for (const std::string& clause : match.clauses) line(8, clause, kQuiet);
      put_captures(6, match.captures);
      put_marks(match);
      for (const std::string& entry : match.ruled_out) line(6, "took away: " + entry);
    }
  }

  void put_marks(const MatchNote& match) {
    std::string marks = match.marks.empty() ? "marked nothing" : "marked";
    for (const std::uint32_t number : match.marks) marks += fmt::format(" #{}", number);
    line(6, match.took_effect ? marks : marks + "; all of it fell, so the rule had no effect");
  }

  void put_relations() {
    if (it_.relations.empty()) return;
    heading("Relations");
    for (const RelationNote& relation : it_.relations)
      line(2, fmt::format("#{} {} #{}  rule {}", relation.from, relation.type, relation.to,
                          relation.by));
  }

  void put_rule(const RuleNote& rule) {
    heading(fmt::format("Rule {}  {}:{}, phase {}", rule.rule, rule.file, rule.line, rule.phase));
    for (const std::string& clause : rule.clauses) line(4, clause, kQuiet);
    line(2, "can begin with: " + (rule.begins.empty() ? "anything" : join(rule.begins, ", ")));
    if (rule.attempts.empty()) line(2, "was not tried from here: nothing here can begin it");
    for (const AttemptNote& attempt : rule.attempts) put_attempt(attempt);
  }

  void put_attempt(const AttemptNote& attempt) {
    const bool has_matched = attempt.outcome == "matched";
    line(2, (has_matched ? "● " : "○ ") + quote(attempt.reached) + "  " + attempt.verdict,
         has_matched ? kWinner : kLoser);
    if (!attempt.clause.empty()) line(6, attempt.clause);
    for (std::size_t i = 0; i < attempt.expected.size(); ++i)
      line(6, (i == 0 ? "expected: " : "      or: ") + attempt.expected[i]);
    if (!attempt.seen.empty()) line(6, "   there: " + join(attempt.seen, ", "));
    put_captures(6, attempt.captures);
  }

  static constexpr std::string_view kStrong = "1", kWinner = "32", kLoser = "33", kQuiet = "2";

  const Explanation& it_;
  bool color_;
  std::string& out_;
};

}  // namespace

void write_text(const Explanation& explanation, bool color, std::string& out) {
  Page(explanation, color, out).write();
}

}  // namespace waymark::explain
