// SPDX-License-Identifier: Apache-2.0
// Bytes a second of each stage and of the whole path, over the texts of seeds
// with the shipped gazetteer. Rules are measured as shipped, and as ten and a thousand of one kind,
// since cost is to follow matches and not rules.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "grammar/program.h"
#include "grammar/run.h"
#include "match/matcher.h"
#include "match/trust.h"
#include "support/temp_dir.h"
#include "text/sentences.h"
#include "text/tokenizer.h"
#include "waymark/waymark.h"

namespace waymark {
namespace {

const std::filesystem::path kSource = WAYMARK_SOURCE_DIR;

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

template <class Value>
Value value_or_give_up(Result<Value> result, const char* what) {
  if (!result) give_up(what);
  return std::move(*result);
}

std::vector<std::string> files_of(const char* folder, const char* suffix) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kSource / folder))
    if (entry.path().extension() == suffix) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

const Gazetteer& gazetteer() {
  static const Gazetteer kGazetteer = value_or_give_up(
      Gazetteer::load(files_of("gazetteer", ".yaml")), "the gazetteer does not load");
  return kGazetteer;
}

RuleSet load_rules(const std::vector<std::string>& files) {
  return value_or_give_up(RuleSet::load(files, gazetteer()), "the rules do not load");
}

const RuleSet& shipped_rules() {
  static const RuleSet kRules = load_rules(files_of("grammar", ".way"));
  return kRules;
}

// The words of small letters of the development texts, each once; the texts measured are others.
const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> kWords = [] {
    std::vector<std::string> words;
    for (const std::string& file : files_of("tests/gold/dev", ".jsonl")) {
      std::ifstream in(file, std::ios::binary);
      std::string word;
      for (char c = 0; in.get(c);) {
        if (c >= 'a' && c <= 'z') {
          word += c;
          continue;
        }
        if (word.size() >= 5) words.push_back(word);
        word.clear();
      }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (words.size() < 2000) give_up("there are too few words");
    return words;
  }();
  return kWords;
}

// Rules of the usual kind: a trigger word that texts hold as often as they will, beside a name, a
// capital or another trigger. Ten rules have the words of every hundredth of a thousand.
RuleSet make_rules(std::int64_t count) {
  const auto& words = vocabulary();
  std::ostringstream out;
  out << "grammar bench 1\nphase p longest\n";
  for (std::int64_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i) * words.size() / static_cast<std::size_t>(count);
    const std::string& word = words[at];
    const std::string& other = words[(at + words.size() / 2) % words.size()];
    out << "rule r" << i << " -> AGENCY\n  find ";
    switch (i % 3) {
      case 0:
        out << "<cap>{1,3} (\"" << word << "\" | \"" << other << "\")\n  not before \"of\"\n";
        break;
      case 1:
        out << "\"" << word
            << "\" (\"of\" | \"in\") \"the\"? x:PLACE\n  where x.kind is city or county\n";
        break;
      default:
        out << "<content>? \"" << word << "\" \"" << other << "\"?\n  after ROLE | AGENCY\n";
    }
  }
  const test::TempDir folder;
  return load_rules({folder.write("bench.way", out.str())});
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::string> all;
    for (const std::string& file : files_of("seeds", ".txt")) {
      std::ifstream in(file, std::ios::binary);
      all.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    if (all.empty()) give_up("there are no texts");
    return all;
  }();
  return kTexts;
}

std::int64_t total_bytes() {
  std::int64_t bytes = 0;
  for (const std::string& text : texts()) bytes += static_cast<std::int64_t>(text.size());
  return bytes;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * total_bytes());
}

void tokenize(benchmark::State& state) {
  text::Tokens tokens;
  for (auto _ : state)
    for (const std::string& text : texts()) text::tokenize(text, tokens);
  count_bytes(state);
}
BENCHMARK(tokenize);

// A text with all that comes before the rules.
struct Prepared {
  explicit Prepared(const std::string& from) : text(from) {
    text::tokenize(text, tokens);
    find();
    std::vector<Span> spans;
    for (const match::Candidate& candidate : set.candidates) spans.push_back(candidate.span);
    const auto& catalog = gazetteer().catalog();
    sentences = text::find_sentences(
        text, tokens, spans, [&](std::uint64_t hash) { return catalog.is_abbreviation(hash); });
  }
  void find() {
    set.clear();
    match::find_candidates(gazetteer().catalog(), text, tokens, set);
    match::settle_needs(gazetteer().catalog(), tokens, set);
  }
  const std::string& text;
  text::Tokens tokens;
  match::CandidateSet set;
  std::vector<TokenRange> sentences;
};

std::vector<Prepared> prepare() {
  std::vector<Prepared> all;
  all.reserve(texts().size());
  for (const std::string& text : texts()) all.emplace_back(text);
  return all;
}

void match_names(benchmark::State& state) {
  std::vector<Prepared> all = prepare();
  for (auto _ : state)
    for (Prepared& one : all) one.find();
  count_bytes(state);
}
BENCHMARK(match_names);

void run_rules(benchmark::State& state, const RuleSet& rules) {
  const std::vector<Prepared> all = prepare();
  grammar::RunMemory memory;
  match::CandidateSet set;
  for (auto _ : state) {
    for (const Prepared& one : all) {
      set = one.set;
      grammar::run(rules.program(), {one.text, one.tokens, one.sentences, gazetteer().catalog()},
                   set, memory, nullptr);
    }
  }
  count_bytes(state);
}

void rules_shipped(benchmark::State& state) { run_rules(state, shipped_rules()); }
BENCHMARK(rules_shipped);

void rules_of_one_kind(benchmark::State& state) { run_rules(state, make_rules(state.range(0))); }
BENCHMARK(rules_of_one_kind)->Arg(10)->Arg(1000);

void whole_path(benchmark::State& state) {
  const Annotator annotator(gazetteer(), shipped_rules());
  Workspace workspace;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      Document document;
      document.text = text;
      benchmark::DoNotOptimize(annotator.annotate(std::move(document), workspace));
    }
  }
  count_bytes(state);
}
BENCHMARK(whole_path);

}  // namespace
}  // namespace waymark
