// SPDX-License-Identifier: Apache-2.0
// waymark marks named entities in text and says which gazetteer entry each one is.
//
//     auto gazetteer = waymark::Gazetteer::load({"gazetteer/schema.yaml",
//     "gazetteer/dprk-divisions.yaml"}); auto rules =
//     waymark::RuleSet::load({"grammar/places.way"}, *gazetteer); waymark::Annotator
//     annotator(*gazetteer, *rules); auto document = annotator.annotate("A source in Hyesan,
//     Ryanggang Province, said so."); for (const waymark::Mention& mention : document->mentions)
//       std::cout << document->slice(mention.span) << ' ' << mention.label << '\n';
//
// Every load and annotate answers with a Result: a value, or diagnostics with file, line and
// column. The library never prints, never exits and never searches for files. examples/minimal.cpp
// is a whole program.
#pragma once

#include "waymark/annotator.h"   // IWYU pragma: export
#include "waymark/diagnostic.h"  // IWYU pragma: export
#include "waymark/document.h"    // IWYU pragma: export
#include "waymark/gazetteer.h"   // IWYU pragma: export
#include "waymark/mention.h"     // IWYU pragma: export
#include "waymark/result.h"      // IWYU pragma: export
#include "waymark/rule_set.h"    // IWYU pragma: export
#include "waymark/span.h"        // IWYU pragma: export
#include "waymark/version.h"     // IWYU pragma: export
