// SPDX-License-Identifier: Apache-2.0
// Random patterns on random texts: the parsers must give the same ordered ends, and capture the
// same, as a plain backtracking matcher that is slow and obvious.
#include <algorithm>

#include "grammar/backtracker.h"
#include "grammar/compile.h"
#include "grammar/print.h"
#include "grammar/random_patterns.h"
#include "grammar/rules_on_text.h"
#include "grammar/token_parser.h"
#include "support/catch.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

// ---- ours ----

class Ours {
  // Stands first, since what it returns is deduced.
  template <class Do>
  auto with_scan(bool backward, Do act) {
    const Engine& engine = program_->engine();
    const Scene scene{engine, program_->schema(), input_, set_, sentences_.front(), {}, document_};
    Scan scan{scene,   lattice_, words_,  classes_,  memo_,
              places_, ahead_,   starts_, elements_, regexes_};
    scan.steps_left = 10'000'000;
    ahead_.clear(engine.nodes.size());
    starts_.clear(engine);
    elements_.clear(engine.element_count);
    const CompiledRule& rule = engine.rules.front();
    return act(ScanContext(scan, x3::unused),
               ReferenceParser(backward ? rule.contexts.front().node : rule.find));
  }

 public:
  // `cuts`: bytes at which tokens are cut, ascending.
  Ours(const Pattern& pattern, std::string_view text, const text::Tokens& tokens,
       const std::vector<std::uint32_t>& cuts = {})
      : tokens_(tokens),
        sentences_{{0, static_cast<std::uint32_t>(tokens.size())}},
        input_{text, tokens_, sentences_, test::catalog()} {
    LoadedRules rules;
    rules.files.push_back({text::SourceFile("random.way", ""), {}, {0}, true});
    LoadedRule loaded;
    loaded.rule.name.text = "random";
    loaded.rule.finds.push_back(pattern);
    loaded.rule.contexts.push_back({pattern, true, false, {}});
    loaded.captures = {"x", "y"};
    rules.phases.emplace_back();
    rules.phases.back().rules.push_back(loaded);
    program_ = *compile(rules, test::catalog());
    lattice_.build({text, tokens_, sentences_.front(), set_, {}, cuts});
    for (std::uint32_t i = 0; i < lattice_.token_arc_count(); ++i) {
      const match::TokenArc arc = lattice_.token_arc(i);
      const std::string_view bytes = text.substr(arc.span.begin, arc.span.byte_size());
      words_.push_back(program_->engine().words.find(arc.hash, bytes));
      classes_.push_back(classify(arc.shape, bytes, program_->engine().used_classes));
    }
    places_.begin(lattice_);
  }

  [[nodiscard]] Position last() const { return lattice_.last(); }

  Ends ends(Position from, bool backward) {
    return with_scan(backward, [&](const ScanContext& context, ReferenceParser pattern) {
      Ends ends;
      pattern.find_ends(context, from, ends);
      return ends;
    });
  }

  // From where the pattern leads to some positions, all asked at once.
  std::vector<Position> starts(const std::vector<Position>& ends, bool backward) {
    return with_scan(backward, [&](const ScanContext& context, ReferenceParser pattern) {
      PositionSet wanted, found;
      for (const Position end : ends) wanted.add(end);
      pattern.find_starts(context, places_.all, wanted, found);
      std::vector<Position> starts;
      found.for_each([&](Position start) { starts.push_back(start); });
      return starts;
    });
  }

  std::vector<std::pair<std::string, Span>> captures(Position from, Position to) {
    return with_scan(false, [&](const ScanContext& context, ReferenceParser pattern) {
      Captured captured;
      pattern.walk(context, from, to, captured);
      captured.join_ahead();
      std::vector<std::pair<std::string, Span>> all;
      for (const Bound& bound : captured.bounds)
        all.emplace_back(program_->engine().captures[bound.capture], bound.span);
      return all;
    });
  }

 private:
  const text::Tokens& tokens_;
  std::vector<TokenRange> sentences_;
  Input input_;
  match::CandidateSet set_;
  DocumentEntries document_;
  std::shared_ptr<const Program> program_;
  Lattice lattice_;
  std::vector<WordId> words_;
  std::vector<ClassMask> classes_;
  Memo memo_;
  PlaceSets places_;
  AheadMemo ahead_;
  StartPlaces starts_;
  StepMemo elements_;
  RegexMemo regexes_;
};

