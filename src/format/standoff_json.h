// SPDX-License-Identifier: Apache-2.0
// Standoff of two worlds that count UTF-16 units.
//
// UIMA CAS JSON 0.4, a file a document, with the layers that INCEpTION and dkpro-cassis know:
// Token, Sentence and NamedEntity (its value is the label, its identifier the entry). Layers of a
// project (webanno.custom.… or any other name) are read too: their plain features are features, what they link to
// fills slots. Relations and slots are written as layers of relations,
// webanno.custom.WaymarkRelation and …Slot, from Governor to Dependent:
//     {"%TYPES": {…}, "%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1,
//      "sofaID": "_InitialView", "mimeType": "text", "sofaString": "…"}, {"%ID": 2, "%TYPE":
//      "….NamedEntity", "@sofa": 1, "begin": 0, "end": 6, "value": "PLACE"}], "%VIEWS": {…}}
//
// W3C Web Annotation, an array of annotations, each with a position and a quote; those of a
// document follow each other, its id is their source. The text stands elsewhere; read, it comes
// from `find_text`, and the quote must stand where the position says:
//     {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "a.txt#m1", "type": "Annotation",
//      "body": [{"type": "TextualBody", "purpose": "tagging", "value": "PLACE"}], "target":
//      {"source": "a.txt", "selector": [{"type": "TextPositionSelector", "start": 0, "end": 6},
//      {"type": "TextQuoteSelector", "exact": "Hyesan", "prefix": "", "suffix": " said"}]}}
// A relation or a slot is an annotation of the place it leads from, with motivation `linking` and
// the ids of both mentions in its bodies; `classifying` as "slot" tells the latter. Read are also
// Recogito's connections, whose targets are two ids.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

[[nodiscard]] std::unique_ptr<Reader> make_cas_reader(ByteSource& source,
                                                      const std::string& file_name,
                                                      const std::string& id,
                                                      const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_cas_writer(const WriteOptions& options);

[[nodiscard]] std::unique_ptr<Reader> make_w3c_reader(ByteSource& source,
                                                      const std::string& file_name,
                                                      const std::string& id,
                                                      const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_w3c_writer(const WriteOptions& options);

}  // namespace waymark::format
