// SPDX-License-Identifier: Apache-2.0
// What a document defines for itself: "the Ministry of State Security (MSS)" makes every MSS in it
// that ministry.
#pragma once

#include <cstdint>
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
  /// Notes that the text under `form` means what candidate `meaning` is, as a rule says.
  void add(const Input& input, Span form, std::uint32_t meaning, std::uint32_t rule);
  [[nodiscard]] bool has_news() const { return has_news_; }

  /// Makes every occurrence of a defined form a candidate with the meaning's label and entries, or
  /// gives them to the one that stands there. Of two definitions of one form the nearest before the
  /// occurrence holds, else the first. Of parts of names (surnames) the nearest holds in its
  /// paragraph; later that of the name given most often so far, of known ones before others, of
  /// these the first.
  void apply(const Input& input, match::CandidateSet& set, Standing& standing);

 private:
  struct Definition {
    Span form;
    std::uint32_t meaning = 0;
    std::uint32_t rule = match::kNone;
  };
  struct Form {
    std::vector<std::uint64_t> hashes;    ///< of the folded tokens
    std::string hangul;                   ///< the bytes, if it is one run of Hangul syllables
    bool is_acronym = false;              ///< asks for capitals
    std::vector<Definition> definitions;  ///< by begin
  };
  [[nodiscard]] static bool is_part_of_name(const Definition& definition,
                                            const match::CandidateSet& set);
  [[nodiscard]] const Definition& find_holding(const Input& input, const Form& form, Span span,
                                               const match::CandidateSet& set) const;
  void find_at(const Input& input, std::size_t token, const Form& form, match::CandidateSet& set,
               Standing& standing) const;
  void find_hangul(const Input& input, std::size_t token, match::CandidateSet& set,
                   Standing& standing) const;
  void give(const Input& input, const Form& form, Span span, match::CandidateSet& set,
            Standing& standing) const;

  std::vector<Form> forms_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>>
      by_first_;  ///< hash of the first token → forms
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> hangul_sizes_;
  bool has_news_ = false;
};

}  // namespace waymark::grammar
