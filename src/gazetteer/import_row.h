// SPDX-License-Identifier: Apache-2.0
// What the readers of tables have in common: the row that they fill, whatever the table looks like,
// and the sink that takes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/import.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

/// A value and where it begins. Units: bytes of the table.
struct ImportField {
  std::string text;
  std::size_t at = 0;
};

/// A form of which a table says more than its text.
struct ImportForm {
  /// Whether the same is said of both, wherever it stands.
  [[nodiscard]] bool says_as(const ImportForm& other) const {
    return form == other.form && is_judged == other.is_judged && corrects == other.corrects;
  }

  Form form;  ///< `why` is kCanonical where it is not said
  std::size_t at = 0;
  bool is_judged = true;         ///< its letters say how it is found (form_evidence.h)
  std::optional<bool> corrects;  ///< other spellings are corrected to it; else as its entry says
};

/// One thing with its names, as a table says it.
struct ImportRow {
  std::vector<std::pair<std::string, ImportField>> names;  ///< (language, name); empty: guess
  std::vector<ImportField> aliases;
  std::vector<ImportForm> forms;  ///< names and aliases of which more is said, and other forms
  ImportField id, label, kind, parent, lat, lon, population, from, to, prior;
  ImportField corrects;  ///< "true": other spellings are corrected to its forms
  ImportField source;    ///< the gazetteer that it comes from
  std::vector<std::pair<std::string, ImportField>> ids;  ///< (scheme, id)
  std::size_t at = 0;                                    ///< where it begins

  void clear(std::size_t begin);
};

/// Takes rows, and what is wrong with those that could not be read.
class ImportSink {
 public:
  virtual ~ImportSink() = default;
  /// Says that these rows will come, a line each.
  virtual void expect(std::string_view table) = 0;
  virtual void take(const ImportRow& row) = 0;
  /// Takes a row that is one name of a language to be guessed.
  virtual void take_name(std::string_view name, std::size_t at) = 0;
  /// A row that is left out.
  virtual void refuse(std::size_t at, std::string code, std::string message,
                      std::string hint = {}) = 0;
  /// The same, where the place is known already.
  virtual void refuse(Diagnostic fault) = 0;
  /// From here on places are bytes of this table.
  virtual void enter(const Table& table) = 0;
  /// Whether a row of this id, without the prefix, was taken.
  [[nodiscard]] virtual bool has(std::string_view id) const = 0;
};

/// A longer row is left out: quotes that never close would else swallow the table.
inline constexpr std::size_t kMaxRowBytes = std::size_t{1} << 20;

/// Puts a value where a field's name says. Gives false for no field's name.
[[nodiscard]] bool put_field(std::string_view field, ImportField value, std::string_view separator,
                             ImportRow& row);
/// Whether put_field knows it.
[[nodiscard]] bool is_field(std::string_view field);
[[nodiscard]] const std::vector<std::string>& field_names();

// The readers. Each gives a diagnostic where nothing of the table can be read.
using Failure = std::optional<Diagnostic>;
Failure read_lines(const Table& table, ImportSink& sink);
Failure read_table(const Table& table, const ImportOptions& options, ImportSink& sink);
Failure read_json_lines(const Table& table, const ImportOptions& options, ImportSink& sink);
Failure read_geonames(const Table& table, const GeoNamesTables& beside,
                      const ImportOptions& options, ImportSink& sink);
Failure read_wikidata(const Table& table, ImportSink& sink);
Failure read_linked_places(const Table& table, ImportSink& sink);
Failure read_skos(const Table& table, ImportSink& sink);
Failure read_entity_ruler(const Table& table, ImportSink& sink);
Failure read_gate(const Table& table, ImportSink& sink);

/// Without white space at its ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Without a byte order mark.
[[nodiscard]] std::string_view without_mark(std::string_view bytes);

/// Takes the next line, without its end (LF, CRLF), off the front of the bytes from `at`.
[[nodiscard]] std::string_view take_line(std::string_view bytes, std::size_t& at);

}  // namespace waymark::gazetteer
