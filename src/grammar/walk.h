// SPDX-License-Identifier: Apache-2.0
// Visiting the parts of a pattern or condition, whatever its kind.
#pragma once

#include <variant>

#include "grammar/ast.h"

namespace waymark::grammar {

template <class... Cases>
struct Overload : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overload(Cases...) -> Overload<Cases...>;

/// Calls `visit` with each pattern directly inside `pattern`, in order.
template <class Visit>
void for_each_part(const Pattern& pattern, Visit&& visit) {
  const auto many = [&](const auto& it) {
    for (const Pattern& part : it.parts) visit(part);
  };
  const auto one = [&](const auto& it) { visit(*it.inner); };
  std::visit(Overload{[&](const Sequence& it) { many(it); }, [&](const Choice& it) { many(it); },
                      [&](const Capture& it) { one(it); }, [&](const Repeat& it) { one(it); },
                      [&](const Touching& it) { one(it); }, [&](const LookAhead& it) { one(it); },
                      [](const auto&) {}},
             pattern.what);
}

/// Calls `visit` with `pattern` and every pattern in it, outer ones first.
template <class Visit>
void walk(const Pattern& pattern, Visit&& visit) {
  visit(pattern);
  for_each_part(pattern, [&](const Pattern& part) { walk(part, visit); });
}

/// Calls `visit` with `condition` and every condition in it, outer ones first.
template <class Visit>
void walk(const Condition& condition, Visit&& visit) {
  visit(condition);
  const auto many = [&](const auto& it) {
    for (const Condition& part : it.parts) walk(part, visit);
  };
  std::visit(Overload{[&](const And& it) { many(it); }, [&](const Or& it) { many(it); },
                      [&](const Not& it) { walk(*it.inner, visit); }, [](const auto&) {}},
             condition.what);
}

}  // namespace waymark::grammar
