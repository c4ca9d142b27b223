// SPDX-License-Identifier: Apache-2.0
// Random patterns on random texts: the parsers must give the same ordered ends, and capture the
// same, as a plain backtracking matcher that is slow and obvious.
#include <algorithm>
#include <optional>
#include <random>

#include "grammar/compile.h"
#include "grammar/print.h"
#include "grammar/rules_on_text.h"
#include "grammar/token_parser.h"
#include "support/catch.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

// ---- random patterns ----

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  std::string text() {
    static const char* const kPieces[] = {"a", "b", "A", "+", "a", "7"};
    std::string made;
    for (std::uint32_t i = pick(9); i > 0; --i) {
      const std::string piece = kPieces[pick(6)];
      // Two words that touch would be one token.
      const bool is_sign = piece == "+" || (!made.empty() && made.back() == '+');
      made += (is_sign && pick(2) == 0 ? "" : " ") + piece;
    }
    return made;
  }

  Pattern pattern(int depth) {
    if (depth == 0) return leaf();
    switch (pick(9)) {
      case 0:
      case 1:
      case 2:
        return make(Sequence{parts(depth, 1)});
      case 3:
        return make(Choice{parts(depth, 2)});
      case 4:
      case 5:
        return make(repeat(depth));
      case 6:
        return make(Capture{{pick(2) == 0 ? "x" : "y", {}}, box(depth)});
      case 7:
        return pick(2) == 0 ? make(Touching{box(depth)})
                            : make(LookAhead{box(depth), pick(2) == 0});
      default:
        return leaf();
    }
  }

 private:
  std::uint32_t pick(std::uint32_t below) { return random_() % below; }

  template <class What>
  static Pattern make(What what) {
    Pattern pattern;
    pattern.what = std::move(what);
    return pattern;
  }
  Box<Pattern> box(int depth) { return std::make_shared<const Pattern>(pattern(depth - 1)); }

  std::vector<Pattern> parts(int depth, std::uint32_t least) {
    std::vector<Pattern> made;
    for (std::uint32_t i = least + pick(3); i > 0; --i) made.push_back(pattern(depth - 1));
    return made;
  }

  Repeat repeat(int depth) {
    Repeat made;
    made.inner = box(depth);
    made.min = pick(3);
    if (pick(2) == 0) made.max = made.min + pick(3);
    made.lazy = pick(2) == 0;
    return made;
  }

  Pattern leaf() {
    switch (pick(7)) {
      case 0:
        return make(Literal{"a", false});
      case 1:
        return make(Literal{"A", true});
      case 2:
        return make(Literal{"+", false});
      case 3:
        return make(Literal{pick(2) == 0 ? "a b" : "a+", false});
      case 4:
        return make(TokenClass{{pick(2) == 0 ? "any" : "cap", {}}});
      case 5:
        return make(Gap{pick(3)});
      default:
        return make(Regex{"[a+]+|7", false});
    }
  }

  std::mt19937 random_;
};

// ---- the obvious matcher ----

struct Found {
  Position end = 0;
  std::vector<std::pair<std::string, Span>> captures;
  std::vector<std::pair<std::string, Span>> ahead;  // captured by look-ahead
};

class Backtracker {
 public:
  Backtracker(std::string_view text, const std::vector<text::Token>& tokens)
      : text_(text), tokens_(tokens) {}

  // The ends of a pattern from a token, in order, each with its first captures; nullopt if it takes
  // too long.
  std::optional<std::vector<Found>> match(const Pattern& pattern, Position from) {
    std::vector<Found> found = ends(pattern, from);
    if (steps_ > kMostSteps) return std::nullopt;
    return found;
  }

 private:
  static constexpr int kMostSteps = 100'000;

  [[nodiscard]] Position last() const { return static_cast<Position>(tokens_.size()); }
  [[nodiscard]] bool touches(Position at) const {
    return at > 0 && at < last() && tokens_[at - 1].span.end == tokens_[at].span.begin;
  }
  [[nodiscard]] std::string_view bytes(Position from, Position to) const {
    const std::uint32_t begin = tokens_[from].span.begin;
    return text_.substr(begin, tokens_[to - 1].span.end - begin);
  }

  static void add(std::vector<Found>& all, Found found) {
    const bool is_known =
        std::any_of(all.begin(), all.end(), [&](const Found& it) { return it.end == found.end; });
    if (!is_known) all.push_back(std::move(found));
  }

  static Found join(const Found& left, Found right) {
    right.captures.insert(right.captures.begin(), left.captures.begin(), left.captures.end());
    right.ahead.insert(right.ahead.begin(), left.ahead.begin(), left.ahead.end());
    return right;
  }

