// SPDX-License-Identifier: Apache-2.0
// Offsets: code points, as in the records that annotate writes.
#include "explain/page.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::explain {
namespace {

using text::json::Writer;

class Record {
 public:
  Record(const Explanation& explanation, std::string& out)
      : it_(explanation),
        map_(explanation.text, text::OffsetUnit::kCodePoint),
        writer_(out, true) {}

  void write() {
    writer_.begin_object().member("waymark", 1).member("id", it_.id);
    writer_.member("offsets", "codepoint").key("at");
    put(it_.at);
    put_all("tokens", it_.tokens);
    put_all("forms", it_.forms);
    put_all("candidates", it_.candidates);
    put_all("matches", it_.matches);
    put_all("relations", it_.relations);
    if (it_.rule) {
      writer_.key("rule");
      put(*it_.rule);
    }
    writer_.end_object();
  }

 private:
  template <class Notes>
  void put_all(std::string_view name, const Notes& notes) {
    writer_.key(name).begin_array();
    for (const auto& note : notes) put(note);
    writer_.end_array();
  }

  void put(const std::string& text) { writer_.value(text); }
  void put(std::uint32_t number) { writer_.value(number); }

  void put(Span span) {
    writer_.begin_object();
    put_span(span);
    writer_.end_object();
  }

  void put_span(Span span) {
    writer_.member("begin", map_.from_byte(span.begin)).member("end", map_.from_byte(span.end));
    writer_.member("text", it_.slice(span));
  }

  void put(const TokenNote& token) {
    writer_.begin_object();
    put_span(token.span);
    writer_.member("folded", token.folded);
    put_all("traits", token.traits);
    put_all("pieces", token.pieces);
    writer_.end_object();
  }

  void put_names(const EntryNote& entry) {
    writer_.member("entry", entry.id).member("name", entry.name);
    writer_.member("ko", entry.ko).member("kind", entry.kind);
  }

  void put(const EntryNote& entry) {
    writer_.begin_object();
    put_names(entry);
    writer_.member("score", entry.score).member("why", entry.evidence);
    put_all("weights", entry.weights);
    writer_.end_object();
  }

  void put(const FormNote& form) {
    writer_.begin_object();
    put_span(form.span);
    writer_.member("label", form.label).member("form", form.form).member("why", form.why);
    writer_.member("scheme", form.scheme).member("derivation", form.derivation);
    writer_.member("case", form.letters);
    put_all("needs", form.needs);
    put_names(form.entry);
    writer_.member("source", form.source).member("accepted", form.accepted);
    writer_.member("verdict", form.verdict).end_object();
  }

  void put(const WeightNote& weight) {
    writer_.begin_object().member("what", weight.what).member("amount", weight.amount);
    writer_.end_object();
  }

  void put(const SlotNote& slot) {
    writer_.begin_object().member("name", slot.name).member("value", slot.value).end_object();
  }

  void put(const CandidateNote& candidate) {
    writer_.begin_object().member("number", candidate.number);
    put_span(candidate.span);
    writer_.member("label", candidate.label).member("by", candidate.by);
    writer_.member("trust", candidate.trust).member("trust_reason", candidate.trust_reason);
    writer_.member("rank", std::int64_t{candidate.rank}).member("stands", candidate.stands);
    if (!candidate.stands) put_verdict(candidate);
    put_all("entries", candidate.entries);
    writer_.member("linked", candidate.has_link);
    put_all("slots", candidate.slots);
    put_all("features", candidate.features);
    if (!candidate.key.empty()) writer_.member("key", candidate.key);
    writer_.end_object();
  }

  void put_verdict(const CandidateNote& candidate) {
    writer_.member("verdict", candidate.verdict);
    if (candidate.rival) writer_.member("rival", *candidate.rival);
    if (!candidate.phase.empty()) writer_.member("phase", candidate.phase);
  }

  void put(const CaptureNote& capture) {
    writer_.begin_object().member("name", capture.name);
    put_span(capture.span);
    put_all("candidates", capture.mentions);
    writer_.end_object();
  }

  void put(const MatchNote& match) {
    writer_.begin_object().member("rule", match.rule).member("phase", match.phase);
    writer_.member("file", match.file).member("line", match.line);
    put_span(match.span);
    writer_.member("effective", match.took_effect);
    if (match.find != 0) writer_.member("find", match.find);
    put_all("captures", match.captures);
    put_all("clauses", match.clauses);
    put_all("marks", match.marks);
    put_all("ruled_out", match.ruled_out);
    writer_.end_object();
  }

  void put(const RelationNote& relation) {
    writer_.begin_object().member("type", relation.type).member("from", relation.from);
    writer_.member("to", relation.to).member("rule", relation.by).end_object();
  }

  void put(const AttemptNote& attempt) {
    writer_.begin_object().member("outcome", attempt.outcome);
    put_span(attempt.reached);
    writer_.member("verdict", attempt.verdict);
    if (!attempt.clause.empty()) writer_.member("clause", attempt.clause);
    put_all("expected", attempt.expected);
    if (attempt.at) writer_.member("at", map_.from_byte(*attempt.at));
    put_all("seen", attempt.seen);
    put_all("captures", attempt.captures);
    writer_.end_object();
  }

  void put(const RuleNote& rule) {
    writer_.begin_object().member("rule", rule.rule).member("phase", rule.phase);
    writer_.member("file", rule.file).member("line", rule.line);
    put_all("clauses", rule.clauses);
    put_all("begins", rule.begins);
    put_all("attempts", rule.attempts);
    writer_.end_object();
  }

  const Explanation& it_;
  text::OffsetMap map_;
  Writer writer_;
};

}  // namespace

void write_json(const Explanation& explanation, std::string& out) {
  Record(explanation, out).write();
  out += '\n';
}

}  // namespace waymark::explain
