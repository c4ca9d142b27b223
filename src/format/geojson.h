// SPDX-License-Identifier: Apache-2.0
// GeoJSON: a point for every mention whose entry has coordinates, with document, text, label and
// entry as properties; the fields of meta stand in `meta`. It is a map, not a corpus, and only
// written. Source: RFC 7946 (longitude comes first). Offset unit: code points.
#pragma once

#include <memory>

#include "format/format.h"

namespace waymark::format {

[[nodiscard]] std::unique_ptr<Writer> make_geojson_writer(const WriteOptions& options);

}  // namespace waymark::format
