// SPDX-License-Identifier: Apache-2.0
#include "cli/diagnostic_output.h"

#include <fmt/format.h>

#include <string_view>

namespace waymark::cli {
namespace {

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "error";
}

const char* command_of(Severity severity) {
  return severity == Severity::kNote ? "notice" : name_of(severity);
}

/// Properties end at ',' and '::', so more is escaped in them than in the message.
std::string escape(std::string_view text, bool in_property) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (in_property && (c == ':' || c == ',')))
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      escaped += c;
  }
  return escaped;
}

}  // namespace

void write_json(const Diagnostic& diagnostic, text::json::Writer& writer) {
  writer.begin_object().member("severity", name_of(diagnostic.severity));
  writer.member("code", diagnostic.code);
  if (!diagnostic.file.empty()) writer.member("file", diagnostic.file);
  if (diagnostic.line > 0)
    writer.member("line", diagnostic.line)
        .member("column", diagnostic.column)
        .member("width", diagnostic.width);
  writer.member("message", diagnostic.message);
  if (!diagnostic.hint.empty()) writer.member("hint", diagnostic.hint);
  writer.end_object();
}

std::string workflow_command(const Diagnostic& diagnostic) {
  std::string properties;
  const auto add = [&](std::string_view name, std::string_view value) {
    properties += properties.empty() ? ' ' : ',';
    properties += fmt::format("{}={}", name, escape(value, true));
  };
  if (!diagnostic.file.empty()) add("file", diagnostic.file);
  if (diagnostic.line > 0) {
    add("line", std::to_string(diagnostic.line));
    add("col", std::to_string(diagnostic.column));
    add("endColumn", std::to_string(diagnostic.column + diagnostic.width));
  }
  add("title", diagnostic.code);
  std::string message = diagnostic.message;
  if (!diagnostic.hint.empty()) message += "\nhint: " + diagnostic.hint;
  return fmt::format("::{}{}::{}\n", command_of(diagnostic.severity), properties,
                     escape(message, false));
}

}  // namespace waymark::cli
