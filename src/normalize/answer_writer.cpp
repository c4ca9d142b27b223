// SPDX-License-Identifier: Apache-2.0
// Scores are written with two digits: more would pretend.
#include "normalize/answer_writer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "normalize/name_index.h"
#include "normalize/spelling.h"
#include "surface/generic_term.h"
#include "surface/hangul.h"
#include "surface/romanization.h"
#include "text/json.h"
#include "text/utf8.h"

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;
using gazetteer::EntryView;
using text::json::Writer;

double rounded(double score) { return std::round(score * 100) / 100; }

std::string score_text(double score) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%.2f", score);
  return digits;
}

std::string ids_text(const EntryView& entry) {
  std::string text;
  for (const auto& [scheme, id] : entry.ids) {
    if (!text.empty()) text += ' ';
    text.append(scheme).append(":").append(id);
  }
  return text;
}

/// The generics that a bare Korean name may end in, guessed from its look: 함경북도 is a province,
/// 칠보산 a mountain.
std::vector<std::string> guess_generics(std::string_view korean) {
  const std::u32string name = surface::to_code_points(korean);
  // 군 before 구역: a longer one wins, as in 로동자구.
  for (const surface::GenericTerm& term : surface::generic_terms())
    if (name.size() > term.hangul.size() + (term.administrative ? 0 : 1) &&
        name.ends_with(term.hangul))
      return {surface::to_utf8(term.hangul)};
  return {};
}

const char* deriver_of(const Catalog& catalog, const EntryView& entry) {
  const auto person = catalog.schema().find_label("PERSON");
  return person && entry.label == *person ? "korean-person" : "korean";
}

/// Whether the English name is a romanisation of the Korean one: Goseong, not Russia. Nor is it
/// 베이징, which doesn't read its two characters.
bool is_korean(const EntryView& entry, const char* deriver, const surface::NameInput& input) {
  for (const auto& [language, name] : input.names)
    if (language == "hanja" &&
        surface::to_code_points(name).size() != surface::to_code_points(entry.ko).size())
      return false;
  const std::string name = compact(entry.name);
  const auto forms = surface::derive_forms(deriver, {{{"ko", entry.ko}}, input.generics});
  return std::any_of(forms.begin(), forms.end(),
                     [&](const surface::DerivedForm& form) { return compact(form.form) == name; });
}

/// Names of other countries are written as the South writes them already.
std::string to_south(const Catalog& catalog, const EntryView& entry,
                     const surface::NameInput& input, bool at_home) {
  if (!at_home) return entry.ko;
  if (!input.generics.empty() || deriver_of(catalog, entry) != std::string_view("korean"))
    if (auto written = surface::write_by_scheme("ko-south", deriver_of(catalog, entry), input))
      return *written;
  return surface::to_utf8(surface::to_south_compound(surface::to_code_points(entry.ko)));
}

}  // namespace

surface::NameInput name_input(const Catalog& catalog, EntryId entry) {
  return {catalog.names(entry), catalog.schema().kind(catalog.kind(entry)).generics};
}

std::string write_as(const Normalizer& normalizer, const EntryView& entry,
                     std::string_view scheme) {
  if (scheme.empty() || scheme == "en") return entry.name;
  if (scheme == "ko") return entry.ko.empty() ? entry.name : entry.ko;
  const Catalog& catalog = normalizer.catalog();
  const auto id = catalog.find(entry.id);
  if (!id) return entry.name;
  const surface::NameInput input = name_input(catalog, *id);
  for (const auto& [language, name] : input.names)
    if (language == scheme) return name;
  const bool at_home = normalizer.is_at_home(*id);
  if (scheme == "ko-south")
    return entry.ko.empty() ? entry.name : to_south(catalog, entry, input, at_home);
  const char* deriver = deriver_of(catalog, entry);
  if (is_romanisation(scheme) && !at_home && !is_korean(entry, deriver, input)) return entry.name;
  return surface::write_by_scheme(scheme, deriver, input).value_or(entry.name);
}

std::vector<std::string> known_schemes() {
  std::vector<std::string> names = {
      "en",       "ko",    "ko-south", "hanja",      "hanja-simplified",
      "hanja-ja", "ja-on", "pinyin",   "kontsevich", "zh",
      "ja",       "ru",    "press",    "mixed"};
  for (const surface::Scheme& scheme : surface::schemes()) names.emplace_back(scheme.name);
  return names;
}

std::string AnswerWriter::name_of_entry(const EntryView& entry) const {
  return write_as(normalizer_, entry, options_.write_as);
}

