// SPDX-License-Identifier: Apache-2.0
// Each sentence is a table: the text in its first row, below it lanes of candidates, those that
// stand above those that fell, each cell as wide as the text that it covers. What the cells say in
// full follows as lists. No scripts, nothing from elsewhere.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "explain/page.h"
#include "text/utf8.h"

namespace waymark::explain {
namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>waymark explain</title>
<style>
:root { color-scheme: light dark; --ink: #1b1b1b; --page: #fff; --quiet: #5f5f5f; --line: #ccc;
  --place: #ffe9a8; --stands: #cfe8d5; --fell: #f3dfd3; --focus: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --page: #161616; --quiet: #a3a3a3; --line: #444;
    --place: #5c4a00; --stands: #1f4a30; --fell: #56301d; --focus: #8ab4f8; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: var(--ink); background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.2rem; margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 1rem; }
section:first-of-type h1 { margin-top: 0; border-top: 0; padding-top: 0; }
h2 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
mark { color: inherit; background: var(--place); padding: 0 .1em; }
.lanes { overflow-x: auto; }
.lanes table { border-collapse: separate; border-spacing: 1px 3px; }
.lanes td { white-space: pre; padding: .1rem .25rem; }
.lanes .stands, .lanes .fell { font-size: .8rem; border-radius: 3px; text-align: center; }
.stands { background: var(--stands); } .fell { background: var(--fell); }
.lanes .fell { text-decoration: line-through; }
.at { background: var(--place); }
a { color: inherit; } :target { outline: 2px solid var(--focus); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
ul { list-style: none; padding-left: 0; margin: 0; } li { margin: .35rem 0; padding: .2rem .5rem; }
li ul { padding-left: 1.2rem; } li li { margin: 0; padding: 0; }
code { white-space: pre-wrap; font-size: .9em; } .quiet { color: var(--quiet); }
</style></head><body>
)";

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
    }
  }
  return html;
}

std::string escaped(const std::vector<std::string>& parts, std::string_view between) {
  std::string html;
  for (const std::string& part : parts) {
    if (!html.empty()) html += between;
    html += escaped(part);
  }
  return html;
}

/// Candidates that can stand side by side.
using Lane = std::vector<const CandidateNote*>;

class Section {
 public:
  Section(const Explanation& explanation, std::string& out) : it_(explanation), out_(out) {
    for (const CandidateNote& candidate : it_.candidates) numbers_.insert(candidate.number);
  }

  void write() {
    put_head();
    for (const Span sentence : it_.sentences) put_sentence(sentence);
    put_tokens();
    put_forms();
    put_candidates();
    put_matches();
    put_relations();
    if (it_.rule) put_rule(*it_.rule);
    out_ += "</section>\n";
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
  }

  std::string quote(Span span) const { return "‘" + escaped(it_.slice(span)) + "’"; }

  /// Candidates are numbered anew in each document, and a page may hold many places of one.
  std::string anchor(std::uint32_t number) const {
    return fmt::format("p{}-{}-c{}", it_.at.begin, it_.at.end, number);
  }

  std::string link(std::uint32_t number) const {
    if (numbers_.count(number) == 0) return fmt::format("#{}", number);
    return fmt::format("<a href=\"#{}\">#{}</a>", anchor(number), number);
  }

  void put_head() {
    const std::size_t begin = text::count_code_points(it_.text.substr(0, it_.at.begin));
    const std::size_t size = text::count_code_points(it_.slice(it_.at));
    const Excerpt excerpt = excerpt_of(it_);
    put("<section>\n<h1>{}, code points {}–{}</h1>\n", escaped(it_.id), begin, begin + size);
    if (it_.sentences.size() == 1)
      put("<p>{}<mark>{}</mark>{}</p>\n", escaped(excerpt.before), escaped(excerpt.inside),
          escaped(excerpt.after));
  }

  // ---- lanes ----

  /// The bytes of a sentence at which something begins or ends.
  std::vector<std::uint32_t> columns_of(Span sentence, const Lane& candidates) const {
    std::set<std::uint32_t> edges;
    const auto add = [&](Span span) { edges.insert({span.begin, span.end}); };
    for (const TokenNote& token : it_.tokens)
      if (sentence.contains(token.span)) add(token.span);
    for (const CandidateNote* candidate : candidates) add(candidate->span);
    return {edges.begin(), edges.end()};
  }

