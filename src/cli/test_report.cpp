// SPDX-License-Identifier: Apache-2.0
#include "cli/test_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/diagnostic_output.h"
#include "text/json.h"

namespace waymark::cli {
namespace {

text::SourceFile::Position place_of(const PlacedExample& placed) {
  return placed.source->position(placed.example.example.at.begin);
}

void write_result(const ExampleResult& result, text::json::Writer& writer) {
  const PlacedExample& placed = *result.example;
  writer.begin_object().member("rule", placed.example.rule.text);
  writer.member("file", placed.source->name()).member("line", place_of(placed).line);
  writer.member("text", placed.example.example.text).member("yes", placed.example.example.yes);
  writer.key("failures").begin_array();
  for (const Diagnostic& failure : result.failures) write_json(failure, writer);
  writer.end_array().end_object();
}

void write_part(const RulePart& part, const grammar::LoadedRules& rules,
                text::json::Writer& writer) {
  const text::SourceFile& source = rules.files[part.file].source;
  const auto place = source.position(part.at.begin);
  writer.begin_object().member("what", name_of(part.what)).member("of", part.owner);
  writer.member("file", source.name()).member("line", place.line).member("column", place.column);
  writer.member("text", source.content().substr(part.at.begin, part.at.end - part.at.begin));
  writer.end_object();
}

/// Text in XML 1.0. What no document may hold, though in a comment, becomes U+FFFD.
std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\t':
      case '\n':
      case '\r':
        escaped += fmt::format("&#{};", static_cast<int>(c));
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          escaped += "\xEF\xBF\xBD";
        else
          escaped += c;
    }
  }
  return escaped;
}

std::string test_case(const ExampleResult& result) {
  const PlacedExample& placed = *result.example;
  const grammar::Example& example = placed.example.example;
  std::string xml =
      fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
                  escape(placed.example.rule.text),
                  escape(fmt::format("{} \"{}\"", example.yes ? "yes" : "no", example.text)),
                  escape(placed.source->name()), place_of(placed).line);
  if (result.failures.empty()) return xml + "/>\n";
  xml += ">\n";
  for (const Diagnostic& failure : result.failures)
    xml += fmt::format("      <failure message=\"{}\">{}</failure>\n", escape(failure.message),
                       escape(render(failure)));
  return xml + "    </testcase>\n";
}

std::string test_suite(std::string_view file, const std::vector<const ExampleResult*>& results) {
  const auto failed =
      std::count_if(results.begin(), results.end(),
                    [](const ExampleResult* result) { return !result->failures.empty(); });
  std::string xml = fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                                escape(file), results.size(), failed);
  for (const ExampleResult* result : results) xml += test_case(*result);
  return xml + "  </testsuite>\n";
}

}  // namespace

Diagnostic describe(const RulePart& part, const grammar::LoadedRules& rules) {
  return rules.files[part.file].source.diagnose(
      Severity::kNote, "grammar/coverage", part.at.begin, part.at.end,
      fmt::format("no example touches this {} of '{}'", name_of(part.what), part.owner));
}

std::string tests_as_json(const ExampleReport& report, const std::vector<std::string>& without_yes,
                          const grammar::LoadedRules& rules,
                          const std::vector<RulePart>* untouched) {
  std::string json;
  text::json::Writer writer(json);
  writer.begin_object().key("examples").begin_array();
  for (const ExampleResult& result : report.results) write_result(result, writer);
  writer.end_array().key("rules_without_yes").begin_array();
  for (const std::string& rule : without_yes) writer.value(rule);
  writer.end_array();
  if (untouched != nullptr) {
    writer.key("untouched").begin_array();
    for (const RulePart& part : *untouched) write_part(part, rules, writer);
    writer.end_array();
  }
  writer.end_object();
  return json + '\n';
}

std::string tests_as_junit(const ExampleReport& report) {
  std::vector<std::string> files;
  for (const ExampleResult& result : report.results)
    if (std::find(files.begin(), files.end(), result.example->source->name()) == files.end())
      files.push_back(result.example->source->name());
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{}\" "
      "failures=\"{}\">\n",
      report.results.size(), report.failed());
  for (const std::string& file : files) {
    std::vector<const ExampleResult*> results;
    for (const ExampleResult& result : report.results)
      if (result.example->source->name() == file) results.push_back(&result);
    xml += test_suite(file, results);
  }
  return xml + "</testsuites>\n";
}

}  // namespace waymark::cli
