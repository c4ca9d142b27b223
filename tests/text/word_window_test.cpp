// SPDX-License-Identifier: Apache-2.0
// The tokens of windows through blocks of every size beside each other: a machine that has the
// widest would never take the other ways.
#include "text/word_window.h"

#include <iterator>
#include <string>
#include <vector>

#include "random_text.h"
#include "support/catch.h"
#include "text/eight_pieces.h"
#include "text/full_byte_block.h"
#include "text/piece_writer.h"
#include "text/wide_byte_block.h"

namespace waymark::text {
namespace {

constexpr std::uint32_t kBegin = 1000;  // where the window lies in its text

struct Seen {
  Tokens tokens;
  std::size_t pieces_end = 0, plain_end = 0;
  bool operator==(const Seen&) const = default;
};

template <class Block>
Seen look_at(const std::string& bytes) {
  WindowBytes read;
  const WordWindow<Block> window(bytes.data(), read);
  Seen seen{Tokens(kWindowSize + PieceWriter<Block>::kMore), 0, window.plain_end()};
  PieceWriter<Block>::put(window, read, kBegin, seen.tokens.data());
  seen.tokens.resize(window.piece_count());
  if (!seen.tokens.empty()) seen.pieces_end = window.pieces_end();
  return seen;
}

// A window's worth of words of all sorts.
std::string make_bytes(RandomText& random) {
  static const std::string kWords[] = {"a",
                                       "A",
                                       "Zoe",
                                       "McCoy",
                                       "x_9",
                                       "'s",
                                       "'S",
                                       "3.14",
                                       "1,5",
                                       "B2B",
                                       "of",
                                       "_",
                                       " ",
                                       "  ",
                                       "\n",
                                       "\n\n",
                                       "\t",
                                       "twelveletters",
                                       "morethansixteenletters"};
  std::string bytes;
  while (bytes.size() < kWindowSize)
    bytes += random.below(3) == 0 ? random.make(2) : kWords[random.below(std::size(kWords))];
  bytes.resize(kWindowSize);
  return bytes;
}

}  // namespace

TEST_CASE("tokenizer: a window has the same tokens through blocks of any size",
          "[text][tokenizer]") {
  RandomText random(43);
  for (int i = 0; i < 40000; ++i) {
    const std::string bytes = make_bytes(random);
    INFO(bytes);
    const Seen seen = look_at<ByteBlock>(bytes);
    if (has_wide_blocks()) REQUIRE(look_at<WideByteBlock>(bytes) == seen);
    if (has_full_blocks()) REQUIRE(look_at<FullByteBlock>(bytes) == seen);
  }
}

}  // namespace waymark::text
