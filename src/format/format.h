// SPDX-License-Identifier: Apache-2.0
// The two halves of a format: a reader makes documents of bytes, a writer bytes of documents.
// Formats know a Document, never how it was made. `find_format` is the one place where they are
// named.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/carries.h"
#include "format/loss.h"
#include "text/offset_map.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::format {

/// Whether somebody has looked at a document, as far as a tool's record says.
enum class Answer : std::uint8_t {
  kUnknown,
  kGiven,  ///< though nothing may be marked
  kNone,   ///< passed over, refused, or not yet its turn
};

/// A document read, or what was wrong with its record.
struct Record {
  Document document;  ///< with `error`, only its id, if that could be read
  std::optional<Diagnostic> error;
  std::uint64_t line = 0;  ///< where the record begins in its file, from 1
  Losses losses;           ///< what the record says and a document has no place for
  Answer answer = Answer::kUnknown;
};

/// Which fields of a record are what; for JSON lines, CSV and TSV, the text also of Label Studio.
struct ReadOptions {
  std::string text_field = "text", id_field = "id", date_field = "date", lang_field = "lang";
  std::string annotator;  ///< labelstudio, prodigy: whose answers alone are read; empty: anyone's
  /// hf: what the numbers of tags mean, if they are numbers: {"O", "B-PER", "I-PER"}.
  std::vector<std::string> tags;
  std::uint64_t max_document = 256ull << 20;  ///< bytes; a larger one is an error record
  /// The text of a document that comes without it, by the document's id (of brat, its .txt), or
  /// nothing; a text of more than `most` bytes may be cut behind them. Null: there are no texts.
  std::function<std::optional<std::string>(const std::string& id, std::uint64_t most)> find_text;
};

/// A stream of bytes; returns how many were read, 0 at the end. Errors: throws nothing; a failed
/// read sets `error`.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::size_t read(char* buffer, std::size_t size) = 0;
  /// Why reading stopped early; empty if it did not.
  [[nodiscard]] virtual std::string error() const = 0;
};

/// Reads the documents of one input, one after another.
class Reader {
 public:
  virtual ~Reader() = default;
  /// The next record, or none at the end. A record with an error does not end the stream.
  virtual std::optional<Record> next() = 0;
};

using text::OffsetUnit;

struct WriteOptions {
  OffsetUnit offsets = OffsetUnit::kCodePoint;
  bool with_text = true, with_tokens = true, with_sentences = true,
       with_candidates = true;      ///< jsonl
  std::string dialect = "waymark";  ///< conll: waymark, conll2003, spacy, doccano
  std::vector<std::string>
      columns;  ///< conll: instead of a dialect's; csv, tsv: of meta to be added
  std::vector<std::string> labels;  ///< labels to declare (brat's annotation.conf)
  std::vector<std::string>
      structured_labels;                    ///< conll; none: those that have slots or hold others
  std::vector<std::string> relation_types;  ///< brat: to declare besides the usual ones
  bool gold = false;                        ///< labelstudio: annotations, not predictions
  bool color = false;                       ///< pretty
  std::uint32_t width = 100;                ///< pretty: columns of the terminal
};

/// One file of a document's output; brat has several.
struct NamedBytes {
  std::string suffix;  ///< ".ann", ".txt", ".conll" …; of a folder's common files the whole name
  std::string bytes;
};

/// Turns documents into bytes.
class Writer {
 public:
  virtual ~Writer() = default;
  /// What stands before the first document of a stream (a header line, or nothing), between two
  /// documents, and behind the last.
  [[nodiscard]] virtual std::string begin() const { return {}; }
  [[nodiscard]] virtual std::string between() const { return {}; }
  [[nodiscard]] virtual std::string end() const { return {}; }
  /// Appends one document to a stream.
  virtual void write(const Document& document, std::string& out) const = 0;
  /// The files of one document, for output into a folder; mostly one, with the bytes of begin(),
  /// write() and end().
  [[nodiscard]] virtual std::vector<NamedBytes> write_files(const Document& document) const = 0;
  /// Files that a folder of documents needs once; `annotation.conf` for brat.
  [[nodiscard]] virtual std::vector<NamedBytes> folder_files() const { return {}; }
  /// What it can hold of a document.
  [[nodiscard]] virtual Carries carries() const = 0;
  /// What stands in the place of a document that could not be read; by default nothing.
  virtual void write_error(const Record& record, std::string& out) const {
    (void)record, (void)out;
  }
};

/// What a format is and can carry; `waymark formats` prints it.
struct Format {
  std::string name;  ///< as on the command line: jsonl
  std::string description;
  std::vector<std::string> suffixes;  ///< ".jsonl"
  std::string offset_unit;            ///< "code points", "tokens", "none"
  bool one_file_a_document = false;   ///< brat: needs a folder
  bool is_view = false;  ///< its writer chooses itself what it shows of a whole document
  /// Null where any options will do; else what is wrong with them (a dialect or column that is
  /// unknown).
  std::function<std::optional<Diagnostic>(const WriteOptions&)> check_options;
  /// Null where the format can't be read or written.
  std::function<std::unique_ptr<Reader>(ByteSource&, const std::string& file_name,
                                        const std::string& id, const ReadOptions&)>
      make_reader;
  std::function<std::unique_ptr<Writer>(const WriteOptions&)> make_writer;
};

/// All formats, in the order of the manual.
[[nodiscard]] const std::vector<Format>& formats();
[[nodiscard]] const Format* find_format(std::string_view name);
[[nodiscard]] const Format* find_format_by_suffix(std::string_view path);

}  // namespace waymark::format
