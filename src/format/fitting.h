// SPDX-License-Identifier: Apache-2.0
// What the steps of fit() share: the document, what is carried of it, and how losses are noted; and
// the steps themselves, each in a file of its own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/carries.h"
#include "format/filter.h"
#include "format/fit.h"
#include "format/loss.h"
#include "waymark/document.h"

namespace waymark::format {

/// Lifetime: refers to what fit() was given.
struct Fitting {
  Document document;
  const Carries& carries;
  Losses& losses;

  void drop(std::string_view what, std::optional<Span> span = {}, std::uint64_t count = 1) {
    losses.add(what, Change::kDropped, document, span, count);
  }
  void change(std::string_view what, std::optional<Span> span = {}, std::uint64_t count = 1) {
    losses.add(what, Change::kChanged, document, span, count);
  }

  /// Empties a value that is not carried.
  template <class T>
  void clear(T& value, bool is_carried, std::string_view what, std::optional<Span> span = {}) {
    if (is_carried || value == T()) return;
    drop(what, span);
    value = T();
  }

  /// Gives a name that goes through a function another one.
  void rename(const std::function<std::string(std::string_view)>& function, std::string& name,
              std::string_view what, std::optional<Span> span = {}) {
    if (!function) return;
    std::string renamed = function(name);
    if (renamed == name) return;
    change(what, span);
    name = std::move(renamed);
  }

  /// Keeps some of the mentions, by their place.
  void keep(const std::vector<bool>& is_kept, std::string_view what) {
    if (std::find(is_kept.begin(), is_kept.end(), false) == is_kept.end()) return;
    for (std::size_t i = 0; i < is_kept.size(); ++i)
      if (!is_kept[i]) drop(what, document.mentions[i].span);
    keep_mentions(document,
                  [&, i = std::size_t{0}](const Mention&) mutable { return is_kept[i++]; });
  }

  void move(Mention& mention, Span span) {
    if (mention.span == span) return;
    change("edge of a mention", mention.span);
    mention.span = span;
  }
};

/// Takes away mentions that can't be carried, and cuts others at their edges.
void fit_mentions(Fitting& fit, Flatten flatten);

/// Puts tokens in order, makes those that are missing, and drops mentions without one.
void settle_tokens(Fitting& fit);
/// Cuts tokens where mentions begin and end, and mentions to whole tokens.
void fit_tokens(Fitting& fit);
/// The tokens with one space between two become the text.
void join_tokens(Fitting& fit);

/// Takes away what hangs on mentions: links, forms, features, slots, relations.
void fit_details(Fitting& fit);

}  // namespace waymark::format
