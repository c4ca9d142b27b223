// SPDX-License-Identifier: Apache-2.0
#include "explain/places.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "text/offset_map.h"
#include "text/source_file.h"
#include "text/token.h"
#include "text/tokenizer.h"

namespace waymark::explain {
namespace {

using text::Token;
using text::Tokens;

struct Offsets {
  std::uint64_t begin = 0;
  std::optional<std::uint64_t> end;
};

std::optional<std::uint64_t> to_number(std::string_view digits) {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (digits.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

/// BNF: offsets ::= number [ "-" number ]
std::optional<Offsets> to_offsets(std::string_view asked) {
  const std::size_t dash = asked.find('-');
  const auto begin = to_number(asked.substr(0, dash));
  if (!begin) return std::nullopt;
  if (dash == std::string_view::npos) return Offsets{*begin, std::nullopt};
  const auto end = to_number(asked.substr(dash + 1));
  if (!end) return std::nullopt;
  return Offsets{*begin, end};
}

Result<std::vector<Span>> find_offsets(std::string_view text, Offsets offsets) {
  const text::OffsetMap map(text, text::OffsetUnit::kCodePoint);
  const auto begin = map.to_byte(offsets.begin);
  const auto end = map.to_byte(offsets.end.value_or(offsets.begin));
  if (!begin || !end || *end < *begin || *begin >= text.size()) {
    const std::uint32_t size = map.from_byte(static_cast<std::uint32_t>(text.size()));
    return Diagnostic{.code = "explain/offset",
                      .message = "the text has no such place",
                      .hint = "it is " + std::to_string(size) + " code points long"};
  }
  return std::vector<Span>{{*begin, *end}};
}

std::vector<Span> find_bytes(std::string_view text, std::string_view wanted) {
  std::vector<Span> places;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + wanted.size()))
    places.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + wanted.size())});
  return places;
}

std::vector<Span> find_tokens(const Tokens& tokens, const Tokens& wanted) {
  std::vector<Span> places;
  if (wanted.empty()) return places;
  const auto is_same = [](const Token& a, const Token& b) { return a.hash == b.hash; };
  auto from = tokens.begin();
  while (true) {
    from = std::search(from, tokens.end(), wanted.begin(), wanted.end(), is_same);
    if (from == tokens.end()) return places;
    const auto last = from + static_cast<std::ptrdiff_t>(wanted.size()) - 1;
    places.push_back({from->span.begin, last->span.end});
    from = last + 1;
  }
}

/// The stretch of as many tokens that is spelt most like what was asked for.
std::string nearest_stretch(std::string_view text, const Tokens& tokens, std::string_view wanted,
                            std::size_t count) {
  constexpr std::size_t kMost = 20'000;
  std::set<std::string> stretches;
  for (std::size_t i = 0; i + count <= tokens.size() && stretches.size() < kMost; ++i) {
    const Span span{tokens[i].span.begin, tokens[i + count - 1].span.end};
    if (span.byte_size() <= wanted.size() * 2)
      stretches.emplace(text.substr(span.begin, span.byte_size()));
  }
  return text::nearest_word(wanted, {stretches.begin(), stretches.end()});
}

}  // namespace

Result<std::vector<Span>> find_places(std::string_view text, std::string_view asked) {
  if (const auto offsets = to_offsets(asked)) return find_offsets(text, *offsets);
  const bool is_quoted = asked.size() > 2 && asked.front() == '"' && asked.back() == '"';
  const std::string wanted(is_quoted ? asked.substr(1, asked.size() - 2) : asked);
  Tokens tokens, words;
  text::tokenize(wanted, words);
  if (!words.empty()) {
    if (auto places = find_bytes(text, wanted); !places.empty()) return places;
    text::tokenize(text, tokens);
    if (auto places = find_tokens(tokens, words); !places.empty()) return places;
  }
  Diagnostic fault{.code = "explain/not-found", .message = "the text has no '" + wanted + "'"};
  const std::string near =
      words.empty() ? std::string() : nearest_stretch(text, tokens, wanted, words.size());
  if (!near.empty()) fault.hint = "did you mean '" + near + "'?";
  return fault;
}

}  // namespace waymark::explain
