// SPDX-License-Identifier: Apache-2.0
#include "grammar/rules_on_text.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "grammar/check.h"
#include "grammar/compile.h"
#include "grammar/load.h"
#include "match/matcher.h"
#include "match/trust.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "text/normal_form.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

namespace waymark::test {
namespace {

const char* const kGazetteer = R"(
gazetteer: test 1
labels: {PLACE: flat, AGENCY: flat, ROLE: flat, PERSON: flat}
kinds:
  country: PLACE
  province: {label: PLACE, generic: [도]}
  city: {label: PLACE, generic: [시]}
  county: {label: PLACE, generic: [군]}
  organ: AGENCY
  duty: ROLE
  person: PERSON
entries:
  - {id: kp, name: {en: North Korea, ko: 북한}, kind: country}
  - {id: cn, name: {en: China}, kind: country}
  - {id: kp.ryanggang, name: {en: Ryanggang Province, ko: 량강도}, kind: province, in: kp}
  - {id: kp.hamgyong, name: {en: North Hamgyong Province}, kind: province, in: kp}
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, in: kp.ryanggang}
  - {id: kp.musan, name: {en: Musan County, ko: 무산군}, kind: county, in: kp.hamgyong}
  - {id: kp.samsu.r, name: {en: Samsu}, kind: county, in: kp.ryanggang}
  - {id: kp.samsu.h, name: {en: Samsu}, kind: city, in: kp.hamgyong}
  - {id: kp.mss, name: {en: Ministry of State Security, ko: 보위부}, kind: organ, in: kp,
     aliases: [MSS, State Security]}
  - {id: kp.bureau, name: {en: Border Bureau}, kind: organ, in: kp}
  - {id: role.head, name: {en: head}, kind: duty, case: any}
  - {id: role.chief, name: {en: chief, ko: 장}, kind: duty, case: any}
  - {id: person.kim, name: {en: Kim Chol}, kind: person}
)";

const char* const kLabels = R"(grammar test 1
label DATE flat
label NAME flat
label TITLE flat
label UNIT { function, level, agency: AGENCY, place: PLACE, unit: UNIT }
label POST { role: ROLE, agency: AGENCY, unit: UNIT, place: PLACE, holder: PERSON }
)";

std::vector<std::string> cut_files(const std::string& rules) {
  std::vector<std::string> files{kLabels};
  std::istringstream lines(rules);
  for (std::string line; std::getline(lines, line);) {
    if (line == "---") {
      files.emplace_back("grammar more 1\n");
    } else {
      files.back() += line + '\n';
    }
  }
  return files;
}

void require_none(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::kError) UNSCOPED_INFO(render(diagnostic));
  REQUIRE_FALSE(has_error(diagnostics));
}

std::string text_of(const Ran& ran, Span span) {
  return ran.text.substr(span.begin, span.byte_size());
}

std::string mark(const Ran& ran, const std::vector<const match::Candidate*>& candidates) {
  // Brackets by the byte before which they stand; closing ones first, inner ones closed first.
  std::map<std::uint32_t, std::pair<std::string, std::string>> brackets;
  for (const match::Candidate* it : candidates) {
    brackets[it->span.begin].second += "[" + ran.program->schema().label(it->label).name + " ";
    brackets[it->span.end].first += "]";
  }
  std::string marked;
  std::uint32_t at = 0;
  for (const auto& [byte, both] : brackets) {
    marked += ran.text.substr(at, byte - at) + both.first + both.second;
    at = byte;
  }
  return marked + ran.text.substr(at);
}

std::vector<const match::Candidate*> living(const Ran& ran) {
  std::vector<const match::Candidate*> candidates;
  for (const match::Candidate& it : ran.set.candidates)
    if (it.alive) candidates.push_back(&it);
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto* a, const auto* b) {
    if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin;
    if (a->span.end != b->span.end) return a->span.end > b->span.end;
    return a->label > b->label;
  });
  return candidates;
}

std::string value_of(const Ran& ran, const match::CandidateSlot& slot) {
  if (const Span* span = std::get_if<Span>(&slot.value)) return "'" + text_of(ran, *span) + "'";
  std::string all;
  for (const std::uint32_t number : std::get<0>(slot.value))
    all += (all.empty() ? "" : " + ") + text_of(ran, ran.set.candidates[number].span);
  return all;
}

