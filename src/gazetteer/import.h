// SPDX-License-Identifier: Apache-2.0
// Tables of names → the bytes of an index: plain lists, CSV and TSV, JSON lines, and the forms in
// which others hand gazetteers on. Rows are read one after another out of the bytes of the table
// and packed at once, so that a table of millions needs little more memory than its index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/digest.h"
#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::gazetteer {

/// What a table is written in.
enum class TableForm : std::uint8_t {
  kLines,
  kCsv,
  kTsv,
  kJsonLines,
  kGeoNames,
  kWikidata,      ///< entities in JSON, one a line, as the dumps have them
  kLinkedPlaces,  ///< a GeoJSON feature collection in the Linked Places format, or a feature a line
  kSkos,          ///< concepts in Turtle, N-Triples, RDF/XML or JSON-LD
  kEntityRuler,   ///< patterns of spaCy's EntityRuler, JSON lines
  kGate           ///< a .def file, whose lists lie beside it
};

/// What becomes of forms whose letters prove little; see form_evidence.h.
enum class WeakForms : std::uint8_t {
  kGuard,  ///< words ask for their case and for company, scraps serve look-up only; short and
           ///< lower-case ones keep their case
  kExact,  ///< all of them are found, but only as they are written
  kKeep,   ///< they are found as all others are
};

/// Which column holds what. Fields: name, name.LANG, id, ids.SCHEME, aliases, label, kind, lat,
/// lon, parent, population, from, to, prior, corrects, aliases.WHY.
using ColumnMap = std::vector<std::pair<std::string, std::string>>;  ///< (field, column)

struct ImportOptions {
  TableForm form = TableForm::kLines;
  std::string label;            ///< of all entries; empty: the rows say it
  std::string kind;             ///< of entries whose row says none; may be empty
  std::string source, version;  ///< of the gazetteer; go into every result
  bool takes_sources = false;   ///< of rows that say theirs
  std::string id_prefix;        ///< before every id and parent, e.g. "geonames."
  ColumnMap columns;            ///< empty: columns that are named as the fields
  std::string alias_separator;  ///< empty: '|' or ';', whichever stands there; GeoNames: ','
  WeakForms weak = WeakForms::kGuard;
};

/// The bytes of a table and what its faults call it.
/// Lifetime: borrowed.
struct Table {
  std::string_view bytes;
  std::string file;
};

/// What GeoNames keeps beside a dump. Each may be missing.
struct GeoNamesTables {
  std::optional<Table> alternate_names;  ///< alternateNamesV2.txt: names by language, other ids
  std::vector<Table> divisions;          ///< admin1CodesASCII.txt, admin2Codes.txt
  std::optional<Table> countries;        ///< countryInfo.txt
};

/// What an import took and what not.
struct ImportReport {
  std::uint64_t rows = 0;      ///< without header and empty lines
  std::uint64_t bad_rows = 0;  ///< left out; `diagnostics` has the first 20
  std::uint64_t repeated = 0;  ///< names of plain lists that stand there more than once
  std::uint64_t forms = 0;
  std::uint64_t lookup_only = 0, exact = 0, in_company = 0;  ///< weak forms
  Diagnostics diagnostics;
};

/// By the words of the command line: lines, csv, geonames …
[[nodiscard]] std::optional<TableForm> find_table_form(std::string_view name);
[[nodiscard]] std::vector<std::string> table_form_names();

/// Compiles the names of a table. A malformed row is left out and reported. `beside` is of use to
/// GeoNames only.
/// Errors: a column that the table lacks, a label or kind that is none, no row that could be used,
/// more names than an index can number, a list of GATE that can't be read.
[[nodiscard]] Result<std::string> import_table(const Table& table, const GeoNamesTables& beside,
                                               const ImportOptions& options, ImportReport& report);

}  // namespace waymark::gazetteer
