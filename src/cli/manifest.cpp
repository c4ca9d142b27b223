// SPDX-License-Identifier: Apache-2.0
#include "cli/manifest.h"

#include <filesystem>
#include <utility>

#include "cli/console.h"
#include "text/source_file.h"
#include "waymark/version.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
namespace json = text::json;

void write_digest(const FileDigest& digest, json::Writer& json) {
  json.begin_object().member("file", digest.file).member("bytes", digest.byte_size);
  json.member("sha256", digest.sha256).end_object();
}

/// A manifest under construction: a line a member, and a line a file, so that two can be compared.
class ManifestPage {
 public:
  explicit ManifestPage(const RunRecord& record) : record_(record) {}

  Result<std::string> write() {
    const auto program = digest_program();
    if (!program) return program.error();
    page_ = "{\n";
    member("manifest", [](json::Writer& json) { json.value(1); });
    member("program", [&](json::Writer& json) {
      json.begin_object().member("version", WAYMARK_VERSION);
      json.member("bytes", program->byte_size).member("sha256", program->sha256).end_object();
    });
    member("arguments", [&](json::Writer& json) {
      json.begin_array();
      for (const std::string& argument : record_.options.arguments) json.value(argument);
      json.end_array();
    });
    member("to", [&](json::Writer& json) { json.value(record_.to); });
    member("output", [&](json::Writer& json) { json.value(record_.options.output); });
    member("run", [&](json::Writer& json) { json.value(record_.run); });
    member("errors", [&](json::Writer& json) { json.value(record_.errors); });
    write_losses();
    write_files("shipped", record_.shipped, record_.data);
    write_files("knowledge", record_.knowledge);
    write_files("inputs", {record_.inputs.begin(), record_.inputs.end()});
    write_parts();
    if (fault_) return *std::move(fault_);
    page_ += "\n}\n";
    return std::move(page_);
  }

 private:
  template <class Write>
  void member(std::string_view name, Write write) {
    begin(name);
    json::Writer json(page_, true);
    write(json);
  }

  void begin(std::string_view name) {
    if (page_.size() > 2) page_ += ",\n";
    json::append_quoted(name, page_);
    page_ += ": ";
  }

  /// Elements of an array, a line each.
  template <class Elements, class Write>
  void write_lines(const Elements& elements, Write write) {
    page_ += '[';
    bool is_first = true;
    for (const auto& element : elements) {
      page_ += std::exchange(is_first, false) ? "\n" : ",\n";
      write(element);
    }
    page_ += ']';
  }

  void write_losses() {
    begin("losses");
    write_lines(record_.losses->list(), [&](const auto& entry) {
      const auto& [key, loss] = entry;
      json::Writer(page_, true)
          .begin_object()
          .member("what", key.first)
          .member("change", format::name_of(key.second))
          .member("count", loss.count)
          .member("documents", loss.documents)
          .end_object();
    });
  }

  void write_files(std::string_view name, const std::vector<std::string>& files,
                   const std::string& below = {}) {
    begin(name);
    write_lines(files, [&](const std::string& file) { write_file(file, below); });
  }

  void write_file(const std::string& file, const std::string& below) {
    auto digest = digest_file(file);
    if (!digest) {
      fault_ = digest.error().front();
      return;
    }
    if (!below.empty()) digest->file = fs::path(file).lexically_relative(below).string();
    json::Writer json(page_, true);
    write_digest(*digest, json);
  }

  void write_parts() {
    begin("parts");
    std::vector<std::size_t> positions(record_.parts.size());
    for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = i;
    write_lines(positions, [&](std::size_t i) {
      page_ += "{\"name\": ";
      json::append_quoted(record_.part_names[i], page_);
      page_ += ", \"counts\": ";
      json::Writer json(page_, true);
      write_counts(record_.parts[i]->counts(), json);
      page_ += ", \"files\": ";
      write_lines(record_.parts[i]->files(),
                  [&](const std::string& file) { write_file(file, {}); });
      page_ += '}';
    });
  }

  const RunRecord& record_;
  std::string page_;
  std::optional<Diagnostic> fault_;
};

/// Reads members; the first that is not as it should be is the fault.
class ManifestFields {
 public:
  ManifestFields(const std::string& bytes, const std::string& path) : bytes_(bytes), path_(path) {}

  std::optional<Diagnostic> fault;

  std::string word(const json::Value& object, std::string_view name) {
    const json::Value* value = object.find(name);
    if (value != nullptr && value->is_string()) return *value->as_string();
    fail(value != nullptr ? *value : object, "expected a string '" + std::string(name) + "'");
    return {};
  }

  const json::Value::Array& array(const json::Value& object, std::string_view name) {
    static const json::Value::Array kNone;
    const json::Value* value = object.find(name);
    if (value != nullptr && value->is_array()) return value->elements();
    fail(value != nullptr ? *value : object, "expected an array '" + std::string(name) + "'");
    return kNone;
  }

  void read_files(const json::Value& object, std::string_view name,
                  std::vector<FileDigest>& files) {
    for (const json::Value& file : array(object, name))
      files.push_back({word(file, "file"), 0, word(file, "sha256")});
  }

  void fail(const json::Value& at, std::string message) {
    if (fault) return;
    fault = json::diagnose(bytes_, at.begin(), path_, 1, "cli/manifest", std::move(message));
    fault->hint = "--manifest FILE of annotate and convert writes one";
  }

 private:
  const std::string& bytes_;
  const std::string& path_;
};

}  // namespace

Result<std::unique_ptr<Output>> create_manifest(const OutputOptions& options,
                                                const DocumentSource& source) {
  if (options.manifest.empty()) return std::unique_ptr<Output>();
  if (options.output.empty() || options.output == "-")
    return usage_fault("cli/needs-output", "a manifest names the files that were written",
                       "-o FILE, or -o FOLDER/");
  if (!source.is_repeatable())
    return usage_fault("cli/needs-files",
                       "a manifest names inputs that can be read again, no pipe or terminal",
                       "name files or folders");
  return Output::create_beside(options.manifest, options.force);
}

std::optional<Diagnostic> write_manifest(const RunRecord& record, Output& output) {
  auto page = ManifestPage(record).write();
  if (!page) return page.error().front();
  output.write(*page);
  if (!output.commit()) return output.fault();
  return std::nullopt;
}

Result<Manifest> read_manifest(const std::string& path) {
  const auto file = text::SourceFile::read(path);
  if (!file) return file.error();
  const std::string bytes(file->content());
  auto value = json::parse(bytes, path);
  if (!value) return value.error();
  ManifestFields fields(bytes, path);
  const json::Value* version = value->find("manifest");
  if (version == nullptr || version->as_int() != 1)
    fields.fail(version != nullptr ? *version : *value, "this is no manifest of version 1");
  Manifest manifest;
  for (const json::Value& argument : fields.array(*value, "arguments")) {
    if (!argument.is_string()) fields.fail(argument, "expected a string");
    manifest.arguments.push_back(argument.is_string() ? *argument.as_string() : "");
  }
  manifest.output = fields.word(*value, "output");
  if (const json::Value* program = value->find("program"))
    manifest.program.sha256 = fields.word(*program, "sha256");
  fields.read_files(*value, "shipped", manifest.shipped);
  fields.read_files(*value, "knowledge", manifest.knowledge);
  fields.read_files(*value, "inputs", manifest.inputs);
  for (const json::Value& part : fields.array(*value, "parts"))
    fields.read_files(part, "files", manifest.outputs);
  if (fields.fault) return *std::move(fields.fault);
  manifest.value = *std::move(value);
  return manifest;
}

}  // namespace waymark::cli
