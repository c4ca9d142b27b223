// SPDX-License-Identifier: Apache-2.0
// Few of many elements are asked for in a sentence: what was found is kept by them, in a row.
#include "grammar/steps.h"

#include <utility>

namespace waymark::grammar {

void StepMemo::clear(std::size_t elements) {
  for (const std::uint32_t element : elements_) place_of_[element] = 0;
  place_of_.resize(elements, 0);
  elements_.clear();
  found_.clear();
}

Steps& StepMemo::add(std::uint32_t element, Steps steps) {
  found_.push_back(std::move(steps));
  elements_.push_back(element);
  place_of_[element] = static_cast<std::uint32_t>(found_.size());
  return found_.back();
}

}  // namespace waymark::grammar
