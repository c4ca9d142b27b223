// SPDX-License-Identifier: Apache-2.0
// Candidates → mentions: which overlapping candidates stand, which entry each is, and the document
// that says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "waymark/document.h"

namespace waymark::resolve {

/// What resolution needs to know besides the candidates; everything is borrowed for the call.
struct Context {
  const gazetteer::Catalog& catalog;
  const gazetteer::Schema& schema;  ///< of the run: the catalog's labels and those of rule files
  const std::vector<std::string>& names;       ///< of slots, features and relation types, by number
  const std::vector<std::string>& rule_names;  ///< by number
};

/// Makes mentions and relations of the living candidates and puts them into `document`, sorted.
/// Flat mentions do not overlap afterwards. `document` has its text; tokens and sentences are left
/// as they are.
void resolve(const Context& context, match::CandidateSet& set, Document& document);

}  // namespace waymark::resolve
