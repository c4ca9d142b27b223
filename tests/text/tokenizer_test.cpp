// SPDX-License-Identifier: Apache-2.0
#include "text/tokenizer.h"

#include <random>

#include "marked.h"
#include "random_text.h"
#include "support/catch.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

std::string names_of(std::uint32_t shape) {
  static constexpr std::pair<std::uint32_t, const char*> kNames[] = {{kUpperFirst, "upper-first"},
                                                                     {kAllUpper, "all-upper"},
                                                                     {kTwoUpper, "two-upper"},
                                                                     {kHasLower, "lower"},
                                                                     {kHasDigit, "digit"},
                                                                     {kAllDigit, "number"},
                                                                     {kLetter, "letter"},
                                                                     {kLatin, "latin"},
                                                                     {kHangul, "hangul"},
                                                                     {kHan, "han"},
                                                                     {kKana, "kana"},
                                                                     {kPunctuation, "mark"},
                                                                     {kPossessive, "possessive"},
                                                                     {kMixedInside, "mixed"},
                                                                     {kAscii, "ascii"}};
  std::string result;
  for (const auto& [bit, name] : kNames) {
    if ((shape & bit) != 0) result += (result.empty() ? "" : " ") + std::string(name);
  }
  return result;
}

Tokens tokenize(std::string_view utf8) {
  Tokens tokens;
  text::tokenize(utf8, tokens);
  return tokens;
}

// The shape of the token after an emoji, Hangul and a combining mark, which stand before everything
// here.
std::string shape_of(std::string_view word) {
  const std::string text = "😀 혜산 e\u0301 " + std::string(word);
  return names_of(tokenize(text).at(3).shape);
}

std::string units_of(std::string_view utf8, bool only_glued = false) {
  std::vector<Unit> units;
  cut_units(utf8, tokenize(utf8), units);
  std::vector<Span> spans;
  for (const Unit& unit : units) {
    if (unit.glued || !only_glued) spans.push_back(unit.span);
  }
  return join_spans(utf8, spans);
}

}  // namespace

TEST_CASE("tokenizer: tokens are UAX #29 segments without white space", "[text][tokenizer]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {" \n\t ", ""},
      {"A source in Hyesan said so.", "A|source|in|Hyesan|said|so|."},
      {"can't stop", "can't|stop"},
      {"anti-espionage", "anti|-|espionage"},
      {"1,000.5 won, 3.", "1,000.5|won|,|3|."},
      {"the U.S. side", "the|U.S|.|side"},
      {"snake_case a@b.kp", "snake_case|a@b.kp"},
      {"[He] (MSS)", "[|He|]|(|MSS|)"},
      {"“Yes,” he said…", "“|Yes|,|”|he|said|…"},
      {"a\u200Bb c\u00ADd", "a|b|c\u00ADd"},
      {"end.\r\nNext", "end|.|Next"},
      {"😀👩\u200D👧🇰🇵🇨🇳👍🏽",
       "😀|👩\u200D👧|🇰🇵|🇨🇳|👍🏽"},
      {"e\u0301te\u0301 \u0301x", "e\u0301te\u0301| \u0301|x"},
      {"무산군보위부에서 38선", "무산군보위부에서|38|선"},
      {"NK뉴스", "NK|뉴스"},
      {"兩江道 カタカナ が", "兩|江|道|カ|タ|カ|ナ|が"},
      {"か\u3099き", "か\u3099|き"},
      {"12時間", "12|時|間"},
  }));
  CAPTURE(given);
  CHECK(tokens_of(given) == expected);
}

TEST_CASE("tokenizer: a possessive is a token of its own", "[text][tokenizer]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"Musan's", "Musan|'s"},
      {"Musan’s", "Musan|’s"},
      {"MSS'S", "MSS|'S"},
      {"😀 혜산 Ŭnsan’s e\u0301t’s", "😀|혜산|Ŭnsan|’s|e\u0301t|’s"},
      {"agents’ and agents' ", "agents|’|and|agents|'"},
      {"it's.", "it|'s|."},
      {"'s", "'|s"},
      {"’s", "’|s"},
      {"o's's", "o's|'s"},
      {"can’t", "can’t"},
      {"s's", "s|'s"},
  }));
  CAPTURE(given);
  CHECK(tokens_of(given) == expected);
  CHECK(tokenize("Musan’s")[1].hash == tokenize("MUSAN'S")[1].hash);
}

TEST_CASE("tokenizer: a shape tells what can be seen of a token", "[text][tokenizer]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"Musan", "upper-first lower letter latin ascii"},
      {"of", "lower letter latin ascii"},
      {"A", "upper-first all-upper letter latin ascii"},
      {"MSS", "upper-first all-upper two-upper letter latin ascii"},
      {"U.S", "upper-first all-upper two-upper letter latin ascii"},
      {"McKay", "upper-first two-upper lower letter latin mixed ascii"},
      {"ofKim", "lower letter latin mixed ascii"},
      {"said.The", "lower letter latin mixed ascii"},
      {"3rd", "lower digit letter latin ascii"},
      {"1,000.5", "digit number ascii"},
      {"1_000", "digit ascii"},
      {"_", "mark ascii"},
      {".", "mark ascii"},
      {"’", "mark"},
      {"😀", "mark"},
      {"１２", "digit number"},
      {"Ŭnsan", "upper-first lower letter latin"},
      {"e\u0301te\u0301", "lower letter latin"},
      {"혜산", "letter hangul"},
      {"兩", "letter han"},
      {"が", "letter kana"},
      {"Москва", "upper-first lower letter"},
      {"ŭnKim", "lower letter latin mixed"},
  }));
  CAPTURE(given);
  CHECK(shape_of(given) == expected);
}

