// SPDX-License-Identifier: Apache-2.0
#include "grammar/backtracker.h"

#include <algorithm>

#include "text/normal_form.h"

namespace waymark::test {

using namespace grammar;  // NOLINT: names of nearly all nodes

namespace {

constexpr int kMostSteps = 100'000;

void add(std::vector<Found>& all, Found found) {
  const bool is_known =
      std::any_of(all.begin(), all.end(), [&](const Found& it) { return it.end == found.end; });
  if (!is_known) all.push_back(std::move(found));
}

Found join(const Found& left, Found right) {
  right.captures.insert(right.captures.begin(), left.captures.begin(), left.captures.end());
  right.ahead.insert(right.ahead.begin(), left.ahead.begin(), left.ahead.end());
  return right;
}

void put_longer_first(std::vector<Found>& all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const Found& a, const Found& b) { return a.end > b.end; });
}

}  // namespace

std::optional<std::vector<Found>> Backtracker::match(const Pattern& pattern, Position from) {
  std::vector<Found> found = ends(pattern, from);
  if (steps_ > kMostSteps) return std::nullopt;
  return found;
}

bool Backtracker::touches(Position at) const {
  return at > 0 && at < last() && tokens_[at - 1].span.end == tokens_[at].span.begin;
}

std::string_view Backtracker::bytes(Position from, Position to) const {
  const std::uint32_t begin = tokens_[from].span.begin;
  return text_.substr(begin, tokens_[to - 1].span.end - begin);
}

std::vector<Found> Backtracker::ends(const Pattern& pattern, Position from) {
  if (++steps_ > kMostSteps) return {};
  return std::visit([&](const auto& it) { return ends_of(it, from); }, pattern.what);
}

std::vector<Found> Backtracker::ends_of(const Literal& it, Position from) {
  // The literals of these tests are of letters and signs of one byte: each is a token.
  Position at = from;
  for (std::size_t i = 0; i < it.text.size(); ++i) {
    if (it.text[i] == ' ') continue;
    if (at == last()) return {};
    const std::string_view token = bytes(at, at + 1);
    const std::string wanted(1, it.text[i]);
    if (it.exact ? token != wanted : !text::folds_equal(token, wanted)) return {};
    if (i > 0 && touches(at) != (it.text[i - 1] != ' ')) return {};
    ++at;
  }
  return {{at, {}, {}}};
}
std::vector<Found> Backtracker::ends_of(const TokenClass& it, Position from) {
  if (from == last()) return {};
  if (it.name.text == "cap" && bytes(from, from + 1) != "A") return {};
  return {{from + 1, {}, {}}};
}
std::vector<Found> Backtracker::ends_of(const Gap& it, Position from) {
  std::vector<Found> all;
  for (Position at = from; at <= last() && at - from <= it.max; ++at) all.push_back({at, {}, {}});
  return all;
}
std::vector<Found> Backtracker::ends_of(const Regex&, Position from) {
  // [a+]+|7, the only one that PatternMaker writes
  std::vector<Found> all;
  for (Position at = from; at < last() && (at == from || touches(at)); ++at) {
    const std::string_view run = bytes(from, at + 1);
    if (run == "7" || run.find_first_not_of("a+") == std::string_view::npos)
      all.insert(all.begin(), {at + 1, {}, {}});
  }
  return all;
}
std::vector<Found> Backtracker::ends_of(const Capture& it, Position from) {
  std::vector<Found> all = ends(*it.inner, from);
  for (Found& found : all) {
    if (found.end == from) continue;
    const Span span{tokens_[from].span.begin, tokens_[found.end - 1].span.end};
    found.captures.insert(found.captures.begin(), {it.name.text, span});
  }
  return all;
}
std::vector<Found> Backtracker::ends_of(const Sequence& it, Position from) {
  std::vector<Found> lefts{{from, {}, {}}};
  for (const Pattern& part : it.parts) {
    std::vector<Found> all;
    for (const Found& left : lefts)
      for (Found& right : ends(part, left.end)) add(all, join(left, std::move(right)));
    lefts = std::move(all);
  }
  return lefts;
}
std::vector<Found> Backtracker::ends_of(const Choice& it, Position from) {
  std::vector<Found> all;
  for (const Pattern& part : it.parts)
    for (Found& found : ends(part, from)) add(all, std::move(found));
  put_longer_first(all);
  return all;
}
std::vector<Found> Backtracker::ends_of(const Repeat& it, Position from) {
  std::vector<Found> all;
  rounds(it, 0, {from, {}, {}}, all);
  std::stable_sort(all.begin(), all.end(), [&](const Found& a, const Found& b) {
    return it.lazy ? a.end < b.end : a.end > b.end;
  });
  return all;
}
void Backtracker::rounds(const Repeat& it, std::uint32_t round, const Found& so_far,
                         std::vector<Found>& all) {
  if (++steps_ > kMostSteps) return;
  if (round >= it.min) add(all, so_far);
  if (it.max && round == *it.max) return;
  for (Found& found : ends(*it.inner, so_far.end)) {
    const bool is_empty = found.end == so_far.end;
    Found longer = join(so_far, std::move(found));
    if (!is_empty) {
      rounds(it, round + 1, longer, all);
    } else if (round < it.min) {
      add(all, std::move(longer));
    }
  }
}
std::vector<Found> Backtracker::ends_of(const Touching& it, Position from) {
  std::vector<Found> all;
  for (Found& found : ends(*it.inner, from))
    if (found.end == from || touches(from)) all.push_back(std::move(found));
  return all;
}
std::vector<Found> Backtracker::ends_of(const LookAhead& it, Position from) {
  const std::vector<Found> all = ends(*it.inner, from);
  if (all.empty() != it.negative) return {};
  Found found{from, {}, {}};
  if (!it.negative) {
    found.ahead = all.front().captures;
    found.ahead.insert(found.ahead.end(), all.front().ahead.begin(), all.front().ahead.end());
  }
  return {found};
}

std::vector<Found> Backtracker::ends_of(const NameRef& it, Position from) {
  return ends(lets_.at(it.name.text), from);
}
std::vector<Found> Backtracker::ends_of(const LabelRef& it, Position from) {
  std::vector<Found> all;
  for (const TokenMark& mark : marks_)
    if (mark.label == it.label.text && mark.from == from) add(all, {mark.to, {}, {}});
  put_longer_first(all);
  return all;
}

}  // namespace waymark::test