void AnswerWriter::append_record(std::string_view input, const Answer& answer,
                                 std::string& out) const {
  Writer json(out, true);
  json.begin_object().member("input", input);
  if (answer.candidates.empty()) {
    for (const char* name : {"entry", "name", "ko", "kind", "why"}) json.key(name).null();
  } else {
    const Candidate& first = answer.candidates.front();
    const EntryView entry = catalog_.entry(first.entry);
    json.member("entry", entry.id).member("name", name_of_entry(entry)).member("ko", entry.ko);
    json.member("kind", catalog_.schema().kind(entry.kind).name).member("why", first.why);
  }
  const bool corrected = !answer.candidates.empty() && answer.candidates.front().corrected;
  json.member("status", name_of(answer.status)).member("corrected", corrected);
  json.member("score", answer.candidates.empty() ? 0 : rounded(answer.candidates.front().score));
  if (options_.explain && !answer.candidates.empty())
    json.member("explain", answer.candidates.front().derivation);
  json.key("candidates").begin_array();
  for (std::size_t i = 0; i < std::min(options_.all, answer.candidates.size()); ++i) {
    const Candidate& candidate = answer.candidates[i];
    const EntryView entry = catalog_.entry(candidate.entry);
    json.begin_object()
        .member("entry", entry.id)
        .member("name", name_of_entry(entry))
        .member("ko", entry.ko);
    json.member("corrected", candidate.corrected)
        .member("score", rounded(candidate.score))
        .end_object();
  }
  json.end_array().end_object();
  out += '\n';
}

std::array<std::string, 8> AnswerWriter::columns(const Answer& answer) const {
  std::array<std::string, 8> values;
  values.back() = name_of(answer.status);
  if (answer.candidates.empty()) return values;
  const Candidate& first = answer.candidates.front();
  const EntryView entry = catalog_.entry(first.entry);
  std::string why = first.why;
  if (options_.explain && !first.derivation.empty()) why += ", " + first.derivation;
  return {entry.id,        name_of_entry(entry),
          entry.ko,        catalog_.schema().kind(entry.kind).name,
          ids_text(entry), score_text(first.score),
          std::move(why),  std::string(name_of(answer.status))};
}

std::vector<std::array<std::string, 10>> AnswerWriter::candidate_rows(std::size_t row,
                                                                      std::string_view input,
                                                                      const Answer& answer) const {
  std::vector<std::array<std::string, 10>> rows;
  for (std::size_t i = 0; i < answer.candidates.size(); ++i) {
    const Candidate& candidate = answer.candidates[i];
    const EntryView entry = catalog_.entry(candidate.entry);
    rows.push_back({std::to_string(row), std::string(input), std::to_string(i + 1), entry.id,
                    name_of_entry(entry), entry.ko, catalog_.schema().kind(entry.kind).name,
                    ids_text(entry), score_text(candidate.score), candidate.why});
  }
  return rows;
}

void AnswerWriter::append_text(std::string_view input, const Answer& answer,
                               std::string& out) const {
  out.append(input);
  if (answer.candidates.empty()) {
    out += input.empty() ? "\n" : "  →  none\n";
    return;
  }
  const std::size_t lines = answer.status == Status::kAmbiguous || options_.explain
                                ? std::min(options_.all, answer.candidates.size())
                                : 1;
  for (std::size_t i = 0; i < std::max<std::size_t>(lines, 1); ++i) {
    const Candidate& candidate = answer.candidates[i];
    const EntryView entry = catalog_.entry(candidate.entry);
    out += i == 0 ? "  →  " : "      or  ";
    out.append(name_of_entry(entry))
        .append("  ")
        .append(entry.ko)
        .append(entry.ko.empty() ? "" : "  ");
    out.append(entry.id).append("  ").append(catalog_.schema().kind(entry.kind).name);
    out.append("  ")
        .append(score_text(candidate.score))
        .append("  (")
        .append(candidate.why)
        .append(")");
    if (i == 0) out.append("  ").append(name_of(answer.status));
    out += '\n';
    if (options_.explain)
      out.append("      form '")
          .append(candidate.form)
          .append("'")
          .append(candidate.derivation.empty() ? "" : ": ")
          .append(candidate.derivation)
          .append("\n");
  }
}

void append_derivation(const Catalog& catalog, std::string_view input, bool explain,
                       std::string& out) {
  surface::NameInput names;
  const std::string name = text::is_valid_utf8(input) ? tidy(input) : std::string();
  if (const auto entry = catalog.find(name)) {
    names = name_input(catalog, *entry);
  } else {
    names.names.emplace_back("ko", name);
    names.generics = guess_generics(name);
  }
  Writer json(out, true);
  json.begin_object().member("input", input).key("forms").begin_array();
  for (const surface::DerivedForm& form :
       surface::derive_forms("korean", names, surface::Repeats::kKeep,
                             explain ? surface::Detail::kAll : surface::Detail::kFormAndScheme)) {
    json.begin_object().member("form", form.form).member("scheme", form.scheme);
    if (explain) json.member("derivation", form.derivation);
    json.end_object();
  }
  json.end_array().end_object();
  out += '\n';
}

}  // namespace waymark::normalize
