// SPDX-License-Identifier: Apache-2.0
// From which tokens and mentions of a document's sentences rules may be looked for, as what stands
// beside each allows. Of tokens that is found once for all phases, as soon as nothing is known to
// cut them; of mentions each time they have changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/neighbour_test.h"
#include "grammar/run.h"
#include "grammar/seen_mentions.h"
#include "grammar/token_needs.h"

namespace waymark::grammar {

class TokenPlaces {
 public:
  enum class Tested : std::uint8_t { kNotYet, kPassed, kRefused };
  /// A way of a table that may be looked for from a token.
  struct Place {
    std::uint32_t way = 0, token = 0;
    std::uint16_t table = 0;
    Tested test = Tested::kNotYet;  ///< of what the sentence's tokens tell of it
  };

  /// Begins a document whose first sentence has a serial; borrows all.
  void begin(const Engine& engine, const Input& input, std::uint64_t first_serial,
             const DocumentTokens& tokens, TokenNeeds& needs, NeighbourTest& neighbours);

  /// The sentences that may need a rule even if they have no mentions, by number.
  [[nodiscard]] std::span<const std::uint32_t> listed_sentences() const {
    return listed_sentences_;
  }
  /// Whether it has tokens that words may cut.
  [[nodiscard]] bool has_hangul(std::size_t sentence) const {
    return sentences_[sentence].has_hangul;
  }
  /// Bits of the tables with ways that the sentence's tokens have, and that need no mention.
  [[nodiscard]] std::uint64_t tables(std::size_t sentence) const {
    return sentences_[sentence].tables;
  }
  /// The same of the ways that need one, as test() found it.
  [[nodiscard]] std::uint64_t tables_with_mentions(std::size_t sentence) const {
    return sentences_[sentence].tables_with_mentions;
  }
  [[nodiscard]] std::span<const Place> of(std::size_t sentence) const {
    const OfSentence& it = sentences_[sentence];
    return std::span(places_).subspan(it.first_place, it.last_place - it.first_place);
  }

  // Requires: nothing cuts a token of the sentence.
  /// Notes the places of a sentence, if they aren't yet.
  void find(const Sentence& sentence);
  /// Tests the places of ways that need a mention with one of some labels.
  void test(const Sentence& sentence, std::uint64_t labels);
  /// Fills in the ways of a table that may be looked for from where mentions end or begin.
  void find_from(std::span<const MentionTokens> mentions, const Sentence& sentence,
                 const DispatchTable& table, std::vector<Place>& places) const;

 private:
  struct OfSentence {
    std::uint64_t tables = 0, tables_with_mentions = 0;
    std::uint32_t first_listed = 0, last_listed = 0;  ///< of listed_
    std::uint32_t first_place = 0, last_place = 0;    ///< of places_
    bool is_found = false;                            ///< as soon as it is known that none is cut
    bool has_hangul = false;
  };
  /// A token that is a word or of a class under which rules are listed.
  struct ListedToken {
    static constexpr std::uint32_t kOfWord = kNoWord;  ///< of one that is not looked up yet
    std::uint32_t feature = 0, token = 0;
  };

  void list_tokens();
  void list(std::uint32_t token);
  void look_words_up();
  [[nodiscard]] ClassMask listed_classes(std::uint32_t token) const;
  std::size_t look_at(const Sentence& sentence, std::size_t next);
  [[nodiscard]] bool has_hangul_in(TokenRange tokens) const;
  void note_listed_sentences();
  [[nodiscard]] bool may_stand_there(const Listed& listed, TokenRange sentence,
                                     std::uint32_t token) const;
  [[nodiscard]] bool may_match_there(const Listed& listed, TokenRange sentence,
                                     std::uint32_t token) const;
  void dispatch(std::uint32_t feature, const Sentence& sentence, std::uint32_t token);
  void add(const Listed& listed, const Sentence& sentence, std::uint32_t token);
  [[nodiscard]] bool may_be_at(std::uint32_t way, const Sentence& sentence, std::uint32_t token);

  const Engine* engine_ = nullptr;
  const Input* input_ = nullptr;
  const DocumentTokens* tokens_ = nullptr;
  TokenNeeds* needs_ = nullptr;
  NeighbourTest* neighbours_ = nullptr;
  std::uint32_t shapes_ = 0;            ///< of any token of the document
  std::vector<std::uint32_t> numbers_;  ///< of tokens that may be listed, and room for more
  std::vector<ListedToken> listed_;
  std::vector<Place> places_;
  std::vector<OfSentence> sentences_;
  std::vector<std::uint32_t> listed_sentences_;
  std::vector<std::uint64_t> way_placed_;  ///< by way without an anchor: the last sentence's serial
};

}  // namespace waymark::grammar
