// SPDX-License-Identifier: Apache-2.0
// Any bytes: validated, cut into tokens, units and sentences, folded. What the headers of src/text
// promise must hold.
#include "fuzz/fuzz.h"
#include "text/character.h"
#include "text/normal_form.h"
#include "text/offset_map.h"
#include "text/sentences.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace {

using waymark::Span;
using waymark::TokenRange;
using waymark::fuzz::require;
using namespace waymark::text;

bool is_blank(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size(); at += code_point_at(utf8, at).byte_size) {
    if (!character_info(code_point_at(utf8, at).value).has(kIsBlank)) return false;
  }
  return true;
}

void check_tokens(std::string_view utf8, const Tokens& tokens) {
  std::uint32_t end = 0;
  for (const Token& token : tokens) {
    require(token.span.begin >= end && !token.span.empty() && token.span.end <= utf8.size());
    require(is_code_point_boundary(utf8, token.span.begin));
    require(is_blank(utf8.substr(end, token.span.begin - end)));
    require(token.has(kSpaceBefore) == (token.span.begin > end || end == 0));
    const std::string_view bytes = utf8.substr(token.span.begin, token.span.byte_size());
    require(!is_blank(bytes) && token.hash == hash_of_fold(bytes));
    end = token.span.end;
  }
  require(is_blank(utf8.substr(end)));
}

void check_units(std::string_view utf8, const Tokens& tokens) {
  std::vector<Unit> units;
  cut_units(utf8, tokens, units);
  require(units.size() >= tokens.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    require(unit.token < tokens.size() && tokens[unit.token].span.contains(unit.span));
    require(!unit.span.empty() && is_code_point_boundary(utf8, unit.span.begin));
    require(unit.next > i && unit.next <= units.size());
    require(units[unit.next - 1].span.begin < unit.span.end);
    require(unit.next == units.size() || units[unit.next].span.begin >= unit.span.end);
  }
}

void check_sentences(std::string_view utf8, const Tokens& tokens) {
  std::vector<Span> names;
  for (std::size_t i = 0; i + 2 < tokens.size(); i += 7) {
    names.push_back({tokens[i].span.begin, tokens[i + 2].span.end});
  }
  const auto is_abbreviation = [](std::uint64_t hash) { return hash % 2 == 0; };
  std::uint32_t end = 0;
  for (const TokenRange range : find_sentences(utf8, tokens, names, is_abbreviation)) {
    require(range.begin == end && range.end > range.begin);
    end = range.end;
  }
  require(end == tokens.size());
}

void check_offsets(std::string_view utf8, const Tokens& tokens) {
  const OffsetMap map(utf8, OffsetUnit::kUtf16);
  for (const Token& token : tokens) {
    require(map.to_byte(map.from_byte(token.span.end)) == token.span.end);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = waymark::fuzz::as_text(data, size);
  const std::size_t invalid = find_invalid_utf8(bytes);
  require(invalid == kAllValid || invalid < size);
  const std::string_view utf8 = bytes.substr(0, invalid);
  require(is_valid_utf8(utf8));
  Tokens tokens;
  tokenize(utf8, tokens);
  check_tokens(utf8, tokens);
  check_units(utf8, tokens);
  check_sentences(utf8, tokens);
  check_offsets(utf8, tokens);
  const std::string folded = fold(utf8);
  require(is_valid_utf8(folded));
  // Runs of marks longer than any writing has are folded in pieces, which a second fold may part
  // elsewhere.
  require(size > 500 || fold(folded) == folded);
  return 0;
}
