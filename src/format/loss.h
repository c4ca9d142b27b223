// SPDX-License-Identifier: Apache-2.0
// What was lost on the way into a format: of each kind how often, in how many documents, and where
// first.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "waymark/document.h"

namespace waymark::format {

enum class Change : std::uint8_t { kDropped, kChanged, kMade };

/// "dropped", "changed", "made".
[[nodiscard]] std::string_view name_of(Change change);

struct Loss {
  std::uint64_t count = 0, documents = 0;
  std::string document;               ///< id of the first
  std::optional<std::uint32_t> line;  ///< of the first place in its text, from 1
  std::optional<std::uint32_t> at;    ///< the same in code points of the text, from 0
  std::string text;                   ///< what stands there, at most 40 code points
};

/// The losses of one document or of a run.
class Losses {
 public:
  using Key = std::pair<std::string, Change>;

  /// Notes that something of `document` was lost; `span` is its place where it has one.
  void add(std::string_view what, Change change, const Document& document,
           std::optional<Span> span = std::nullopt, std::uint64_t count = 1);
  /// Adds those of a later document.
  void add(const Losses& later);

  [[nodiscard]] bool empty() const { return losses_.empty(); }
  /// By name; of one name, what was dropped first.
  [[nodiscard]] const std::map<Key, Loss>& list() const { return losses_; }

 private:
  std::map<Key, Loss> losses_;
};

/// One line for each kind of loss, for a person; empty if nothing was lost.
[[nodiscard]] std::string report_text(const Losses& losses);

/// {"to", "documents", "losses": [{"what", "change", "count", "documents", "first"}]}, with a line
/// end.
[[nodiscard]] std::string report_json(const Losses& losses, std::string_view to,
                                      std::uint64_t documents);

}  // namespace waymark::format