  std::vector<Found> ends(const Pattern& pattern, Position from) {
    if (++steps_ > kMostSteps) return {};
    return std::visit([&](const auto& it) { return ends_of(it, from); }, pattern.what);
  }

  std::vector<Found> ends_of(const Literal& it, Position from) {
    // The literals of these tests are of letters and signs of one byte: each is a token.
    Position at = from;
    for (std::size_t i = 0; i < it.text.size(); ++i) {
      if (it.text[i] == ' ') continue;
      if (at == last()) return {};
      const std::string_view token = bytes(at, at + 1);
      const std::string wanted(1, it.text[i]);
      if (it.exact ? token != wanted : !text::folds_equal(token, wanted)) return {};
      if (i > 0 && touches(at) != (it.text[i - 1] != ' ')) return {};
      ++at;
    }
    return {{at, {}, {}}};
  }
  std::vector<Found> ends_of(const TokenClass& it, Position from) {
    if (from == last()) return {};
    if (it.name.text == "cap" && bytes(from, from + 1) != "A") return {};
    return {{from + 1, {}, {}}};
  }
  std::vector<Found> ends_of(const Gap& it, Position from) {
    std::vector<Found> all;
    for (Position at = from; at <= last() && at - from <= it.max; ++at) all.push_back({at, {}, {}});
    return all;
  }
  std::vector<Found> ends_of(const Regex&, Position from) {  // [a+]+|7
    std::vector<Found> all;
    for (Position at = from; at < last() && (at == from || touches(at)); ++at) {
      const std::string_view run = bytes(from, at + 1);
      if (run == "7" || run.find_first_not_of("a+") == std::string_view::npos)
        all.insert(all.begin(), {at + 1, {}, {}});
    }
    return all;
  }
  std::vector<Found> ends_of(const Capture& it, Position from) {
    std::vector<Found> all = ends(*it.inner, from);
    for (Found& found : all) {
      if (found.end == from) continue;
      const Span span{tokens_[from].span.begin, tokens_[found.end - 1].span.end};
      found.captures.insert(found.captures.begin(), {it.name.text, span});
    }
    return all;
  }
  std::vector<Found> ends_of(const Sequence& it, Position from) {
    std::vector<Found> lefts{{from, {}, {}}};
    for (const Pattern& part : it.parts) {
      std::vector<Found> all;
      for (const Found& left : lefts)
        for (Found& right : ends(part, left.end)) add(all, join(left, std::move(right)));
      lefts = std::move(all);
    }
    return lefts;
  }
  std::vector<Found> ends_of(const Choice& it, Position from) {
    std::vector<Found> all;
    for (const Pattern& part : it.parts)
      for (Found& found : ends(part, from)) add(all, std::move(found));
    std::stable_sort(all.begin(), all.end(),
                     [](const Found& a, const Found& b) { return a.end > b.end; });
    return all;
  }
  std::vector<Found> ends_of(const Repeat& it, Position from) {
    std::vector<Found> all;
    rounds(it, 0, {from, {}, {}}, all);
    std::stable_sort(all.begin(), all.end(), [&](const Found& a, const Found& b) {
      return it.lazy ? a.end < b.end : a.end > b.end;
    });
    return all;
  }
  void rounds(const Repeat& it, std::uint32_t round, const Found& so_far, std::vector<Found>& all) {
    if (++steps_ > kMostSteps) return;
    if (round >= it.min) add(all, so_far);
    if (it.max && round == *it.max) return;
    for (Found& found : ends(*it.inner, so_far.end)) {
      const bool is_empty = found.end == so_far.end;
      Found longer = join(so_far, std::move(found));
      if (!is_empty) {
        rounds(it, round + 1, longer, all);
      } else if (round < it.min) {
        add(all, std::move(longer));
      }
    }
  }
  std::vector<Found> ends_of(const Touching& it, Position from) {
    std::vector<Found> all;
    for (Found& found : ends(*it.inner, from))
      if (found.end == from || touches(from)) all.push_back(std::move(found));
    return all;
  }
  std::vector<Found> ends_of(const LookAhead& it, Position from) {
    const std::vector<Found> all = ends(*it.inner, from);
    if (all.empty() != it.negative) return {};
    Found found{from, {}, {}};
    if (!it.negative) {
      found.ahead = all.front().captures;
      found.ahead.insert(found.ahead.end(), all.front().ahead.begin(), all.front().ahead.end());
    }
    return {found};
  }
  std::vector<Found> ends_of(const NameRef&, Position) { return {}; }
  std::vector<Found> ends_of(const LabelRef&, Position) { return {}; }

  std::string_view text_;
  const std::vector<text::Token>& tokens_;
  int steps_ = 0;
};

// ---- ours ----

