// SPDX-License-Identifier: Apache-2.0
// Windows of both sorts of blocks beside each other: a machine that has the wide ones would never
// take the other way.
#include "text/word_window.h"

#include <iterator>
#include <string>

#include "random_text.h"
#include "support/catch.h"
#include "text/wide_byte_block.h"

namespace waymark::text {
namespace {

// All that a window says, in a form that can be compared.
template <class Block>
std::string describe(const std::string& bytes) {
  WindowBytes seen;
  const WordWindow<Block> window(bytes.data(), seen);
  std::string said(seen.lowered.data(), kWindowSize);
  const auto say = [&](std::uint64_t number) { said += ' ' + std::to_string(number); };
  say(window.plain_end());
  typename WordWindow<Block>::Pieces pieces(window);
  for (std::uint32_t i = 0; i < window.piece_count(); ++i) {
    const WindowPiece piece = pieces.take();
    const WindowBits bits = window.bits_of(piece);
    for (const std::uint64_t number :
         {std::uint64_t{piece.at}, std::uint64_t{piece.last},
          std::uint64_t{common_shape(seen, piece.at)}, std::uint64_t{window.is_possessive(piece)},
          bits.letters, bits.uppers, bits.fillers, bits.digits, bits.odd})
      say(number);
  }
  window.each_special([&](int number, const WindowPiece& piece) {
    say(static_cast<std::uint64_t>(number)), say(piece.at), say(piece.last);
  });
  window.each_behind_lines([&](int number, std::uint32_t lines) {
    say(static_cast<std::uint64_t>(number)), say(lines);
  });
  return said;
}

}  // namespace

TEST_CASE("tokenizer: a window says the same through blocks of either size", "[text][tokenizer]") {
  if (!has_wide_blocks()) return;
  const std::string words[] = {"a", "Zoe", "x_9", "'s", "3.14", " ", "  ", "\n", "\n\n", "\t"};
  RandomText random(43);
  for (int i = 0; i < 20000; ++i) {
    std::string bytes;
    while (bytes.size() < kWindowSize)
      bytes += random.below(3) == 0 ? random.make(2) : words[random.below(std::size(words))];
    bytes.resize(kWindowSize);
    REQUIRE(describe<WideByteBlock>(bytes) == describe<ByteBlock>(bytes));
  }
}

}  // namespace waymark::text