// Sets of positions, asked at once and one by one, come from where single positions lead to them.
void check_starts(Ours& ours, const std::vector<std::vector<Position>>& begins) {
  std::vector<Position> all, any_begin;
  for (Position end = 0; end < begins.size(); ++end) {
    all.push_back(end);
    CAPTURE(end);
    REQUIRE(ours.starts({end}, false) == begins[end]);
    any_begin.insert(any_begin.end(), begins[end].begin(), begins[end].end());
  }
  std::sort(any_begin.begin(), any_begin.end());
  any_begin.erase(std::unique(any_begin.begin(), any_begin.end()), any_begin.end());
  REQUIRE(ours.starts(all, false) == any_begin);
  for (Position from = 0; from < begins.size(); ++from) {
    std::vector<Position> ends;
    for (Position end = 0; end < begins.size(); ++end)
      if (std::binary_search(begins[end].begin(), begins[end].end(), from)) ends.push_back(end);
    CAPTURE(from);
    REQUIRE(ours.starts({from}, true) == ends);
  }
}

const std::map<std::string, Pattern> kNoLets;
const std::vector<test::TokenMark> kNoMarks;

TEST_CASE("combinators: ends and captures are those of plain backtracking",
          "[grammar][combinators]") {
  int compared = 0;
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    test::PatternMaker maker(seed);
    const Pattern pattern = maker.pattern(4);
    const std::string text = maker.text();
    text::Tokens tokens;
    text::tokenize(text, tokens);
    CAPTURE(seed, text, print(pattern));
    Ours ours(pattern, text, tokens);
    std::vector<std::vector<Position>> begins(tokens.size() + 1);
    bool is_complete = true;
    for (Position from = 0; from <= tokens.size(); ++from) {
      CAPTURE(from);
      test::Backtracker backtracker(text, tokens, kNoLets, kNoMarks);
      const auto expected = backtracker.match(pattern, from);
      is_complete = is_complete && expected;
      if (!expected) continue;
      ++compared;
      std::vector<Position> expected_ends;
      for (const test::Found& found : *expected) {
        expected_ends.push_back(found.end);
        begins[found.end].push_back(from);
      }
      const Ends ends = ours.ends(from, false);
      REQUIRE(std::vector<Position>(ends.begin(), ends.end()) == expected_ends);
      for (const test::Found& found : *expected) {
        auto captures = found.captures;
        captures.insert(captures.end(), found.ahead.begin(), found.ahead.end());
        REQUIRE((ours.captures(from, found.end) == captures));
      }
    }
    if (is_complete) check_starts(ours, begins);
    for (Position end = 0; is_complete && end <= tokens.size(); ++end) {
      Ends backward = ours.ends(end, true);
      std::sort(backward.begin(), backward.end());
      CAPTURE(end);
      REQUIRE(std::vector<Position>(backward.begin(), backward.end()) == begins[end]);
    }
  }
  CHECK(compared > 5000);
}

// A third of the places between two characters.
std::vector<std::uint32_t> some_cuts(std::string_view text, std::uint32_t seed) {
  std::vector<std::uint32_t> cuts;
  for (std::uint32_t at = 1; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80 && (at * 7 + seed) % 3 == 0)
      cuts.push_back(at);
  return cuts;
}

// The positions that lead to each position.
std::vector<std::vector<Position>> find_sources(Ours& ours, bool backward) {
  std::vector<std::vector<Position>> sources(ours.last() + 1);
  for (Position from = 0; from <= ours.last(); ++from)
    for (const Position end : ours.ends(from, backward)) sources[end].push_back(from);
  return sources;
}

TEST_CASE("combinators: in cut tokens too, what leads to a position is known from there",
          "[grammar][combinators]") {
  std::size_t found = 0;
  for (std::uint32_t seed = 1; seed <= 500; ++seed) {
    test::PatternMaker maker(seed);
    const Pattern pattern = maker.pattern(4);
    const std::string text = "👍 무산군에서 e\u0301t " + maker.text();
    text::Tokens tokens;
    text::tokenize(text, tokens);
    CAPTURE(seed, text, print(pattern));
    Ours ours(pattern, text, tokens, some_cuts(text, seed));
    for (const bool backward : {false, true}) {
      const auto sources = find_sources(ours, backward);
      for (Position end = 0; end <= ours.last(); ++end) {
        CAPTURE(end, backward);
        found += sources[end].size();
        REQUIRE(ours.starts({end}, backward) == sources[end]);
      }
    }
  }
  CHECK(found > 5000);
}

}  // namespace
}  // namespace waymark::grammar
