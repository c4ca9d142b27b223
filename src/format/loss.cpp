// SPDX-License-Identifier: Apache-2.0
#include "format/loss.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/json.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

constexpr std::size_t kShown = 40;

/// The first code points of a text.
std::string shorten(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < kShown && at < text.size(); ++i)
    at += text::code_point_at(text, at).byte_size;
  return std::string(text.substr(0, at)) + (at < text.size() ? "…" : "");
}

Loss begin_loss(const Document& document, std::optional<Span> span) {
  Loss loss;
  loss.document = document.id;
  loss.documents = 1;
  if (!span) return loss;
  const std::string_view before = std::string_view(document.text).substr(0, span->begin);
  loss.line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  loss.at = static_cast<std::uint32_t>(text::count_code_points(before));
  loss.text = shorten(document.slice(*span));
  return loss;
}

std::string quoted(const std::string& text) {
  std::string out;
  text::json::append_quoted(text, out);
  return out;
}

}  // namespace

std::string_view name_of(Change change) {
  switch (change) {
    case Change::kDropped:
      return "dropped";
    case Change::kChanged:
      return "changed";
    case Change::kMade:
      break;
  }
  return "made";
}

void Losses::add(std::string_view what, Change change, const Document& document,
                 std::optional<Span> span, std::uint64_t count) {
  const auto [found, is_new] = losses_.try_emplace({std::string(what), change});
  if (is_new) found->second = begin_loss(document, span);
  found->second.count += count;
}

void Losses::add(const Losses& later) {
  for (const auto& [key, loss] : later.losses_) {
    const auto [found, is_new] = losses_.try_emplace(key, loss);
    if (is_new) continue;
    found->second.count += loss.count;
    found->second.documents += loss.documents;
  }
}

std::string report_text(const Losses& losses) {
  std::string out;
  for (const auto& [key, loss] : losses.list()) {
    out += fmt::format("{:<8} {:<22} {} in {} document{}; first in {}", name_of(key.second),
                       key.first, loss.count, loss.documents, loss.documents == 1 ? "" : "s",
                       quoted(loss.document));
    if (loss.at) out += fmt::format(" at {}: {}", *loss.at, quoted(loss.text));
    out += '\n';
  }
  return out;
}

std::string report_json(const Losses& losses, std::string_view to, std::uint64_t documents) {
  std::string out;
  text::json::Writer json(out, true);
  json.begin_object().member("to", to).member("documents", documents);
  json.key("losses").begin_array();
  for (const auto& [key, loss] : losses.list()) {
    json.begin_object().member("what", key.first).member("change", name_of(key.second));
    json.member("count", loss.count).member("documents", loss.documents);
    json.key("first").begin_object().member("document", loss.document);
    if (loss.at) json.member("line", *loss.line).member("at", *loss.at).member("text", loss.text);
    json.end_object().end_object();
  }
  json.end_array().end_object();
  return out + '\n';
}

}  // namespace waymark::format
