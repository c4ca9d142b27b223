// SPDX-License-Identifier: Apache-2.0
// What a document defines for itself: "the Ministry of State Security (MSS)" makes every MSS in it
// that ministry.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/run.h"
#include "grammar/standing.h"
#include "match/candidate.h"
#include "waymark/span.h"

namespace waymark::grammar {

class Definitions {
 public:
  void clear();
  struct Definition {
    Span form;
    std::uint32_t meaning = 0;    ///< a candidate
    std::uint32_t stands_by = 0;  ///< the definition falls with this candidate
    std::uint32_t rule = match::kNone;
    bool only_mentions = false;  ///< gives its meaning to what stands, and makes nothing new
    NameId relation = kNoName;   ///< of each place with the form to the first that means the same
  };
  /// Notes that the text under a form means what a candidate is, as a rule says.
  void add(const Input& input, const Definition& definition);
  [[nodiscard]] bool has_news() const { return has_news_; }

  /// Makes every occurrence of a defined form a candidate with the meaning's label and entries, or
  /// gives them to the one that stands there. Of two definitions of one form the nearest before the
  /// occurrence holds, else the first. Of parts of names (surnames) the nearest holds in its
  /// paragraph; later that of the name given most often so far, of known ones before others, of
  /// these the first.
  void apply(const Input& input, match::CandidateSet& set, Standing& standing);

  /// Adds the relations of the places that definitions gave a meaning, each to the definition that
  /// held last.
  void relate(match::CandidateSet& set) const;

 private:
  struct Form {
    std::vector<std::uint64_t> hashes;  ///< of the folded tokens
    std::string hangul;                 ///< the bytes, if it is one run of Hangul syllables
    std::string tail;         ///< of several words: the last, behind the hashes, if it is in Hangul
    bool is_acronym = false;  ///< asks for capitals
    bool is_capital = false;  ///< asks for a capital where it begins
    std::vector<Definition> definitions;  ///< by begin
  };
  [[nodiscard]] static bool is_part_of_name(const Definition& definition,
                                            const match::CandidateSet& set);
  void find_paragraphs(const Input& input);
  [[nodiscard]] bool is_one_paragraph(const Input& input, Span earlier, Span later);
  [[nodiscard]] const Definition& find_holding(const Input& input, const Form& form, Span span,
                                               const match::CandidateSet& set);
  static std::optional<Form> form_of(const Input& input, const Definition& definition,
                                     std::string& key);
  void note_relation(const Input& input, const Form& form, const Definition& holding,
                     std::uint32_t candidate, const match::CandidateSet& set);
  void find_mention(const Input& input, Span span, match::CandidateSet& set, Standing& standing);
  void find_at(const Input& input, std::size_t token, const Form& form, match::CandidateSet& set,
               Standing& standing);
  void find_hangul(const Input& input, std::size_t token, match::CandidateSet& set,
                   Standing& standing);
  void give(const Input& input, const Form& form, Span span, match::CandidateSet& set,
            Standing& standing);

  std::vector<Form> forms_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>>
      by_first_;                                ///< hash of the first token → forms
  std::array<std::uint64_t, 64> first_bits_{};  ///< of these hashes: see may_hold()
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> hangul_sizes_;
  bool has_mention_forms_ = false;
  std::vector<std::uint32_t> paragraphs_;  ///< bytes where those behind a blank line begin
  bool knows_paragraphs_ = false;
  std::map<std::uint32_t, Definition> related_;  ///< by candidate: the definition it is related to
  bool has_news_ = false;
};

}  // namespace waymark::grammar