TEST_CASE("tokenizer: a possessive has no shape of a word", "[text][tokenizer]") {
  CHECK(names_of(tokenize("MUSAN'S")[1].shape) == "possessive ascii");
  CHECK(names_of(tokenize("Musan’s")[1].shape) == "possessive");
}

TEST_CASE("tokenizer: a token knows the space before it", "[text][tokenizer]") {
  const auto before = [](std::string_view utf8) {
    const std::uint32_t shape = tokenize(utf8).at(1).shape;
    std::string result = (shape & kSpaceBefore) != 0 ? "space" : "";
    if ((shape & kNewlineBefore) != 0) result += " newline";
    if ((shape & kBlankLineBefore) != 0) result += " blank";
    return result;
  };
  CHECK(before("a.").empty());
  CHECK(before("a b") == "space");
  CHECK(before("한\u200B국") == "space");
  CHECK(before("a\u00A0\u3000b") == "space");
  CHECK(before("a\nb") == "space newline");
  CHECK(before("a \r\n b") == "space newline");
  CHECK(before("a\u2028b") == "space newline");
  CHECK(before("a\n\nb") == "space newline blank");
  CHECK(before("a\r\n \t\r\nb") == "space newline blank");
  CHECK(before("a\n\u200B\nb") == "space newline blank");
  CHECK(before("a\u2029b") == "space newline blank");
  CHECK(before("é\n\n “") == "space newline blank");
  CHECK((tokenize("a")[0].shape & kSpaceBefore) != 0);
}

TEST_CASE("tokenizer: the hash of a token is that of its fold", "[text][tokenizer]") {
  RandomText random(3);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random.make(10);
    for (const Token& token : tokenize(text)) {
      const std::string_view bytes =
          std::string_view(text).substr(token.span.begin, token.span.byte_size());
      if (token.hash == hash_folded(fold(bytes))) continue;
      CAPTURE(text, std::string(bytes));
      REQUIRE(token.hash == hash_folded(fold(bytes)));
    }
  }
  CHECK(tokenize("Hyesan")[0].hash == hash_of_fold("HYESAN"));
}

TEST_CASE("tokenizer: ASCII looks the same beside other characters", "[text][tokenizer]") {
  RandomText random(5);
  for (int i = 0; i < 20000; ++i) {
    std::string word;
    for (std::uint32_t k = random.below(9) + 1; k > 0; --k) {
      word += "abKS7_@.,;'s"[random.below(12)];
    }
    const Tokens alone = tokenize(word);
    Tokens beside = tokenize(word + "\u200B");
    CAPTURE(word);
    REQUIRE(alone == beside);
    REQUIRE(alone == tokenize(word + "        "));
    beside = tokenize(word + "—");
    beside.pop_back();
    REQUIRE(alone == beside);
  }
}

TEST_CASE("tokenizer: tokens are the same wherever they stand in a text", "[text][tokenizer]") {
  static constexpr std::string_view kBytes = "aaesstAKS07__@..,;''`--  \n\t\r";
  RandomText random(7);
  for (int i = 0; i < 20000; ++i) {
    std::string text = "a";
    for (std::uint32_t k = random.below(150); k > 0; --k)
      text += kBytes[random.below(kBytes.size())];
    if (i % 3 == 0) text.insert(random.below(text.size()), "é");
    const Tokens tokens = tokenize(text);
    const std::size_t dots = random.below(70) + 1;
    const Tokens moved = tokenize(std::string(dots, '.') + ' ' + text);
    CAPTURE(text, dots);
    REQUIRE(moved.size() == tokens.size() + dots);
    for (std::size_t k = 0; k < tokens.size(); ++k) {
      Token token = moved[dots + k];
      token.span.begin -= dots + 1;
      token.span.end -= dots + 1;
      REQUIRE(token == tokens[k]);
    }
  }
}

TEST_CASE("tokenizer: Latin words look the same beside what needs the full rules",
          "[text][tokenizer]") {
  static const std::vector<std::string> pieces = {"a", "K", "s",  "S", "ŏ", "Ŭ",  "ß", "7", "’",
                                                  ".", "'", "’s", ",", "—", "한", "_", "×", "ª"};
  RandomText random(6);
  for (int i = 0; i < 30000; ++i) {
    std::string word = "ŏ";
    for (std::uint32_t k = random.below(9); k > 0; --k) word += pieces[random.below(18)];
    // A soft hyphen belongs to the word before it, so that no short cut serves; it folds to
    // nothing.
    const std::string with_hyphen = "ŏ\u00AD" + word.substr(2);
    Tokens plain = tokenize(word);
    const Tokens other = tokenize(with_hyphen);
    REQUIRE(plain.size() == other.size());
    for (std::size_t k = 0; k < plain.size(); ++k) {
      CAPTURE(word, k);
      REQUIRE(plain[k].hash == other[k].hash);
      // Digits with a hyphen are no plain number, which a word that begins with a letter isn't
      // anyway.
      REQUIRE(names_of(plain[k].shape) == names_of(other[k].shape));
    }
  }
}

