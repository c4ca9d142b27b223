// SPDX-License-Identifier: Apache-2.0
#include "cli/corpus_counts.h"

#include "format/filter.h"
#include "text/utf8.h"

namespace waymark::cli {
namespace {

void add_dates(const std::string& first, const std::string& last, CorpusCounts& counts) {
  if (first.empty()) return;
  if (counts.first_date.empty() || first < counts.first_date) counts.first_date = first;
  if (last > counts.last_date) counts.last_date = last;
}

void write_numbers(std::string_view name, const std::map<std::string, std::uint64_t>& numbers,
                   text::json::Writer& json) {
  json.key(name).begin_object();
  for (const auto& [key, number] : numbers) json.member(key, number);
  json.end_object();
}

}  // namespace

void CorpusCounts::add(const Document& whole, const Document& written) {
  ++documents;
  characters += text::count_code_points(whole.text);
  tokens += whole.tokens.size();
  sentences += whole.sentences.size();
  if (!whole.lang.empty()) ++languages[whole.lang];
  add_dates(whole.date, whole.date, *this);
  without_mentions += written.mentions.empty();
  for (const Mention& mention : written.mentions) {
    masked += format::is_masked(mention);
    Label& label = labels[mention.label];
    ++label.mentions;
    label.linked += mention.link.has_value();
    if (mention.link && !mention.link->entry.empty()) entries.insert(mention.link->entry);
  }
  for (const Relation& relation : written.relations) ++relations[relation.type];
}

void CorpusCounts::add(const CorpusCounts& others) {
  documents += others.documents, without_mentions += others.without_mentions;
  characters += others.characters, tokens += others.tokens, sentences += others.sentences;
  masked += others.masked;
  for (const auto& [name, label] : others.labels) {
    labels[name].mentions += label.mentions;
    labels[name].linked += label.linked;
  }
  for (const auto& [type, number] : others.relations) relations[type] += number;
  for (const auto& [tag, number] : others.languages) languages[tag] += number;
  entries.insert(others.entries.begin(), others.entries.end());
  add_dates(others.first_date, others.last_date, *this);
}

void write_counts(const CorpusCounts& counts, text::json::Writer& json) {
  json.begin_object().member("documents", counts.documents);
  json.member("without_mentions", counts.without_mentions);
  json.member("characters", counts.characters).member("tokens", counts.tokens);
  json.member("sentences", counts.sentences).member("masked", counts.masked);
  json.key("labels").begin_object();
  for (const auto& [name, label] : counts.labels) {
    json.key(name).begin_object().member("mentions", label.mentions);
    json.member("linked", label.linked).end_object();
  }
  json.end_object();
  write_numbers("relations", counts.relations, json);
  write_numbers("languages", counts.languages, json);
  json.member("entries", counts.entries.size());
  json.member("first_date", counts.first_date).member("last_date", counts.last_date);
  json.end_object();
}

}  // namespace waymark::cli
