// SPDX-License-Identifier: Apache-2.0
// The table of formats: what each is called, what it can't carry and who makes its readers and
// writers.
#include "format/format.h"

#include <utility>

#include "format/annotation_tools.h"
#include "format/brat.h"
#include "format/conll.h"
#include "format/conllu.h"
#include "format/geojson.h"
#include "format/inline_markup.h"
#include "format/json_lines.h"
#include "format/plain_text.h"
#include "format/pretty.h"
#include "format/standoff_json.h"
#include "format/table.h"
#include "format/training.h"

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
       .description = "a token a line; dialects waymark (standoff that reads back), conll2003, "
                      "spacy, doccano (tokens "
                      "alone)",
       .suffixes = {".conll", ".iob"},
       .offset_unit = "code points (or UTF-16, bytes)",
       .check_options = check_conll_options,
       .make_reader = make_conll_reader,
       .make_writer = make_conll_writer},
      {.name = "conllu",
       .description = "CoNLL-U: a token a line with lemma, parts of speech and entities",
       .suffixes = {".conllu"},
       .offset_unit = "code points",
       .make_reader = make_conllu_reader,
       .make_writer = make_conllu_writer},
      {.name = "conllup",
       .description = "CoNLL-U Plus: the same with named columns, one of them tags of entities",
       .suffixes = {".conllup"},
       .offset_unit = "code points",
       .make_reader = make_conllu_reader,
       .make_writer = make_conllu_plus_writer},
      {.name = "brat",
       .description =
           "brat standoff: .txt and .ann for each document, annotation.conf for the folder",
       .suffixes = {".ann"},
       .offset_unit = "code points",
       .one_file_a_document = true,
       .make_reader = make_brat_reader,
       .make_writer = make_brat_writer},
      {.name = "labelstudio",
       .description = "Label Studio: tasks with predictions or, as gold, annotations",
       .suffixes = {".labelstudio.json"},
       .offset_unit = "code points (or UTF-16)",
       .make_reader = make_label_studio_reader,
       .make_writer = make_label_studio_writer},
      {.name = "doccano",
       .description = "doccano: sequence labelling with relations, JSON lines",
       .suffixes = {".doccano.jsonl"},
       .offset_unit = "code points",
       .make_reader = make_doccano_reader,
       .make_writer = make_doccano_writer},
      {.name = "prodigy",
       .description = "Prodigy: spans and relations, JSON lines",
       .suffixes = {".prodigy.jsonl"},
       .offset_unit = "code points",
       .make_reader = make_prodigy_reader,
       .make_writer = make_prodigy_writer},
      {.name = "spacy",
       .description = "spaCy: what Doc.to_json gives and Doc.from_json takes, JSON lines",
       .suffixes = {".spacy.jsonl"},
       .offset_unit = "code points",
       .make_reader = make_spacy_reader,
       .make_writer = make_spacy_writer},
      {.name = "hf",
       .description = "Hugging Face: tokens and tags for token classification, JSON lines",
       .suffixes = {".hf.jsonl"},
       .offset_unit = "tokens",
       .make_reader = make_hf_reader,
       .make_writer = make_hf_writer},
      {.name = "gliner",
       .description = "GLiNER: tokens and mentions, a JSON array",
       .suffixes = {".gliner.json"},
       .offset_unit = "tokens",
       .make_reader = make_gliner_reader,
       .make_writer = make_gliner_writer},
      make_table_format(
          "csv", ',', "a table, comma-separated: read, a row a document; written, a row a mention"),
      make_table_format("tsv", '\t', "the same, tab-separated"),
      {.name = "cas",
       .description = "UIMA CAS JSON: INCEpTION's layers of tokens, sentences, named entities",
       .suffixes = {".cas.json"},
       .offset_unit = "UTF-16",
       .one_file_a_document = true,
       .make_reader = make_cas_reader,
       .make_writer = make_cas_writer},
      {.name = "w3c",
       .description = "W3C Web Annotation: position and quote, apart from the text",
       .suffixes = {".w3c.json"},
       .offset_unit = "UTF-16",
       .make_reader = make_w3c_reader,
       .make_writer = make_w3c_writer},
      {.name = "geojson",
       .description = "a map: a point for every mention whose entry has coordinates",
       .suffixes = {".geojson"},
       .offset_unit = "code points",
       .make_writer = make_geojson_writer},
      {.name = "html",
       .description = "one page, mentions as marks in the text",
       .suffixes = {".html"},
       .offset_unit = "none",
       .make_writer = make_html_writer},
      {.name = "tei",
       .description = "TEI P5: placeName, orgName, roleName, persName, date in the text",
       .suffixes = {".tei.xml"},
       .offset_unit = "none",
       .make_writer = make_tei_writer},
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
  const Format* found = nullptr;
  std::size_t longest = 0;  // news.spacy.jsonl is spaCy's
  for (const Format& format : formats())
    for (const std::string& suffix : format.suffixes)
      if (path.ends_with(suffix) && suffix.size() > longest)
        found = &format, longest = suffix.size();
  return found;
}

}  // namespace waymark::format
