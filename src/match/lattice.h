// SPDX-License-Identifier: Apache-2.0
// The lattice of a sentence: the positions at which a token or a candidate begins or ends, and
// between them arcs, one for each token, piece of a cut token, and candidate. Rules match over its
// positions, never over bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/candidate.h"
#include "text/token.h"
#include "waymark/span.h"

namespace waymark::match {

/// A place between two neighbouring pieces of text, white space between them included; counted from
/// 0 within a sentence. So the position after a token is the one before the next token.
using Position = std::uint32_t;

/// A token, or a piece of one that a candidate cuts.
struct TokenArc {
  Position from = 0, to = 0;
  Span span;
  std::uint64_t hash = 0;   ///< of the folded bytes
  std::uint32_t shape = 0;  ///< text::Shape
  std::uint32_t token = 0;  ///< number of the token that it is or lies in
  bool whole = true;
};

/// A candidate that stands in the sentence.
struct CandidateArc {
  Position from = 0, to = 0;
  std::uint32_t candidate = 0;
  LabelId label = gazetteer::kNoLabel;
};

/// What a lattice is built of; everything is borrowed for the time of the call, the tokens until
/// the next one.
struct LatticeInput {
  std::string_view text;
  const text::Tokens& tokens;
  TokenRange sentence;
  const CandidateSet& set;
  std::span<const std::uint32_t>
      candidates;  ///< numbers, by begin; what lies outside the sentence is left out
  std::span<const std::uint32_t> cuts;  ///< bytes at which a token is also cut, ascending
  bool is_cut = true;  ///< false: it is known that nothing cuts a token, and `cuts` is empty
  bool is_same_sentence = false;  ///< as the last time
};

class Lattice {
 public:
  /// Builds the lattice of one sentence in the memory of the last one.
  /// A token that is cut gives an arc for the whole and one for every run of its pieces; beyond
  /// kAllRuns pieces only for single pieces and for at most so many that begin or end with the
  /// token. Says whether the sentence is the same and cut as it was: then only the candidates'
  /// arcs are others.
  bool build(const LatticeInput& input);

  /// The last position; the first is 0.
  [[nodiscard]] Position last() const { return last_; }
  /// The byte at which the text after a position begins.
  [[nodiscard]] std::uint32_t begin_byte(Position at) const {
    return at < last_ ? piece(at).begin : last_ == 0 ? 0 : piece(last_ - 1).end;
  }
  /// The byte at which the text before a position ends.
  [[nodiscard]] std::uint32_t end_byte(Position at) const {
    return at > 0 ? piece(at - 1).end : begin_byte(0);
  }
  /// The bytes between two positions, without white space at the edges.
  [[nodiscard]] Span span(Position from, Position to) const {
    return {begin_byte(from), end_byte(to)};
  }
  /// Whether nothing lies between what ends at a position and what begins there.
  [[nodiscard]] bool is_touching(Position at) const {
    return at != 0 && at != last_ && piece(at).begin == piece(at - 1).end;
  }

  /// The arcs, by begin, longer first.
  [[nodiscard]] std::uint32_t token_arc_count() const {
    return is_whole_ ? last_ : static_cast<std::uint32_t>(token_arcs_.size());
  }
  [[nodiscard]] TokenArc token_arc(std::uint32_t number) const {
    return is_whole_ ? whole_token(number) : token_arcs_[number];
  }
  [[nodiscard]] std::span<const CandidateArc> candidate_arcs() const { return candidate_arcs_; }
  /// Numbers of the arcs that begin at a position, as [first, last), longer first.
  struct Range {
    std::uint32_t first = 0, last = 0;
  };
  [[nodiscard]] Range tokens_from(Position at) const {
    if (is_whole_) return {at, at < last_ ? at + 1 : at};
    return {tokens_from_[at], tokens_from_[at + 1]};
  }
  [[nodiscard]] Range candidates_from(Position at) const {
    if (candidate_arcs_.empty()) return {};
    return {candidates_from_[at], candidates_from_[at + 1]};
  }
  /// Calls visit(number) for the arcs that end at a position, longer first.
  template <class Visit>
  void for_each_token_to(Position at, Visit visit) const {
    if (!is_whole_) {
      for (std::uint32_t i = tokens_to_[at]; i < tokens_to_[at + 1]; ++i) visit(to_tokens_[i]);
    } else if (at > 0) {
      visit(at - 1);
    }
  }
  /// Numbers of the arcs that end at a position, longer first.
  [[nodiscard]] std::span<const std::uint32_t> candidates_to(Position at) const;

  static constexpr std::size_t kAllRuns = 12;

 private:
  /// What lies between a position and the next one.
  [[nodiscard]] Span piece(Position at) const { return is_whole_ ? tokens_[at].span : pieces_[at]; }
  [[nodiscard]] TokenArc whole_token(std::uint32_t number) const {
    const text::Token& token = tokens_[number];
    return {number, number + 1, token.span, token.hash, token.shape, first_token_ + number, true};
  }
  /// Arcs of the runs of a token's pieces, which lie between two positions.
  void add_runs(const LatticeInput& input, Position first, Position last, std::uint32_t token);
  void index_candidates();
  bool gather_cuts(const LatticeInput& input);
  void build_cut(const LatticeInput& input);
  void add_token(const LatticeInput& input, std::uint32_t token, std::size_t& next_cut);
  void add_run(const LatticeInput& input, Position from, Position to, std::uint32_t token);
  template <class Piece, class SpanOf>
  void add_candidates(const LatticeInput& input, const Piece* first, SpanOf span_of);

  Position last_ = 0;
  // Most sentences: every position is the begin of a token, and the tokens themselves are asked.
  bool is_whole_ = false;
  const text::Token* tokens_ = nullptr;  ///< of the sentence
  std::uint32_t first_token_ = 0;        ///< the number of the first of them
  // The others:
  std::vector<std::uint32_t> cuts_, all_cuts_;  ///< inside tokens, ascending
  std::vector<Span> pieces_;
  std::vector<TokenArc> token_arcs_;
  std::vector<CandidateArc> candidate_arcs_;
  std::vector<std::uint32_t> tokens_from_, tokens_to_, to_tokens_;
  std::vector<std::uint32_t> candidates_from_, candidates_to_, to_candidates_;
  text::Tokens piece_;
};

}  // namespace waymark::match
