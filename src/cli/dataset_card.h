// SPDX-License-Identifier: Apache-2.0
// A corpus in words, for the people who get it: a card in Markdown from the numbers of its
// manifest alone.
#pragma once

#include <string>

#include "cli/manifest.h"

namespace waymark::cli {

/// The card, with the head in YAML that Hugging Face reads. `title` is its first heading.
/// Source: huggingface.co/docs/hub/datasets-cards.
[[nodiscard]] std::string write_card(const Manifest& manifest, const std::string& title);

}  // namespace waymark::cli
