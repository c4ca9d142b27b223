// SPDX-License-Identifier: Apache-2.0
#include "match/lattice.h"

#include <string>
#include <vector>

#include "support/catch.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

// The lattice of a text in which [brackets] stand for candidates, nested or not.
struct Built {
  std::string text;
  text::Tokens tokens;
  CandidateSet set;
  std::vector<std::uint32_t> numbers;
  Lattice lattice;

  explicit Built(const std::string& marked, bool is_cut = true) {
    std::vector<std::uint32_t> open;
    for (const char c : marked) {
      const auto at = static_cast<std::uint32_t>(text.size());
      if (c == '[') {
        open.push_back(at);
      } else if (c == ']') {
        Candidate candidate;
        candidate.span = {open.back(), at};
        open.pop_back();
        numbers.push_back(static_cast<std::uint32_t>(set.candidates.size()));
        set.candidates.push_back(candidate);
      } else {
        text += c;
      }
    }
    text::tokenize(text, tokens);
    lattice.build(
        {text, tokens, {0, static_cast<std::uint32_t>(tokens.size())}, set, numbers, {}, is_cut});
  }

  [[nodiscard]] std::string slice(Span span) const {
    return text.substr(span.begin, span.byte_size());
  }

  // What begins at each position, longer first: "무산군에서 무산군 | 에서".
  [[nodiscard]] std::string arcs() const {
    std::string all;
    for (Position at = 0; at < lattice.last(); ++at) {
      const auto [first, last] = lattice.tokens_from(at);
      for (auto arc = first; arc < last; ++arc)
        all += (arc == first ? "" : " ") + slice(lattice.token_arc(arc).span);
      if (at + 1 < lattice.last()) all += " | ";
    }
    return all;
  }

  // What ends at each position, longer first.
  [[nodiscard]] std::string arcs_by_end() const {
    std::string all;
    for (Position at = 1; at <= lattice.last(); ++at) {
      lattice.for_each_token_to(at, [&, is_first = true](std::uint32_t arc) mutable {
        all += (is_first ? "" : " ") + slice(lattice.token_arc(arc).span);
        is_first = false;
      });
      if (at < lattice.last()) all += " | ";
    }
    return all;
  }
};

TEST_CASE("lattice: a token in which a candidate ends is cut there, pieces and whole stand",
          "[match][lattice]") {
  const Built built("🙂 [무산군]에서 e\u0301");
  CHECK(built.arcs() == "🙂 | 무산군에서 무산군 | 에서 | e\u0301");
  CHECK(built.arcs_by_end() == "🙂 | 무산군 | 무산군에서 에서 | e\u0301");
}

TEST_CASE("lattice: a run of several pieces is an arc too", "[match][lattice]") {
  CHECK(Built("[무산군][보위부]장").arcs() ==
        "무산군보위부장 무산군보위부 무산군 | 보위부장 보위부 | 장");
}

TEST_CASE("lattice: candidates are arcs by begin and by end", "[match][lattice]") {
  const Built built("in [[Musan] County] [now]");
  const Lattice& lattice = built.lattice;
  const auto [first, last] = lattice.candidates_from(1);
  REQUIRE(last - first == 2);
  CHECK(lattice.candidate_arcs()[first].to == 3);
  CHECK(lattice.candidate_arcs()[first + 1].to == 2);
  REQUIRE(lattice.candidates_to(3).size() == 1);
  CHECK(lattice.candidate_arcs()[lattice.candidates_to(3)[0]].from == 1);
  CHECK(lattice.candidates_to(1).empty());
}

TEST_CASE("lattice: of whole tokens it is the same whether they were looked at for cuts or not",
          "[match][lattice]") {
  const std::string marked = GENERATE("", "a", "in [[Musan] County], [now].", "a[ ]b [c]");
  const Built looked_at(marked), known(marked, false);
  CAPTURE(marked);
  CHECK(known.arcs() == looked_at.arcs());
  CHECK(known.arcs_by_end() == looked_at.arcs_by_end());
  REQUIRE(known.lattice.last() == looked_at.lattice.last());
  for (Position at = 0; at <= known.lattice.last(); ++at) {
    CHECK(known.lattice.begin_byte(at) == looked_at.lattice.begin_byte(at));
    CHECK(known.lattice.end_byte(at) == looked_at.lattice.end_byte(at));
    CHECK(known.lattice.is_touching(at) == looked_at.lattice.is_touching(at));
    CHECK(known.lattice.candidates_to(at).size() == looked_at.lattice.candidates_to(at).size());
  }
}

TEST_CASE("lattice: white space lies between positions", "[match][lattice]") {
  const Built built("a b.");
  CHECK_FALSE(built.lattice.is_touching(0));
  CHECK_FALSE(built.lattice.is_touching(1));
  CHECK(built.lattice.is_touching(2));
  CHECK_FALSE(built.lattice.is_touching(3));
  CHECK(built.slice(built.lattice.span(0, 1)) == "a");
  CHECK(built.slice(built.lattice.span(1, 3)) == "b.");
}

TEST_CASE("lattice: candidates lie between the positions of their bytes", "[match][lattice]") {
  const Built built("강 [b]c [d e f g h i] j [k]");
  const auto arcs = built.lattice.candidate_arcs();
  REQUIRE(arcs.size() == 3);
  CHECK(built.slice(built.lattice.span(arcs[0].from, arcs[0].to)) == "b");
  CHECK(built.slice(built.lattice.span(arcs[1].from, arcs[1].to)) == "d e f g h i");
  CHECK(built.slice(built.lattice.span(arcs[2].from, arcs[2].to)) == "k");
}

TEST_CASE("lattice: an empty sentence and a candidate in white space do no harm",
          "[match][lattice]") {
  CHECK(Built("").lattice.last() == 0);
  CHECK(Built("a[ ]b").lattice.candidate_arcs().empty());
  CHECK(Built("a[ b]").lattice.candidate_arcs().empty());
}

TEST_CASE("lattice: a token cut into many pieces keeps few arcs", "[match][lattice]") {
  std::string marked;
  for (int i = 0; i < 300; ++i) marked += "[x]";
  const Built built(marked);
  CHECK(built.lattice.last() == 300);
  CHECK(built.lattice.token_arc_count() <= 1 + 300 + 2 * Lattice::kAllRuns);
}

TEST_CASE("lattice: other candidates of a sentence cut as before leave its tokens as they are",
          "[match][lattice]") {
  Built built("👍 e\u0301t [무산군]에서 [Musan] County");
  const std::string arcs = built.arcs();
  const auto build_again = [&] {
    return built.lattice.build({built.text,
                                built.tokens,
                                {0, static_cast<std::uint32_t>(built.tokens.size())},
                                built.set,
                                built.numbers,
                                {},
                                true,
                                true});
  };
  Candidate county = built.set.candidates.back();
  county.span.end = static_cast<std::uint32_t>(built.text.size());
  built.numbers.back() = static_cast<std::uint32_t>(built.set.candidates.size());
  built.set.candidates.push_back(county);
  CHECK(build_again());
  CHECK(built.arcs() == arcs);
  CHECK(built.lattice.candidate_arcs().back().candidate == built.numbers.back());
  built.set.candidates.back().span.end -= 2;  // Coun|ty
  CHECK_FALSE(build_again());
  CHECK(built.arcs() != arcs);
}

}  // namespace
}  // namespace waymark::match