  /// Those that stand come first; each goes into the first lane of its kind that is free there.
  static std::vector<Lane> make_lanes(Lane candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const CandidateNote* a, const CandidateNote* b) {
                       if (a->stands != b->stands) return a->stands;
                       return a->span.begin < b->span.begin;
                     });
    std::vector<Lane> lanes;
    for (const CandidateNote* candidate : candidates) {
      const auto lane = std::find_if(lanes.begin(), lanes.end(), [&](const Lane& it) {
        return it.back()->stands == candidate->stands &&
               it.back()->span.end <= candidate->span.begin;
      });
      if (lane == lanes.end()) {
        lanes.push_back({candidate});
      } else {
        lane->push_back(candidate);
      }
    }
    return lanes;
  }

  void put_sentence(Span sentence) {
    Lane candidates;
    for (const CandidateNote& candidate : it_.candidates)
      if (sentence.contains(candidate.span)) candidates.push_back(&candidate);
    const std::vector<std::uint32_t> columns = columns_of(sentence, candidates);
    if (columns.size() < 2) return;
    out_ +=
        "<div class=\"lanes\" tabindex=\"0\" role=\"region\" aria-label=\"the "
        "sentence\"><table><tr>";
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
      const Span piece{columns[i], columns[i + 1]};
      put("<td{}>{}</td>",
          it_.sentences.size() == 1 && it_.at.overlaps(piece) ? " class=\"at\"" : "",
          escaped(it_.slice(piece)));
    }
    out_ += "</tr>\n";
    for (const Lane& lane : make_lanes(candidates)) put_lane(columns, lane);
    out_ += "</table></div>\n";
  }

  void put_lane(const std::vector<std::uint32_t>& columns, const Lane& lane) {
    out_ += "<tr>";
    const auto column_of = [&](std::uint32_t byte) {
      return std::lower_bound(columns.begin(), columns.end(), byte) - columns.begin();
    };
    std::ptrdiff_t column = 0;
    for (const CandidateNote* candidate : lane) {
      const auto begin = column_of(candidate->span.begin), end = column_of(candidate->span.end);
      if (begin > column) put("<td colspan=\"{}\"></td>", begin - column);
      put("<td colspan=\"{}\" class=\"{}\" title=\"{}\"><a href=\"#{}\">{}{}</a></td>", end - begin,
          candidate->stands ? "stands" : "fell", escaped(candidate->verdict),
          anchor(candidate->number), escaped(candidate->label),
          candidate->has_link ? " → " + escaped(candidate->entries.front().id) : "");
      column = end;
    }
    out_ += "</tr>\n";
  }

  // ---- lists ----

  void put_tokens() {
    out_ += "<h2>Tokens</h2>\n<ul>\n";
    for (const TokenNote& token : it_.tokens) {
      put("<li>{} = <code>{}</code> <span class=\"quiet\">{}</span>", quote(token.span),
          escaped(token.folded), escaped(token.traits, " "));
      if (!token.pieces.empty()) out_ += " cut:";
      for (const Span piece : token.pieces) out_ += ' ' + quote(piece);
      out_ += "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void put_forms() {
    out_ += "<h2>Names of the gazetteer</h2>\n<ul>\n";
    for (const FormNote& form : it_.forms)
      put("<li class=\"{}\">{} {} {} ({})<ul><li>{}</li><li>{}</li></ul></li>\n",
          form.accepted ? "stands" : "fell", escaped(form.label), quote(form.span),
          escaped(describe(form.entry)), escaped(form.source), escaped(describe(form)),
          escaped(form.verdict));
    out_ += "</ul>\n";
  }

  void put_candidates() {
    out_ += "<h2>Candidates</h2>\n<ul>\n";
    for (const CandidateNote& candidate : it_.candidates) put_candidate(candidate);
    out_ += "</ul>\n";
  }

  void put_candidate(const CandidateNote& candidate) {
    put("<li class=\"{}\" id=\"{}\">#{} <b>{}</b> {} {}, trust {:.2f}",
        candidate.stands ? "stands" : "fell", anchor(candidate.number), candidate.number,
        escaped(candidate.label), quote(candidate.span), escaped(candidate.by), candidate.trust);
    if (!candidate.trust_reason.empty()) put(" ({})", escaped(candidate.trust_reason));
    if (candidate.rank != 0) put(", rank {}", candidate.rank);
    out_ += "<ul>";
    if (!candidate.verdict.empty()) put_verdict(candidate);
    for (const EntryNote& entry : candidate.entries) {
      put("<li>{}{}: {}", escaped(describe(entry)),
          candidate.stands ? fmt::format(" {:.4f}", entry.score) : "", escaped(entry.evidence));
      if (!entry.weights.empty())
        put("<br><span class=\"quiet\">{}</span>", escaped(describe_weights(entry)));
      out_ += "</li>";
    }
    for (const SlotNote& slot : candidate.slots)
      put("<li>{}: {}</li>", escaped(slot.name), escaped(slot.value));
    for (const SlotNote& feature : candidate.features)
      put("<li>{} = {}</li>", escaped(feature.name), escaped(feature.value));
    if (!candidate.key.empty()) put("<li>key = <code>{}</code></li>", escaped(candidate.key));
    out_ += "</ul></li>\n";
  }

  void put_verdict(const CandidateNote& candidate) {
    put("<li>{}{}{}</li>", escaped(candidate.verdict),
        candidate.phase.empty() ? "" : "; in phase " + escaped(candidate.phase),
        candidate.rival ? " " + link(*candidate.rival) : "");
  }

  void put_captures(const std::vector<CaptureNote>& captures) {
    for (const CaptureNote& capture : captures) {
      put("<li>{}: {}", escaped(capture.name), quote(capture.span));
      for (const std::uint32_t number : capture.mentions) out_ += ' ' + link(number);
      out_ += "</li>";
    }
  }

  void put_clauses(const std::vector<std::string>& clauses) {
    put("<li><code class=\"quiet\">{}</code></li>", escaped(clauses, "\n"));
  }

  void put_matches() {
    out_ += "<h2>Rules that matched</h2>\n<ul>\n";
    for (const MatchNote& match : it_.matches) {
      put("<li class=\"{}\"><b>{}</b> {} {}:{}, phase {}{}<ul>",
          match.took_effect ? "stands" : "fell", escaped(match.rule), quote(match.span),
          escaped(match.file), match.line, escaped(match.phase),
          match.took_effect ? "" : "; all that it marked fell, so it had no effect");
      put_clauses(match.clauses);
      put_captures(match.captures);
      for (const std::uint32_t number : match.marks) put("<li>marked {}</li>", link(number));
      for (const std::string& entry : match.ruled_out)
        put("<li>took away: {}</li>", escaped(entry));
      out_ += "</ul></li>\n";
    }
    out_ += "</ul>\n";
  }

  void put_relations() {
    if (it_.relations.empty()) return;
    out_ += "<h2>Relations</h2>\n<ul>\n";
    for (const RelationNote& relation : it_.relations)
      put("<li>{} {} {} <span class=\"quiet\">rule {}</span></li>\n", link(relation.from),
          escaped(relation.type), link(relation.to), escaped(relation.by));
    out_ += "</ul>\n";
  }

  void put_rule(const RuleNote& rule) {
    put("<h2>Rule {} {}:{}, phase {}</h2>\n<ul>\n", escaped(rule.rule), escaped(rule.file),
        rule.line, escaped(rule.phase));
    put_clauses(rule.clauses);
    put("<li>can begin with: {}</li>\n",
        rule.begins.empty() ? "anything" : escaped(rule.begins, ", "));
    if (rule.attempts.empty())
      out_ += "<li>was not tried from here: nothing here can begin it</li>\n";
    for (const AttemptNote& attempt : rule.attempts) put_attempt(attempt);
    out_ += "</ul>\n";
  }

  void put_attempt(const AttemptNote& attempt) {
    put("<li class=\"{}\">{} {}<ul>", attempt.outcome == "matched" ? "stands" : "fell",
        quote(attempt.reached), escaped(attempt.verdict));
    if (!attempt.clause.empty()) put("<li><code>{}</code></li>", escaped(attempt.clause));
    if (!attempt.expected.empty())
      put("<li>expected: <code>{}</code></li>", escaped(attempt.expected, "\nor "));
    if (!attempt.seen.empty()) put("<li>there: {}</li>", escaped(attempt.seen, ", "));
    put_captures(attempt.captures);
    out_ += "</ul></li>\n";
  }

  const Explanation& it_;
  std::string& out_;
  std::set<std::uint32_t> numbers_;  // of the candidates that have an entry of their own
};

}  // namespace

void begin_html(std::string& out) { out += kHead; }

void write_html(const Explanation& explanation, std::string& out) {
  Section(explanation, out).write();
}

void end_html(std::string& out) { out += "</body></html>\n"; }

}  // namespace waymark::explain