std::string value_of(const FeatureValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return "\"" + *text + "\"";
  if (const auto* number = std::get_if<double>(&value))
    return std::to_string(static_cast<int>(*number));
  return std::get<bool>(value) ? "true" : "false";
}

}  // namespace

const gazetteer::Catalog& catalog() {
  static const auto kCatalog = make_catalog(kGazetteer);
  return *kCatalog;
}

std::shared_ptr<const grammar::Program> compose(const std::string& rules) {
  const std::vector<std::string> files = cut_files(rules);
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < files.size(); ++i)
    paths.push_back("test" + std::to_string(i) + ".way");
  const auto read = [&](const std::string& path) -> Result<text::SourceFile> {
    for (std::size_t i = 0; i < files.size(); ++i)
      if (paths[i] == path) return text::SourceFile(path, files[i]);
    Diagnostic missing;
    missing.code = "test/missing";
    return missing;
  };
  Diagnostics diagnostics;
  const grammar::LoadedRules loaded = grammar::load(paths, read, diagnostics);
  require_none(diagnostics);
  grammar::check(loaded, grammar::knowledge_of(catalog()), diagnostics);
  require_none(diagnostics);
  auto program = grammar::compile(loaded, catalog());
  REQUIRE(program.has_value());
  return *program;
}

std::string Ran::marked() const { return mark(*this, living(*this)); }

std::string Ran::marked(const std::string& label) const {
  auto candidates = living(*this);
  candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                  [&](const match::Candidate* it) {
                                    return program->schema().label(it->label).name != label;
                                  }),
                   candidates.end());
  return mark(*this, candidates);
}

std::string Ran::relations() const {
  std::string all;
  for (const match::CandidateRelation& it : set.relations) {
    all += (all.empty() ? "" : "; ") + text_of(*this, set.candidates[it.from].span) + " " +
           program->names()[it.type] + " " + text_of(*this, set.candidates[it.to].span);
  }
  return all;
}

std::string Ran::slots(const std::string& label, const std::string& begin) const {
  for (const match::Candidate* it : living(*this)) {
    if (program->schema().label(it->label).name != label) continue;
    if (text_of(*this, it->span).compare(0, begin.size(), begin) != 0) continue;
    std::string all;
    for (const match::CandidateSlot& slot : it->slots)
      all += (all.empty() ? "" : ", ") + program->names()[slot.name] + ": " + value_of(*this, slot);
    for (const match::CandidateFeature& feature : it->features)
      all += (all.empty() ? "" : ", ") + program->names()[feature.name] + ": " +
             value_of(feature.value);
    return all;
  }
  return "no such mark";
}

std::string Ran::entries(const std::string& wanted) const {
  std::string all;
  for (const match::Candidate* it : living(*this)) {
    if (text_of(*this, it->span) != wanted) continue;
    std::string ids;
    for (const match::EntryChoice& choice : it->entries)
      ids += (ids.empty() ? "" : " ") + catalog().entry(choice.entry).id;
    if (it->no_link) ids = "none";
    all += (all.empty() ? "" : " | ") + ids;
  }
  return all;
}

Ran run_program(std::shared_ptr<const grammar::Program> program, const std::string& text,
                grammar::RunMemory& memory, grammar::Trace* trace) {
  Ran ran;
  ran.text = text;
  ran.program = std::move(program);
  text::Tokens tokens;
  text::tokenize(text, tokens);
  match::find_candidates(catalog(), text, tokens, ran.set);
  match::settle_needs(catalog(), tokens, ran.set);
  std::vector<Span> names;
  for (const match::Candidate& it : ran.set.candidates) names.push_back(it.span);
  const auto sentences = text::find_sentences(
      text, tokens, names, [](auto hash) { return hash == text::hash_folded("oct"); });
  grammar::run(*ran.program, {text, tokens, sentences, catalog()}, ran.set, memory, &ran.warnings,
               trace);
  return ran;
}

Ran run_rules(const std::string& rules, const std::string& text) {
  grammar::RunMemory memory;
  return run_program(compose(rules), text, memory);
}

}  // namespace waymark::test
