// SPDX-License-Identifier: Apache-2.0
// What a sentence must have for a condition to hold, as far as that can be said of features: kinds,
// entries and texts of mentions, words near a match. Also what the document must have.
#pragma once

#include <vector>

#include "grammar/engine.h"

namespace waymark::grammar {

struct LabelFilter;  // scene.h

/// Sets of features; of each set the sentence of the match has one if the condition holds.
/// `mentions`: captures that hold nothing but mentions, each all of its mention.
[[nodiscard]] std::vector<Features> needs_of(const Engine& engine, const CompiledTest& test,
                                             const std::vector<CaptureId>& mentions);
/// The same of a mention that passes a label element's filter.
[[nodiscard]] std::vector<Features> needs_of(const Engine& engine, const LabelFilter& filter);

/// Sets of entries; of each set the document mentions one if the condition holds.
[[nodiscard]] std::vector<std::vector<EntryId>> document_needs_of(const CompiledTest& test);

}  // namespace waymark::grammar
