// SPDX-License-Identifier: Apache-2.0
// What is known, said unambiguously in bytes, so that its digest doesn't depend on where it was
// written. The compiler of YAML and the importers of tables count their entries alike.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gazetteer/digest.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/schema.h"

namespace waymark::gazetteer {

/// Bytes that say one thing that is known.
class Fact {
 public:
  static constexpr std::size_t kMaxVarint = 10;

  explicit Fact(std::string_view kind) { begin(kind); }
  /// Says another thing from here on, in the same memory.
  void begin(std::string_view kind) {
    size_ = 0;
    add(kind);
  }
  Fact& add(std::string_view text) {
    if (bytes_.size() - size_ < text.size() + kMaxVarint) make_room(text.size() + kMaxVarint);
    char* const to = bytes_.data() + size_;
    std::size_t head = 1;
    if (text.size() < 0x80) {
      *to = static_cast<char>(text.size());
    } else {
      head = write_long_size(text.size(), to);
    }
    text.copy(to + head, text.size());  // of nothing, the place may be null
    size_ += head + text.size();
    return *this;
  }
  Fact& add(std::int64_t number);
  /// With six digits behind the point.
  Fact& add_fraction(double number);
  /// Says again what bytes_from() gave.
  Fact& repeat(std::string_view bytes) {
    if (bytes_.size() - size_ < bytes.size()) make_room(bytes.size());
    bytes.copy(bytes_.data() + size_, bytes.size());
    size_ += bytes.size();
    return *this;
  }
  [[nodiscard]] std::size_t byte_size() const { return size_; }
  /// What was said since byte_size() was `begin`.
  [[nodiscard]] std::string_view bytes_from(std::size_t begin) const {
    return {bytes_.data() + begin, size_ - begin};
  }
  [[nodiscard]] Digest digest() const { return digest_of({bytes_.data(), size_}); }

 private:
  void make_room(std::size_t byte_size);
  static std::size_t write_long_size(std::size_t size, char* to);

  std::string bytes_;
  std::size_t size_ = 0;  ///< of what is said; the bytes behind are room
};

/// Makes the digests of entries one after another. What an entry says alike with the one before is
/// not said again.
/// Lifetime: refers to the schema.
class EntryDigests {
 public:
  explicit EntryDigests(const Schema& schema) : schema_(schema) {}

  /// An entry with its forms, as `what` (defined here, or added to). `source`: name and version of
  /// its gazetteer, which belong to what defines a label only; always one for one
  /// IndexEntry::source.
  [[nodiscard]] Digest digest(std::string_view what, const IndexEntry& entry,
                              const std::pair<std::string, std::string>* source);

  /// What is said of entries that differ in id and name only.
  struct Pattern {
    std::string before_id, before_name, before_form, behind_form;
  };
  /// Requires: the entry has one name and one form, which are alike and need nothing, no ids and no
  /// place.
  [[nodiscard]] Pattern make_pattern(std::string_view what, const IndexEntry& entry,
                                     const std::pair<std::string, std::string>& source);

 private:
  /// What entries of tables without coordinates mostly have in common.
  struct Middle {
    std::string parent;
    KindId kind = kNoKind;
    LabelId label = kNoLabel;
    std::optional<std::uint16_t> source;
    double prior = 0;
    std::int16_t from = 0, to = 0;
  };

  void add_middle(const IndexEntry& entry, const std::pair<std::string, std::string>* source);
  void add_form(const Form& form);

  const Schema& schema_;
  Fact fact_{""};
  Middle middle_;
  std::string middle_bytes_;
  Form manner_;
  std::string manner_bytes_;
};

/// Sums the digests of entries that differ in id and name only; their ids are what the pattern's is
/// and then their names (made_id.h). What is said of some is written before it is digested: bytes
/// that were written a moment ago in small pieces can't be read in large ones yet.
class NameDigests {
 public:
  /// Requires: as EntryDigests::make_pattern.
  NameDigests(const Schema& schema, const IndexEntry& entry,
              const std::pair<std::string, std::string>& source);

  void add(std::string_view name);
  /// The sum of all names that were added since it was taken last.
  [[nodiscard]] Digest take();

 private:
  static constexpr std::size_t kStep = 16;  ///< bytes that are copied at once, perhaps too many
  static constexpr std::size_t kMostGathered = 16;

  /// Bytes with room behind them.
  struct Piece {
    explicit Piece(std::string_view text) : size(text.size()), bytes(text) {
      bytes.resize(size + kStep);
    }
    std::size_t size;
    std::string bytes;
  };

  static char* put(const char* bytes, std::size_t size, char* to);
  static char* put(const Piece& piece, char* to) { return put(piece.bytes.data(), piece.size, to); }
  static char* put_size(std::size_t size, char* to);
  void digest_gathered();

  Piece before_id_, id_prefix_, before_name_, before_form_, behind_form_;
  std::size_t fixed_size_;  ///< at least what all but names takes
  std::string bytes_;       ///< of what was gathered, and room
  std::array<std::size_t, kMostGathered> ends_;
  std::size_t count_ = 0;  ///< of these
  Digest sum_;

  NameDigests(const EntryDigests::Pattern& pattern, std::string_view id_prefix);
};

/// The digest of one entry; see EntryDigests.
[[nodiscard]] Digest digest_of_entry(std::string_view what, const IndexEntry& entry,
                                     const Schema& schema,
                                     const std::pair<std::string, std::string>* source);

}  // namespace waymark::gazetteer
