// SPDX-License-Identifier: Apache-2.0
// A manifest says what a corpus was made of and what came out, so that it can be made again bit for
// bit: the command line, and digests of the program, of all knowledge, inputs and outputs. It holds
// neither time nor place, so that the same run gives the same manifest.
//
//     {"manifest": 1,
//      "program": {"version": "0.1.0", "sha256": "…"},
//      "arguments": ["annotate", "--manifest", "m.json", "-o", "out.jsonl", "seeds/"],
//      "to": "jsonl", "output": "out.jsonl", "run": "…", "errors": 0,
//      "shipped": [{"file": "gazetteer/schema.yaml", "bytes": 1871, "sha256": "…"}],
//      "knowledge": […], "inputs": […],
//      "parts": [{"name": "", "counts": {…}, "files": […]}],
//      "losses": [{"what": "form", "change": "dropped", "count": 3, "documents": 1}]}
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/corpus_counts.h"
#include "cli/document_sink.h"
#include "cli/document_source.h"
#include "cli/file_digest.h"
#include "cli/output.h"
#include "format/loss.h"
#include "text/json.h"
#include "waymark/result.h"

namespace waymark::cli {

/// What a run knows of itself when it is done.
struct RunRecord {
  const OutputOptions& options;
  std::string to;                               ///< the format's name
  std::string run;                              ///< digest of an annotation's run; empty: none
  std::string data;                             ///< folder of the shipped knowledge
  std::vector<std::string> shipped, knowledge;  ///< files; shipped ones below `data`
  std::set<std::string> inputs;
  std::vector<std::string> part_names;
  std::vector<const DocumentSink*> parts;
  const format::Losses* losses = nullptr;  ///< never null when it is written
  std::uint64_t errors = 0;
};

/// The file of the manifest, to be filled at the end; null without --manifest.
/// Errors: what is read or written has no name to come back to; as Output's.
Result<std::unique_ptr<Output>> create_manifest(const OutputOptions& options,
                                                const DocumentSource& source);

/// Digests all files and writes the manifest. Errors: a file that can't be read any more.
std::optional<Diagnostic> write_manifest(const RunRecord& record, Output& output);

/// A manifest as read.
struct Manifest {
  text::json::Value value;  ///< the whole of it
  std::vector<std::string> arguments;
  std::string output;
  FileDigest program;
  std::vector<FileDigest> shipped, knowledge, inputs, outputs;
};

/// Errors: the file can't be read or is no manifest, with the place.
Result<Manifest> read_manifest(const std::string& path);

}  // namespace waymark::cli
