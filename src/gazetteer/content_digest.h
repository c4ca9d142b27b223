// SPDX-License-Identifier: Apache-2.0
// What is known, said unambiguously in bytes, so that its digest doesn't depend on where it was
// written. The compiler of YAML and the importers of tables count their entries alike.
#pragma once

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
  static constexpr std::size_t kMaxVarint = 10;

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
    std::string what, before_name, before_form, behind_form;
  };
  /// Requires: the entry has one name and one form, which are alike and need nothing, no ids and no
  /// place.
  [[nodiscard]] Pattern make_pattern(std::string_view what, const IndexEntry& entry,
                                     const std::pair<std::string, std::string>& source);
  /// The digest of the pattern's entry with this id and name.
  [[nodiscard]] Digest digest(const Pattern& pattern, std::string_view id, std::string_view name);

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

/// The digest of one entry; see EntryDigests.
[[nodiscard]] Digest digest_of_entry(std::string_view what, const IndexEntry& entry,
                                     const Schema& schema,
                                     const std::pair<std::string, std::string>* source);

}  // namespace waymark::gazetteer
