// SPDX-License-Identifier: Apache-2.0
// A text with its mentions as nested elements. What crosses another mention's border is cut into
// pieces there, so that elements always nest.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/document.h"

namespace waymark::view {

/// Deeper nesting is not drawn.
inline constexpr std::size_t kDeepestMark = 10;
/// What lies behind this is not drawn. Units: bytes of a document.
inline constexpr std::uint32_t kMaxDrawnText = 1u << 20;
/// Mentions beyond these of a document are counted, but neither drawn nor listed.
inline constexpr std::size_t kMaxDrawnMentions = 20'000;

/// The look of a label: a number below kLooks. The same labels look the same on every page.
class Looks {
 public:
  static constexpr std::size_t kLooks = 12;
  Looks();
  /// Labels that are new get the next look.
  [[nodiscard]] std::size_t look_of(const std::string& label);

 private:
  std::map<std::string, std::size_t> looks_;
};

/// What of a document is drawn.
struct Drawing {
  std::uint32_t text_end = 0;    ///< the text up to here
  std::size_t listed = 0;        ///< so many mentions from the first stand in its table
  std::vector<bool> is_drawn;    ///< of each listed mention: whether the text shows it
  std::vector<unsigned> height;  ///< of each listed mention: how deep others nest in it
};

[[nodiscard]] Drawing plan(const Document& document);

/// The id of a mention's element: "d3m12", of the second side "d3bm12".
[[nodiscard]] std::string mark_id(std::string_view document, std::size_t mention);

/// Appends the text. `notes` has a word of difference for each mention, or nothing at all.
void append_marked_text(const Document& document, const Drawing& drawing, std::string_view id,
                        const std::vector<std::string>& notes, Looks& looks, std::string& out);

}  // namespace waymark::view
