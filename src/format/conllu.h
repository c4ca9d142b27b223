// SPDX-License-Identifier: Apache-2.0
// CoNLL-U: ten columns a token, a blank line after each sentence; CoNLL-U Plus, whose first line
// names the columns. Offset unit: code points, in MISC.
//
//     # newdoc id = a.txt
//     # global.Entity = eid-etype-identity
//     # waymark.text = "Hyesan said so."
//     # waymark.meta = {"date": "2020-11-04"}
//     # sent_id = a.txt-1
//     # text = Hyesan said so.
//     1  Hyesan  Hyesan  PROPN  NNP  _  2  nsubj  _
//     Entity=(m1-PLACE-kp.hyesan)|start_char=0|end_char=6
//
// Mentions are written as in CorefUD, a bracket where each begins and ends; they may nest and
// cross. In labels and entries '-', '(', ')', '|', '=', '%' and white space are written as %XX.
// EntityRelation=m1-part_of-m2 and EntitySlot=m1-role-m3 in MISC lead from one to another.
// Columns that came with the document (lemma, pos, xpos, feats, head, deprel, deps, and what else
// stood in MISC as misc) stand where they belong. A document without tokens has the one token "_",
// from 0 to 0. CoNLL-U Plus has a column more, WAYMARK:NE, with tags of the flat layer (B-PLACE,
// I-PLACE, O); of other files, a column whose name ends in :NE or :NER is read so where no entity
// has brackets, and columns of other names are features of tokens. Read without `waymark.text`, the
// text is made of the forms and of SpaceAfter and SpacesAfter; a multiword token is one token, with
// the columns of its first word. Source: universaldependencies.org/format.html, ext-format.html;
// CorefUD 1.0 format.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

/// A malformed line makes its document an error; the next document is read.
[[nodiscard]] std::unique_ptr<Reader> make_conllu_reader(ByteSource& source,
                                                         const std::string& file_name,
                                                         const std::string& id,
                                                         const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_conllu_writer(const WriteOptions& options);
/// Its files are read by the same reader.
[[nodiscard]] std::unique_ptr<Writer> make_conllu_plus_writer(const WriteOptions& options);

}  // namespace waymark::format
