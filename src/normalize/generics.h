// SPDX-License-Identifier: Apache-2.0
// The generic terms that a name as typed may carry: County, -gun, -kun, Mount, 군. A name that no
// form has is cut before or behind one, and what remains is asked for with the kinds that the
// generic allows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/schema.h"

namespace waymark::normalize {

/// What kinds of things a generic term is said of. Units of government change from one to the next
/// (Hyesan was a county, is a city), waters and heights don't.
enum class Family : std::uint8_t { kProvince, kTown, kVillage, kWater, kHeight, kIsland, kSite };

/// One way to cut a name.
struct GenericCut {
  std::string stem;     ///< as typed
  std::string generic;  ///< as typed
  std::u32string hangul;
  Family family = Family::kTown;
  bool is_english = false;
};

/// All cuts, longest generic first. Without a space or hyphen between ("Musangun") only where
/// `joined`.
[[nodiscard]] std::vector<GenericCut> cut_generics(std::string_view name, bool joined);

/// A name whose last words are near a generic and none themselves, with that generic in their
/// place: "Unjon county" for "Unjon Cuonty"; empty if there is none. English ones and long ones
/// only, since a short one has a neighbour in every word.
[[nodiscard]] std::string mend_generic(std::string_view name);

/// Whether an entry of this kind may be called by such a generic; a kind without generics of its
/// own may by any.
[[nodiscard]] bool allows(const gazetteer::Kind& kind, const GenericCut& cut);

/// Whether the generic is one of the kind's own.
[[nodiscard]] bool is_of_kind(const gazetteer::Kind& kind, const GenericCut& cut);

/// Whether things of the kind are divisions of a state, down to districts: a bare name means these
/// first.
[[nodiscard]] bool is_division(const gazetteer::Kind& kind);

}  // namespace waymark::normalize
