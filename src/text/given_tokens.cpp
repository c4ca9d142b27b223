// SPDX-License-Identifier: Apache-2.0
// A given token that is one of ours is described as ours is; of any other the pieces are described
// together. What stands before it is asked of the text between.
#include "text/given_tokens.h"

#include "text/character.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

constexpr std::uint32_t kBefore = kSpaceBefore | kNewlineBefore | kBlankLineBefore;

/// Bits of what lies between two tokens.
std::uint32_t describe_gap(std::string_view utf8, Span gap) {
  std::uint32_t shape = gap.empty() && gap.begin > 0 ? 0u : std::uint32_t{kSpaceBefore};
  bool after_return = false;
  int lines = 0;
  for (std::size_t at = gap.begin; at < gap.end;) {
    const CodePoint code = code_point_at(utf8, at);
    const bool ends_line = character_info(code.value).has(kIsLineEnd);
    lines += ends_line && !(code.value == '\n' && after_return);
    after_return = code.value == '\r';
    at += code.byte_size;
  }
  if (lines > 0) shape |= kNewlineBefore;
  if (lines > 1) shape |= kBlankLineBefore;
  return shape;
}

std::uint32_t describe_pieces(const Tokens& pieces) {
  if (pieces.empty()) return kPunctuation;
  std::uint32_t shape = pieces.front().shape;
  for (const Token& piece : pieces)
    shape |= piece.shape & (kHasLower | kHasDigit | kLetter | kLatin | kHangul | kHan | kKana);
  if (shape & (kLetter | kHasDigit)) shape &= ~std::uint32_t{kPunctuation};
  if (shape & kHasLower) shape &= ~std::uint32_t{kAllUpper};
  return pieces.size() > 1 ? shape & ~std::uint32_t{kAllDigit | kAscii | kPossessive} : shape;
}

}  // namespace

bool is_ordered(const std::vector<Span>& spans, std::size_t byte_size) {
  std::uint32_t free_from = 0;
  for (const Span span : spans) {
    if (span.empty() || span.begin < free_from) return false;
    free_from = span.end;
  }
  return free_from <= byte_size;
}

void adopt_tokens(std::string_view utf8, const std::vector<Span>& spans, Tokens& tokens) {
  tokens.clear();
  Tokens pieces;
  std::uint32_t last_end = 0;
  for (const Span span : spans) {
    const std::string_view bytes = utf8.substr(span.begin, span.byte_size());
    tokenize(bytes, pieces);
    Token token{span, 0, describe_pieces(pieces) & ~kBefore};
    const bool is_ours = pieces.size() == 1 && pieces.front().span.byte_size() == bytes.size();
    token.hash = is_ours ? pieces.front().hash : hash_of_fold(bytes);
    token.shape |= describe_gap(utf8, {last_end, span.begin});
    tokens.push_back(token);
    last_end = span.end;
  }
}

std::vector<TokenRange> adopt_sentences(const Tokens& tokens, const std::vector<Span>& sentences) {
  std::vector<TokenRange> ranges;
  std::uint32_t at = 0;
  const auto take_until = [&](std::uint32_t byte) {
    const std::uint32_t first = at;
    while (at < tokens.size() && tokens[at].span.begin < byte) ++at;
    if (first < at) ranges.push_back({first, at});
  };
  for (const Span sentence : sentences) {
    take_until(sentence.begin);
    take_until(sentence.end);
  }
  take_until(UINT32_MAX);
  return ranges;
}

}  // namespace waymark::text
