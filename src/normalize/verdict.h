// SPDX-License-Identifier: Apache-2.0
// Which of the entries that a misspelt name is near is meant. Each weighs less the farther it is;
// one is meant if most of the weight is its own. So a near neighbour forbids an answer, and several
// that are farther do so together: no answer is better than a wrong one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gazetteer/catalog.h"

namespace waymark::normalize {

/// An entry that a name is near by one of its forms.
struct NearEntry {
  gazetteer::EntryId entry = gazetteer::kNoEntry;
  double distance = 0;     ///< surface::confusion_distance, and what else speaks against it
  std::string spelling;    ///< the form, compact
  std::size_t number = 0;  ///< the caller's own
};

struct Confidence {
  double farthest = 0;  ///< the distance that the nearest may have
  double share = 0;     ///< of the weight, from 0 to 1
};

/// Puts what is meant first and says how many that is: none, one, namesakes that are written
/// alike, or two that are equally far, so that nothing speaks for either. Keeps one form of each
/// entry. An entry that lies in another, or contains it, is no rival.
std::size_t count_meant(const gazetteer::Catalog& catalog, std::vector<NearEntry>& near,
                        Confidence wanted);

}  // namespace waymark::normalize
