// SPDX-License-Identifier: Apache-2.0
// One compiled gazetteer: a block of bytes, in memory or mapped, that answers which surface forms a
// run of units is, and what their entries are. Opening checks header and section bounds in constant
// time; every later read is bounds-checked, so that a damaged byte may cost an answer, never memory
// safety.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/digest.h"
#include "gazetteer/schema.h"
#include "waymark/result.h"

namespace waymark::gazetteer {

/// Why a surface form stands for its entry.
enum class Why : std::uint8_t {
  kCanonical,
  kAlias,
  kDerived,
  kAbbreviation,
  kFormer,
  kExonym,
  kMisspelling
};
[[nodiscard]] std::string_view name_of(Why why);
[[nodiscard]] std::optional<Why> find_why(std::string_view name);

/// How much of its case a form asks for: as written; capitals where it has them; nothing.
enum class Case : std::uint8_t { kExact, kTitle, kAny };
[[nodiscard]] std::string_view name_of(Case letter_case);
[[nodiscard]] std::optional<Case> find_case(std::string_view name);

/// A surface form, decoded.
struct FormView {
  std::string text;  ///< as written, NFC
  EntryId entry = kNoEntry;
  Why why = Why::kCanonical;
  std::string scheme;      ///< of a derived form: mr, dprk-1992, rr …
  std::string derivation;  ///< of a derived form, in words: "generic 시 hyphenated"
  Case letter_case = Case::kTitle;
  bool lookup_only = false;  ///< serves `normalize`, not running text
  bool glued = false;
  bool fixed = false;       ///< no other spelling is corrected to it
  std::uint16_t needs = 0;  ///< number of its `needs` condition, 0 for none; see Index::needs()
  std::int16_t from = 0, to = 0;  ///< years, 0 unknown
};

/// One condition of `needs`: an entry like this, which needs nothing itself, is found in the
/// document.
struct Need {
  enum class What : std::uint8_t { kIn, kEntry, kKind, kLabel };
  What what = What::kIn;
  std::string value;         ///< an id, kind or label
  std::uint32_t within = 0;  ///< tokens either side; 0: anywhere in the document
  friend bool operator==(const Need&, const Need&) = default;
};

/// A word that a spelling may be a slip of.
/// Lifetime: as the index.
struct NearWord {
  std::string_view folded;
  FormId form = kNoForm;  ///< the first (local) form that folds to it; others are of its key
};

struct NearQuery;  // near_table.h

class Index {
 public:
  struct View;  ///< the sections; index_view.h

  /// Opens bytes as they stand in a file; the index shares them.
  static Result<Index> open(std::shared_ptr<const std::string> bytes, std::string name);
  /// Maps a file read-only; it must not shrink while it is mapped (replace it by rename).
  /// Errors: one diagnostic: missing, not an index, another version, truncated.
  static Result<Index> map(const std::string& path);

  /// Whether a form of running text can begin with this unit. False positives happen, false
  /// negatives never.
  [[nodiscard]] bool may_start(std::uint64_t unit_hash) const;

  struct Step {
    bool continues = false;        ///< longer forms begin so
    bool continues_small = false;  ///< with one that may go on with a small letter
    FormId first_form = kNoForm;   ///< the first (local) form with this key, if one has it
  };
  /// What the index knows of a run of units with this phrase hash (text::extend_phrase).
  [[nodiscard]] Step step(std::uint64_t phrase_hash) const;
  /// The key of the form, folded and without spaces, equals `folded`; guards against equal hashes.
  [[nodiscard]] bool key_equals(FormId form, std::string_view folded_without_spaces) const;
  /// The next form of the same key, or kNoForm.
  [[nodiscard]] FormId next_of_key(FormId form) const;

  /// The text of a form alone, into memory that may be reused. Gives whether there is one.
  bool form_text(FormId form, std::string& out) const;

  // Cheap parts of a form, without decoding its text.
  [[nodiscard]] EntryId form_entry(FormId form) const;
  [[nodiscard]] std::string form_scheme(FormId form) const;
  [[nodiscard]] Case form_case(FormId form) const;
  [[nodiscard]] bool form_is_lookup_only(FormId form) const;
  [[nodiscard]] bool form_is_glued(FormId form) const;
  /// Whether no other spelling is taken for a slip of it: among millions of names every word has a
  /// neighbour.
  [[nodiscard]] bool form_is_fixed(FormId form) const;
  [[nodiscard]] std::uint16_t form_needs(FormId form) const;

  /// Whether a spelling may be near to any of its words.
  [[nodiscard]] bool has_near_words() const;
  /// Its words, of those that a spelling may be a slip of, whose skeletons (surface::skeleton) are
  /// at most one letter from that of the spelling asked for, less those that are surely farther
  /// than its limit; in an order of their own.
  [[nodiscard]] std::vector<NearWord> near_words(const NearQuery& query) const;
  /// Entries that, together with all that contains them, contain every entry of such a word that
  /// anything contains; perhaps others.
  [[nodiscard]] std::vector<EntryId> near_containers() const;

  [[nodiscard]] FormView form(FormId form) const;
  [[nodiscard]] std::uint32_t form_count() const;
  [[nodiscard]] std::uint32_t entry_count() const;
  /// Whether the digest of all its bytes is right; reads everything.
  [[nodiscard]] bool verify() const;
  /// Digest of what it knows: the same for any spread of the content over files, and for YAML and
  /// compiled.
  [[nodiscard]] Digest content_digest() const;
  /// Digest of the files it was compiled from; see is_compiled_of().
  [[nodiscard]] Digest sources_digest() const;
  /// As it was given to open() or map().
  [[nodiscard]] const std::string& name() const;
  /// The condition a form's `needs` number names; any of the list suffices.
  [[nodiscard]] std::vector<Need> needs(std::uint16_t number) const;
  [[nodiscard]] std::string_view bytes() const;
  /// What its sections are called and how many bytes they take, in their order in the file.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::uint64_t>> section_sizes() const;
  [[nodiscard]] const View& view() const { return *view_; }

 private:
  explicit Index(std::shared_ptr<const View> view) : view_(std::move(view)) {}
  static Result<Index> open_view(std::shared_ptr<View> view);
  std::shared_ptr<const View> view_;
};

}  // namespace waymark::gazetteer
