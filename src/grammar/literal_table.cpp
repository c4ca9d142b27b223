// SPDX-License-Identifier: Apache-2.0
// No token goes across the end of a line, so each token belongs to the literal of its line.
#include "grammar/literal_table.h"

#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

constexpr std::size_t kMostAtOnce = 64 << 10;  // bytes

bool begins_with_possessive(std::string_view text) {
  return text.starts_with("'s") || text.starts_with("\u2019s");
}

// Puts a literal behind a text, on a line of its own; gives where it begins.
std::size_t append_line(std::string_view literal, std::string& lines) {
  lines += '\n';
  if (begins_with_possessive(literal)) lines += 'x';
  lines += literal;
  return lines.size() - literal.size();
}

// Calls visit(token) for the tokens of a literal that begins at `begin` of a text. `next`: the
// first token of the text that may be one of them; moves behind them.
template <class Visit>
void for_each_token(std::string_view literal, std::size_t begin, const text::Tokens& tokens,
                    std::size_t& next, const Visit& visit) {
  while (next < tokens.size() && tokens[next].span.begin < begin) ++next;
  for (const std::size_t first = next;
       next < tokens.size() && tokens[next].span.begin < begin + literal.size(); ++next) {
    const Span span = tokens[next].span;
    visit(LiteralToken{literal.substr(span.begin - begin, span.byte_size()), tokens[next].hash,
                       next > first && tokens[next - 1].span.end == span.begin});
  }
}

}  // namespace

std::vector<LiteralToken> cut_literal(std::string_view text) {
  std::string line;
  const std::size_t begin = append_line(text, line);
  text::Tokens tokens;
  text::tokenize(line, tokens);
  std::vector<LiteralToken> parts;
  std::size_t next = 0;
  for_each_token(text, begin, tokens, next,
                 [&](const LiteralToken& token) { parts.push_back(token); });
  return parts;
}

std::uint32_t LiteralTable::add(std::string_view text) {
  if (lines_.size() >= kMostAtOnce) cut();
  taken_.push_back({text, append_line(text, lines_)});
  return count_++;
}

void LiteralTable::cut() {
  text::tokenize(lines_, tokens_);
  std::size_t next = 0;
  for (const Taken& taken : taken_) {
    for_each_token(taken.text, taken.begin, tokens_, next, [&](const LiteralToken& token) {
      cut_.push_back({token.bytes, words_.add(token.hash, token.bytes), token.is_touching});
    });
    ends_.push_back(static_cast<std::uint32_t>(cut_.size()));
  }
  taken_.clear();
  lines_.clear();
}

}  // namespace waymark::grammar
