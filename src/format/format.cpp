// SPDX-License-Identifier: Apache-2.0
// The table of formats: what each is called, what it can't carry and who makes its readers and
// writers.
#include "format/format.h"

#include <utility>

#include "format/brat.h"
#include "format/conll.h"
#include "format/json_lines.h"
#include "format/plain_text.h"
#include "format/pretty.h"
#include "format/table.h"

namespace waymark::format {
namespace {

Format make_table_format(const std::string& name, char delimiter, std::string description) {
  const bool is_tsv = delimiter == '\t';
  return {.name = name,
          .description = std::move(description),
          .suffixes = {"." + name},
          .offset_unit = "code points (or UTF-16, bytes)",
          .is_view = true,
          .make_reader =
              [is_tsv](ByteSource& source, const std::string& file_name, const std::string& id,
                       const ReadOptions& options) {
                return make_table_reader(is_tsv, source, file_name, id, options);
              },
          .make_writer =
              [delimiter](const WriteOptions& options) {
                return make_table_writer(delimiter, options);
              }};
}

std::vector<Format> list_formats() {
  return {
      {.name = "jsonl",
       .description =
           "JSON lines: the native form, a document a line; read also as text with fields",
       .suffixes = {".jsonl", ".ndjson"},
       .offset_unit = "code points (or UTF-16, bytes)",
       .make_reader = make_json_lines_reader,
       .make_writer = make_json_lines_writer},
      {.name = "text",
       .description = "plain text, a file a document",
       .suffixes = {".txt", ".text"},
       .offset_unit = "none",
       .is_view = true,
       .make_reader = make_text_reader,
       .make_writer = [](const WriteOptions&) { return make_text_writer(); }},
      {.name = "conll",
       .description =
           "a token a line; dialects waymark (standoff that reads back), conll2003, spacy, doccano",
       .suffixes = {".conll", ".iob"},
       .offset_unit = "code points (or UTF-16, bytes); tokens in the bare dialects",
       .check_options = check_conll_options,
       .make_reader = make_conll_reader,
       .make_writer = make_conll_writer},
      {.name = "brat",
       .description =
           "brat standoff: .txt and .ann for each document, annotation.conf for the folder",
       .suffixes = {".ann"},
       .offset_unit = "code points",
       .one_file_a_document = true,
       .make_reader = make_brat_reader,
       .make_writer = make_brat_writer},
      make_table_format(
          "csv", ',', "a table, comma-separated: read, a row a document; written, a row a mention"),
      make_table_format("tsv", '\t', "the same, tab-separated"),
      {.name = "pretty",
       .description = "the text with its mentions marked, for reading on a terminal",
       .suffixes = {".pretty"},
       .offset_unit = "none",
       .is_view = true,
       .make_writer = make_pretty_writer},
  };
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> kFormats = list_formats();
  return kFormats;
}

const Format* find_format(std::string_view name) {
  for (const Format& format : formats())
    if (format.name == name) return &format;
  return nullptr;
}

const Format* find_format_by_suffix(std::string_view path) {
  for (const Format& format : formats())
    for (const std::string& suffix : format.suffixes)
      if (path.ends_with(suffix)) return &format;
  return nullptr;
}

}  // namespace waymark::format
