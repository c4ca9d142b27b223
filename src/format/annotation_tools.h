// SPDX-License-Identifier: Apache-2.0
// The JSON of annotation tools: text with labelled spans and relations between them. Mentions may
// overlap; slots, features and all of a link but entry and name have no place there.
//
// doccano, JSON lines of a project for sequence labelling with relations; code points:
//     {"id": "a", "text": "…", "entities": [{"id": 1, "label": "PLACE", "start_offset": 0,
//      "end_offset": 6}], "relations": [{"id": 1, "type": "part_of", "from_id": 1, "to_id": 2}],
//      "meta": {…}}
// read also with `label` or `labels`: [[0, 6, "PLACE"]].
//
// Label Studio, an array of tasks; code points, as it counts since 1.4 (or the UTF-16 units of
// older ones, which are read if the regions' quotes say so). Mentions are the result of a prediction (or,
// as gold, of an annotation); read is the last annotation that was not cancelled, ground truth
// before others, else the first prediction. Of the short export (JSON_MIN) too, which has the
// regions beside the text; there relations are gone:
//     {"data": {"id": "a", "text": "…", "meta": {…}}, "predictions": [{"model_version": "waymark",
//      "result": [{"id": "m1", "from_name": "label", "to_name": "text", "type": "labels",
//      "value": {"start": 0, "end": 6, "text": "Hyesan", "labels": ["PLACE"]}, "score": 0.98,
//      "meta": {"text": ["[kp.ryanggang.hyesan] Hyesan"]}}, {"type": "relation", "from_id": "m1",
//      "to_id": "m2", "direction": "right", "labels": ["part_of"]}]}]}
//
// Prodigy, JSON lines; code points:
//     {"text": "…", "tokens": [{"text": "Hyesan", "start": 0, "end": 6, "id": 0, "ws": true}],
//      "spans": [{"start": 0, "end": 6, "label": "PLACE", "token_start": 0, "token_end": 0}],
//      "relations": [{"head": 0, "child": 2, "label": "part_of", "head_span": {…}, …}],
//      "id": "a", "meta": {…}}
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

[[nodiscard]] std::unique_ptr<Reader> make_doccano_reader(ByteSource& source,
                                                          const std::string& file_name,
                                                          const std::string& id,
                                                          const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_doccano_writer(const WriteOptions& options);

[[nodiscard]] std::unique_ptr<Reader> make_label_studio_reader(ByteSource& source,
                                                               const std::string& file_name,
                                                               const std::string& id,
                                                               const ReadOptions& options);
/// A folder gets `labeling.xml`, the labelling interface that the tasks fit.
[[nodiscard]] std::unique_ptr<Writer> make_label_studio_writer(const WriteOptions& options);

[[nodiscard]] std::unique_ptr<Reader> make_prodigy_reader(ByteSource& source,
                                                          const std::string& file_name,
                                                          const std::string& id,
                                                          const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_prodigy_writer(const WriteOptions& options);

}  // namespace waymark::format