class Ours {
  // Stands first, since what it returns is deduced.
  template <class Do>
  auto with_scan(bool backward, Do act) {
    const Engine& engine = program_->engine();
    const Scene scene{engine, program_->schema(), input_, set_, sentences_.front(), {}, document_};
    Scan scan{scene, lattice_, words_, classes_, memo_, places_, ahead_, starts_, regexes_};
    scan.steps_left = 10'000'000;
    ahead_.clear(engine.nodes.size());
    starts_.clear(engine.start_sets.size());
    regexes_.clear();
    const CompiledRule& rule = engine.rules.front();
    return act(ScanContext(scan, x3::unused),
               ReferenceParser(backward ? rule.contexts.front().node : rule.find));
  }

 public:
  Ours(const Pattern& pattern, std::string_view text, const std::vector<text::Token>& tokens)
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
    lattice_.build({text, tokens_, sentences_.front(), set_, {}, {}});
    for (const match::TokenArc& arc : lattice_.token_arcs()) {
      const std::string_view bytes = text.substr(arc.span.begin, arc.span.byte_size());
      words_.push_back(program_->engine().words.find(arc.hash, bytes));
      classes_.push_back(classify(arc.shape, bytes, program_->engine().used_classes));
    }
    places_.fill(lattice_, classes_);
  }

  Ends ends(Position from, bool backward) {
    return with_scan(backward, [&](const ScanContext& context, ReferenceParser pattern) {
      Ends ends;
      pattern.find_ends(context, from, ends);
      return ends;
    });
  }

  // Whether the ends from some positions at once are those expected, or at least hold them.
  bool reaches(const std::vector<Position>& from, const std::vector<Position>& expected,
               bool backward) {
    return with_scan(backward, [&](const ScanContext& context, ReferenceParser pattern) {
      PositionSet starts, ends, wanted;
      for (const Position at : from) starts.add(at);
      for (const Position at : expected) wanted.add(at);
      pattern.reach(context, starts, ends);
      if (x3::get<scan_tag>(context).is_approximate) ends &= wanted;
      return ends == wanted;
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
  const std::vector<text::Token>& tokens_;
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
  RegexMemo regexes_;
};

// Sets of positions, asked at once and one by one, lead where single positions do.
void check_reach(Ours& ours, const std::vector<std::vector<Position>>& begins) {
  std::vector<Position> all, any_begin;
  for (Position end = 0; end < begins.size(); ++end) {
    all.push_back(end);
    CAPTURE(end);
    REQUIRE(ours.reaches({end}, begins[end], true));
    any_begin.insert(any_begin.end(), begins[end].begin(), begins[end].end());
  }
  REQUIRE(ours.reaches(all, any_begin, true));
  for (Position from = 0; from < begins.size(); ++from) {
    std::vector<Position> ends;
    for (Position end = 0; end < begins.size(); ++end)
      if (std::binary_search(begins[end].begin(), begins[end].end(), from)) ends.push_back(end);
    CAPTURE(from);
    REQUIRE(ours.reaches({from}, ends, false));
  }
}

TEST_CASE("combinators: ends and captures are those of plain backtracking",
          "[grammar][combinators]") {
  int compared = 0;
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    Maker maker(seed);
    const Pattern pattern = maker.pattern(4);
    const std::string text = maker.text();
    std::vector<text::Token> tokens;
    text::tokenize(text, tokens);
    CAPTURE(seed, text, print(pattern));
    Ours ours(pattern, text, tokens);
    std::vector<std::vector<Position>> begins(tokens.size() + 1);
    bool is_complete = true;
    for (Position from = 0; from <= tokens.size(); ++from) {
      CAPTURE(from);
      Backtracker backtracker(text, tokens);
      const auto expected = backtracker.match(pattern, from);
      is_complete = is_complete && expected;
      if (!expected) continue;
      ++compared;
      std::vector<Position> expected_ends;
      for (const Found& found : *expected) {
        expected_ends.push_back(found.end);
        begins[found.end].push_back(from);
      }
      const Ends ends = ours.ends(from, false);
      REQUIRE(std::vector<Position>(ends.begin(), ends.end()) == expected_ends);
      for (const Found& found : *expected) {
        auto captures = found.captures;
        captures.insert(captures.end(), found.ahead.begin(), found.ahead.end());
        REQUIRE((ours.captures(from, found.end) == captures));
      }
    }
    if (is_complete) check_reach(ours, begins);
    for (Position end = 0; is_complete && end <= tokens.size(); ++end) {
      Ends backward = ours.ends(end, true);
      std::sort(backward.begin(), backward.end());
      CAPTURE(end);
      REQUIRE(std::vector<Position>(backward.begin(), backward.end()) == begins[end]);
    }
  }
  CHECK(compared > 5000);
}

}  // namespace
}  // namespace waymark::grammar
