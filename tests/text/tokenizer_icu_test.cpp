// SPDX-License-Identifier: Apache-2.0
// Holds the tokenizer beside ICU's word iterator, to which our own cuts are added in the plainest
// way.
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "marked.h"
#include "random_text.h"
#include "support/catch.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

bool is_han_or_kana(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  const int word_break = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_WORD_BREAK);
  if (script == USCRIPT_HAN) return true;
  return word_break != U_WB_EXTEND &&
         (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || word_break == U_WB_KATAKANA);
}

bool is_blank(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size(); at += code_point_at(utf8, at).byte_size) {
    const auto c = static_cast<UChar32>(code_point_at(utf8, at).value);
    if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      return false;
    }
  }
  return true;
}

class IcuTokenizer {
 public:
  IcuTokenizer() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    REQUIRE(U_SUCCESS(status));
  }

  std::string tokens_of(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
    iterator_->setText(&text, status);
    spans_.clear();
    std::size_t begin = 0;
    for (auto end = iterator_->next(); end != icu::BreakIterator::DONE; end = iterator_->next()) {
      add_segment(utf8, begin, static_cast<std::size_t>(end));
      begin = static_cast<std::size_t>(end);
    }
    utext_close(&text);
    return join_spans(utf8, spans_);
  }

 private:
  // Cuts a segment around each Han or Kana character with what extends it.
  void add_segment(std::string_view utf8, std::size_t begin, std::size_t end) {
    std::size_t piece = begin;
    for (std::size_t at = begin; at < end;) {
      const CodePoint c = code_point_at(utf8, at);
      if (is_han_or_kana(c.value)) {
        add_word(utf8, piece, at);
        piece = at;
        at = skip_extending(utf8, at + c.byte_size, end);
        add_word(utf8, piece, at);
        piece = at;
      } else {
        at += c.byte_size;
      }
    }
    add_word(utf8, piece, end);
  }

  static std::size_t skip_extending(std::string_view utf8, std::size_t at, std::size_t end) {
    while (at < end) {
      const CodePoint c = code_point_at(utf8, at);
      const int word_break = u_getIntPropertyValue(static_cast<UChar32>(c.value), UCHAR_WORD_BREAK);
      if (is_han_or_kana(c.value)) break;
      if (word_break != U_WB_EXTEND && word_break != U_WB_FORMAT && word_break != U_WB_ZWJ) break;
      at += c.byte_size;
    }
    return at;
  }

  void add_word(std::string_view utf8, std::size_t begin, std::size_t end) {
    const std::string_view word = utf8.substr(begin, end - begin);
    if (is_blank(word)) return;
    std::size_t cut = end;
    for (const std::string mark : {"'", "’", "ʼ", "‘", "＇"}) {
      for (const std::string s : {"s", "S"}) {
        if (word.size() > mark.size() + 1 && word.ends_with(mark + s)) cut = end - mark.size() - 1;
      }
    }
    add(begin, cut);
    if (cut < end) add(cut, end);
  }

  void add(std::size_t begin, std::size_t end) {
    spans_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  std::unique_ptr<icu::BreakIterator> iterator_;
  std::vector<Span> spans_;
};

std::string read_seed(const std::string& name) {
  std::ifstream input(std::string(WAYMARK_SOURCE_DIR) + "/seeds/" + name);
  std::ostringstream content;
  content << input.rdbuf();
  return content.str();
}

std::string escape(std::string_view utf8) {
  std::ostringstream out;
  for (std::size_t at = 0; at < utf8.size(); at += code_point_at(utf8, at).byte_size) {
    out << std::hex << "U+" << static_cast<std::uint32_t>(code_point_at(utf8, at).value) << ' ';
  }
  return out.str();
}

}  // namespace

TEST_CASE("tokenizer: cuts random text of many scripts as ICU does", "[text][tokenizer]") {
  IcuTokenizer icu;
  RandomText random(20261125);
  for (int i = 0; i < 120000; ++i) {
    const std::string text = random.make(8);
    const std::string ours = tokens_of(text);
    const std::string theirs = icu.tokens_of(text);
    if (ours == theirs) continue;
    CAPTURE(escape(text), i);
    REQUIRE(ours == theirs);
  }
  SUCCEED();
}

// The end of a text is cut by other code than what stands further from it.
TEST_CASE("tokenizer: cuts random text the same with much text behind it", "[text][tokenizer]") {
  const std::string tail =
      "\nThe office of the head of the county of Musan is as far from the river as ever, they "
      "said.";
  IcuTokenizer icu;
  RandomText random(5);
  for (int i = 0; i < 60000; ++i) {
    std::string text(random.below(64), 'a');
    text += random.make(6) + tail + tail;
    Tokens all, before;
    tokenize(text, all);
    text.resize(text.size() - 2 * tail.size());
    tokenize(text, before);
    all.resize(before.size());
    CAPTURE(escape(text), i);
    REQUIRE(all == before);
    text += tail + tail;
    if (tokens_of(text) != icu.tokens_of(text)) REQUIRE(tokens_of(text) == icu.tokens_of(text));
  }
  SUCCEED();
}

TEST_CASE("tokenizer: cuts the seeds as ICU does", "[text][tokenizer]") {
  IcuTokenizer icu;
  const std::string text = read_seed(
      GENERATE("01-hoeryong-dismissal.txt", "02-sinuiju-smuggling.txt", "03-hyesan-prices.txt",
               "04-onsong-defection.txt", "05-musan-inspection.txt"));
  REQUIRE(text.size() > 1000);
  CHECK(tokens_of(text) == icu.tokens_of(text));
}

}  // namespace waymark::text
