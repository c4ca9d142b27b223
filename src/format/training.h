// SPDX-License-Identifier: Apache-2.0
// What NER tools train on: tokens with labels. A mention begins and ends with a token.
//
// spaCy, JSON lines of what Doc.to_json() gives and Doc.from_json() takes; code points. White space
// that is more than one space is a token, as spaCy has it. `ents` are the mentions that do not
// overlap (those of flat labels first), the span group `sc` holds all, with entries as kb_id; read
// is `sc`, else `ents`:
//     {"text": "…", "ents": [{"start": 0, "end": 6, "label": "PLACE"}], "sents": [{"start": 0,
//      "end": 20}], "tokens": [{"id": 0, "start": 0, "end": 6}], "spans": {"sc": [{"start": 0,
//      "end": 6, "label": "PLACE", "kb_id": "kp.ryanggang.hyesan"}]}, "_": {"id": "a"}}
//
// Hugging Face, JSON lines for datasets.load_dataset("json"): tokens and tags in the scheme IOB2.
//     {"id": "a", "tokens": ["Hyesan", "said"], "ner_tags": ["B-PLACE", "O"]}
// Read are also `words` and `tags`, other schemes (IOB1, BIOES, BILOU), and the numbers of a
// ClassLabel, whose names the options say.
//
// GLiNER, an array; a mention is its first and its last token:
//     {"tokenized_text": ["Hyesan", "said"], "ner": [[0, 0, "PLACE"]], "id": "a"}
// What is masked is none of spaCy's spans but stands in `_` as `masked`, and has the tag -100 in
// Hugging Face's.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

[[nodiscard]] std::unique_ptr<Reader> make_spacy_reader(ByteSource& source,
                                                        const std::string& file_name,
                                                        const std::string& id,
                                                        const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_spacy_writer(const WriteOptions& options);

[[nodiscard]] std::unique_ptr<Reader> make_hf_reader(ByteSource& source,
                                                     const std::string& file_name,
                                                     const std::string& id,
                                                     const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_hf_writer(const WriteOptions& options);

[[nodiscard]] std::unique_ptr<Reader> make_gliner_reader(ByteSource& source,
                                                         const std::string& file_name,
                                                         const std::string& id,
                                                         const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_gliner_writer(const WriteOptions& options);

}  // namespace waymark::format