TEST_CASE("units: a Hangul syllable is a unit, whichever way it is spelled", "[text][tokenizer]") {
  CHECK(units_of("무산군에서 Musan") == "무|산|군|에|서|Musan");
  CHECK(units_of("\u1112\u1161\u11AB\u1100\u116E\u11A8") ==
        "\u1112\u1161\u11AB|\u1100\u116E\u11A8");
  CHECK(units_of("가나\u0301다") == "가|나\u0301|다");
  std::vector<Unit> composed;
  std::vector<Unit> decomposed;
  cut_units("한국", tokenize("한국"), composed);
  const std::string jamo = "\u1112\u1161\u11AB\u1100\u116E\u11A8";
  cut_units(jamo, tokenize(jamo), decomposed);
  REQUIRE(composed.size() == decomposed.size());
  for (std::size_t i = 0; i < composed.size(); ++i) {
    CHECK(composed[i].hash == decomposed[i].hash);
    CHECK_FALSE(composed[i].glued);
  }
}

TEST_CASE("units: a glued token is cut at its seams", "[text][tokenizer]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"Kim", ""},
      {"MSS", ""},
      {"ofKim", "of|Kim"},
      {"SungandKim", "Sungand|Sung|and|Kim"},
      {"inHyesan", "in|Hyesan"},
      {"said.The", "said|The"},
      {"McDonald", "Mc|Donald"},
      {"toofthePak", "toofthe|toof|to|ofthe|of|the|Pak"},
      {"혜산 😀 ŭnandKim", "ŭnand|ŭn|and|Kim"},
      {"Kimof", ""},
      {"theMSSin", "the|MSSin|MSS|in"},
      {"AndofKim", "Andof|And|of|Kim"},
  }));
  CAPTURE(given);
  CHECK(units_of(given, true) == expected);
}

TEST_CASE("units: seams are the same in and beyond ASCII", "[text][tokenizer]") {
  const auto beyond_ascii = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('K', at)) != std::string::npos;)
      text.replace(at, 1, "Ŭ");
    return text;
  };
  std::mt19937 random(20);
  for (int i = 0; i < 20000; ++i) {
    std::string word(1 + random() % 70, '\0');
    for (char& letter : word) letter = "KKaaxx2.'_"[random() % 10];
    CAPTURE(word);
    REQUIRE(units_of(beyond_ascii(word), true) == beyond_ascii(units_of(word, true)));
  }
}

TEST_CASE("units: each function word is cut off at the edges of a piece", "[text][tokenizer]") {
  for (const std::string word : {"and", "of", "in", "to", "the", "by", "from", "with"}) {
    CAPTURE(word);
    CHECK(units_of(word + "Kim Il") == word + "Kim|" + word + "|Kim|Il");
    CHECK(units_of("Il Sung" + word + "Kim") ==
          "Il|Sung" + word + "Kim|Sung" + word + "|Sung|" + word + "|Kim");
    const std::string other = word.substr(1);
    CHECK(units_of("Il Sungx" + other + "Kim") ==
          "Il|Sungx" + other + "Kim|Sungx" + other + "|Kim");
  }
}

TEST_CASE("units: the whole token comes before its pieces", "[text][tokenizer]") {
  CHECK(units_of("ofKim Il SungandKim Jong") ==
        "ofKim|of|Kim|Il|SungandKim|Sungand|Sung|and|Kim|Jong");
}

TEST_CASE("units: are in order and know their neighbours", "[text][tokenizer]") {
  RandomText random(9);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random.make(10);
    const Tokens tokens = tokenize(text);
    std::vector<Unit> units;
    cut_units(text, tokens, units);
    CAPTURE(text);
    for (std::size_t k = 0; k < units.size(); ++k) {
      const Unit& unit = units[k];
      const Token& token = tokens[unit.token];
      REQUIRE(token.span.contains(unit.span));
      REQUIRE_FALSE(unit.span.empty());
      REQUIRE(unit.starts_token == (unit.span.begin == token.span.begin));
      REQUIRE(unit.ends_token == (unit.span.end == token.span.end));
      REQUIRE(unit.next > k);
      REQUIRE(unit.next <= units.size());
      if (unit.next < units.size()) REQUIRE(units[unit.next].span.begin >= unit.span.end);
      REQUIRE(units[unit.next - 1].span.begin < unit.span.end);
      if (k == 0) continue;
      const Span before = units[k - 1].span;
      REQUIRE((before.begin < unit.span.begin ||
               (before.begin == unit.span.begin && before.end > unit.span.end)));
    }
  }
}

}  // namespace waymark::text
