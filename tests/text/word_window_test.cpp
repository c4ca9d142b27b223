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
  char lowered[kWindowSize];
  WordWindow<Block> window(bytes.data(), lowered);
  std::string said(lowered, sizeof lowered);
  said += ' ' + std::to_string(window.plain_end());
  while (!window.empty()) {
    const WindowPiece piece = window.take();
    const WindowBits bits = window.bits_of(piece);
    for (const std::uint64_t number :
         {std::uint64_t{piece.at}, std::uint64_t{piece.size}, std::uint64_t{window.is_word(piece)},
          std::uint64_t{window.is_special(piece)}, std::uint64_t{window.space_before(piece)},
          bits.letters, bits.uppers, bits.fillers})
      said += ' ' + std::to_string(number);
  }
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
