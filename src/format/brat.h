// SPDX-License-Identifier: Apache-2.0
// brat standoff: ID.txt holds the text, ID.ann the annotations, annotation.conf of the folder the
// types. Offset unit: code points. A mention is a text-bound annotation, cut into fragments where a
// line ends in it, as brat demands:
//
//     T1  POST 0 26;27 36    head of the MSS office in Hyesan City      (tabs between the three)
//     R1  part_of Arg1:T3 Arg2:T4                a relation
//     R2  role Arg1:T1 Arg2:T2                   a slot: from the structured mention to what fills
//     it N1  Reference T4 waymark:kp.mss  Ministry of State Security       a link A1  Corrected T5
//     the form was corrected #1  AnnotatorNotes T6  value=2019-10-16    features
//
// What fills a slot without being a mention becomes an annotation of type Filler. Characters
// besides letters, digits,
// '-' and '_' in types become '_'. It can't carry meta, tokens, sentences, candidates, scores,
// empty mentions, and of a link only entry and name.
#pragma once

#include <memory>

#include "format/format.h"

namespace waymark::format {

[[nodiscard]] std::unique_ptr<Writer> make_brat_writer(const WriteOptions& options);

}  // namespace waymark::format
