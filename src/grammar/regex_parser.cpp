// SPDX-License-Identifier: Apache-2.0
// Runs of touching pieces are tried longer and longer; which texts match stands in the memo.
#include "grammar/regex_parser.h"

#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace waymark::grammar {

bool RegexParser::may_begin_with(std::string_view token) const {
  const auto begin = static_cast<unsigned char>(token.front());
  return !is_too_long(token.size()) && begin >= static_cast<unsigned char>(low) &&
         begin <= static_cast<unsigned char>(high);
}

// Most texts are refused by their ends and their length.
bool RegexParser::may_match(std::string_view text) const {
  return text.size() >= least_bytes && may_end_with(text) && may_begin_with(text);
}

bool RegexParser::matches(RegexMemo& memo, std::string_view text, std::uint64_t hash) const {
  return may_match(text) && memo.matches(regex->compiled(), serial, text, hash);
}

bool RegexParser::matches(RegexMemo& memo, std::string_view text) const {
  return may_match(text) &&
         memo.matches(regex->compiled(), serial, text, std::hash<std::string_view>{}(text));
}

void RegexParser::set_first_bytes(char least, char most) {
  low = least;
  high = most;
  kinds.fill(false);
  for (int byte = static_cast<unsigned char>(least); byte <= static_cast<unsigned char>(most);
       ++byte)
    kinds[static_cast<std::size_t>(kind_of(static_cast<unsigned char>(byte)))] = true;
}

namespace {

// Of the piece between a position and the next one.
std::uint64_t hash_of_piece(const Lattice& lattice, Position at) {
  const Lattice::Range arcs = lattice.tokens_from(at);
  return arcs.first == arcs.last ? 0 : lattice.token_arc(arcs.last - 1).hash;
}

}  // namespace

void RegexParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  const Position edge = backward ? 0 : scan.lattice.last();
  std::uint64_t hash = 0;
  for (Position at = from; at != edge && distance(from, at) < kLongestRun;) {
    at = backward ? at - 1 : at + 1;
    const Span span = scan.lattice.span(std::min(from, at), std::max(from, at));
    if (!scan.spend(1 + span.byte_size() / 16)) return;
    if (is_too_long(span.byte_size())) break;
    hash = hash * 31 + hash_of_piece(scan.lattice, backward ? at : at - 1);
    if (matches(scan.regexes, scan.text(span), hash)) ends.push_back(at);
    if (!scan.lattice.is_touching(at)) break;
  }
  std::reverse(ends.begin(), ends.end());
}

// Where runs of pieces that touch each other lead from some positions or, `to_begin`, come from.
PositionSet RegexParser::run(const Scan& scan, const PositionSet& from, bool to_begin) const {
  const bool is_left = backward != to_begin;
  const auto step = [&](const PositionSet& set) { return is_left ? set.previous() : set.next(); };
  PositionSet run = step(from), last = run;
  while (!last.empty()) {
    last &= scan.places.touching(scan);
    last = step(last).without(run);
    run |= last;
  }
  run &= scan.places.all;
  return run;
}

void RegexParser::reach(const ScanContext& context, const PositionSet& from,
                        PositionSet& to) const {
  const Scan& scan = scan_of(context);
  to |= run(scan, possible(scan, from), false);
}

// Those of some positions where what it matches may begin, as the first byte tells.
PositionSet RegexParser::possible(const Scan& scan, const PositionSet& from) const {
  if (backward) return from;
  const auto& of_kinds = scan.places.begins(scan);
  PositionSet begins;
  for (std::size_t kind = 0; kind < kFirstBytes; ++kind)
    if (kinds[kind]) begins |= of_kinds[kind];
  begins &= from;
  return begins;
}

void RegexParser::find_starts(const ScanContext& context, const PositionSet& among,
                              const PositionSet& ends, PositionSet& starts) const {
  Scan& scan = scan_of(context);
  Steps* known = scan.elements.find(element);
  Steps& steps = known != nullptr ? *known : scan.elements.add(element, Steps(backward));
  PositionSet unknown = run(scan, ends, true).without(steps.known);
  unknown &= among;
  fill_from(context, possible(scan, unknown), steps);
  if (!scan.is_exhausted()) steps.known |= unknown;
  steps.add_starts(ends, starts);
}

namespace {

// The class of the token that each text between two begins with, if they share one.
std::optional<TokenClassId> class_between(std::string_view low, std::string_view high) {
  const auto lie_in = [&](std::string_view first, std::string_view last) {
    return first <= low && high.substr(0, last.size()) <= last;
  };
  if (lie_in("0", "9")) return TokenClassId::kDigit;
  if (lie_in("A", "Z")) return TokenClassId::kCap;
  if (lie_in("\uAC00", "\uD7A4")) return TokenClassId::kHangul;  // behind the last syllable
  return std::nullopt;
}

// What all that an expression matches begins with, by the least and the greatest text.
void note_begin(const std::string& low, const std::string& high, RegexParser& parser) {
  parser.set_first_bytes(low.front(), high.front());
  parser.first_class = class_between(low, high);
}

// What an expression of which its source doesn't tell begins with.
void note_possible_begin(const re2::RE2& expression, RegexParser& parser) {
  constexpr int kBytesOfRange = 4;  // a letter of Hangul and a byte more, which may be one too high
  std::string low, high;
  const bool is_known = expression.ok() &&
                        expression.PossibleMatchRange(&low, &high, kBytesOfRange) && !low.empty() &&
                        !high.empty();
  if (is_known) note_begin(low, high, parser);
}

void note_outline(const ExpressionOutline& outline, RegexParser& parser) {
  parser.takes_one_token = outline.is_of_words;  // no token ends between letters and digits
  if (outline.most != ExpressionOutline::kEndless) parser.most_bytes = outline.most;
  parser.least_bytes = outline.least;
  parser.last_bytes = outline.last_bytes;
  parser.last_pairs = outline.last_pairs;
  if (outline.may_be_empty) return;
  std::string low, high;
  text::append_utf8(outline.low, low);
  text::append_utf8(outline.high, high);
  note_begin(low, high, parser);
}

}  // namespace

RegexParser make_regex_parser(std::shared_ptr<const RegularExpression> regex) {
  RegexParser parser;
  parser.regex = std::move(regex);
  if (const auto& outline = parser.regex->outline()) {
    note_outline(*outline, parser);
  } else {
    note_possible_begin(parser.regex->compiled(), parser);
  }
  return parser;
}

}  // namespace waymark::grammar
