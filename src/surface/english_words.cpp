// SPDX-License-Identifier: Apache-2.0
// Small tables and the rules between them.
#include "surface/english_words.h"

#include <algorithm>
#include <array>

namespace waymark::surface {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_vowel(char c) { return std::string_view("aeiouAEIOU").find(c) != std::string_view::npos; }

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view e) { return word.ends_with(e); });
}

struct Pair {
  std::string_view british, american;
};

constexpr Pair kSpellings[] = {
    {"defence", "defense"},
    {"offence", "offense"},
    {"labour", "labor"},
    {"centre", "center"},
    {"theatre", "theater"},
    {"harbour", "harbor"},
    {"honour", "honor"},
    {"programme", "program"},
    {"fibre", "fiber"},
    {"neighbourhood", "neighborhood"},
    {"counsellor", "counselor"},
    {"councillor", "councilor"},
    {"organiser", "organizer"},
    {"fertiliser", "fertilizer"},
    {"licence", "license"},
    {"armour", "armor"},
    {"armoured", "armored"},
    {"behaviour", "behavior"},
    {"aluminium", "aluminum"},
    {"jewellery", "jewelry"},
    {"catalogue", "catalog"},
    {"specialised", "specialized"},
    {"organising", "organizing"},
    {"mechanised", "mechanized"},
    {"aeroplane", "airplane"},
    {"grey", "gray"},
    {"vice-marshall", "vice-marshal"},
};

/// Gives `lower` the capitals of `model`.
std::string with_capitals_of(std::string_view model, std::string_view lower) {
  std::string out(lower);
  if (model.empty() || model[0] < 'A' || model[0] > 'Z') return out;
  const bool all = model.size() > 1 && model[1] >= 'A' && model[1] <= 'Z';
  for (std::size_t i = 0; i < out.size() && (all || i == 0); ++i) {
    if (out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 'a' + 'A');
  }
  return out;
}

/// -isation and -ization, singular and plural; empty if the word isn't one.
std::string swap_isation(std::string_view lower, bool british) {
  const std::string_view from = british ? "ization" : "isation";
  const std::size_t at = lower.find(from);
  if (at == std::string_view::npos || at < 3) return {};
  std::string out(lower);
  out[at + 1] = british ? 's' : 'z';
  return out;
}

std::string respell_word(std::string_view word, bool british) {
  const std::string lower = to_lower(word);
  for (const Pair& pair : kSpellings) {
    const std::string_view from = british ? pair.american : pair.british;
    const std::string_view to = british ? pair.british : pair.american;
    if (lower == from) return with_capitals_of(word, to);
    if (lower.size() == from.size() + 1 && lower.ends_with('s') && lower.starts_with(from)) {
      return with_capitals_of(word, std::string(to) + "s");
    }
  }
  const std::string swapped = swap_isation(lower, british);
  return swapped.empty() ? std::string() : with_capitals_of(word, swapped);
}

std::string respell(std::string_view text, bool british) {
  std::string out;
  bool changed = false;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      out.push_back(text[at++]);
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const std::string swapped = respell_word(word, british);
    changed = changed || !swapped.empty();
    out += swapped.empty() ? std::string(word) : swapped;
    at = end;
  }
  return changed ? out : std::string();
}

constexpr std::array<std::string_view, 14> kWithoutPlural = {
    "staff",  "personnel", "police", "militia",    "corps", "people", "brass",
    "troops", "clergy",    "crew",   "leadership", "men",   "women",  "navy"};

constexpr Pair kIrregular[] = {
    // singular, plural
    {"woman", "women"}, {"child", "children"}, {"thief", "thieves"},
    {"wife", "wives"},  {"hero", "heroes"},
};

}  // namespace

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space > 0) words.push_back(text.substr(0, space));
    text.remove_prefix(std::min(text.size(), space + 1));
  }
  return words;
}

std::string join_words(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_acronym(std::string_view word) {
  return word.size() >= 2 && word.size() <= 7 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string to_plural(std::string_view noun) {
  const std::string lower = to_lower(noun);
  if (lower.size() < 2 || !is_letter(lower.back())) return {};
  if (std::find(kWithoutPlural.begin(), kWithoutPlural.end(), lower) != kWithoutPlural.end())
    return {};
  for (const Pair& pair : kIrregular) {
    if (lower.ends_with(pair.british)) {
      return std::string(noun.substr(0, noun.size() - pair.british.size())) +
             std::string(pair.american);
    }
  }
  const std::string stem(noun.substr(0, noun.size() - 1));
  if (lower.ends_with("man") && !ends_with_any(lower, {"human", "german", "roman"})) {
    return stem.substr(0, stem.size() - 1) + "en";
  }
  if (lower.ends_with('y') && !is_vowel(lower[lower.size() - 2])) return stem + "ies";
  if (ends_with_any(lower, {"ss", "x", "z", "ch", "sh"}) && !lower.ends_with("arch")) {
    return std::string(noun) + "es";
  }
  if (lower.ends_with('s')) return {};
  return std::string(noun) + "s";
}

std::string to_british(std::string_view text) { return respell(text, true); }
std::string to_american(std::string_view text) { return respell(text, false); }

std::vector<std::string> vary_possessives(std::string_view text) {
  std::string plain(text);
  for (std::size_t at; (at = plain.find("’")) != std::string::npos;) plain.replace(at, 3, "'");
  std::vector<std::string> varied;
  const auto replace_all = [&](std::string_view from, std::string_view to) {
    std::string out = plain;
    for (std::size_t at = 0; (at = out.find(from, at)) != std::string::npos; at += to.size()) {
      const std::size_t end = at + from.size();
      if (end < out.size() && is_letter(out[end])) continue;  // inside a word: d'affaires
      out.replace(at, from.size(), to);
    }
    if (out != plain) varied.push_back(std::move(out));
  };
  replace_all("s'", "s");
  replace_all("s'", "'s");
  replace_all("'s", "s");
  return varied;
}

}  // namespace waymark::surface
