// SPDX-License-Identifier: Apache-2.0
#include "text/sentences.h"

#include <set>

#include "marked.h"
#include "random_text.h"
#include "support/catch.h"
#include "text/normal_form.h"

namespace waymark::text {
namespace {

bool is_listed(std::uint64_t hash) {
  static const std::set<std::uint64_t> list = [] {
    std::set<std::uint64_t> hashes;
    for (const std::string_view word : {"mr", "sept", "gen", "lt", "e.g", "co"})
      hashes.insert(hash_folded(word));
    return hashes;
  }();
  return list.contains(hash);
}

// The sentences of `utf8`, joined with '|'. A part of it in ⟦…⟧ is a name.
std::string sentences_of(std::string utf8) {
  std::vector<Span> names;
  const std::string open = "⟦";
  const std::string close = "⟧";
  for (std::size_t at = utf8.find(open); at != std::string::npos; at = utf8.find(open)) {
    utf8.erase(at, open.size());
    const std::size_t end = utf8.find(close);
    utf8.erase(end, close.size());
    names.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
  }
  Tokens tokens;
  tokenize(utf8, tokens);
  std::vector<Span> spans;
  for (const TokenRange range : find_sentences(utf8, tokens, names, is_listed)) {
    spans.push_back({tokens[range.begin].span.begin, tokens[range.end - 1].span.end});
  }
  return join_spans(utf8, spans);
}

}  // namespace

TEST_CASE("sentences: end where a reader would stop", "[text][sentences]") {
  // '|' shows where the sentences of the text end.
  const std::string marked = GENERATE(
      as<std::string>(), "", "One.", "He left.| She stayed.", "😀 혜산 e\u0301.| Next one.",
      "Is it so?| Yes!| Good.", "“He left.”| She said so.", "“Why?” he asked.| “Go!” she said.",
      "“He held on.| He fell,” the source said.", "He said so.| “[He] had held on.”",
      "Wait… what?| Really?!| Yes.", "It ended…| Then it began.", "It ended...| Then it began.",
      "Then . . .| Nothing came.", "It came in 2019.| 30 people left.",
      "It cost 1,000.5 won.| He paid.", "He was told.”|The rest", "그는 떠났다.| 혜산에서 왔다.",
      "“그는 떠났다.”고 말했다.| 끝.", "他走了。|她留下了。", "行きますか？|はい。",
      "One line\nbreak only.| Next.", "Headline without stop|\n\nText begins.| It goes on.",
      "Headline|\r\n \r\nText", "ends.|\n\nlower case after a blank line",
      "see www.example.com/a?b=C for more.| Next.", "He left (it was late.) and came back.",
      "He left (See Fig. 2. It shows why.) early.| Then he slept.", "(He left.)| Then he slept.",
      "“Go.” — Kim.| He went.", "- one\n- two", "혜산 😀 e\u0301 2019. 10. 16.| 회의가 열렸다.",
      "2019. 10. 16 회의.| 끝.", "2020. 1월 평양에서.", "In 1950.| 3 men left.",
      "It was 12.| 10. more");
  std::string text = marked;
  std::string expected;
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|'))
    text.erase(at, 1);
  for (std::size_t at = 0; at < marked.size(); ++at) {
    if (marked[at] != '|') {
      expected += marked[at];
      continue;
    }
    expected += '|';
    while (marked[at + 1] == ' ' || marked[at + 1] == '\n' || marked[at + 1] == '\r') ++at;
  }
  CAPTURE(text);
  CHECK(sentences_of(text) == expected);
}

TEST_CASE("sentences: don't end after an abbreviation", "[text][sentences]") {
  const std::string text =
      GENERATE(as<std::string>(), "He came on Sept. 28 by train.", "He met Mr. Pak there.",
               "He met Lt. Gen. Pak.", "혜산 😀 e\u0301 Mr. Pak came.",
               "J. Smith and A. B. Jones came.", "Room No. 5 was empty.", "The U.S. Army came.",
               "It was 5 p.m. Monday.", "Firms, e.g. Pak Co. Limited, paid.", "1. Kim left");
  CAPTURE(text);
  CHECK(sentences_of(text) == text);
}

TEST_CASE("sentences: initials end one when an opening word follows", "[text][sentences]") {
  CHECK(sentences_of("He left the U.S. The rest stayed.") == "He left the U.S.|The rest stayed.");
  CHECK(sentences_of("It was 5 p.m. He slept.") == "It was 5 p.m.|He slept.");
  CHECK(sentences_of("He said no. They left.") == "He said no.|They left.");
}

TEST_CASE("sentences: don't end inside a name", "[text][sentences]") {
  CHECK(sentences_of("At St. Paul he left. He") == "At St.|Paul he left.|He");
  CHECK(sentences_of("At ⟦St. Paul⟧ he left. He") == "At St. Paul he left.|He");
  CHECK(sentences_of("At ⟦St. Paul and ⟦Mt.⟧ Paektu⟧ he. He") ==
        "At St. Paul and Mt. Paektu he.|He");
  CHECK(sentences_of("혜산 😀 ⟦A! Bong⟧. He") == "혜산 😀 A! Bong.|He");
  CHECK(sentences_of("In ⟦Name.⟧ He left.") == "In Name.|He left.");
  CHECK(sentences_of("At ⟦St.\n\nPaul⟧ he") == "At St.|Paul he");
}

TEST_CASE("sentences: without a list of abbreviations it still works", "[text][sentences]") {
  const std::string text = "One. Two.";
  Tokens tokens;
  tokenize(text, tokens);
  CHECK(find_sentences(text, tokens, {}, {}).size() == 2);
}

TEST_CASE("sentences: part all tokens, in order and without gaps", "[text][sentences]") {
  RandomText random(31);
  std::size_t count = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (std::uint32_t k = 0; k < 6; ++k) {
      text += random.make(4);
      text += std::vector<std::string>{". ", "? A", "\n\n", "(", ")", "… "}[random.below(6)];
    }
    Tokens tokens;
    tokenize(text, tokens);
    const std::vector<TokenRange> sentences = find_sentences(text, tokens, {}, is_listed);
    for (const std::size_t most_at_once : {1u, 4u})
      REQUIRE(find_sentences(text, tokens, {}, is_listed, most_at_once) == sentences);
    std::uint32_t end = 0;
    for (const TokenRange range : sentences) {
      REQUIRE(range.begin == end);
      REQUIRE(range.end > range.begin);
      end = range.end;
      ++count;
    }
    REQUIRE(end == tokens.size());
  }
  CHECK(count > 10000);
}

}  // namespace waymark::text
